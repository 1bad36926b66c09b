import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { modeText, minuteText, reserveText, tiersText } from '#trade/sale/sale.words.ts';
import { isListed } from '#rules/sale/modes.ts';
import { formatFen } from '#kernel/money.ts';
import { isBuyer } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { LotPart, SaleLot } from '#trade/sale/sale.types.ts';
import type { HallFigures, SaleView } from '#trade/sale/sale.views.ts';
import { Chip } from '../../../ui/chip.tsx';
import { DeadlineCard } from '../../../ui/deadline.tsx';
import { Money } from '../../../ui/money.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import type { Session } from '../../session.ts';
import { Applications } from './applications.tsx';
import { Apply } from './apply.tsx';
import { DealPanel } from './deal/deal-panel.tsx';
import { OpenReserve } from './open-reserve.tsx';
import { OwnCourse } from './own-course.tsx';
import { priceTitle, saleStatuses, statusOf, type SaleStatus } from './sale.data.ts';

type LotProps = { readonly lot: SaleLot; readonly view: SaleView; readonly session: Session };

/** One lot: its terms at the left, its clock and the next thing to do at the right. */
export function LotCard({ lot, view, session }: LotProps) {
  const now = useServerTime(5_000);
  const hall: HallFigures = view.halls.find(({ lotId }) => lotId === lot.lotId) ?? { status: 'waiting', bestFen: null, outcome: null };
  const status = statusOf({ ...hall, applyUntil: lot.applyUntil }, now);
  const own = view.own.find(({ lotId }) => lotId === lot.lotId);
  const isBidder = isBuyer(session.role);
  const isPerson = session.role === 'buy.person';
  const isDepartment = session.role === 'supervise.officer' && session.organisation.id === view.sale.department.orgId;
  return (
    <section className="s-lot" aria-label={lot.name}>
      <div className="t-grid">
        <div>
          {(status === 'sold' || status === 'unsold') && <DealPanel sale={view.sale} lot={lot} />}
          <section className="card">
            <div className="sec"><h2>{lot.name}</h2><Chip {...saleStatuses[status]} />{view.sale.lots.length > 1 && <span className="more num">标的 {lot.number}</span>}</div>
            <dl className="s-prices">
              <div><dt>起始价</dt><dd><Money fen={lot.startFen} /></dd></div>
              {hall.bestFen !== null && <div><dt>{priceTitle(status)}</dt><dd><Money fen={hall.bestFen} /></dd></div>}
              <div><dt>保证金</dt><dd>{lot.depositFen === '0' ? '不收取' : <Money fen={lot.depositFen} />}</dd></div>
            </dl>
            <dl className="a-facts">{termsOf(lot).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
            {lot.parts && <><h3 className="s-sub">组合中的各宗，一并成交</h3><dl className="a-facts">{lot.parts.map((part) => <div key={part.name}><dt>{part.name}</dt><dd>{partText(part)}</dd></div>)}</dl></>}
            {lot.facts.length > 0 && <><h3 className="s-sub">标的信息</h3><dl className="a-facts">{lot.facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl></>}
          </section>
          {(view.isSeller || isDepartment) && <Applications lot={lot} sale={view.sale} canDecide={view.isSeller} />}
        </div>
        <aside>
          <NextDeadline lot={lot} status={status} now={now}><HallLink lotId={lot.lotId} status={status} /></NextDeadline>
          {own && <OwnCourse own={own} lot={lot} sale={view.sale} hall={hall} isPerson={isPerson} />}
          {isBidder && !own && <Apply lot={lot} sale={view.sale} isPerson={isPerson} />}
          {view.isSeller && hall.outcome === 'reserve-pending' && lot.reserveHash !== null && <OpenReserve lot={lot} reserveHash={lot.reserveHash} session={session} />}
        </aside>
      </div>
    </section>
  );
}

/** What ends or begins next: applications, the bidding, the listing; then only how it stands. */
function NextDeadline({ lot, status, now, children }: { readonly lot: SaleLot; readonly status: SaleStatus; readonly now: Instant; readonly children: ReactNode }) {
  const isOver = status === 'sold' || status === 'unsold' || status === 'comparing';
  const until = 'until' in lot.mode ? lot.mode.until : null;
  if (!isOver && now < lot.applyUntil) return <DeadlineCard label="报名截止" at={lot.applyUntil} state="open">{children}</DeadlineCard>;
  if (status === 'waiting') return <DeadlineCard label="竞价开始" at={lot.biddingFrom} state="open">{children}</DeadlineCard>;
  if (status === 'running' && until !== null && now < until) return <DeadlineCard label={isListed(lot.mode.kind) ? '挂牌截止' : '自由报价截止'} at={until} state="open">{children}</DeadlineCard>;
  return <section className="card deadline quiet"><p className="s-state">{isOver ? '竞价已经结束' : status === 'paused' ? '竞价暂停' : '竞价正在进行'}</p>{children}</section>;
}

function HallLink({ lotId, status }: { readonly lotId: string; readonly status: SaleStatus }) {
  const label = status === 'running' ? '进入竞价大厅' : status === 'sold' || status === 'unsold' ? '看竞价经过' : '看竞价大厅';
  return <Link className={`btn ${status === 'running' ? 'act' : 'ghost'}`} to={`/desk/auctions/${lotId}`}>{label}</Link>;
}

function partText({ facts, valuationFen }: LotPart): string {
  return [...facts.map(({ value }) => value), ...(valuationFen === null ? [] : [`评估结果 ${formatFen(BigInt(valuationFen))}`])].join('；') || '见公告附件';
}

function termsOf(lot: SaleLot): readonly (readonly [string, string])[] {
  return [
    ['竞价方式', modeText(lot.mode)],
    [lot.mode.kind === 'reverse' ? '降价幅度' : '加价幅度', tiersText(lot.tiers)],
    ['底价', reserveText(lot)],
    ...(lot.capFen === null ? [] : [['最高限价', formatFen(BigInt(lot.capFen))] as const]),
    ...(lot.valuationFen === null ? [] : [['评估结果', formatFen(BigInt(lot.valuationFen))] as const]),
    ['报名截止', formatDeadline(lot.applyUntil)],
    [isListed(lot.mode.kind) ? '挂牌开始' : '竞价开始', minuteText(lot.biddingFrom)],
    ['资格条件', lot.qualification],
  ];
}
