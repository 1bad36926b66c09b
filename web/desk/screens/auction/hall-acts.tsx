import { useState } from 'react';
import { formatFen } from '#kernel/money.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { formatExact } from '../../../ui/auction/figures.ts';
import { command } from '../../api.ts';
import { SignedAct } from '../../signed-act.tsx';
import { FenInput } from '../tender/fields.tsx';

/** What the host, or the department, may do with the whole hall: stop it and let it go on, with a reason that everyone reads. */
export function HallActs({ view, onDone }: { readonly view: HallView; readonly onDone: () => void }) {
  const [reason, setReason] = useState('');
  const canPause = view.can.includes('auction.pause');
  const canResume = view.can.includes('auction.resume');
  if (view.can.includes('auction.changeStep')) return <ChangeStep view={view} onDone={onDone} />;
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

/** The seller hosts the listing: it may change the step in view of how the bidding goes, and signs it. */
function ChangeStep({ view, onDone }: { readonly view: HallView; readonly onDone: () => void }) {
  const [stepFen, setStep] = useState('');
  const subject = { lotId: view.lotId };
  const missing = stepFen === '' || stepFen === '0' ? '先填新的幅度。' : stepFen === view.stepFen ? '和现在的幅度一样。' : null;
  return (
    <section className="card auction-note" aria-label="加价幅度">
      <h2>调整加价幅度</h2>
      <p>现在每次加价是 <b className="num">{formatExact(BigInt(view.stepFen))}</b> 的整数倍。挂牌期间可以调整（国土资源部令第 39 号第十八条），限时竞价开始以后不能再改。</p>
      <label className="field">新的幅度（元）<FenInput fen={stepFen} onChange={setStep} /></label>
      <SignedAct
        label="签署调整…" title="调整加价幅度" effect="签署后立即生效，全场都会看到；以前的报价不受影响。" act="auction.changeStep" subject={subject} content={{ stepFen }} body={{ ...subject, stepFen }}
        statement={[{ label: '标的', value: view.title }, { label: '现在的幅度', value: formatFen(BigInt(view.stepFen)) }, { label: '新的幅度', value: stepFen === '' ? '' : formatFen(BigInt(stepFen)) }]}
        onDone={() => {
          setStep('');
          onDone();
          return Promise.resolve();
        }} {...(missing === null ? {} : { disabledReason: missing })}
      />
    </section>
  );
}
