import type { Json } from '#kernel/json.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Running, Worker } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { auction } from '#trade/auction/auction.ts';
import { drawLottery } from './draw-lottery.worker.ts';
import { isDrawing } from './lottery.ts';
import { readFixing, readOpenLotteries } from './lottery.store.ts';

/** Names who is in a draw once the hall waits for it, and draws when the shares are there. All it knows stands in the journal. */
export function makeLotteryWorker({ pool, pipeline }: Running): Worker {
  async function run(name: string, key: string, body: Json): Promise<boolean> {
    return (await pipeline.run({ name, actor: systemActor, key, body })).status === 'accepted';
  }
  return {
    name: 'lottery',
    watches: ['lottery', 'auction'],
    async tick() {
      let moved = false;
      for (const { version, state } of await readOpenLotteries(pool, null)) {
        const { lotId, candidates } = state;
        const head = await readHead(pool, auction, lotId);
        if (!head) continue;
        const moment = `${version}.${head.version}`;
        if (head.state.auction.status === 'ended' && candidates === null) moved = (await run('lottery.lapse', `lottery-lapse-${lotId}@${moment}`, { lotId })) || moved;
        if (!isDrawing(head.state.auction)) continue;
        if (candidates === null) moved = (await run('lottery.list', `lottery-list-${lotId}@${moment}`, { lotId })) || moved;
        const fixing = state.fixed && candidates !== null ? await readFixing(pool, lotId) : null;
        const drawn = fixing && (await drawLottery(state, fixing.root));
        if (drawn) moved = (await run('lottery.conclude', `lottery-draw-${lotId}@${moment}`, { lotId, ...drawn })) || moved;
      }
      return moved;
    },
  };
}
