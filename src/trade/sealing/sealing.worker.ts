import type { Json } from '#kernel/json.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Running, Worker } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { auction } from '#trade/auction/auction.ts';
import { isAwaitingOffers } from '#trade/auction/engine/engine.ts';
import { openAll } from './sealing.ts';
import { readOpenSealings } from './sealing.store.ts';

/** Lists what is sealed once the hall has closed for it, and opens all of it when the shares are there. All it knows stands in the journal. */
export function makeSealingWorker({ pool, pipeline }: Running): Worker {
  async function run(name: string, key: string, body: Json): Promise<boolean> {
    return (await pipeline.run({ name, actor: systemActor, key, body })).status === 'accepted';
  }
  return {
    name: 'sealing',
    watches: ['sealing', 'auction'],
    async tick() {
      let moved = false;
      for (const { version, state } of await readOpenSealings(pool, null)) {
        const { lotId } = state;
        const head = await readHead(pool, auction, lotId);
        if (!head) continue;
        const moment = `${lotId}@${version}.${head.version}`;
        if (head.state.auction.status === 'ended') moved = (await run('sealing.lapse', `sealing-lapse-${moment}`, { lotId })) || moved;
        if (!isAwaitingOffers(head.state.auction)) continue;
        if (state.listed === null) moved = (await run('sealing.list', `sealing-list-${moment}`, { lotId })) || moved;
        const opened = await openAll(state);
        if (opened) moved = (await run('sealing.open', `sealing-open-${moment}`, { lotId, ...opened } as unknown as Json)) || moved;
      }
      return moved;
    },
  };
}
