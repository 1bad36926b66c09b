import type { Pool } from '#platform/db/pool.ts';
import { application } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import type { HallPart } from './hall-people.ts';

/** Halls that go on, or begin soonest: as many as one page has room for. */
const hallsMax = 3;

/**
 * Who plays which part in the halls that a newcomer can enter now. It tells who bids, and is asked in a demonstration alone, where
 * anyone may become anyone.
 */
export async function hallParts(pool: Pool): Promise<HallPart[]> {
  const halls = (await readHeads(pool, auction, '')).map(({ state }) => state).filter(({ auction: { status, participants } }) => status !== 'ended' && participants.length > 0);
  const soonest = halls.sort((a, b) => Number(b.auction.status === 'running') - Number(a.auction.status === 'running') || a.auction.startAt - b.auction.startAt).slice(0, hallsMax);
  return (await Promise.all(soonest.map(async (hall): Promise<HallPart[]> => {
    const admitted = (await readHeads(pool, application, `${hall.lotId}:`)).flatMap(({ state }) => (state.paddle === null ? [] : [{ orgId: state.bidderId, as: `竞买人，${state.paddle} 号` }]));
    return [...admitted, { orgId: hall.seller.orgId, as: '出让方' }, { orgId: hall.department.orgId, as: '监督部门，可以暂停' }].map((each) => ({ ...each, lotId: hall.lotId, title: hall.title, isRunning: hall.auction.status === 'running', startAt: hall.auction.startAt }));
  }))).flat();
}
