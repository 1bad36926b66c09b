import type { HallView } from '#trade/auction/hall-view.types.ts';
import { CommandButton } from '../command-button.tsx';
import { nowPossible, standingOf, type BidMode } from './bid-mode.ts';
import type { RequestBid } from './confirm-bid.tsx';
import { formatExact } from './figures.ts';
import { FreeBid } from './free-bid.tsx';
import type { HallState } from './hall-state.ts';
import { JoinLottery } from './join-lottery.tsx';
import { LineState } from './line-state.tsx';
import { OfferForm, type SendOffer } from './offer-form.tsx';
import { OwnBidNote } from './own-bid.tsx';
import { PriceButton } from './price-button.tsx';
import { preferredBid, quickBids } from './prices.ts';

/** What a bidder's page can do; a page that only looks on has none of it. */
export type BidderActs = {
  readonly bid: (priceFen: string) => void;
  readonly bidAgain: () => void;
  readonly goOn: (key: string) => Promise<void>;
  readonly offer: SendOffer;
  readonly joinLottery: (key: string) => Promise<void>;
};

export type PanelProps = { readonly view: HallView; readonly state: HallState; readonly acts: BidderActs; readonly request: RequestBid };

export function BidPanel(props: PanelProps) {
  const { view, state, acts } = props;
  if (!view.mine) return null;
  return (
    <section className="card auction-bid" id="auction-bid" tabIndex={-1} aria-label="我的报价">
      <h2>我的报价 <span>{view.mine.paddle} 号 · 保证金 {formatExact(BigInt(view.mine.depositFen))}已到账{view.mine.isPreferred && ' · 优先购买权'}</span></h2>
      <Standing view={view} />
      <NowActs {...props} />
      <OwnBidNote view={view} own={state.own} onAgain={acts.bidAgain} />
      <LineState state={state} />
    </section>
  );
}

/** Leading or outbid, in one line with words, not by colour alone. */
export function Standing({ view }: { readonly view: HallView }) {
  if ((view.status !== 'running' && view.status !== 'paused') || view.stage?.kind === 'turns') return null;
  const standing = standingOf(view);
  if (standing === 'leading' && view.priceWeight !== null) return <p className="auction-standing ok"><b>你的总分领先</b><span>别人出新的最高价时，先后可能改变</span></p>;
  if (standing === 'outbid' && view.priceWeight !== null) return <p className="auction-standing act"><b>你的总分已被超过</b><span>{view.best?.paddle} 号领先，报价 {formatExact(BigInt(view.best?.priceFen ?? '0'))}</span></p>;
  if (standing === 'leading') return <p className="auction-standing ok"><b>你正领先</b><span>不用再报，等别人超过再说</span></p>;
  if (standing === 'outbid') return <p className="auction-standing act"><b>你已被超过</b><span>{view.best?.paddle} 号报 {formatExact(BigInt(view.best?.priceFen ?? '0'))}</span></p>;
  return null;
}

function NowActs({ view, state, acts, request }: PanelProps) {
  const { mode, why } = nowPossible(view);
  if (mode === null) return <p className="auction-why">{why}</p>;
  const disabledReason = blockOf(state);
  if (mode === 'lottery') return <JoinLottery view={view} disabledReason={disabledReason} run={acts.joinLottery} />;
  if (mode === 'sealed' || mode === 'call') return <OfferForm view={view} mode={mode} disabledReason={disabledReason} send={acts.offer} />;
  return (
    <div className="auction-acts">
      {mode === 'raise' && view.stage?.kind === 'turns' && <p className="auction-standing act"><b>轮到你报价</b><span>倒计时结束前报一次</span></p>}
      <div className="quick"><MainAct mode={mode} view={view} state={state} acts={acts} request={request} />{mode === 'raise' && <MoreQuick view={view} state={state} request={request} />}</div>
      {mode === 'raise' && <FreeBid view={view} isBlocked={disabledReason !== null} request={request} />}
      {mode === 'goOn' && <p className="small muted">只问是否继续，不用报价；名单和人数询问结束后公布。</p>}
      {mode === 'take' && <p className="small muted">{view.stage?.kind === 'match' ? '你有优先购买权：按这个价格取得，报出后不能撤回。' : '按现在的价格应价，第一个应价的人先得。应价后不能撤回。'}</p>}
    </div>
  );
}

/** The one press that matters in a stage: the next price, the price that is called, or going on. */
export function MainAct({ mode, view, state, acts, request }: PanelProps & { readonly mode: BidMode }) {
  const disabledReason = blockOf(state);
  const shared = { request, isBlocked: disabledReason !== null, isBusy: state.own?.state === 'sending' };
  const [next] = quickBids(view);
  switch (mode) {
    case 'raise': return next ? <PriceButton {...shared} fen={next.fen} verb="报" detail={view.best && (view.ladder === 'shared' || view.nextFen !== view.startFen) ? `${view.direction === 'up' ? '加' : '降'} 1 档 · ${formatExact(BigInt(view.stepFen))}` : '起始价'} kind={standingOf(view) === 'leading' ? 'ghost' : 'act'} /> : null;
    case 'take': return <PriceButton {...shared} fen={BigInt(view.askFen ?? (view.stage?.kind === 'match' ? view.best?.priceFen : null) ?? view.nextFen)} verb="应价" detail="按现在的价格" kind="act" />;
    case 'goOn': return <CommandButton wide kind="act" label="愿意继续竞价" {...(disabledReason === null ? {} : { disabledReason })} run={acts.goOn} done="已记录：你愿意继续竞价" />;
    case 'lottery': return <CommandButton wide kind="act" label="参加摇号" {...(disabledReason === null ? {} : { disabledReason })} run={acts.joinLottery} done="已在摇号名单里" />;
    case 'sealed': case 'call': return <a className="btn act wide" href="#auction-bid">去填报价</a>;
  }
}

function MoreQuick({ view, state, request }: Pick<PanelProps, 'view' | 'state' | 'request'>) {
  const isBlocked = blockOf(state) !== null;
  const preferred = preferredBid(view);
  return (
    <>
      {preferred && <PriceButton fen={preferred.fen} verb="同价优先" detail="行使优先购买权" kind="ghost" isBlocked={isBlocked} request={request} />}
      {quickBids(view).slice(1).map(({ fen, steps }) => <PriceButton key={steps} fen={fen} verb="报" detail={`${view.direction === 'up' ? '加' : '降'} ${steps} 档`} kind="ghost" isBlocked={isBlocked} request={request} />)}
    </>
  );
}

/** Why nothing can be pressed at this moment, though the stage allows it. */
function blockOf({ status, own }: HallState): string | null {
  if (status !== 'open') return '连上以后才能操作。';
  return own?.state === 'sending' ? '上一次正在送出。' : null;
}
