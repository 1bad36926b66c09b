import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatFen, parseYuan } from '#kernel/money.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { percentText, rate } from '#rules/rate.ts';
import type { GroundStanding } from '#trade/deposit/deposit.ts';
import type { DepositPart, DepositView } from '#trade/deposit/deposit.present.ts';
import { formatPayCode } from '#trade/deposit/pay-code.ts';
import { Chip } from '../../../ui/chip.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDay } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { command, get } from '../../api.ts';
import { useRefreshAll } from '../award/award.data.ts';
import { formTitles } from '#trade/deposit/arrival.ts';
import { ArrivalForm, ArrivalLines, MissingForm } from './arrival.tsx';
import { Forfeited, ForfeitForm } from './forfeit.tsx';
import { yuanOf } from './yuan.ts';
import '../award/award.css';
import './contract.css';

export type Row = DepositView & {
  readonly tenderName: string; readonly lotName: string; readonly part: DepositPart; readonly interest: { readonly rate: string; readonly yearDays: number }; readonly forfeitCitation: string; readonly owed: { readonly amountFen: string; readonly interestFen: string; readonly days: number } | null;
  readonly grounds: readonly GroundStanding[]; readonly can: readonly string[];
};
type Ledger = { readonly items: readonly Row[]; readonly serverNow: Instant };

type Open = 'arrival' | 'missing' | 'return' | 'forfeit';

const causes = { 'contract-signed': '合同已签订', withdrawn: '投标撤回', 'tender-failed': '招标失败', 'tender-terminated': '招标终止' } as const;

/** Every deposit with its clock: what is owed today, with interest, and until when. */
export function Screen() {
  const { data, error } = useQuery({ queryKey: ['deposits'], queryFn: ({ signal }) => get<Ledger>('/api/deposits', signal), refetchInterval: 30_000 });
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  // A guarantee or a policy is released: nobody pays it back.
  const open = data.items.filter(({ owed, form }) => owed !== null && form === 'transfer');
  const total = open.reduce((sum, { owed }) => sum + BigInt(owed?.amountFen ?? 0) + BigInt(owed?.interestFen ?? 0), 0n);
  return (
    <>
      <h1>投标保证金台账</h1>
      <p className="muted">今日应退本息合计 <b>{formatFen(total)}</b>　核对到账的才计入；利率按项目登记时的规则，按实际天数计 <span className="chip act">待核实</span></p>
      <div className="c-note"><SecretSentence text="开标名单公布以前，保证金只按缴费码收存，台账里没有任何投标人；投标人不足而失败的标段、终止的招标始终只显示缴费码，原路退还。" /></div>
      {data.items.length === 0 ? <EmptyState title="没有保证金" text="开标名单公布后，投标文件写明的保证金会列在这里，由收取的一方核对到账。" /> : (
        <section className="card"><div className="a-scroll"><table className="a-table">
          <thead><tr><th>投标人</th><th>项目</th><th>形式</th><th className="num">本金</th><th className="num">利息</th><th>状态</th><th /></tr></thead>
          <tbody>{data.items.map((row) => <LedgerRow key={`${row.lotId}${row.ref}`} row={row} today={formatDay(data.serverNow)} />)}</tbody>
        </table></div></section>
      )}
    </>
  );
}

