import { offline, ProblemError, problemFrom } from '../ui/problem.ts';
import { instant } from '#kernel/time/instant.ts';
import { checkClocks } from '../ui/clock.ts';
import { freshKey } from '../ui/fresh-key.ts';

/** What a command answered: `result` is the command's own, `receipt` the signed first receipt. */
export type Accepted<T = unknown> = { readonly status: 'accepted'; readonly result: T; readonly receipt: unknown };

/** Asks for a view; the clocks agree with its `serverNow` before anybody shows it. Throws ProblemError. */
export async function get<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await send(address, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  const view = await read(response);
  if (typeof view === 'object' && view !== null && 'serverNow' in view && Number.isSafeInteger(view.serverNow)) checkClocks(instant(view.serverNow as number));
  return view as T;
}

/** Asks for what must stand in no address: the question goes in the body. Throws ProblemError. */
export async function post<T>(address: string, body: unknown): Promise<T> {
  return (await read(await send(address, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) }))) as T;
}

/**
 * Does an act: POST `/api/commands/<name>`. When the line breaks the same key is sent again, three times over some seconds,
 * so that the act is done once and its answer is known. Give the key yourself to go on with an act begun before.
 * Throws ProblemError; `network.unreachable` means that the outcome is unknown and the key is still good.
 */
export async function command<T = unknown>(name: string, body: unknown, options: { readonly idempotencyKey?: string } = {}): Promise<Accepted<T>> {
  const key = options.idempotencyKey ?? freshKey();
  const request: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  };
  for (const waitMs of [500, 1500, 4000]) {
    try {
      return (await read(await send(`/api/commands/${name}`, request))) as Accepted<T>;
    } catch (error) {
      if (!isUncertain(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return (await read(await send(`/api/commands/${name}`, request))) as Accepted<T>;
}

/** What became of the act under `key`; null when the platform never took it in. */
export async function outcome<T = unknown>(key: string): Promise<Accepted<T> | null> {
  try {
    return await get<Accepted<T>>(`/api/outcomes/${encodeURIComponent(key)}`);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return null;
    throw error;
  }
}

async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...request });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(offline);
  }
}

async function read(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new ProblemError(problemFrom(body, response.status));
}

function isUncertain(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.code === offline.code || (error.problem.status ?? 0) >= 502);
}
