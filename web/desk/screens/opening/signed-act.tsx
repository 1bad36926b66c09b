import { useState, type ReactNode } from 'react';
import type { Json } from '#kernel/json.ts';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { SignDialog, type StatementLine } from '../../../ui/sign-dialog.tsx';
import { command } from '../../api.ts';
import { freshKey } from '../../../ui/fresh-key.ts';

export type SignedActProps = {
  readonly label: string;
  readonly title: string;
  readonly act: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly content: Json;
  /** The command's body without its signature. */
  readonly body: object;
  readonly statement: readonly StatementLine[];
  readonly effect: string;
  readonly disabledReason?: string;
  readonly onDone: () => Promise<void>;
  readonly children?: ReactNode;
};

/** Shows what is signed, signs it in this browser with the person's key file, and does the act. */
export function SignedAct({ label, disabledReason, children, onDone, ...act }: SignedActProps) {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState(() => freshKey());

  async function sign(file: File, password: string): Promise<void> {
    const signature = await signAct(await openKeyFile(file, password), act.act, act.subject, act.content);
    try {
      await command(act.act, { ...act.body, signature }, { idempotencyKey: key });
    } finally {
      setKey(freshKey());
    }
    setOpen(false);
    await onDone();
  }

  return (
    <div className="command hall-form">
      {children}
      <button type="button" className="btn" aria-disabled={disabledReason !== undefined} onClick={() => disabledReason === undefined && setOpen(true)}>{label}</button>
      {disabledReason !== undefined && <span className="reason small muted">{disabledReason}</span>}
      <SignDialog open={open} title={act.title} effect={act.effect} statement={act.statement} onSign={sign} onCancel={() => setOpen(false)} />
    </div>
  );
}
