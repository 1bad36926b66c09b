import { formatFen } from '#kernel/money.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { formatPayCode } from '#service/bank/pay-code.ts';
import { minuteText } from '#trade/sale/sale.words.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import type { OwnApplication } from '#trade/application/application.types.ts';
import type { DepositFate } from '#trade/deal/deal.views.types.ts';
import type { HallFigures } from '#trade/sale/sale.views.ts';
import { StageLine } from '../../../ui/stage-line.tsx';
import { formatDayTime } from '../../../ui/format.ts';
import { useDeal } from './deal/deal.data.ts';
import { useServerTime } from '../../../ui/server-time.tsx';
import type { StageProps } from '../../../ui/types.ts';

type Course = { readonly own: OwnApplication; readonly lot: SaleLot; readonly sale: Sale; readonly hall: HallFigures; readonly isPerson: boolean };

/** From the application to the hall: where one's own stands, and what comes next. */
export function OwnCourse(course: Course) {
  const { own, lot, hall } = course;
  const now = useServerTime(5_000);
  const { data: deal } = useDeal(lot.lotId, hall.outcome === 'sold' || hall.outcome === 'unsold');
  const owes = lot.depositFen !== '0' && own.deposit === null && own.qualification?.isQualified !== false && now < lot.applyUntil;
  return (
    <section className="card s-course" aria-label="我的申请">
      <div className="sec"><h2>我的申请</h2>{own.paddle !== null && <span className="s-paddle" aria-label={`竞买号 ${own.paddle}`}><small>竞买号</small>{own.paddle}</span>}</div>
      <div className="pad">
        <StageLine stages={stagesOf(course)} />
        <p className="s-next">{nextOf(course, now)}</p>
        {deal?.deposit && <p className="s-fate">{fates[deal.deposit]}</p>}
        {owes && <PayCode own={own} lot={lot} />}
        {own.qualification?.points !== undefined && <p className="small muted">价格以外的指标得 {own.qualification.points} 分（满分 100），竞价结束时随竞买号公布。</p>}
        {own.isPreferred && <p className="small muted">已主张优先购买权。</p>}
      </div>
    </section>
  );
}

const fates: Readonly<Record<DepositFate, string>> = {
  held: '保证金还由平台保管。', returning: '保证金正在原路退还，银行到账为准。', returned: '保证金已原路退还。', failed: '保证金退还时银行没有办成，工作人员正在处理，仍退回原账户。', price: '保证金已抵作价款。', forfeited: '成交失效，保证金不予退还。',
};

function PayCode({ own, lot }: { readonly own: OwnApplication; readonly lot: SaleLot }) {
  return (
    <dl className="s-pay">
      <div><dt>缴费码</dt><dd className="num">{formatPayCode(own.payCode)}</dd></div>
      <div><dt>金额</dt><dd>{formatFen(BigInt(lot.depositFen))}</dd></div>
      <div><dt>最迟到账</dt><dd>{formatDeadline(lot.applyUntil)}</dd></div>
    </dl>
  );
}

function stagesOf({ own, lot, hall }: Course): StageProps[] {
  const isRefused = own.qualification?.isQualified === false;
  const steps: readonly { readonly label: string; readonly note: string; readonly isDone: boolean; readonly isStopped?: boolean }[] = [
    { label: '已申请', note: formatDayTime(own.appliedAt), isDone: true },
    { label: '资格', note: own.qualification ? (isRefused ? '未确认' : formatDayTime(own.qualification.at)) : '', isDone: own.qualification?.isQualified === true, isStopped: isRefused },
    ...(lot.depositFen === '0' ? [] : [{ label: '保证金', note: own.deposit ? formatDayTime(own.deposit.arrivedAt) : '', isDone: own.deposit !== null }]),
    { label: '竞买号', note: own.paddle === null ? '' : String(own.paddle), isDone: own.paddle !== null },
    { label: '竞价', note: formatDayTime(lot.biddingFrom), isDone: hall.status === 'ended' },
  ];
  const at = steps.findIndex(({ isDone }) => !isDone);
  return steps.map(({ label, note, isDone, isStopped = false }, i): StageProps => ({ label, note, state: isStopped ? 'stopped' : isDone ? 'done' : i === at && !isRefused ? 'now' : 'next' }));
}

function nextOf({ own, lot, sale, hall, isPerson }: Course, now: Instant): string {
  const account = isPerson ? '本人的银行卡' : '基本账户';
  const seller = getSaleKind(sale.kind).terms.initiator;
  const isPaid = own.deposit !== null || lot.depositFen === '0';
  if (own.qualification?.isQualified === false) return `${seller}没有确认资格：${own.qualification.reason}${own.deposit ? ' 保证金将退还。' : ''}`;
  if (hall.status === 'ended') return own.paddle === null ? '竞价已经结束。' : '竞价已经结束，经过看大厅。';
  if (own.paddle !== null) return now < lot.biddingFrom ? `${minuteText(lot.biddingFrom)} 起凭竞买号在大厅报价。` : '现在可以进大厅，凭竞买号报价。';
  if (!isPaid && now >= lot.applyUntil) return '报名截止前保证金没有到账，不能参加竞价。';
  if (!isPaid) return own.qualification ? `资格已确认。从${account}转保证金，附言写缴费码；到账就有竞买号。` : `${seller}正在确认资格。现在就可以从${account}转保证金，附言写缴费码。`;
  return `保证金已到账，等${seller}确认资格；确认后就有竞买号。`;
}
