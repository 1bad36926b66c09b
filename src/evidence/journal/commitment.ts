import { toBase64url, utf8, type Bytes } from '#kernel/bytes.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import type { Disclosure, DisclosureClass } from '#kernel/decider.ts';
import { leafHash, sha256 } from '../log/hash.ts';
import { nodeMap, type NodeMap } from '../log/nodes.ts';
import { inclusionFrom } from '../log/proof.ts';
import { grow } from '../log/tree.ts';

/** An event as it is committed: part 0 is its header, the others hold the fields of one disclosure class each. */
export type EventHeader = { readonly stream: string; readonly version: number; readonly kind: string; readonly at: number; readonly actor: string };
export type Part = { readonly class: DisclosureClass; readonly salt: Bytes; readonly body: string };

/** SHA-256 over its ordered part hashes, so that an event with withheld or erased parts still verifies. */
export function eventCommitment(partHashes: readonly Uint8Array[]): Bytes {
  return sha256('ovoo-event/v1\n', ...partHashes);
}

/** The salt (32 random bytes) keeps a withheld part from being guessed. */
export function partHash(n: number, part: Part): Bytes {
  return sha256(`ovoo-part/v1\n${n}\n${part.class}\n`, part.salt, part.body);
}

/**
 * Part 0. The header says its version only as `order`, a commitment: who counts the gaps between the versions that he may
 * see would count what he may not see. `secret` is the event's own 32 random bytes: the header's salt follows from it, and
 * it alone opens the order, so a header is shown without its secret until everyone may count.
 */
export function headerPart({ version, ...said }: EventHeader, disclosureClass: DisclosureClass, secret: Uint8Array): Part {
  return { class: disclosureClass, salt: sha256('ovoo-header/v1\n', secret), body: canonical({ ...said, order: orderOf(version, secret) }) };
}

/** What a header says of its version: opened by showing the secret. */
export function orderOf(version: number, secret: Uint8Array): string {
  return toBase64url(sha256(`ovoo-order/v1\n${version}\n`, secret));
}

export function classOfHeader<E>(disclosure: Disclosure<E>): DisclosureClass {
  return typeof disclosure === 'string' ? disclosure : disclosure.default;
}

/** Splits a body by class: one part for each class that has a field, in the order of their names. */
export function partsOf<E extends { kind: string }>(event: E, disclosure: Disclosure<E>, salt: () => Bytes): Part[] {
  const fields: { readonly [field: string]: DisclosureClass | undefined } = typeof disclosure === 'string' ? {} : disclosure.fields;
  const byClass = new Map<DisclosureClass, { [field: string]: Json }>();
  for (const [field, value] of Object.entries(event) as [string, Json | undefined][]) {
    if (field === 'kind' || value === undefined) continue;
    const fieldClass = fields[field] ?? classOfHeader(disclosure);
    byClass.set(fieldClass, { ...byClass.get(fieldClass), [field]: value });
  }
  return [...byClass]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([partClass, body]) => ({ class: partClass, salt: salt(), body: canonical(body as JsonObject) }));
}

export type CommitTree = { readonly root: Bytes; readonly size: number; readonly nodes: NodeMap };

/** The tree over the leaves of one commit (RFC 6962): event commitments among covers, see `layOut`. */
export function commitTree(leaves: readonly Bytes[]): CommitTree {
  const { root, size, nodes } = grow(0, nodeMap([]), leaves.map(leafHash));
  return { root, size, nodes: nodeMap(nodes) };
}

/** Audit path of `place` in its commit, leaf to root. */
export function commitPath(tree: CommitTree, place: number): Bytes[] {
  return inclusionFrom(place, tree.size, tree.nodes);
}

/** What the receipt key signs: the root of a commit, its instant and the log it will stand in. */
export function commitStatement(origin: string, root: string, at: number): Bytes {
  return utf8(`ovoo-commit/v1\n${origin}\n${root}\n${at}\n`);
}
