import { toBase64url, utf8, type Bytes } from '../bytes.ts';
import type { Bundle, Commit } from '../bundle.ts';
import { ensure } from '../fault.ts';
import { isConsistent, isIncluded, leafHash, merkleRoot, type Head } from '../merkle.ts';
import { verifyNote, type Checkpoint } from '../note.ts';
import type { Trust } from '../trust.ts';

export type LogFacts = {
  /** From the smallest to the last; the close list stands in all of them. */
  readonly heads: readonly Checkpoint[];
  readonly first: Checkpoint;
  readonly last: Checkpoint;
  /** The second from which the quorum stood under the smallest head that has one; null where trust asks for no co-signers. */
  readonly cosignedSecond: number | null;
  readonly commits: number;
};

/**
 * Step 3. The notes, paths and commits are the attacker's; the keys are pinned. A checkpoint counts only with the log's
 * signature and the quorum; every commit must lie under the last one, and what lay under the first must be shown so.
 */
export async function verifyLog(bundle: Bundle, trust: Trust): Promise<LogFacts> {
  ensure(bundle.origin === trust.origin, 'trust.origin', `证据包属于日志 ${bundle.origin}，信任根是 ${trust.origin}`);
  const heads = await verifyHeads(bundle, trust);
  const first = heads[0] as Checkpoint;
  const last = heads.at(-1) as Checkpoint;
  for (const commit of bundle.commits) await verifyCommit(commit, { trust, last, first: heads.length === 1 ? null : first });
  const cosignedSecond = heads.map((head) => quorumSecond(head, trust)).find((second) => second !== undefined) ?? null;
  return { heads, first, last, cosignedSecond, commits: bundle.commits.length };
}

/** A checkpoint before the last may be one that a draw took before co-signers came: the last, which grew from it, has their word. */
async function verifyHeads({ checkpoints, consistency }: Bundle, trust: Trust): Promise<Checkpoint[]> {
  const heads: Checkpoint[] = [];
  for (const [i, note] of checkpoints.entries()) {
    const isLast = i === checkpoints.length - 1;
    heads.push(await verifyNote(note, { ...trust, quorum: isLast ? trust.quorum : 0 }));
  }
  ensure(consistency.length === heads.length - 1, 'log.consistency', '相邻检查点之间各应有一个一致性证明');
  for (const [i, proof] of consistency.entries()) {
    const [before, after] = [heads[i] as Checkpoint, heads[i + 1] as Checkpoint];
    ensure(before.size < after.size && (await isConsistent(before, after, proof)), 'log.consistency', '后一个检查点不是从前一个长出来的');
  }
  return heads;
}

/** By when as many had signed as the quorum wants: one co-signer whose clock is wrong, or who lies, moves it neither way where the quorum is more than one. */
function quorumSecond({ cosigners }: Checkpoint, { quorum }: Trust): number | undefined {
  return cosigners.map(({ atSecond }) => atSecond).sort((a, b) => a - b)[quorum - 1];
}

async function verifyCommit(commit: Commit, { trust, first, last }: { trust: Trust; first: Head | null; last: Head }): Promise<void> {
  const root = await merkleRoot(await Promise.all(commit.leaves.map(leafHash)));
  const statement = utf8(`ovoo-commit/v1\n${trust.origin}\n${toBase64url(root)}\n${commit.at}\n`);
  ensure(await crypto.subtle.verify('Ed25519', trust.receipts, commit.signature, statement), 'log.receipt', `第 ${commit.index} 号提交的回执签名不成立`);
  await verifyPath(root, commit, last, commit.path);
  const wasThere = first !== null && commit.index < first.size;
  ensure(wasThere === (commit.earlyPath !== null), 'log.inclusion', `第 ${commit.index} 号提交是否在截止时的检查点内，说法不一`);
  if (first && commit.earlyPath) await verifyPath(root, commit, first, commit.earlyPath);
}

async function verifyPath(root: Bytes, { index }: Commit, head: Head, path: readonly Bytes[]): Promise<void> {
  ensure(await isIncluded({ leaf: await leafHash(root), index, size: head.size, root: head.root }, path), 'log.inclusion', `第 ${index} 号提交不在检查点内`);
}
