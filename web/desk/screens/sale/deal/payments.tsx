import { useState } from 'react';
import { formatFen, parseYuan } from '#kernel/money.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import type { DealView } from '#trade/deal/deal.views.types.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { YuanInput } from '../../../../ui/yuan-input.tsx';
import { SignedAct } from '../../../signed-act.tsx';
import { yuanOf } from '../../contract/yuan.ts';
import { useRefreshSales } from '../sale.data.ts';
import type { DealProps } from './deal-panel.tsx';

type Payments = NonNullable<DealView['payments']>;

/** 价款: by when how much, what has come, what is still owed. */
export function PaymentsCard({ view, lot, payments }: DealProps & { readonly payments: Payments }) {
  const { schedule, items, depositFen, paidFen, owedFen } = payments;
  const paid = BigInt(paidFen);
  return (
    <section className="card" aria-label="价款">
      <div className="sec"><h2>价款</h2><Chip label={owedFen === '0' ? '已付清' : `还差 ${formatFen(BigInt(owedFen))}`} tone={owedFen === '0' ? 'ok' : 'act'} /></div>
      <ul className="d-lines">
        {schedule.map(({ title, leastFen, dueAt }) => {
          const isDone = paid >= BigInt(leastFen);
          return <li key={`${title}${dueAt}`}><b>{title}</b><span>累计付足 {formatFen(BigInt(leastFen))}</span><span className="small muted">最迟 {formatDeadline(dueAt)}</span><Chip label={isDone ? '已付足' : view.serverNow >= dueAt ? '逾期' : '未到期'} tone={isDone ? 'ok' : view.serverNow >= dueAt ? 'bad' : 'plain'} /></li>;
        })}
      </ul>
      <h3 className="s-sub">已付</h3>
      <ul className="d-lines">
        {depositFen !== '0' && <li><b>保证金抵作价款</b><span>{formatFen(BigInt(depositFen))}</span></li>}
        {items.map(({ reference, amountFen, receivedOn }) => <li key={reference}><b>{receivedOn} 到账</b><span>{formatFen(BigInt(amountFen))}</span><span className="small muted">凭证 {reference}</span></li>)}
        {depositFen === '0' && items.length === 0 && <li className="muted">还没有付款。</li>}
      </ul>
      {view.can.includes('recordPayment') && <Record key={items.length} lotId={lot.lotId} owedFen={owedFen} today={ofInstant(view.serverNow)} />}
    </section>
  );
}

function Record({ lotId, owedFen, today }: { readonly lotId: string; readonly owedFen: string; readonly today: string }) {
  const refresh = useRefreshSales();
  const [amount, setAmount] = useState(yuanOf(owedFen));
  const [receivedOn, setReceivedOn] = useState(today);
  const [reference, setReference] = useState('');
  const fen = parseYuan(amount);
  const content = { amountFen: fen.ok ? String(fen.value) : '', receivedOn, reference: reference.trim() };
  const isReady = fen.ok && fen.value > 0n && content.reference !== '' && receivedOn !== '';
  return (
    <div className="pad d-draft">
      <div className="d-fields">
        <label className="field">到账金额（元）<YuanInput value={amount} onChange={setAmount} /></label>
        <label className="field">到账日期<input type="date" value={receivedOn} max={today} onChange={(event) => setReceivedOn(event.target.value)} /></label>
        <label className="field">入账凭证号<input value={reference} onChange={(event) => setReference(event.target.value)} /></label>
      </div>
      <SignedAct
        label="登记到账…" title="登记价款到账" act="deal.recordPayment" subject={{ lotId }} content={content} body={{ lotId, ...content }}
        statement={[{ label: '金额', value: fen.ok ? formatFen(fen.value) : '' }, { label: '到账日期', value: receivedOn }, { label: '凭证', value: content.reference }]} effect="签署后付款记录对双方和监督部门可见；不能改。" onDone={refresh}
        {...(isReady ? {} : { disabledReason: '填写金额、日期和凭证号' })}
      />
    </div>
  );
}
