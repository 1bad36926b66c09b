import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { Spin } from 'antd';
import type { BidderActs } from '../../../ui/auction/bid-panel.tsx';
import { Hall } from '../../../ui/auction/hall.tsx';
import { useHall } from '../../../ui/auction/use-hall.ts';
import { command } from '../../api.ts';
import { placeSealed } from './place-sealed.ts';
import { AuctioneerActs, Presiding } from './auctioneer-acts.tsx';
import { RecordCard } from './record-card.tsx';
import { HallActs } from './hall-acts.tsx';
import { HallAnomalies, HallLines } from './hall-watch.tsx';
import '../../../ui/auction/hall.css';

/** 竞价大厅: bidders bid here; the host and the department find what they may do beside it. */
export function Screen() {
  const { lotId = '' } = useParams();
  return <LiveHall key={lotId} lotId={lotId} />;
}

function LiveHall({ lotId }: { readonly lotId: string }) {
  const { state, now, bid, bidAgain, missedSeen, readAgain } = useHall(lotId);
  const { view } = state;
  const acts = useMemo<BidderActs>(() => ({
    bid,
    bidAgain,
    goOn: (key) => done(lotId, 'auction.goOn', {}, key),
    joinLottery: async (key) => {
      await done(lotId, 'auction.joinLottery', {}, key);
      readAgain();
    },
    offer: async (priceFen, quantity, key) => {
      if (!view) throw new Error('the hall is not there yet');
      await placeSealed(view, { priceFen, quantity }, key);
      readAgain();
    },
  }), [lotId, bid, bidAgain, view, readAgain]);
  if (!state.view) return <div className="waiting">{state.status === 'lost' ? <p>正在重新连接竞价大厅…</p> : <Spin size="large" />}</div>;
  return (
    <>
      <p className="small"><Link to="/desk">工作台</Link></p>
      <Hall view={state.view} state={state} now={now} room={{ watching: state.watching, isHostOnline: null }} acts={state.view.mine ? acts : null} onMissedSeen={missedSeen}>
        <Presiding view={state.view} />
        <AuctioneerActs view={state.view} onDone={readAgain} />
        <RecordCard view={state.view} />
        <HallActs view={state.view} onDone={readAgain} />
        <HallAnomalies view={state.view} />
        <HallLines view={state.view} />
      </Hall>
    </>
  );
}

async function done(lotId: string, name: string, body: object, key: string): Promise<void> {
  await command(name, { lotId, ...body }, { idempotencyKey: key });
}
