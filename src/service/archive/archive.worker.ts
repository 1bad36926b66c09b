import { Readable } from 'node:stream';
import { utf8 } from '#kernel/bytes.ts';
import { canonical, type Json } from '#kernel/json.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Worker } from '#platform/module.ts';
import { dealsToArchive, lotsToArchive } from './archive.store.ts';
import type { Manifest } from './archive.types.ts';
import { planOf, type Archiving } from './plan.worker.ts';

/** How many rounds a lot with something missing is left alone: it must not keep the others from their turn. */
const roundsHeld = 20;

/**
 * Compiles the archive of each lot that is over. A lot whose last events are not in the public log yet waits for the next
 * round, and one that must wait or lacks something for a later one.
 */
export function archiveWorker(running: Archiving): Worker {
  const { pool, pipeline } = running;
  const held = new Map<string, number>();

  async function compile(manifest: Manifest): Promise<boolean> {
    const { lotId, files, bids, events } = manifest;
    const stored = await running.files.put(Readable.from([utf8(canonical(manifest as unknown as Json))]));
    const body = { lotId, manifestSha256: stored.sha256, manifestBytes: stored.sizeBytes, files: files.length + bids.flatMap(({ objects }) => objects).length, events: events.length };
    const outcome = await pipeline.run({ name: 'archive.compile', actor: systemActor, key: `archive-${lotId}-${stored.sha256.slice(0, 16)}`, body });
    return outcome.status === 'accepted';
  }

  return {
    name: 'archive',
    // A platform that holds no sales has neither deals nor books.
    watches: ['opening', 'contract', 'award', 'deposit', 'archive', 'log', ...['deal', 'ledger'].filter((type) => pipeline.aggregates.has(type))],
    async tick() {
      let moved = false;
      for (const [lotId, rounds] of held) if (rounds <= 1) held.delete(lotId); else held.set(lotId, rounds - 1);
      const later = [...held.keys()];
      const due = await Promise.all([lotsToArchive(pool, later), dealsToArchive(pool, await running.legalNow(), later)]);
      for (const lotId of due.flat()) {
        const plan = await planOf(running, lotId);
        if (plan.kind === 'incomplete' || plan.kind === 'waiting') held.set(lotId, roundsHeld);
        if (plan.kind === 'ready') moved = (await compile(plan.manifest)) || moved;
      }
      return moved;
    },
  };
}
