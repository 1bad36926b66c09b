import { hash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { toBase64url, fromBase64url } from '#kernel/bytes.ts';
import { roles, type Actor, type Role } from '#kernel/roles.ts';
import { microsPerHour, microsPerSecond } from '#kernel/time/instant.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';

export type SessionMethod = 'certificate' | 'password' | 'demo' | 'agent';
export type SessionDisplay = { readonly personName: string; readonly orgName: string };
export type Session = { readonly actor: Actor; readonly method: SessionMethod; readonly display: SessionDisplay };

const lifetimeMicros = 12 * microsPerHour;
/** How long another node may honour a session that was just ended here. */
const cacheMicros = 5 * microsPerSecond;
const cacheSizeMax = 10_000;

type Cached = { readonly session: Session | null; readonly until: number };

export function createSessions(pool: Pool) {
  const cache = new Map<string, Cached>();

  /** Starts a session and returns its token, which is stored nowhere. */
  async function start(session: Session): Promise<string> {
    const token = randomBytes(32);
    const now = machineNow();
    await pool.query(
      `INSERT INTO session (token_hash, person_id, org_id, role, method, display, machine_created_at, machine_expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [hashToken(token), session.actor.personId ?? session.actor.id, session.actor.orgId, session.actor.role, session.method, JSON.stringify(session.display), now, now + lifetimeMicros],
    );
    return toBase64url(token);
  }

  async function find(token: string): Promise<Session | null> {
    const now = machineNow();
    const cached = cache.get(token);
    if (cached && cached.until > now) return cached.session;
    const session = await load(token, now);
    if (cache.size >= cacheSizeMax) cache.clear();
    cache.set(token, { session, until: now + cacheMicros });
    return session;
  }

  async function load(token: string, now: number): Promise<Session | null> {
    const bytes = parseToken(token);
    if (!bytes) return null;
    const { rows } = await pool.query<{ person_id: string; org_id: string | null; role: Role; method: SessionMethod; display: SessionDisplay }>({
      name: 'session_find',
      text: 'SELECT person_id, org_id, role, method, display FROM session WHERE token_hash = $1 AND machine_expires_at > $2',
      values: [hashToken(bytes), now],
    });
    const row = rows[0];
    if (!row || !(row.role in roles)) return null;
    const id = row.method === 'agent' ? row.person_id : `person:${row.person_id}`;
    return { actor: { id, role: row.role, personId: row.method === 'agent' ? null : row.person_id, orgId: row.org_id }, method: row.method, display: row.display };
  }

  async function end(token: string): Promise<void> {
    cache.delete(token);
    const bytes = parseToken(token);
    if (bytes) await pool.query('DELETE FROM session WHERE token_hash = $1', [hashToken(bytes)]);
  }

  return { start, find, end };
}

export type Sessions = ReturnType<typeof createSessions>;

function parseToken(token: string): Uint8Array | null {
  try {
    const bytes = fromBase64url(token);
    return bytes.length === 32 ? bytes : null;
  } catch {
    return null;
  }
}

function hashToken(token: Uint8Array): Buffer {
  return hash('sha256', token, 'buffer');
}
