import { systemActor } from '#kernel/roles.ts';
import type { Running, Worker } from '#platform/module.ts';
import { bookingsToRelease } from './venue.store.ts';

/** Gives back the rooms of a tender that was terminated: others can book them at once. */
export function venueWorker({ pool, pipeline, legalNow }: Running): Worker {
  return {
    name: 'venue',
    watches: ['tender', 'venue'],
    async tick() {
      const due = await bookingsToRelease(pool, await legalNow());
      const outcomes = await Promise.all(due.map((body) => pipeline.run({ name: 'venue.release', actor: systemActor, key: `venue.release-${body.bookingId}`, body })));
      return outcomes.some(({ status }) => status === 'accepted');
    },
  };
}
