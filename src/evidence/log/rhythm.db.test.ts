import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { pino } from 'pino';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { createHttpApp } from '#platform/http/app.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { signCheckpoint } from './checkpoint.ts';
import { ed25519Signer, signatureType } from './keys.ts';
import { registerLogRoutes } from './log.routes.ts';
import { coversBefore, stepOf } from './rhythm.ts';
import { createSequencer } from './sequencer.worker.ts';

const db = await freshDatabase();
const signer = ed25519Signer('log.test', signatureType.ed25519, randomBytes(32));
const sequencer = createSequencer({ pool: db.sequencer, machineNow, signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: 'log.test', size, rootHash }, signer)) } });
const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 100_000 });
registerLogRoutes(app, db.app, { logKey: signer.key, cosigners: [], quorum: 0 });
const get = async (url: string) => {
  const { statusCode, body } = await app.inject({ url });
  return { status: statusCode, code: statusCode === 200 ? null : (JSON.parse(body) as { code: string }).code, body };
};

async function commit(count = 1): Promise<Buffer[]> {
  const roots = Array.from({ length: count }, () => randomBytes(32));
  await db.owner.query('INSERT INTO commit (root, at, signature, cover) SELECT root, 0, $2, $2 FROM unnest($1::bytea[]) AS w(root)', [roots, randomBytes(32)]);
  return roots;
}

async function placeOf(root: Buffer): Promise<number> {
  const { rows } = await db.owner.query<{ index: number }>('SELECT index FROM log_leaf WHERE leaf = $1', [root]);
  return rows[0]?.index ?? assert.fail('placed');
}

describe('the beat of the log', () => {
  test('R-191 the published size grows by the same step whether nothing happened, one thing, three or a burst of eight', async () => {
    let size = await sequencer.publish();
    for (const [happened, beats] of [[0, 1], [1, 1], [3, 1], [8, 3], [0, 1]] as const) {
      const roots = await commit(happened);
      for (let beat = 0; beat < beats; beat++) {
        const grown = await sequencer.beat();
        assert.equal(grown - size, 4, `${happened} commits, beat ${beat}`);
        size = grown;
      }
      for (const root of roots) assert.ok((await placeOf(root)) < size, 'none is forgotten');
    }
  });

  test('R-131 no commit waits longer than four beats, however many come; a stride widens fourfold and goes back', () => {
    fc.assert(fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 60 }), (loads) => {
      const waiting: number[] = [];
      loads.forEach((load, beat) => {
        waiting.push(...new Array<number>(load).fill(beat));
        const step = stepOf(waiting.length);
        assert.ok(Number.isInteger(Math.log2(step) / 2) && step >= 4);
        for (const since of waiting.splice(0, step)) assert.ok(beat - since < 5, `waited ${beat - since} beats`);
      });
    }));
    assert.deepEqual([0, 1, 16, 17, 64, 65, 257].map(stepOf), [4, 4, 4, 16, 16, 64, 256]);
  });

  test('R-191 covers go before a commit only as far as the coming step has room', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), fc.nat(40), (commits, waiting) => {
      const most = coversBefore(commits, waiting, (below) => below - 1);
      assert.ok(most >= 0 && (most === 0 || waiting + most + commits <= 4));
      assert.equal(coversBefore(commits, waiting, () => 0), 0);
    }));
  });
});

describe('what the log answers to someone who counts', () => {
  test('R-191 a leaf that no checkpoint holds yet is answered like one that does not exist', async () => {
    const size = await sequencer.publish();
    const [root] = await commit();
    assert.ok(root);
    await sequencer.sequence();
    const there = await placeOf(root);
    for (const index of [size, there, there + 1000]) {
      const { status, code } = await get(`/api/log/leaf/${index}`);
      assert.deepEqual([status, code], [404, 'log.unknownLeaf'], `leaf ${index}`);
    }
    assert.equal((await get(`/api/log/inclusion?root=${root.toString('base64url')}`)).code, 'log.unknownLeaf');
    assert.equal((await get(`/log/tile/0/000.p/${size + 1}`)).status, 404);
    assert.equal((await get(`/api/log/consistency?from=1&to=${size + 1}`)).status, 400);
    await sequencer.beat();
    assert.equal((await get(`/api/log/leaf/${there}`)).status, 200);
  });

  test('R-191 a cover leaf is answered as a commit is: by its place and by its content', async () => {
    const [root] = await commit();
    assert.ok(root);
    const size = await sequencer.publish();
    const { rows } = await db.owner.query<{ index: number; leaf: Buffer; is_cover: boolean }>('SELECT index, leaf, commit_id IS NULL AS is_cover FROM log_leaf WHERE index >= $1', [size - 4]);
    assert.ok(rows.some(({ is_cover: cover }) => cover) && rows.some(({ is_cover: cover }) => !cover));
    const shapes = new Set<string>();
    for (const { index, leaf } of rows) {
      const [byPlace, byContent] = [await get(`/api/log/leaf/${index}`), await get(`/api/log/inclusion?root=${leaf.toString('base64url')}`)];
      assert.equal((JSON.parse(byContent.body) as { index: number }).index, index);
      shapes.add(JSON.stringify([byPlace, byContent].map(({ status, body }) => [status, Object.keys(JSON.parse(body) as object), body.length - String(index).length])));
    }
    assert.equal(shapes.size, 1);
  });
});
