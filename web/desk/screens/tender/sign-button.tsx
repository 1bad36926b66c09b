import { useState } from 'react';
import type { Json } from '#kernel/json.ts';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { SignDialog, type StatementLine } from '../../../ui/sign-dialog.tsx';
import { command } from '../../api.ts';
import { useRefresh } from './data.ts';
import { freshKey } from '../../../ui/fresh-key.ts';

export type SignButtonProps = {
  readonly label: string;
  readonly title: string;
  readonly effect: string;
  readonly statement: readonly StatementLine[];
  readonly act: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly content: Json;
  /** The command's body without its signature. */
  readonly body: object;
  readonly kind?: 'act' | 'ghost';
  readonly disabledReason?: string;
  readonly onDone?: () => void;
};

/** Shows what is signed, signs it in this browser and does the act. One dialog is one act: its key stays until it is done. */
export function SignButton({ label, kind, disabledReason, onDone, ...act }: SignButtonProps) {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState(() => freshKey());
  const refresh = useRefresh();

  async function sign(file: File, password: string): Promise<void> {
    const signature = await signAct(await openKeyFile(file, password), act.act, act.subject, act.content);
    try {
      await command(act.act, { ...act.body, signature }, { idempotencyKey: key });
    } finally {
      setKey(freshKey());
    }
    setOpen(false);
    await refresh();
    onDone?.();
  }

  return (
    <span className="command">
      <button type="button" className={`btn ${kind ?? ''}`} aria-disabled={disabledReason !== undefined} onClick={() => disabledReason === undefined && setOpen(true)}>{label}</button>
      {disabledReason !== undefined && <span className="reason small muted">{disabledReason}</span>}
      <SignDialog open={open} title={act.title} effect={act.effect} statement={act.statement} onSign={sign} onCancel={() => setOpen(false)} />
    </span>
  );
}
