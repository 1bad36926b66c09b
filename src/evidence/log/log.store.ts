import type { Pool, PoolClient } from 'pg';
import { nodeMap, type NodeId, type NodeMap, type TreeNode } from './nodes.ts';

export type WaitingCommit = { readonly id: number; readonly root: Buffer };
export type StoredCheckpoint = { readonly size: number; readonly root: Buffer; readonly note: string; readonly machineAt: number };

type Reader = Pool | PoolClient;

/** Commits that have no leaf yet. Ids commit out of order, so `afterId` must lag far enough behind to skip none. */
export async function waitingCommits(db: Reader, afterId: number, limit: number): Promise<WaitingCommit[]> {
  const { rows } = await db.query<WaitingCommit>({
    name: 'log_waiting',
    text: `SELECT c.id, c.root FROM commit c WHERE c.id > $1 AND NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.commit_id = c.id)
           ORDER BY c.id LIMIT $2`,
    values: [afterId, limit],
  });
  return rows;
}

export async function logSize(db: Reader): Promise<number> {
  const { rows } = await db.query<{ size: number }>({ name: 'log_size', text: 'SELECT coalesce(max(index) + 1, 0) AS size FROM log_leaf' });
  return (rows[0] as { size: number }).size;
}

export async function readNodes(db: Reader, ids: readonly NodeId[]): Promise<NodeMap> {
  if (ids.length === 0) return nodeMap([]);
  const { rows } = await db.query<{ level: number; index: number; hash: Buffer }>({
    name: 'log_nodes',
    text: 'SELECT n.level, n.index, n.hash FROM unnest($1::smallint[], $2::bigint[]) AS w(level, index) JOIN log_node n USING (level, index)',
    values: [ids.map((id) => id.level), ids.map((id) => id.index)],
  });
  return nodeMap(rows.map(({ level, index, hash }) => ({ level, index, hash })));
}

export async function insertLeaves(db: Reader, leaves: readonly { index: number; commitId: number | null; leaf: Uint8Array }[], nodes: readonly TreeNode[]): Promise<void> {
  await db.query({
    name: 'log_insert_leaves',
    text: 'INSERT INTO log_leaf (index, commit_id, leaf) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])',
    values: [leaves.map((l) => l.index), leaves.map((l) => l.commitId), leaves.map((l) => Buffer.from(l.leaf))],
  });
  await db.query({
    name: 'log_insert_nodes',
    text: 'INSERT INTO log_node (level, index, hash) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    values: [nodes.map((n) => n.level), nodes.map((n) => n.index), nodes.map((n) => Buffer.from(n.hash))],
  });
}

export async function insertCheckpoint(db: Reader, checkpoint: { size: number; root: Uint8Array; note: string; machineAt: number }): Promise<void> {
  await db.query('INSERT INTO log_checkpoint (size, root, note, machine_at) VALUES ($1, $2, $3, $4) ON CONFLICT (size) DO NOTHING', [
    checkpoint.size, Buffer.from(checkpoint.root), checkpoint.note, checkpoint.machineAt,
  ]);
}

/** The newest checkpoint, or the smallest that holds at least `minSize` leaves. */
export async function findCheckpoint(db: Reader, minSize: number | 'latest'): Promise<StoredCheckpoint | null> {
  const where = minSize === 'latest' ? 'ORDER BY size DESC' : 'WHERE size >= $1 ORDER BY size';
  const { rows } = await db.query<{ size: number; root: Buffer; note: string; machine_at: number }>(
    `SELECT size, root, note, machine_at FROM log_checkpoint ${where} LIMIT 1`,
    minSize === 'latest' ? [] : [minSize],
  );
  const row = rows[0];
  return row ? { size: row.size, root: row.root, note: row.note, machineAt: row.machine_at } : null;
}

export type StoredCosignature = { readonly name: string; readonly line: string; readonly legalAt: number };

export async function cosignaturesOf(db: Reader, size: number): Promise<StoredCosignature[]> {
  const { rows } = await db.query<{ name: string; line: string; legal_at: number }>('SELECT name, line, legal_at FROM log_cosignature WHERE size = $1 ORDER BY name', [size]);
  return rows.map((row) => ({ name: row.name, line: row.line, legalAt: row.legal_at }));
}

export async function insertCosignature(db: Reader, size: number, cosignature: StoredCosignature): Promise<void> {
  await db.query('INSERT INTO log_cosignature (size, name, line, legal_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [size, cosignature.name, cosignature.line, cosignature.legalAt]);
}

/** The place of a leaf. A cover has one as any other: whoever asks must not learn which leaves are commits. */
export async function indexOfLeaf(db: Reader, leaf: Uint8Array): Promise<number | null> {
  const { rows } = await db.query<{ index: number }>({ name: 'log_index_of', text: 'SELECT index FROM log_leaf WHERE leaf = $1 ORDER BY index LIMIT 1', values: [Buffer.from(leaf)] });
  return rows[0]?.index ?? null;
}

export async function leafAt(db: Reader, index: number): Promise<Buffer | null> {
  const { rows } = await db.query<{ leaf: Buffer }>('SELECT leaf FROM log_leaf WHERE index = $1', [index]);
  return rows[0]?.leaf ?? null;
}
