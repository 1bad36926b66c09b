import type { Role } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { offline, ProblemError, problemFrom } from '../../ui/problem.ts';
import type { ReadyKey } from '../../ui/demo-key.tsx';
import { findKeptKey, type KeptKey } from '../../ui/kept-key.ts';
import { get } from '../api.ts';

/** `GET /api/demo/clock`, and what `POST` adds. */
export type ClockView = { readonly now: Instant; readonly nextAt: Instant | null; readonly moving: boolean };
export type Happened = { readonly title: string; readonly count: number };
export type Step = 'hour' | 'day' | 'next';
export type Advanced = ClockView & { readonly happened: readonly Happened[] };

export type Player = { readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string; readonly detail: string | null; readonly role: Role };
type Groups = { readonly groups: readonly { readonly role: Role; readonly roleName: string; readonly people: readonly Player[] }[] };

export const clockQuery = { queryKey: ['demo', 'clock'], queryFn: ({ signal }: { signal: AbortSignal }) => get<ClockView>('/api/demo/clock', signal), refetchInterval: 30_000 } as const;
export const peopleQuery = { queryKey: ['demo', 'people'], queryFn: ({ signal }: { signal: AbortSignal }) => get<Groups>('/api/demo/people', signal), staleTime: 300_000 } as const;

/** Moves the virtual clock by a step or on to an instant; answers when everything on the way is done. */
export async function advance(to: Step | { readonly until: Instant }): Promise<Advanced> {
  return (await post('/api/demo/clock', typeof to === 'string' ? { step: to } : to)) as Advanced;
}

/** Becomes somebody else. The page is loaded anew, so that nothing of the one before stays in it. */
export async function become({ personId, orgId, role }: Pick<Player, 'personId' | 'orgId' | 'role'>, path = '/desk'): Promise<void> {
  await post('/api/session/demo', { personId, orgId, role });
  location.assign(path);
}

/** The current person's own key file: from this browser when it was made here, else from the seeded world. */
export async function ownDemoKey(personId: string): Promise<ReadyKey> {
  const { name, text, password } = findKeptKey(personId) ?? (await get<KeptKey>('/api/demo/key-file'));
  return { file: new File([text], name, { type: 'application/json' }), password };
}

async function post(address: string, body: object): Promise<unknown> {
  const response = await fetch(address, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) })
    .catch(() => Promise.reject(new ProblemError(offline)));
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemFrom(answer, response.status));
  return answer;
}
