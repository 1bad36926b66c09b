import { present } from '#kernel/assert.ts';
import { fromHex, toHex } from '#kernel/bytes.ts';
import type { DisclosureClass } from '#kernel/decider.ts';
import { commitPath, commitTree, partHash } from './commitment.ts';
import { layOut } from './cover.ts';
import type { Pool } from '#platform/db/pool.ts';

/** What lets anyone with a tree head check an event: public parts with their salts, the others as hashes, and the way to its commit's root. Hex. */
export type PublicEvidence = {
  readonly header: { readonly stream: string; readonly version: number; readonly kind: string; readonly at: number; readonly actor: string };
  readonly headerClass: string;
  readonly headerSalt: string;
  readonly parts: readonly (EvidencePart | { readonly n: number; readonly hash: string })[];
  readonly place: number;
  readonly count: number;
  readonly path: readonly string[];
  readonly root: string;
};
type EvidencePart = { readonly n: number; readonly class: string; readonly salt: string; readonly body: string };

type Row = { version: number; kind: string; at: number; actor: string; class: string; salt: string; place: number; root: string; cover: string; parts: EvidencePart[] | null; commitments: string[] };

/** The stream's events of these kinds whose header is public, oldest first, logged or not yet. */
export async function readPublicEvidence(pool: Pool, stream: string, kinds: readonly string[]): Promise<PublicEvidence[]> {
  const { rows } = await pool.query<Row>({
    name: 'journal_evidence',
    text: `SELECT e.version, e.kind, e.at, e.actor, e.class, encode(e.salt, 'hex') AS salt, e.place, encode(c.root, 'hex') AS root, encode(c.cover, 'hex') AS cover,
             (SELECT jsonb_agg(jsonb_build_object('n', p.n, 'class', p.class, 'salt', encode(p.salt, 'hex'), 'body', p.body) ORDER BY p.n) FROM event_part p WHERE p.event_id = e.id) AS parts,
             (SELECT array_agg(encode(o.commitment, 'hex') ORDER BY o.place) FROM event o WHERE o.commit_id = e.commit_id) AS commitments
           FROM event e JOIN commit c ON c.id = e.commit_id WHERE e.stream = $1 AND e.kind = ANY ($2) AND e.class = 'public' ORDER BY e.version`,
    values: [stream, kinds],
  });
  return rows.map(evidenceOf(stream));
}

function evidenceOf(stream: string): (row: Row) => PublicEvidence {
  return ({ version, kind, at, actor, class: headerClass, salt: headerSalt, place: among, root, cover, parts, commitments }) => {
    const { leaves, places } = layOut(commitments.map(fromHex), fromHex(cover));
    const place = present(places[among], 'place of the event among the leaves');
    return {
      header: { stream, version, kind, at, actor }, headerClass, headerSalt, place, root, count: leaves.length,
      path: commitPath(commitTree(leaves), place).map(toHex),
      parts: (parts ?? []).map((part) => (part.class === 'public' ? part : { n: part.n, hash: toHex(partHash(part.n, { class: part.class as DisclosureClass, salt: fromHex(part.salt), body: part.body })) })),
    };
  };
}
