import { useState, type ReactNode } from 'react';
import type { Json } from '#kernel/json.ts';
import { openKeyFile, signAct } from '../ui/certificate-login.ts';
import { SignDialog, type StatementLine } from '../ui/sign-dialog.tsx';
import { command } from './api.ts';
import { freshKey } from '../ui/fresh-key.ts';

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
  readonly kind?: 'act' | 'ghost';
  readonly disabledReason?: string;
  /** After the dialog has closed. */
  readonly onDone: () => Promise<void>;
  /** Fields of what is signed, above the button. */
  readonly children?: ReactNode;
};

/** Shows what is signed, signs it in this browser with the person's key file, and does the act. One dialog is one act: its key stays until it is done. */
export function SignedAct({ label, kind, disabledReason, children, onDone, ...act }: SignedActProps) {
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

  const Frame = children === undefined ? 'span' : 'div';
  return (
    <Frame className={children === undefined ? 'command' : 'command hall-form'}>
      {children}
      <button type="button" className={`btn ${kind ?? ''}`} aria-disabled={disabledReason !== undefined} onClick={() => disabledReason === undefined && setOpen(true)}>{label}</button>
      {disabledReason !== undefined && <span className="reason small muted">{disabledReason}</span>}
      <SignDialog open={open} title={act.title} effect={act.effect} statement={act.statement} onSign={sign} onCancel={() => setOpen(false)} />
    </Frame>
  );
}
