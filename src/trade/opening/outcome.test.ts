import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { releaseShare } from '#evidence/seal/release.ts';
import { seal, sealedWorld } from '#evidence/seal/seal.testing.ts';
import type { AcceptedBid, Opening } from './opening.types.ts';
import { keyOf } from './outcome.ts';

const world = await sealedWorld({ stages: ['all'], objects: [{ name: 'price', stage: 'all', source: new Blob(['{}']), padding: 'fixed-64k' }] });
const { manifest, hash } = await seal(world.request);
const holderIds = [...world.holderKeys.keys()];
const shares = await Promise.all([...world.holderKeys].map(async ([holderId, keys]) => {
  const released = await releaseShare({ close: { tenderId: manifest.tenderId, lotId: manifest.lotId, accepted: [hash], deadlineAt: manifest.bidDeadlineAt }, now: manifest.bidDeadlineAt, manifest, stage: 'all', holderId, keys });
  return { holderId, manifestHash: hash, share: released.kind === 'released' ? toHex(released.share) : assert.fail(released.kind) };
}));

function given(from: readonly string[], change: Partial<AcceptedBid> = {}, ended = true): [Opening, AcceptedBid] {
  const bid: AcceptedBid = { bidderId: 'b1', bidderName: '某公司', version: 1, manifestHash: hash, receivedAt: 0 as Instant, sealCheck: null, released: [...from], wrong: [], stuck: [], byBidder: false, outcome: { kind: 'sealed' }, ...change };
  const holders = holderIds.map((holderId) => ({ holderId, orgId: holderId, name: `保管方 ${holderId}`, publicKey: '', part: 'initiator' as const }));
  const opening: Opening = {
    tenderId: 't1', status: 'decrypting', deadlineAt: 0 as Instant, closedAt: 0 as Instant, host: null, decryptUntil: 1 as Instant, decryptEndedAt: ended ? (1 as Instant) : null, decryptPausedAt: null, announcedAt: null, objectUntil: null,
    k: 3, holders, lots: [], keys: { shares: shares.filter(({ holderId }) => from.includes(holderId)), bidderKeys: [], escrowShares: [], contributions: [] }, draw: null, objections: [], record: null,
  };
  return [opening, bid];
}

async function failure(from: readonly string[], change: Partial<AcceptedBid> = {}, of = manifest) {
  const state = await keyOf(...given(from, change), of);
  return state.kind === 'failed' ? state.outcome : assert.fail(state.kind);
}

const misdealt = { ...manifest, stages: manifest.stages.map((stage) => ({ ...stage, keyCommit: 'ab'.repeat(32) })) };

describe('打不开是谁的原因', () => {
  test('R-095 四家中任何三家都打开同一把密钥；不满三家时等到时间结束', async () => {
    const keys = new Set<string>();
    for (const left of holderIds) {
      const state = await keyOf(...given(holderIds.filter((id) => id !== left)), manifest);
      keys.add(state.kind === 'key' ? toHex(state.key) : assert.fail(state.kind));
    }
    assert.equal(keys.size, 1);
    assert.equal((await keyOf(...given(holderIds.slice(0, 2), {}, false), manifest)).kind, 'pending');
  });

  test('R-095 份额都与承诺一致却合不成承诺的密钥：投标人原因，视为撤销；时间未到先等', async () => {
    assert.deepEqual([(await failure(holderIds, {}, misdealt)).kind, (await failure(holderIds, {}, misdealt)).faultOf], ['revoked', '投标人']);
    assert.equal((await keyOf(...given(holderIds, {}, false), misdealt)).kind, 'pending');
  });

  test('R-095 两家打不开自己的信封、另两家如实放出：投标人封错了，视为撤销', async () => {
    const [one, two, three, four] = holderIds as [string, string, string, string];
    assert.equal((await failure([one, two], { stuck: [three, four] })).kind, 'revoked');
  });

  test('R-095 缺席和放错份额的保管方按名写出，视为撤回', async () => {
    const [one, two, three, four] = holderIds as [string, string, string, string];
    const found = await failure([one, two], { wrong: [three] });
    assert.equal(found.kind, 'withdrawn');
    assert.ok(found.cause.includes(`保管方 ${four}未放出份额`) && found.cause.includes(`保管方 ${three}放出的份额与承诺不符`));
    assert.ok(!present(found.faultOf, 'fault').includes(`保管方 ${one}`));
  });
});
