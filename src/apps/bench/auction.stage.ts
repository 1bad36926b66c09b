import type { Actor } from '#kernel/roles.ts';
import { systemActor } from '#kernel/roles.ts';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readTrustFile, trustStoreOf } from '#platform/keys/trust-file.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import type { AuctionTerms } from '#trade/auction/engine/engine.types.ts';
import { bidderActor, makeHallStageModule, sampleTerms } from './auction.halls.ts';
import { composePlatform } from '../compose.ts';

export type Halls = {
  readonly bidders: number;
  readonly lots: number;
  /** What the five letters are with which their numbers begin. */
  readonly name?: string;
  readonly startInMs?: number;
  readonly termsOf?: (lot: number, startAt: Instant) => AuctionTerms;
};

/** Halls that have begun, or will, in each the same bidders, put into the journal directly: how one gets there is measured nowhere. */
export async function stageHalls(pool: Pool, dataDir: string, { bidders, lots, name = 'bench', startInMs = 0, termsOf = () => sampleTerms }: Halls): Promise<{ lotIds: string[]; actors: Actor[]; startAt: Instant }> {
  const { pipeline } = await composePlatform({ mode: 'demo', pool, dataDir, trust: trustStoreOf(readTrustFile(dataDir)), modules: [makeOutageModule, makeHallStageModule] });
  const actors = Array.from({ length: bidders }, (_, i) => bidderActor(i));
  const lotIds = Array.from({ length: lots }, (_, i) => `${name}${String(i).padStart(11, '0')}-1`);
  const startAt = addMicros(await legalNow(pool), startInMs * 1_000);
  let key = 0;
  const run = async (command: string, body: object): Promise<void> => {
    const outcome = await pipeline.run({ name: command, actor: systemActor, key: `${name}-${key++}`, body });
    if (outcome.status === 'refused') throw new Error(outcome.refusal.message);
  };
  await Promise.all(lotIds.map((lotId, l) => run('stage.schedule', { lotId, startAt, terms: termsOf(l, startAt), reserveHash: null })));
  for (const [l, lotId] of lotIds.entries()) {
    // Everyone is in the first hall; over the others they are spread.
    const inside = actors.filter((_, i) => l === 0 || i % lots === l);
    await Promise.all(inside.map((actor, i) => run('stage.admit', { lotId, bidderId: actor.orgId, paddle: 10 + i })));
    await run('auction.tick', { lotId });
  }
  return { lotIds, actors, startAt };
}
