import { z } from 'zod';
import type { FastifyReply } from 'fastify';
import { fromBase64url, toBase64url } from '#kernel/bytes.ts';
import { catalogue } from '#kernel/refusal.ts';
import { readCosignature } from './cosignature.ts';
import { formatNote, parseNote } from './note.ts';
import { consistencyFrom, consistencyNodes, inclusionFrom, inclusionNodes } from './proof.ts';
import { findCheckpoint, insertCosignature, indexOfLeaf, leafAt, readNodes } from './log.store.ts';
import { latestCosigned, noteWithCosignatures } from './log.view.ts';
import { hasTile, parseTilePath, tileContent, tileNodes } from './tiles.ts';
import type { LogTrust } from './checkpoint.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';

const refusals = catalogue('log', {
  nothingYet: { text: (_: object) => '日志还没有符合条件的检查点。', kind: 'absent' },
  unknownLeaf: { text: (_: object) => '日志里没有这个提交。', remedy: '刚受理的操作十秒内进入日志，请稍候再查。', kind: 'absent' },
  badRange: { text: (_: object) => '请求的树大小超出已发布的检查点。', kind: 'invalid' },
  badCosignature: { text: (p: { why: string }) => `共签不能接受：${p.why}`, kind: 'invalid' },
});

const sizes = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });
const rootQuery = z.object({ root: z.string().regex(/^[\w-]{43}$/), size: z.coerce.number().int().min(1).optional() });
const cosignatureBody = z.strictObject({ size: z.number().int().min(1), note: z.string().max(20_000) });

/**
 * The log over HTTP: what anyone needs to check it, and the door by which co-signers add their word. The adversary counts:
 * of what no checkpoint holds yet nothing is said, not even that it is there, and a cover is answered as a commit is.
 */
export function registerLogRoutes(app: HttpApp, pool: Pool, trust: LogTrust): void {
  app.get('/log/checkpoint', async (request, reply) => {
    const { cosigned } = z.object({ cosigned: z.string().optional() }).parse(request.query);
    const found = cosigned === undefined ? await findCheckpoint(pool, 'latest') : await latestCosigned(pool, trust.quorum);
    return found ? reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(await noteWithCosignatures(pool, found)) : sendRefusal(reply, refusals.nothingYet({}));
  });

  app.get('/log/tile/*', async (request, reply) => {
    const tile = parseTilePath(`tile/${(request.params as { '*': string })['*']}`);
    const latest = await findCheckpoint(pool, 'latest');
    if (!tile || !latest || !hasTile(latest.size, tile)) return sendRefusal(reply, refusals.unknownLeaf({}));
    return reply.type('application/octet-stream').header('cache-control', 'public, max-age=31536000, immutable').send(Buffer.from(tileContent(tile, await readNodes(pool, tileNodes(tile)))));
  });

  app.get('/api/log/consistency', async (request, reply) => {
    const query = sizes.safeParse(request.query);
    const latest = await findCheckpoint(pool, 'latest');
    if (!query.success || !latest || query.data.from > query.data.to || query.data.to > latest.size) return sendRefusal(reply, refusals.badRange({}));
    const { from, to } = query.data;
    const proof = consistencyFrom(from, to, await readNodes(pool, consistencyNodes(from, to)));
    return { from, to, proof: proof.map(toBase64url) };
  });

  app.get('/api/log/inclusion', async (request, reply) => {
    const query = rootQuery.safeParse(request.query);
    if (!query.success) return sendRefusal(reply, refusals.unknownLeaf({}));
    const index = await indexOfLeaf(pool, fromBase64url(query.data.root));
    if (index === null || !(await isPublished(index))) return sendRefusal(reply, refusals.unknownLeaf({}));
    return await inclusionAnswer(reply, index, query.data.size);
  });

  app.get('/api/log/leaf/:index', async (request, reply) => {
    const params = z.object({ index: z.coerce.number().int().min(0) }).safeParse(request.params);
    const leaf = params.success && (await isPublished(params.data.index)) ? await leafAt(pool, params.data.index) : null;
    if (!params.success || !leaf) return sendRefusal(reply, refusals.unknownLeaf({}));
    return await inclusionAnswer(reply, params.data.index, undefined, leaf);
  });

  app.post('/api/log/cosignature', async (request, reply) => {
    const body = cosignatureBody.safeParse(request.body);
    const checkpoint = body.success ? await findCheckpoint(pool, body.data.size) : null;
    if (!body.success || checkpoint?.size !== body.data.size) return sendRefusal(reply, refusals.badCosignature({ why: '没有这个大小的检查点' }));
    const note = parseNote(body.data.note);
    const text = parseNote(checkpoint.note);
    if (!note.ok || !text.ok || note.value.text !== text.value.text) return sendRefusal(reply, refusals.badCosignature({ why: '共签的不是本日志的检查点' }));
    let accepted = 0;
    for (const key of trust.cosigners) {
      const read = readCosignature(note.value, key);
      if (!read.ok) return sendRefusal(reply, refusals.badCosignature({ why: read.error.message }));
      if (!read.value) continue;
      const own = note.value.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
      await insertCosignature(pool, checkpoint.size, { name: key.name, line: formatNote({ text: '', signatures: own }).slice(1), legalAt: read.value.at });
      accepted++;
    }
    return { accepted };
  });

  async function isPublished(index: number): Promise<boolean> {
    return index < ((await findCheckpoint(pool, 'latest'))?.size ?? 0);
  }

  async function inclusionAnswer(reply: FastifyReply, index: number, size?: number, leaf?: Buffer) {
    const checkpoint = await findCheckpoint(pool, size ?? index + 1);
    if (!checkpoint || index >= checkpoint.size) return sendRefusal(reply, refusals.nothingYet({}));
    const path = inclusionFrom(index, checkpoint.size, await readNodes(pool, inclusionNodes(index, checkpoint.size)));
    return { index, size: checkpoint.size, path: path.map(toBase64url), checkpoint: await noteWithCosignatures(pool, checkpoint), ...(leaf ? { leaf: toBase64url(leaf) } : {}) };
  }
}
