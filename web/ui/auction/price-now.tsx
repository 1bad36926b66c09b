import { capitalFen } from '#kernel/money.capital.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { Chip } from '../chip.tsx';
import { EvidenceBadge } from '../evidence-badge.tsx';
import { useServerTime } from '../server-time.tsx';
import { CountdownRing } from './countdown.tsx';
import { formatWhen, formatYuan } from './figures.ts';
import { endWords, hallFacts, placeOf, priceOf } from './hall-words.ts';
import { priceTitle } from './stage-words.ts';

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
  const facts = hallFacts(view);
  return <dl className="auction-facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd className="num">{value}</dd></div>)}</dl>;
}

/** How it ended, in a sentence, and what follows. */
export function HallEnd({ view }: { readonly view: HallView }) {
  const end = endWords(view);
  return end && <div className={`auction-end ${end.tone}`}><b>{end.title}</b><span>{end.text}</span></div>;
}
