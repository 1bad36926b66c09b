import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Running } from '#platform/module.ts';
import type { OpeningView } from './hall-view.types.ts';
import { readHall } from './opening.routes.ts';
import { readMoment } from './opening.store.ts';
import { presentHall } from './present.ts';

const unreadBytesMax = 1_000_000;

export type Watcher = { seen: string; readonly response: ServerResponse };
/** What was last seen of a hall: of its streams, and of its public view. */
type Hall = { readonly watchers: Set<Watcher>; moment: string; seen: string };

/**
 * Who watches which hall, and what they have seen. One look at the database serves all who watch the same hall. What happens
 * in the hall's streams and is not in the view makes no event, and the id is the view's own hash: the line tells no more than
 * the page.
 */
export function createHallWatch(running: Running, report: (error: unknown) => void) {
  const halls = new Map<string, Hall>();
  const looking = new Map<string, Promise<void>>();

  /** One look at a time for each hall; a call during it looks once more. */
  function look(tenderId: string): Promise<void> {
    if (!halls.has(tenderId)) return Promise.resolve();
    const next = (looking.get(tenderId) ?? Promise.resolve()).then(() => push(tenderId)).catch(report);
    looking.set(tenderId, next);
    void next.finally(() => looking.get(tenderId) === next && looking.delete(tenderId));
    return next;
  }

  async function push(tenderId: string): Promise<void> {
    const hall = halls.get(tenderId);
    if (!hall) return;
    const moment = await readMoment(running.pool, tenderId);
    if (hall.moment === moment && [...hall.watchers].every(({ seen }) => seen === hall.seen)) return;
    const facts = await readHall(running, tenderId);
    if (!facts) return;
    const view = presentHall(facts, null);
    hall.seen = idOf(view);
    hall.moment = moment;
    const message = `id: ${hall.seen}\nevent: hall\ndata: ${JSON.stringify(view)}\n\n`;
    for (const watcher of [...hall.watchers].filter(({ seen }) => seen !== hall.seen)) {
      watcher.seen = hall.seen;
      send(watcher.response, message);
    }
  }

  const everyone = (): ServerResponse[] => [...halls.values()].flatMap(({ watchers }) => [...watchers].map(({ response }) => response));

  return {
    look,
    /** The answer is the way to leave. */
    join(tenderId: string, watcher: Watcher): () => void {
      const hall = halls.get(tenderId) ?? { watchers: new Set(), moment: '', seen: '' };
      hall.watchers.add(watcher);
      halls.set(tenderId, hall);
      return () => {
        hall.watchers.delete(watcher);
        if (hall.watchers.size === 0 && halls.get(tenderId) === hall) halls.delete(tenderId);
      };
    },
    lookAtAll: (): void => [...halls.keys()].forEach((tenderId) => void look(tenderId)),
    stillHere: (): void => everyone().forEach((response) => send(response, ': still here\n\n')),
    end: (): void => everyone().forEach((response) => void response.end()),
  };
}

/** Who never reads is cut off before what waits for him fills the memory. */
function send(response: ServerResponse, text: string): void {
  if (response.writableLength > unreadBytesMax) response.destroy();
  else response.write(text);
}

/** The clock runs on between two equal views and makes no difference of them. */
function idOf({ serverNow: _now, ...lasting }: OpeningView): string {
  return hash('sha256', JSON.stringify(lasting), 'base64url').slice(0, 22);
}
