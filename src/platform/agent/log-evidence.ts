import { z } from 'zod';
import { fromBase64url, fromHex, toBase64url } from '#kernel/bytes.ts';
import type { DisclosureClass } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { eventCommitment, headerPart, partHash } from '#evidence/journal/commitment.ts';
import { verifyCheckpoint, type Checkpoint, type LogTrust } from '#evidence/log/checkpoint.ts';
import { leafHash } from '#evidence/log/hash.ts';
import { isConsistent, isIncluded } from '#evidence/log/proof.ts';
import type { AgentApi } from './api.ts';

const header = z.object({ stream: z.string(), version: z.number().int(), kind: z.string(), at: z.number().int(), actor: z.string() });
const openPart = z.object({ n: z.number().int(), class: z.string(), salt: z.string(), body: z.string() });
const hiddenPart = z.object({ n: z.number().int(), hash: z.string() });

/** One event with its salts, parts that the reader may not see as their hashes, and its way to the root of its commit. Hex. */
export const eventEvidenceSchema = z.object({
  header, headerClass: z.string(), headerSalt: z.string(), parts: z.array(z.union([openPart, hiddenPart])),
  place: z.number().int(), count: z.number().int(), path: z.array(z.string()), root: z.string(),
});
export type EventEvidence = z.infer<typeof eventEvidenceSchema>;

export type Proven = { readonly header: EventEvidence['header']; readonly body: JsonObject; readonly root: string; /** Of its commit's leaf. */ readonly index: number };
export type CosignedHead = { readonly checkpoint: Checkpoint; /** By the clocks of as many co-signers as the quorum wants this second had begun, and none of them is the platform's. */ readonly cosignedAt: Instant };

/**
 * What is asked of trust before any duty: co-signers. Without them the platform alone would tell an agent what the log
 * is and what time it is; such an agent would guard nothing, so it does not begin.
 */
export function wantCosigners({ quorum, cosigners }: LogTrust): void {
  if (quorum < 1 || cosigners.length < quorum) throw new EvidenceFault(`trust.json names ${cosigners.length} co-signers and wants ${quorum} under a checkpoint: enrol them and set a quorum of at least one, then start the agent again`);
}

/** The newest tree under which as many co-signers stand as `trust.json` asks for; null while there is none. */
export async function readCosigned(api: Pick<AgentApi, 'text'>, trust: LogTrust): Promise<CosignedHead | null> {
  const text = await api.text('/log/checkpoint?cosigned=1').catch(() => null);
  const verified = text === null ? null : verifyCheckpoint(text, trust);
  if (!verified) return null;
  if (!verified.ok) throw new EvidenceFault(verified.error.message);
  const latestFirst = verified.value.cosignatures.map(({ at }) => at).sort((a, b) => b - a);
  const cosignedAt = latestFirst[trust.quorum - 1];
  return cosignedAt === undefined ? null : { checkpoint: verified.value.checkpoint, cosignedAt };
}

/** The platform showed something that its log does not bear out. Nothing is done on such a word. */
export class EvidenceFault extends Error {}

/**
 * What the event says, once it is proved to stand in this tree: header and parts give the commitment, the path its commit,
 * the log the leaf. False evidence throws; null means that the tree does not reach it yet.
 */
export async function proveEvent(api: Pick<AgentApi, 'get'>, evidence: EventEvidence, head: CosignedHead): Promise<Proven | null> {
  const root = fromHex(evidence.root);
  const commitment = commitmentOf(evidence);
  const inCommit = isIncluded({ leaf: leafHash(commitment), index: evidence.place, size: evidence.count, root }, evidence.path.map(fromHex));
  if (!inCommit) throw new EvidenceFault('the event does not stand in its commit');
  const { size, rootHash } = head.checkpoint;
  const found = await api.get<{ index: number; size: number; path: string[] }>(`/api/log/inclusion?root=${toBase64url(root)}&size=${size}`).catch(() => null);
  if (found === null) return null;
  const inLog = found.size === size && isIncluded({ leaf: leafHash(root), index: found.index, size, root: rootHash }, found.path.map(fromBase64url));
  if (!inLog) throw new EvidenceFault('the commit does not stand in the co-signed tree');
  const bodies = evidence.parts.flatMap((part) => ('body' in part ? [JSON.parse(part.body) as JsonObject] : []));
  return { header: evidence.header, body: Object.assign({}, ...bodies) as JsonObject, root: evidence.root, index: found.index };
}

/** Throws unless this smaller tree is the beginning of the co-signed one: a root that was made up, or of another log, is not. */
export async function proveTree(api: Pick<AgentApi, 'get'>, tree: { readonly size: number; readonly root: string }, head: CosignedHead): Promise<void> {
  const { size, rootHash } = head.checkpoint;
  const proof = tree.size === size ? [] : (await api.get<{ proof: string[] }>(`/api/log/consistency?from=${tree.size}&to=${size}`)).proof;
  const holds = isConsistent({ size1: tree.size, root1: fromHex(tree.root), size2: size, root2: rootHash }, proof.map(fromBase64url));
  if (!holds) throw new EvidenceFault('the checkpoint is not of the co-signed log');
}

function commitmentOf({ header: said, headerClass, headerSalt, parts }: EventEvidence) {
  const first = headerPart(said, headerClass as DisclosureClass, fromHex(headerSalt));
  const hashes = [...parts].sort((a, b) => a.n - b.n).map((part, i) => {
    if (part.n !== i + 1) throw new EvidenceFault('a part of the event is missing');
    return 'hash' in part ? fromHex(part.hash) : partHash(part.n, { class: part.class as DisclosureClass, salt: fromHex(part.salt), body: part.body });
  });
  return eventCommitment([partHash(0, first), ...hashes]);
}
