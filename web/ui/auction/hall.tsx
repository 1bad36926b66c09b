import { useMemo, type ReactNode } from 'react';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { SecretSentence } from '../secret-sentence.tsx';
import { ServerTime } from '../server-time.tsx';
import { Announcer } from './announcer.tsx';
import { BidBar } from './bid-bar.tsx';
import { BidPanel, type BidderActs } from './bid-panel.tsx';
import { useConfirmedBid } from './confirm-bid.tsx';
import { HallProof } from './hall-proof.tsx';
import { HallHead, type Room } from './hall-head.tsx';
import type { HallState } from './hall-state.ts';
import { History } from './history.tsx';
import { LineBanner, LineState } from './line-state.tsx';
import { PriceCurve } from './price-curve.tsx';
import { HallEnd, PriceNow } from './price-now.tsx';
import { useSound } from './sound.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';

export type HallProps = {
  readonly view: HallView;
  readonly state: HallState;
  /** The hall's own reading of the server's clock. */
  readonly now: () => Instant;
  readonly room: Room;
  /** Null for whoever only looks on. */
  readonly acts: BidderActs | null;
  readonly onMissedSeen: () => void;
  /** The strip on top runs from edge to edge of the window: where the hall has the page for itself. */
  readonly isWide?: boolean;
  /** What else its reader may do: the host's and the department's acts. */
  readonly children?: ReactNode;
};

/** The auction hall: one face for bidders, the host, those who supervise and witness, and everyone who looks on. */
export function Hall({ now, ...props }: HallProps) {
  return <ServerTime now={now}><Room {...props} /></ServerTime>;
}

const nothing = (): void => undefined;

function Room({ view, state, room, acts, onMissedSeen, isWide = false, children }: Omit<HallProps, 'now'>) {
  const sound = useSound();
  const { request, dialog } = useConfirmedBid(view, state.own, acts?.bid ?? nothing);
  const isBidder = acts !== null && view.mine !== null;
  const props = useMemo(() => ({ view, state, request }), [view, state, request]);
  return (
    <div className={`auction${isWide ? ' wide' : ''}`}>
      {isBidder && <a className="skip" href="#auction-bid">直接去报价</a>}
      <HallHead view={view} room={room} sound={sound} />
      <div className="auction-top">
        <LineBanner state={state} onSeen={onMissedSeen} />
        {view.status === 'paused' && <p className="auction-banner bad"><b>全场暂停，恢复后补足倒计时</b><span>{view.pausedFor && `原因：${view.pausedFor === 'outage' ? '平台中断，正在恢复' : view.pausedFor}。`}所有人都不能报价，没有人因此少一秒。</span></p>}
        <HallEnd view={view} />
      </div>
      <div className="auction-floor">
        <div className="auction-main"><PriceNow view={view} /></div>
        <aside className="auction-side" aria-label={isBidder ? '报价' : '旁观'}>
          {isBidder ? <BidPanel {...props} acts={acts} /> : <Onlooker state={state} />}
          {children}
          <HallProof view={view} />
          <About view={view} />
          <section className="card auction-note"><h2>如果系统中断</h2><p>全场同时暂停，恢复后补足倒计时；断网期间已确认的报价不会丢失。没有人因故障成交。</p></section>
        </aside>
        <div className="auction-record"><PriceCurve view={view} /><History view={view} /></div>
      </div>
      <BidBar {...props} acts={acts} />
      <Announcer view={view} sound={sound} />
      {dialog}
    </div>
  );
}

function About({ view }: { readonly view: HallView }) {
  return <section className="card auction-note"><h2>这次竞价</h2><dl><dt>类别</dt><dd>{view.category}</dd><dt>出让方</dt><dd>{view.seller}</dd><dt>开始</dt><dd className="num">{formatBeijing(view.startAt).slice(0, 16)}</dd></dl></section>;
}

function Onlooker({ state }: { readonly state: HallState }) {
  return (
    <section className="card auction-note">
      <h2>旁观</h2>
      <p>你看到的和场内每个人一样，不早也不晚。每次报价都写入公开日志，点存证编号可以核对。</p>
      <SecretSentence text="竞买人只有编号。成交后公布竞得人，其余的人始终匿名。" />
      <LineState state={state} />
    </section>
  );
}
