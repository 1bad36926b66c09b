import type { Pool, PoolClient } from '#platform/db/pool.ts';
import { scopeOfStream, type DisclosureClass } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { isVisible, type Opened } from '#evidence/journal/disclosure.ts';
import { mergeBodies } from '#evidence/journal/feed.store.ts';
import type { PublicEvent } from './portal.types.ts';

type Address = { readonly stream: string; readonly version: number };
type Row = Address & { readonly kind: string; readonly at: Instant; readonly class: DisclosureClass; readonly commitment: Buffer; readonly parts: readonly { readonly class: DisclosureClass; readonly body: string }[] };

/**
 * The same events with nothing in them that is not everyone's. A page or a table of the portal is made from these and
 * never from whole events: what is not read cannot slip out.
 */
export async function readPublic(db: Pool | PoolClient, addresses: readonly Address[]): Promise<PublicEvent[]> {
  if (addresses.length === 0) return [];
  const { rows } = await db.query<Row>({
    name: 'portal_public_events',
    text: `SELECT e.stream, e.version, e.kind, e.at, e.class, e.commitment, coalesce(p.parts, '[]') AS parts FROM unnest($1::text[], $2::int[]) AS w(stream, version)
           JOIN event e USING (stream, version)
           CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('class', class, 'body', body) ORDER BY n) AS parts FROM event_part WHERE event_id = e.id) p`,
    values: [addresses.map(({ stream }) => stream), addresses.map(({ version }) => version)],
  });
  const opened = await readOpened(db, rows.map(({ stream }) => scopeOfStream(stream)));
  return rows.map(({ parts, class: headerClass, at, stream, version, kind, commitment }) => {
    const here = opened.get(scopeOfStream(stream)) ?? [];
    const seen = parts.filter((part) => isVisible(part.class, here, ['public'])).map((part) => part.body);
    return { stream, version, kind, commitment, at: isVisible(headerClass, here, ['public']) ? at : null, event: mergeBodies(kind, seen) };
  });
}

async function readOpened(db: Pool | PoolClient, scopes: readonly string[]): Promise<Map<string, Opened[]>> {
  const { rows } = await db.query<{ scope: string; class: DisclosureClass; to_class: DisclosureClass }>({
    name: 'portal_opened', text: 'SELECT scope, class, to_class FROM disclosure WHERE scope = ANY ($1)', values: [[...new Set(scopes)]],
  });
  const byScope = Map.groupBy(rows, ({ scope }) => scope);
  return new Map([...byScope].map(([scope, found]) => [scope, found.map((row) => ({ class: row.class, toClass: row.to_class }))]));
}
