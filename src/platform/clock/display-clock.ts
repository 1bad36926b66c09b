import type { Pool } from '#platform/db/pool.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { machineNow } from './machine-clock.ts';
import { legalNow } from './legal-clock.store.ts';

const refreshMicros = 200_000;

/** Legal time for showing on pages: the database's, carried on by the machine for a fifth of a second. Never decides anything. */
export function createDisplayClock(pool: Pool): () => Promise<Instant> {
  let offset: Promise<number> | null = null;
  let measuredAt = 0;

  async function measure(): Promise<number> {
    const before = machineNow();
    const legal = await legalNow(pool);
    return legal - (before + machineNow()) / 2;
  }

  return async () => {
    const now = machineNow();
    if (offset === null || now - measuredAt > refreshMicros) {
      measuredAt = now;
      const fresh = measure();
      offset = offset === null ? fresh : Promise.resolve(await offset);
      fresh.then((value) => (offset = Promise.resolve(value)), () => (offset = null));
    }
    return instant(Math.round(machineNow() + (await offset)));
  };
}
