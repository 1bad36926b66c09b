import { z } from 'zod';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { machineNow } from './machine-clock.ts';

const told = z.object({ now: z.number().int() });

/**
 * The clock of a party that guards against the platform: a key agent, a co-signer. It is the party's own machine's, and
 * the platform is not asked. A demonstration lives in a time of its own, which only the platform knows; there, and only
 * where the environment says `demo` in so many words, the party takes the platform's word. Unset is not `demo`: whoever
 * forgets to say it must not come under the clock of the one whom it watches.
 * @param mode `OVOO_MODE` as the environment has it.
 */
export function partyClock(mode: string | undefined, read: (path: string) => Promise<string>): () => Promise<Instant> {
  if (mode !== 'demo') return () => Promise.resolve(machineNow());
  return async () => instant(told.parse(JSON.parse(await read('/api/clock'))).now);
}
