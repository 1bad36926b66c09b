import { Spin } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BankLineView, BankPage, PayoutView } from '#service/bank/bank.types.ts';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDayTime } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { get } from '../../api.ts';
import { SignedAct } from '../../signed-act.tsx';
import './bank.css';

/** 归集账户: what nobody can place, what did not go back, and how it stands with the bank. Who has paid stands nowhere. */
export function Screen() {
  const { data, error } = useQuery({ queryKey: ['bank'], queryFn: ({ signal }) => get<BankPage>('/api/bank/exceptions', signal), refetchInterval: 15_000 });
  const client = useQueryClient();
  const refresh = async (): Promise<void> => void (await client.invalidateQueries({ queryKey: ['bank'] }));
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return <div className="waiting"><Spin /></div>;
  return (
    <>
      <h1>归集账户</h1>
      <p className="muted screen-lead">竞买保证金由缴费码、金额和银行入账时间自动归属，没有人指认。归属不了的只能原路全额退回。</p>
      <Standing page={data} />
      <div className="k-note"><SecretSentence text="已经归属的到账不在这里，账户总额也不显示：数一数笔数，就知道有几家报名。付款人的户名和账号不进平台。" /></div>
      <section className="card k-list" aria-labelledby="lines">
        <div className="sec"><h2 id="lines">没有归属的到账</h2><span className="chip plain">{data.lines.length} 笔</span></div>
        {data.lines.length === 0 ? <EmptyState title="没有需要处理的到账" text="银行流水一到，平台逐笔归属；归属不了的会列在这里。" /> : <ul>{data.lines.map((line) => <Line key={line.number} line={line} onDone={refresh} />)}</ul>}
      </section>
      <section className="card k-list" aria-labelledby="payouts">
        <div className="sec"><h2 id="payouts">没有付成的退款</h2><span className="chip plain">{data.payouts.length} 笔</span></div>
        {data.payouts.length === 0 ? <EmptyState title="退款都付出去了" text="银行退回的付款会列在这里，核对后重新付款，仍然只付到原来的账户。" /> : <ul>{data.payouts.map((payout) => <Failed key={`${payout.id}.${payout.attempt}`} payout={payout} onDone={refresh} />)}</ul>}
      </section>
    </>
  );
}

function Standing({ page: { isConnected, problem, balances } }: { readonly page: BankPage }) {
  const state = !isConnected ? { label: '没有接入银行', tone: 'plain' as const } : problem === null ? { label: '银行连接正常', tone: 'ok' as const } : { label: '银行暂时读不到', tone: 'act' as const };
  return (
    <section className="card k-standing" aria-label="银行连接和账簿">
      <p><Chip {...state} /> <span className="muted">{problem ?? (isConnected ? '流水逐条核对编号和余额后才入账。' : '平台没有配置银行，到账由收取方按凭证登记。')}</span></p>
      <dl>
        <div><dt>挂账，等待退回</dt><dd><Money fen={balances.suspenseFen} /></dd></div>
        <div><dt>应退，正在付款</dt><dd><Money fen={balances.owedBackFen} /></dd></div>
        <div><dt>其中仍在银行账户</dt><dd><Money fen={balances.bankFen} /></dd></div>
      </dl>
    </section>
  );
}

function Line({ line, onDone }: { readonly line: BankLineView; readonly onDone: () => Promise<void> }) {
  const { number, reference, amount, amountFen, bookedAt, payCode, why, direction, can } = line;
  return (
    <li>
      <div><b className="num">{direction === 'out' && '支出 '}{amount}</b><br /><span className="small muted num">{formatDayTime(bookedAt)} 入账</span></div>
      <div><span>{why}</span><br /><span className="small muted">流水 {number} · 凭证 <code>{reference}</code>{payCode !== null && <> · 缴费码 <span className="num">{payCode}</span></>}</span></div>
      {can.includes('bank.sendBack') && (
        <SignedAct
          label="原路退回" title="退回没有归属的到账" act="bank.sendBack" subject={{ line: String(number) }} content={{ reference, amountFen }} body={{ number, reference, amountFen }} kind="ghost" onDone={onDone}
          effect="签署后由银行全额退回原付款账户；退到哪里不由人填写。" statement={[{ label: '流水', value: `第 ${number} 条` }, { label: '凭证', value: reference }, { label: '金额', value: amount }, { label: '原因', value: why }]}
        />
      )}
    </li>
  );
}

function Failed({ payout, onDone }: { readonly payout: PayoutView; readonly onDone: () => Promise<void> }) {
  const { id, attempt, reference, amount, amountFen, failedAt, reason, can } = payout;
  return (
    <li>
      <div><b className="num">{amount}</b><br /><span className="small muted num">{formatDayTime(failedAt)} 第 {attempt} 次未付成</span></div>
      <div><span>{reason || '银行没有说明原因。'}</span><br /><span className="small muted">原到账凭证 <code>{reference}</code></span></div>
      {can.includes('bank.payAgain') && (
        <SignedAct
          label="重新付款" title="重新付款" act="bank.payAgain" subject={{ payout: id }} content={{ attempt, reference, amountFen }} body={{ id, attempt, reference, amountFen }} kind="ghost" onDone={onDone}
          effect="签署后用新的付款编号再付一次，仍付到原来的账户；上一次已被银行关闭，不会付两次。" statement={[{ label: '原到账凭证', value: reference }, { label: '金额', value: amount }, { label: '上一次', value: `第 ${attempt} 次：${reason || '未说明原因'}` }]}
        />
      )}
    </li>
  );
}
