import { useState, type ReactNode } from 'react';
import { formatFen, parseYuan } from '#kernel/money.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';
import { useRefreshAll } from '../award/award.data.ts';
import type { Row } from './deposits.screen.tsx';
import { yuanOf } from './yuan.ts';

/** Says of one deposit that it came, as the bank's advice or the paper has it. */
export function ArrivalForm({ row, today }: { readonly row: Row; readonly today: string }) {
  return row.form === 'transfer' ? <MoneyForm row={row} today={today} /> : <GuaranteeForm row={row} />;
}

function MoneyForm({ row, today }: { readonly row: Row; readonly today: string }) {
  const [amount, setAmount] = useState(yuanOf(row.amountFen));
  const [arrivedOn, setArrivedOn] = useState('');
  const [voucher, setVoucher] = useState('');
  const [account, setAccount] = useState('');
  const [isOtherAccount, setOtherAccount] = useState(false);
  const refresh = useRefreshAll();
  const amountFen = parseYuan(amount);
  const paidFrom = account.replace(/\s/g, '');
  const missing = !amountFen.ok ? '填写到账金额' : arrivedOn === '' ? '填写到账日期' : voucher.trim().length < 4 ? '填写入账凭证号' : !row.isSealed && paidFrom === '' ? '填写付款账号' : null;
  async function confirm(key: string): Promise<void> {
    if (!amountFen.ok) return;
    const body = { lotId: row.lotId, bidderId: row.ref, amountFen: String(amountFen.value), arrivedOn, voucher, paidFrom: row.isSealed ? null : paidFrom, isOtherAccount };
    await command('deposit.confirmArrival', body, { idempotencyKey: key });
    await refresh();
  }
  return (
    <div>
      <div className="c-return">
        <label className="field">到账金额（元）<input inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} /></label>
        <label className="field">到账日期<input type="date" max={today} value={arrivedOn} onChange={(event) => setArrivedOn(event.target.value)} /></label>
        <label className="field">入账凭证号<input value={voucher} onChange={(event) => setVoucher(event.target.value)} /></label>
        {!row.isSealed && <label className="field">付款账号<input inputMode="numeric" value={account} onChange={(event) => setAccount(event.target.value)} /></label>}
      </div>
      {row.isSealed ? <p className="small muted">按缴费码核对。不登记付款账户：账户会说出谁投了标。</p> : (
        <>
          <p className="small muted">与投标人登记的基本账户比对（招标投标法实施条例 第二十六条）。</p>
          <label className="c-check"><input type="checkbox" checked={isOtherAccount} onChange={(event) => setOtherAccount(event.target.checked)} /> 不是由基本账户转出，作为事实提供给评标委员会</label>
        </>
      )}
      <CommandButton label={`登记到账${amountFen.ok ? ` ${formatFen(amountFen.value)}` : ''}`} run={confirm} {...(missing === null ? {} : { disabledReason: missing })} />
    </div>
  );
}

function GuaranteeForm({ row }: { readonly row: Row }) {
  const [number, setNumber] = useState('');
  const [issuer, setIssuer] = useState('');
  const refresh = useRefreshAll();
  const paper = row.form === 'guarantee' ? '保函' : '保单';
  const missing = number.trim().length < 4 ? `填写${paper}编号` : issuer.trim().length < 2 ? '填写出具单位' : null;
  async function receive(key: string): Promise<void> {
    await command('deposit.receiveGuarantee', { lotId: row.lotId, bidderId: row.ref, number, issuer }, { idempotencyKey: key });
    await refresh();
  }
  return (
    <div className="c-return">
      <label className="field">{paper}编号<input value={number} onChange={(event) => setNumber(event.target.value)} /></label>
      <label className="field">出具单位<input value={issuer} onChange={(event) => setIssuer(event.target.value)} /></label>
      <CommandButton label={`确认收到${paper}`} run={receive} {...(missing === null ? {} : { disabledReason: missing })} />
    </div>
  );
}

/** Says that it did not come. It is no refusal of the bid: the panel reads it and decides. */
export function MissingForm({ row }: { readonly row: Row }) {
  const [reason, setReason] = useState('');
  const refresh = useRefreshAll();
  async function record(key: string): Promise<void> {
    await command('deposit.recordNonArrival', { lotId: row.lotId, bidderId: row.ref, reason }, { idempotencyKey: key });
    await refresh();
  }
  return (
    <div className="c-forfeit">
      <p className="small muted">作为事实提供给评标委员会，投标人也看得到。以后到账的可以再登记到账。</p>
      <label className="field">原因<input value={reason} onChange={(event) => setReason(event.target.value)} placeholder="查了哪个账户、到哪一天、缺什么" /></label>
      <CommandButton label="登记未到账" run={record} {...(reason.trim().length < 4 ? { disabledReason: '写明原因（不少于四个字）' } : {})} />
    </div>
  );
}

/** What was found, as each reader of the ledger may see it. */
export function ArrivalLines({ row: { arrival, missing, amountFen, part } }: { readonly row: Row }): ReactNode {
  if (missing) return <span className="muted small">{missing.reason}{part === 'bidder' && <><br />与事实不符的，向招标人提出，或者依法投诉。</>}</span>;
  if (!arrival) return null;
  if (arrival.kind === 'guarantee') return <span className="muted small">{arrival.number}<br />{arrival.issuer}</span>;
  return (
    <span className="muted small">
      {arrival.arrivedOn} 到账{arrival.amountFen !== amountFen && ` ${formatFen(BigInt(arrival.amountFen))}`}
      {arrival.voucher !== null && <><br />{arrival.voucher}</>}
      {arrival.isFromBasicAccount === false && <><br />不是由基本账户转出</>}
    </span>
  );
}
