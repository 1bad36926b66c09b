import { useState } from 'react';
import { canonical, type Json } from '#kernel/json.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { SignDialog, type StatementLine } from '../../../ui/sign-dialog.tsx';
import { command } from '../../api.ts';
import { useRefreshAll } from './award.data.ts';

export type SignActProps = {
  readonly label: string; readonly title: string; readonly effect: string; readonly act: string; readonly lotId: string; readonly lines: readonly StatementLine[];
  /** What is signed. With `asText` it also goes into the body, as the canonical text that the server compares. */
  readonly content: Json; readonly asText?: boolean;
  readonly body?: object; readonly kind?: 'act' | 'ghost'; readonly disabledReason?: string;
};

/** Shows what is signed, signs it in this browser, does the act. */
export function SignAct({ label, title, effect, act, lotId, lines, content, asText = false, body = {}, kind, disabledReason }: SignActProps) {
  const [open, setOpen] = useState(false);
  const refresh = useRefreshAll();

  async function sign(file: File, password: string): Promise<void> {
    const signature = await signAct(await openKeyFile(file, password), act, { tenderId: tenderIdOf(lotId), lotId }, content);
    await command(act, { lotId, ...body, ...(asText ? { content: canonical(content) } : {}), signature });
    setOpen(false);
    await refresh();
  }

  const blocked = disabledReason !== undefined;
  return (
    <span className="command">
      <button type="button" className={`btn ${kind ?? ''}`} aria-disabled={blocked} onClick={() => !blocked && setOpen(true)}>{label}</button>
      {blocked && <span className="reason small muted">{disabledReason}</span>}
      <SignDialog open={open} title={title} effect={effect} statement={lines} onSign={sign} onCancel={() => setOpen(false)} />
    </span>
  );
}
