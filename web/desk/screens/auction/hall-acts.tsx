import { useState } from 'react';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';

/** What the host, or the department, may do with the whole hall: stop it and let it go on, with a reason that everyone reads. */
export function HallActs({ view, onDone }: { readonly view: HallView; readonly onDone: () => void }) {
  const [reason, setReason] = useState('');
  const canPause = view.can.includes('auction.pause');
  const canResume = view.can.includes('auction.resume');
  if (!canPause && !canResume) return null;

  async function run(name: string, body: object, key: string): Promise<void> {
    await command(name, { lotId: view.lotId, ...body }, { idempotencyKey: key });
    onDone();
  }

  return (
    <section className="card auction-note" aria-label="主持">
      <h2>主持</h2>
      {canPause && (
        <>
          <label className="field">暂停的原因，全场都会看到<input value={reason} onChange={(event) => setReason(event.target.value)} /></label>
          <CommandButton label="全场暂停" kind="act" wide {...(reason.trim() === '' ? { disabledReason: '先写明原因。' } : {})} run={(key) => run('auction.pause', { reason: reason.trim() }, key)} />
          <p>暂停后所有人都不能报价，恢复后补足倒计时。</p>
        </>
      )}
      {canResume && <CommandButton label="恢复竞价" wide run={(key) => run('auction.resume', {}, key)} done="已恢复，倒计时接着走" />}
    </section>
  );
}
