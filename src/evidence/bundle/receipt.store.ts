import { present } from '#kernel/assert.ts';
import { fromHex, toBase64url } from '#kernel/bytes.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Pool } from '#platform/db/pool.ts';
import { commitPath, commitTree, headerPart, type Part } from '../journal/commitment.ts';
import { layOut } from '../journal/cover.ts';
import type { DisclosureClass } from '#kernel/decider.ts';

type Row = {
  readonly kind: string; readonly at: number; readonly actor: string; readonly class: DisclosureClass; readonly salt: Buffer; readonly place: number;
  readonly root: Buffer; readonly signature: Buffer; readonly cover: Buffer; readonly commitments: string[]; readonly index: number | null;
  readonly parts: readonly { class: DisclosureClass; salt: string; body: string }[];
};

/** A receipt as it was given at once, made again from the record, with the event it is of laid open: for whoever may read all of it. */
export type EventReceipt = { readonly receipt: JsonObject; readonly event: JsonObject; readonly logIndex: number | null };

export async function findReceipt(pool: Pool, stream: string, version: number): Promise<EventReceipt | null> {
  const { rows: [row] } = await pool.query<Row>({
    name: 'event_receipt',
    text: `SELECT e.kind, e.at, e.actor, e.class, e.salt, e.place, c.root, c.signature, c.cover, l.index,
             (SELECT array_agg(encode(o.commitment, 'hex') ORDER BY o.place) FROM event o WHERE o.commit_id = c.id) AS commitments,
             (SELECT jsonb_agg(jsonb_build_object('class', p.class, 'salt', encode(p.salt, 'hex'), 'body', p.body) ORDER BY p.n) FROM event_part p WHERE p.event_id = e.id) AS parts
           FROM event e JOIN commit c ON c.id = e.commit_id LEFT JOIN log_leaf l ON l.commit_id = c.id WHERE e.stream = $1 AND e.version = $2`,
    values: [stream, version],
  });
  if (!row) return null;
  const { leaves, places } = layOut(row.commitments.map(fromHex), row.cover);
  const place = present(places[row.place], 'place of an event');
  const header = headerPart({ stream, version, kind: row.kind, at: row.at, actor: row.actor }, row.class, row.salt);
  return {
    receipt: {
      at: row.at, root: toBase64url(row.root), signature: toBase64url(row.signature),
      events: [{ stream, version, commitment: toBase64url(present(leaves[place], 'leaf')), place, path: commitPath(commitTree(leaves), place).map(toBase64url) }],
    },
    event: { header: opened(header), parts: row.parts.map(({ salt, ...part }) => opened({ ...part, salt: fromHex(salt) })) },
    logIndex: row.index,
  };
}

function opened(part: Part): JsonObject {
  return { class: part.class, salt: toBase64url(part.salt), body: part.body };
}
