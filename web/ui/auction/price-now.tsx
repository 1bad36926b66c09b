import { capitalFen } from '#kernel/money.capital.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { Chip } from '../chip.tsx';
import { EvidenceBadge } from '../evidence-badge.tsx';
import { percentText } from '#trade/sale/sale.words.ts';
import { formatTime } from '../format.ts';
import { useServerTime } from '../server-time.tsx';
import { CountdownRing } from './countdown.tsx';
import { formatChange, formatExact, formatWhen, formatYuan } from './figures.ts';
import { priceTitle, reserveWords } from './stage-words.ts';

/** The price that stands, as large as it can be, its holder, and how long it still may be topped. */
export function PriceNow({ view }: { readonly view: HallView }) {
  const now = useServerTime(60_000);
  const fen = priceOf(view);
  const row = view.best && view.rows.find(({ result, paddle, priceFen }) => result === 'accepted' && paddle === view.best?.paddle && priceFen === view.best.priceFen);
  const isMine = view.best !== null && view.best.paddle === view.mine?.paddle;
  return (
    <section className="card auction-now" aria-label="现在的价格与倒计时">
      <div className="auction-price">
        <h2>{priceTitle(view)}</h2>
        <p className="figures"><span key={String(fen)} className="figure num">{formatYuan(fen)}</span> <span className="capital">{capitalFen(fen)}</span></p>
        <p className="chips">
          {view.best && <Chip label={isMine ? `${view.best.paddle} 号竞买人（我）` : `${view.best.paddle} 号竞买人`} tone={isMine ? 'ok' : 'plain'} />}
          {view.accepted > 0 && <Chip label={view.status === 'ended' ? `${view.accepted} 次有效报价` : `第 ${view.accepted} 次有效报价`} tone="sky" />}
          {view.best && <span className="proof"><EvidenceBadge {...placeOf(row?.logIndex)} /> <span className="small num moment">{formatWhen(view.best.at, now)}</span></span>}
        </p>
      </div>
      <CountdownRing view={view} />
      <Facts view={view} />
    </section>
  );
}

function Facts({ view }: { readonly view: HallView }) {
  const start = BigInt(view.startFen);
  const reserve = reserveWords(view);
  const isPast = view.stages.slice(0, view.stagesDone).some(({ kind }) => kind === 'ask');
  const facts: readonly (readonly [label: string, value: string, isOpen?: boolean])[] = [
    ['起始价', `¥ ${formatExact(start)}`],
    [view.direction === 'up' ? '加价幅度' : '降价幅度', `¥ ${formatExact(BigInt(view.stepFen))}`],
    ...(view.best ? [[view.direction === 'up' ? '溢价' : '降幅', formatChange(start, BigInt(view.best.priceFen))] as const] : []),
    ...(view.priceWeight === null ? [] : [['权重', `价格 ${percentText(view.priceWeight)}，其余为公告的指标`] as const]),
    ...(view.inDraw.length === 0 ? [] : [['参加摇号', view.inDraw.map((paddle) => `${paddle} 号`).join('、')] as const]),
    ...(view.capFen === null ? [] : [['限价', `¥ ${formatExact(BigInt(view.capFen))}`] as const]),
    ...(reserve ? [['底价', '保密，只公布是否达到'], ['底价比对', reserve.state]] as const : []),
    ...(isPast && view.stage ? [['询问', `${formatTime(view.stage.begunAt)} ${view.goingOn} 人愿意继续`] as const] : []),
  ];
  return <dl className="auction-facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd className="num">{value}</dd></div>)}</dl>;
}

function priceOf({ outcome, best, askFen, startFen }: HallView): bigint {
  return BigInt(outcome?.kind === 'sold' || outcome?.kind === 'allotted' ? outcome.priceFen : (best?.priceFen ?? askFen ?? startFen));
}

/** Where a row stands in the public log. */
export function placeOf(logIndex: number | null | undefined): { readonly index?: number; readonly href?: string } {
  return logIndex == null ? {} : { index: logIndex, href: `/log?index=${logIndex}` };
}

/** How it ended, in a sentence, and what follows. */
export function HallEnd({ view }: { readonly view: HallView }) {
  const { outcome } = view;
  if (outcome === null) return null;
  const isMine = 'paddle' in outcome && outcome.paddle === view.mine?.paddle;
  if (outcome.kind === 'reserve-pending') return <div className="auction-end act"><b>等待底价比对</b><span>{isMine ? '你的报价最高。' : '最高报价已经定下。'}密封的底价正由密钥保管方各出一份打开，只公布是否达到；达到即成交。</span></div>;
  if (outcome.kind === 'unsold') return <div className="auction-end"><b>{outcome.reason === 'no-bid' ? '没有人报价，本次未成交' : '最高报价没有达到底价，本次未成交'}</b><span>{outcome.reason === 'no-bid' ? '出让人、转让人可以另行公告。' : '底价不公布；保证金按公告的期限退还。'}</span></div>;
  return <div className="auction-end ok"><b>{isMine ? '你已竞得' : outcome.kind === 'sold' ? `${outcome.paddle} 号竞买人竞得` : '集合竞价成交'}</b><span>{isMine ? '请按公告的时间签订成交确认书。' : '未成交者始终匿名；保证金按公告的期限退还。'}</span></div>;
}
