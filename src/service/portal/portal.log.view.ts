import { hash } from 'node:crypto';
import type { Pool } from '#platform/db/pool.ts';
import { instant } from '#kernel/time/instant.ts';
import { concat } from '#kernel/bytes.ts';
import { cosignaturesOf, findCheckpoint } from '#evidence/log/log.store.ts';
import { noteWithCosignatures } from '#evidence/log/log.view.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { links } from '../../../web/portal/links.ts';
import type { LogEntry, LogProps, LogSummary } from '../../../web/portal/props.ts';

const latestRows = 12;

export async function logSummary(pool: Pool, origin: string): Promise<LogSummary> {
  const checkpoint = await findCheckpoint(pool, 'latest');
  const cosigners = checkpoint ? await recentCosigners(pool) : 0;
  return { origin, size: checkpoint?.size ?? 0, rootHash: checkpoint ? checkpoint.root.toString('base64') : '', cosignedBy: cosigners === 0 ? '等待共签' : `${cosigners} 家共签` };
}

async function recentCosigners(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('SELECT count(DISTINCT name) AS n FROM log_cosignature WHERE size >= (SELECT max(size) FROM log_checkpoint) - 4096');
  return rows[0]?.n ?? 0;
}

/**
 * The log page: latest checkpoint, who co-signs, one entry looked up, the newest that the public may know of. What lies
 * beyond the checkpoint is not there yet: it would tell how much has happened since.
 */
export async function logProps(pool: Pool, origin: string, trust: LogTrust, index: string): Promise<LogProps> {
  const checkpoint = await findCheckpoint(pool, 'latest');
  const summary = await logSummary(pool, origin);
  const size = checkpoint?.size ?? 0;
  const wanted = /^[\d\s]+$/.test(index) ? Number(index.replace(/\s/g, '')) : null;
  const entry = wanted === null || wanted >= size ? null : ((await entries(pool, 'l.index = $1', [wanted]))[0] ?? null);
  const signed = await lastCosigned(pool);
  return {
    log: { ...summary, checkpointAt: instant(checkpoint?.machineAt ?? 0), checkpoint: checkpoint ? await noteWithCosignatures(pool, checkpoint) : '' },
    cosigners: trust.cosigners.map((key) => {
      const last = signed.get(key.name);
      return { name: key.name, kind: '日志共签方', keyHash: key.keyId, ...(last ? { signedAt: instant(last.legalAt), size: last.size } : {}) };
    }),
    query: index,
    ...(entry ? { entry } : {}),
    ...(index !== '' && !entry ? { missing: '日志里还没有这个编号。' } : {}),
    latest: await entries(pool, 'l.index < $1 AND EXISTS (SELECT FROM portal_notice p WHERE p.log_index = l.index)', [size], latestRows),
  };
}

async function lastCosigned(pool: Pool): Promise<Map<string, { size: number; legalAt: number }>> {
  const { rows } = await pool.query<{ name: string; size: number }>('SELECT name, max(size) AS size FROM log_cosignature GROUP BY name');
  const found = new Map<string, { size: number; legalAt: number }>();
  for (const { name, size } of rows) {
    const cosignature = (await cosignaturesOf(pool, size)).find((each) => each.name === name);
    if (cosignature) found.set(name, { size, legalAt: cosignature.legalAt });
  }
  return found;
}

type Row = { index: number; leaf: Buffer; title: string | null; at: number | null; tender_id: string | null };

/** Titles only of what has become a public notice; the rest is a leaf and says nothing. */
async function entries(pool: Pool, where: string, values: unknown[], limit = 1): Promise<LogEntry[]> {
  const { rows } = await pool.query<Row>(
    `SELECT l.index, l.leaf, n.title, n.at, n.tender_id FROM (
       SELECT l.index, l.leaf FROM log_leaf l WHERE ${where} ORDER BY l.index DESC LIMIT ${limit}) l
     LEFT JOIN LATERAL (SELECT title, at, tender_id FROM portal_notice n WHERE n.log_index = l.index ORDER BY listed DESC, at LIMIT 1) n ON true ORDER BY l.index DESC`, values);
  return rows.map((row) => ({
    index: row.index,
    leafHash: hash('sha256', concat(Uint8Array.of(0), row.leaf), 'hex'),
    ...(row.title !== null && row.at !== null ? { title: row.title, at: instant(row.at) } : {}),
    ...(row.tender_id !== null ? { projectHref: links.project(row.tender_id) } : {}),
    proofHref: `/api/log/leaf/${row.index}`,
  }));
}
