import type { Role } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { get } from './api.ts';

/** Who is at the desk: `GET /api/session`. */
export type Session = {
  readonly person: { readonly id: string; readonly name: string };
  readonly organisation: { readonly id: string; readonly name: string };
  readonly role: Role;
  readonly roleName: string;
  /** Opens the drafts that this person's browser keeps: 32 bytes, base64url, the same at every login. Null for a key agent. */
  readonly draftKey: string | null;
  readonly demo: boolean;
  /** Legal time at the server, microseconds. */
  readonly now: Instant;
};

export const sessionQuery = { queryKey: ['session'], queryFn: ({ signal }: { signal: AbortSignal }) => get<Session>('/api/session', signal), staleTime: Infinity } as const;
