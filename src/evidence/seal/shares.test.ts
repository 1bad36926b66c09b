import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { split } from 'shamir-secret-sharing';
import fc from 'fast-check';
import type { Bytes } from '#kernel/bytes.ts';
import { asBytes, systemRandom } from './codec.ts';
import { keyCommitOf, shareCommitOf } from './binding.ts';
import { combineShares, deal } from './shares.ts';
import type { Dealt, KeyPromise } from './shares.ts';

const identity = { tenderId: 't1', lotId: 't1-1', bidderId: 'b1', bidderCertFp: 'ab'.repeat(32), bidVersion: 1 };

async function dealt(k = 3, n = 4): Promise<{ key: Bytes; dealt: Dealt; promise: KeyPromise; offer: (...places: number[]) => { index: number; share: Bytes }[] }> {
  const key = systemRandom(32);
  const made = await deal(identity, 'price', key, { k, n });
  const offer = (...places: number[]) => places.map((index) => ({ index, share: made.shares[index] as Bytes }));
  return { key, dealt: made, promise: { stage: 'price', keyCommit: made.keyCommit, k, shareCommits: made.shareCommits }, offer };
}

/** A bidder who commits to whatever shares it likes. */
async function promiseOver(shares: readonly Bytes[], key: Bytes): Promise<KeyPromise> {
  return {
    stage: 'price',
    k: 3,
    keyCommit: await keyCommitOf(identity, 'price', key),
    shareCommits: await Promise.all(shares.map((share, index) => shareCommitOf(identity, 'price', index, share))),
  };
}

describe('R-095 密钥分片：四份之中任三份可开，任二份不可开', () => {
  test('R-095 每一组三份都还原同一密钥，四份亦然', async () => {
    const { key, promise, offer } = await dealt();
    for (const places of [[0, 1, 2], [0, 1, 3], [0, 2, 3], [3, 2, 1], [0, 1, 2, 3]]) {
      const combined = await combineShares(identity, promise, offer(...places));
      assert.ok(combined.kind === 'opened');
      assert.deepEqual(combined.key, key);
      assert.deepEqual([combined.wrong, combined.inconsistent], [[], []]);
    }
  });

  test('R-095 任二份、一份、零份，或同一份交两次，都不够数', async () => {
    const { promise, offer } = await dealt();
    for (const places of [[], [2], [0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3], [1, 2, 2]]) {
      const combined = await combineShares(identity, promise, offer(...places));
      assert.deepEqual([combined.kind, combined.kind === 'too-few' && combined.need], ['too-few', 3]);
    }
  });

  test('R-095 for every k of n, k shares open and k − 1 do not', async () => {
    const threshold = fc.integer({ min: 2, max: 6 }).chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 2, max: n }) }));
    await fc.assert(
      fc.asyncProperty(threshold, async ({ k, n }) => {
        const { promise, offer } = await dealt(k, n);
        const last = Array.from({ length: k }, (_, i) => n - 1 - i);
        assert.equal((await combineShares(identity, promise, offer(...last))).kind, 'opened');
        assert.equal((await combineShares(identity, promise, offer(...last.slice(1)))).kind, 'too-few');
      }),
      { numRuns: 20 },
    );
  });
});

describe('R-095 谁的过错，凭承诺可以认定', () => {
  test('R-095 保管方交出错误分片：弃用并点名，其余三份照开', async () => {
    const { key, promise, offer } = await dealt();
    const forged = { index: 1, share: systemRandom(33) };
    const combined = await combineShares(identity, promise, [forged, ...offer(0, 2, 3)]);
    assert.ok(combined.kind === 'opened');
    assert.deepEqual([combined.key, combined.wrong, combined.used], [key, [1], [0, 2, 3]]);
    assert.deepEqual(await combineShares(identity, promise, [forged, ...offer(0, 2)]), { kind: 'too-few', have: 2, need: 3, wrong: [1] });
  });

  test('R-095 交出他人的分片、他人阶段或他人投标的分片，同样不被采用', async () => {
    const { promise, offer, dealt: own } = await dealt();
    const swapped = [{ index: 0, share: own.shares[1] as Bytes }, ...offer(1, 2)];
    assert.deepEqual((await combineShares(identity, promise, swapped)).wrong, [0]);
    assert.deepEqual((await combineShares(identity, { ...promise, stage: 'technical' }, offer(0, 1, 2))).wrong, [0, 1, 2]);
    assert.deepEqual((await combineShares({ ...identity, bidderId: 'b2' }, promise, offer(0, 1, 2))).wrong, [0, 1, 2]);
  });

  test('R-095 投标人自己拆分有误：三份都与其签名的承诺相符却得不到所承诺的密钥', async () => {
    const [key, other] = [systemRandom(32), systemRandom(32)];
    const shares = (await split(other, 4, 3)).map(asBytes);
    const promise = await promiseOver(shares, key);
    const offered = shares.map((share, index) => ({ index, share }));
    assert.deepEqual(await combineShares(identity, promise, offered), { kind: 'dealer-fault', tried: [0, 1, 2, 3], wrong: [] });
    assert.equal((await combineShares(identity, promise, offered.slice(1))).kind, 'dealer-fault');
  });

  test('R-095 两份坐标相同或格式不对的分片，也是投标人的过错，不致出错中断', async () => {
    const key = systemRandom(32);
    const [a, b] = (await split(key, 4, 3)).map(asBytes) as [Bytes, Bytes];
    const promise = await promiseOver([a, a, b, systemRandom(5)], key);
    const offered = [a, a, b].map((share, index) => ({ index, share }));
    assert.equal((await combineShares(identity, promise, offered)).kind, 'dealer-fault');
  });

  test('R-095 一份不在同一多项式上：结果不因先到后到而变，并指出是哪一份', async () => {
    const key = systemRandom(32);
    const shares = (await split(key, 4, 3)).map(asBytes);
    const odd = shares.map((share, index) => (index === 0 ? share.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) : share));
    const promise = await promiseOver(odd, key);
    for (const order of [[0, 1, 2, 3], [3, 2, 1, 0]]) {
      const combined = await combineShares(identity, promise, order.map((index) => ({ index, share: odd[index] as Bytes })));
      assert.ok(combined.kind === 'opened');
      assert.deepEqual([combined.key, combined.used, combined.inconsistent], [key, [1, 2, 3], [0]]);
    }
  });
});
