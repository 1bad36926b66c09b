import { present } from '#kernel/assert.ts';
import { toBase64url, utf8 } from '#kernel/bytes.ts';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { headerPart, partHash } from '../journal/commitment.ts';
import type { NodeId, NodeMap } from '../log/nodes.ts';
import { sha256 } from '../log/hash.ts';
import { consistencyFrom, consistencyNodes, inclusionFrom, inclusionNodes } from '../log/proof.ts';
import type { Asked, SealedPrice, StoredCommit, StoredEvent } from './bundle.types.ts';
import type { JournalPart } from '../journal/journal.types.ts';
import type { Shown } from './selection.ts';

/** Everything a bundle is made of, read. `heads` from the first that holds the close list, or the end of the auction, to the last. */
export type Material = {
  readonly asked: Omit<Asked, 'viewer'>;
  readonly heads: readonly { readonly size: number; readonly note: string }[];
  readonly commits: readonly StoredCommit[];
  readonly shown: readonly Shown[];
  readonly nodes: NodeMap;
  readonly prices: readonly SealedPrice[];
};

/** The nodes that the proofs of a bundle need. */
export function nodesOf(heads: Material['heads'], commits: readonly { readonly index: number }[]): NodeId[] {
  const inside = heads.filter((_, i) => i === 0 || i === heads.length - 1);
  return [
    ...inside.flatMap(({ size }) => commits.filter(({ index }) => index < size).flatMap(({ index }) => inclusionNodes(index, size))),
    ...heads.slice(1).flatMap(({ size }, i) => consistencyNodes(present(heads[i], 'head').size, size)),
  ];
}

/**
 * The proof bundle as canonical JSON: the same material gives the same bytes. Each commit carries all its leaves, so
 * that its root follows from the bundle alone; events of others stand there beside covers, and neither says which it is.
 */
export function assemble({ asked, heads, commits, shown, nodes, prices }: Material, sign: (statement: Uint8Array) => Uint8Array): string {
  const places = new Map(commits.map(({ id }, i) => [id, i]));
  const events = shown.map((each) => eventJson(each, commits, present(places.get(each.event.commitId), 'commit of an event'))).sort((a, b) => a.commit - b.commit || a.place - b.place);
  const first = present(heads[0], 'first checkpoint').size;
  const last = present(heads.at(-1), 'last checkpoint').size;
  const { edition, project, lotId, origin } = asked;
  const whole = {
    v: 1, edition, ...project, lotId, origin,
    checkpoints: heads.map(({ note }) => note),
    consistency: heads.slice(1).map(({ size }, i) => consistencyFrom(present(heads[i], 'head').size, size, nodes).map(toBase64url)),
    commits: commits.map(({ at, signature, index, leaves }): JsonObject => ({
      at, index, signature: toBase64url(signature), leaves: leaves.map(toBase64url),
      path: inclusionFrom(index, last, nodes).map(toBase64url),
      ...(heads.length > 1 && index < first ? { earlyPath: inclusionFrom(index, first, nodes).map(toBase64url) } : {}),
    })),
    events,
    ciphertexts: [...prices].sort((a, b) => (a.bidderId < b.bidderId ? -1 : 1)).map(({ bidderId, objectKey, ciphertext }) => ({ bidderId, objectKey: toBase64url(objectKey), ciphertext: toBase64url(ciphertext) })),
  };
  return canonical({ ...whole, issued: toBase64url(sign(issueStatement(origin, canonical(whole)))) });
}

/** What the receipt key signs under a bundle: that this is the whole of what was given out. */
export function issueStatement(origin: string, text: string): Uint8Array {
  return utf8(`ovoo-bundle/v1\n${origin}\n${toBase64url(sha256(text))}\n`);
}

/** With its header comes what opens the header's order: a bundle is made after the opening, when everyone may count. */
function eventJson({ event, header, parts }: Shown, commits: readonly StoredCommit[], commit: number) {
  const place = present(commits[commit]?.places[event.place], 'place of an event');
  const order = header ? { order: { version: event.version, secret: toBase64url(event.salt) } } : {};
  return { commit, place, header: partJson(headerOf(event), 0, header), ...order, parts: event.parts.map((part, i) => partJson(part, i + 1, parts[i] === true)) };
}

function headerOf({ stream, version, kind, at, actor, class: headerClass, salt }: StoredEvent): JournalPart {
  return { n: 0, ...headerPart({ stream, version, kind, at, actor }, headerClass, salt) };
}

function partJson(part: JournalPart, n: number, isShown: boolean): JsonObject {
  if (!('body' in part)) return { hash: toBase64url(part.hash) };
  if (isShown) return { class: part.class, salt: toBase64url(part.salt), body: part.body };
  return { hash: toBase64url(partHash(n, part)) };
}