function LedgerRow({ row, today }: { readonly row: Row; readonly today: string }) {
  const citation = row.forfeitCitation;
  const [open, setOpen] = useState<Open | null>(null);
  const comes = row.can.includes('deposit.confirmArrival') || row.can.includes('deposit.receiveGuarantee');
  const toggle = (what: Open) => setOpen(open === what ? null : what);
  return (
    <>
      <tr>
        <td data-label="投标人"><b>{row.bidderName}</b>{row.isSealed && row.part === 'bidder' && <><br /><span className="muted small">缴费码 {formatPayCode(row.ref)}；别人看不到是你单位</span></>}</td><td data-label="项目" className="small">{row.tenderName}<br /><span className="muted">{row.lotName}</span></td><td data-label="形式" className="c-form">{formTitles[row.form]}<br /><ArrivalLines row={row} /></td>
        <td data-label="本金" className="num"><Money fen={row.arrival?.kind === 'money' ? row.arrival.amountFen : row.amountFen} /></td>
        <td data-label="利息" className="num">{row.owed && row.form !== 'transfer' ? <span className="muted small">不计息</span> : row.owed ? <>{formatFen(BigInt(row.owed.interestFen))}<br /><span className="muted small">{row.owed.days} 日，年利率 {percentText(rate(row.interest.rate))}，一年按 {row.interest.yearDays} 日</span></> : row.returned ? formatFen(BigInt(row.returned.interestFen)) : '—'}</td>
        <td data-label="状态"><State row={row} /></td>
        <td><div className="c-do">
          {comes && <button type="button" className="btn ghost" aria-expanded={open === 'arrival'} onClick={() => toggle('arrival')}>{row.form === 'transfer' ? '登记到账' : row.form === 'guarantee' ? '登记保函' : '登记保单'}</button>}
          {row.can.includes('deposit.recordNonArrival') && <button type="button" className="btn ghost" aria-expanded={open === 'missing'} onClick={() => toggle('missing')}>未到账</button>}
          {row.can.includes('deposit.recordReturn') && <button type="button" className="btn ghost" aria-expanded={open === 'return'} onClick={() => toggle('return')}>登记退还</button>}
          {row.can.includes('deposit.forfeit') && <button type="button" className="btn ghost" aria-expanded={open === 'forfeit'} onClick={() => toggle('forfeit')}>不予退还</button>}
        </div></td>
      </tr>
      {open === 'arrival' && comes && <tr><td colSpan={7} className="whole"><ArrivalForm row={row} today={today} /></td></tr>}
      {open === 'missing' && row.can.includes('deposit.recordNonArrival') && <tr><td colSpan={7} className="whole"><MissingForm row={row} /></td></tr>}
      {open === 'return' && row.owed && <tr><td colSpan={7} className="whole"><ReturnForm row={row} owed={row.owed} today={today} /></td></tr>}
      {open === 'forfeit' && row.can.includes('deposit.forfeit') && <tr><td colSpan={7} className="whole"><ForfeitForm row={row} citation={citation} /></td></tr>}
      {row.forfeited && <tr><td colSpan={7} className="whole"><Forfeited row={row} forfeited={row.forfeited} citation={citation} /></td></tr>}
    </>
  );
}

function State({ row }: { readonly row: Row }) {
  if (row.returned) return <><Chip label={row.returned.late ? '逾期退还' : '已退还'} tone={row.returned.late ? 'bad' : 'ok'} /><br /><span className="small muted">{row.returned.paidOn}</span></>;
  if (row.forfeited) return <Chip label="不予退还" tone="bad" />;
  if (row.status === 'declared') return <Chip label="待核对" tone="act" />;
  if (row.status === 'missing') return <Chip label="未到账" tone="bad" />;
  if (!row.due) return <Chip label="在管" tone="plain" />;
  return <><DeadlineChip label="退还期限" at={row.due.dueBy} /><br /><span className="small muted">{causes[row.due.cause]}</span></>;
}

function ReturnForm({ row, owed, today }: { readonly row: Row; readonly owed: NonNullable<Row['owed']>; readonly today: string }) {
  const [paidOn, setPaidOn] = useState(today);
  const [interest, setInterest] = useState(yuanOf(owed.interestFen));
  const [voucher, setVoucher] = useState('');
  const refresh = useRefreshAll();
  const interestFen = parseYuan(interest);
  async function record(key: string): Promise<void> {
    if (!interestFen.ok) return;
    await command('deposit.recordReturn', { lotId: row.lotId, bidderId: row.ref, paidOn, amountFen: owed.amountFen, interestFen: String(interestFen.value), voucher }, { idempotencyKey: key });
    await refresh();
  }
  return (
    <div className="c-return">
      <label className="field">付款日期<input type="date" max={today} value={paidOn} onChange={(event) => setPaidOn(event.target.value)} /></label>
      <label className="field">利息（元）<input inputMode="decimal" value={interest} onChange={(event) => setInterest(event.target.value)} /></label>
      <label className="field">付款凭证号<input value={voucher} onChange={(event) => setVoucher(event.target.value)} /></label>
      <CommandButton label={`登记退还 ${formatFen(BigInt(owed.amountFen) + (interestFen.ok ? interestFen.value : 0n))}`} run={record} {...(voucher.trim().length < 4 ? { disabledReason: '填写付款凭证号' } : {})} />
    </div>
  );
}
