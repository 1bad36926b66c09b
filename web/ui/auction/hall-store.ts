import { instant, type Instant } from '#kernel/time/instant.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { freshKey } from '../fresh-key.ts';
import { problemFrom } from '../problem.ts';
import type { LineDeps } from './hall-line.ts';
import { firstState, reduce, type HallEvent, type Resolution } from './hall-state.ts';
import { serverTime } from './round-trip.ts';

/** What a page knows of a hall, and who is told when it changes. */
export function hallStore(first: { readonly view: HallView; readonly now: Instant } | null) {
  let state = firstState(first?.view ?? null);
  if (first) state = { ...state, samples: [{ sentMs: null, receivedMs: performance.now(), wallMs: Date.now(), serverNow: first.now }] };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    /** The server's time as the line knows it; before its first word, this machine's. */
    now: () => serverTime(state.samples, performance.now()) ?? instant(Date.now() * 1000),
    tell(event: HallEvent) {
      state = reduce(state, event);
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A line in a browser. */
export function browserDeps(lotId: string): LineDeps {
  const path = `/api/auctions/${encodeURIComponent(lotId)}`;
  return {
    open(since, ears) {
      const address = new URL(`${path}/live${since === null ? '' : `?since=${since}`}`, location.href);
      address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
      const socket = new WebSocket(address);
      socket.onopen = ears.opened;
      socket.onmessage = ({ data }) => typeof data === 'string' && ears.heard(data);
      socket.onclose = ears.closed;
      return socket;
    },
    readView: async () => (await read(path)) as HallView,
    resolve,
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    chance: () => Math.random(),
    freshKey,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

async function read(path: string): Promise<unknown> {
  const answer = await fetch(path, { credentials: 'same-origin', headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return await answer.json();
}

/** What became of a key, by the platform's own record of acts. */
async function resolve(key: string): Promise<Resolution> {
  const answer = await fetch(`/api/outcomes/${encodeURIComponent(key)}`, { credentials: 'same-origin', headers: { accept: 'application/json' } });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return { is: 'taken', receipt: typeof body === 'object' && body !== null && 'receipt' in body ? body.receipt : null };
  if (answer.status === 404) return { is: 'absent' };
  if (answer.status >= 500 || answer.status === 429 || answer.status === 401) throw new Error(`the outcome of ${key} cannot be said now`);
  const { code, title, remedy, article, got, want } = problemFrom(body, answer.status);
  return { is: 'refused', refusal: { code, message: title, kind: 'refused', ...(remedy ? { remedy } : {}), ...(article ? { article } : {}), ...(got ? { got } : {}), ...(want ? { want } : {}) } };
}
