import { before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { addMicros, instant, type Instant } from '#kernel/time/instant.ts';
import { shareInfoOf, wrapInfoOf } from './binding.ts';
import { hpkeSeal } from './hpke.ts';
import { generateKeys, rawPublicKey } from './keys.ts';
import { coreHashOf, manifestHash, objectOf, stageOf } from './manifest.ts';
import type { SealManifest, SealedStage } from './manifest.ts';
import { openObject, openWithBidderKey, openWithShares, readObject } from './open.ts';
import type { ReleasedShare } from './open.ts';
import { releaseShare } from './release.ts';
import type { ReleaseOutcome } from './release.ts';
import { DEADLINE, PRICE, once, seal, sealedWorld } from './seal.testing.ts';
import type { SealedBid, SealedWorld } from './seal.testing.ts';

let world: SealedWorld;
let bid: SealedBid;

before(async () => {
  world = await sealedWorld();
  bid = await seal(world.request);
});

function releaseBy(holderId: string, change: { manifest?: SealManifest; accepted?: string[]; lotId?: string; stage?: string; keys?: CryptoKeyPair; deadlineAt?: Instant; now?: Instant } = {}): Promise<ReleaseOutcome> {
  const { manifest = bid.manifest, accepted = [bid.hash], lotId = 't1-1', stage = 'price', deadlineAt = DEADLINE, now = DEADLINE } = change;
  const keys = change.keys ?? present(world.holderKeys.get(holderId), 'keys');
  return releaseShare({ close: { tenderId: 't1', lotId, accepted, deadlineAt }, now, manifest, stage, holderId, keys });
}

async function releasedBy(...holders: string[]): Promise<ReleasedShare[]> {
  const outcomes = await Promise.all(holders.map((holder) => releaseBy(holder)));
  return outcomes.map((outcome) => (outcome.kind === 'released' ? outcome : assert.fail(outcome.kind)));
}

function stage(name: string, manifest = bid.manifest): SealedStage {
  return present(stageOf(manifest, name), name);
}

function sealedObject(name: string, stageKey: Bytes, change: { manifest?: SealManifest; ciphertext?: Bytes } = {}) {
  const manifest = change.manifest ?? bid.manifest;
  const ciphertext = change.ciphertext ?? present(bid.ciphertexts.get(name), name);
  return { manifest, object: present(objectOf(manifest, name), name), stageKey, ciphertext: once(ciphertext) };
}

async function priceKey(): Promise<Bytes> {
  const opened = await openWithShares(bid.manifest, stage('price'), await releasedBy('initiator', 'centre', 'ca'));
  return opened.kind === 'opened' ? opened.key : assert.fail(opened.kind);
}

describe('R-095 开标：三个保管方即可解密，投标人自己的证书是第二条路', () => {
  test('R-095 任三个保管方放出分片，报价即可解密，与所封一字不差', async () => {
    for (const absent of world.holderKeys.keys()) {
      const present3 = [...world.holderKeys.keys()].filter((id) => id !== absent);
      const opened = await openWithShares(bid.manifest, stage('price'), await releasedBy(...present3));
      assert.ok(opened.kind === 'opened');
      const price = await readObject(sealedObject('报价.json', opened.key));
      assert.deepEqual(price, { ok: true, value: PRICE });
    }
  });

  test('R-094 发起方与中心两家合起来也打不开', async () => {
    const opened = await openWithShares(bid.manifest, stage('price'), await releasedBy('initiator', 'centre'));
    assert.deepEqual(opened, { kind: 'too-few', have: 2, need: 3, wrong: [] });
  });

  test('R-095 投标人用自己的证书打开的是同一把密钥；别人的证书打不开', async () => {
    const own = await openWithBidderKey(bid.manifest, stage('price'), world.bidderKeys);
    assert.deepEqual(own, { ok: true, value: await priceKey() });
    assert.equal((await openWithBidderKey(bid.manifest, stage('price'), await generateKeys())).ok, false);
  });

  test('R-095 投标人封给自己的不是所承诺的密钥：这条路打不开，并说明原因', async () => {
    const aad = await coreHashOf(bid.manifest);
    const box = await hpkeSeal(world.request.bidderPublicKey, new Uint8Array(32).fill(9), { info: wrapInfoOf(bid.manifest, 'price'), aad }, 'b1');
    assert.ok(box.ok);
    const bidderWrap = { enc: toHex(box.value.enc), ciphertext: toHex(box.value.ciphertext) };
    const opened = await openWithBidderKey(bid.manifest, { ...stage('price'), bidderWrap }, world.bidderKeys);
    assert.ok(!opened.ok && opened.error.code === 'seal.notTheCommittedKey');
  });

  test('R-095 一个阶段的密钥打不开另一阶段的文件', async () => {
    const opened = await readObject(sealedObject('技术文件.pdf', await priceKey()));
    assert.ok(!opened.ok && opened.error.code === 'seal.wrongKey');
  });

  test('R-095 错误分片与未列名的保管方：前者点名，后者不理', async () => {
    const shares = await releasedBy('initiator', 'centre', 'ca');
    const released = [{ holderId: 'partner-centre', share: new Uint8Array(33).fill(1) }, { holderId: 'stranger', share: new Uint8Array(33) }, ...shares];
    const opened = await openWithShares(bid.manifest, stage('price'), released);
    assert.ok(opened.kind === 'opened');
    assert.deepEqual([opened.wrong, opened.used], [['partner-centre'], ['initiator', 'centre', 'ca']]);
  });
});

describe('R-088 密文不能移作他用，改动必被发现', () => {
  test('R-088 把别家的密文抄来当自己的投标：打不开', async () => {
    const key = await priceKey();
    for (const change of [{ bidderId: 'b2' }, { bidderCertFp: 'cd'.repeat(32) }, { bidVersion: 2 }, { lotId: 't1-2' }, { tenderId: 't2' }]) {
      const opened = await readObject(sealedObject('报价.json', key, { manifest: { ...bid.manifest, ...change } }));
      assert.ok(!opened.ok && opened.error.code === 'seal.wrongKey', JSON.stringify(change));
    }
  });

  test('R-088 把别家的分片封套抄进自己的清单：保管方打不开，不会替人放出', async () => {
    for (const change of [{ bidderId: 'b2' }, { encryptorBuild: 'other' }, { objects: bid.manifest.objects.slice(1) }]) {
      const manifest = { ...bid.manifest, ...change };
      const accepted = [await manifestHash(manifest)];
      assert.equal((await releaseBy('ca', { manifest, accepted })).kind, 'cannot-open');
    }
  });

  test('R-088 大文件边解边写；少一字节、改一字节、换一份同密钥的密文都不认', async () => {
    const own = await openWithBidderKey(bid.manifest, stage('technical'), world.bidderKeys);
    assert.ok(own.ok);
    let written = 0;
    const count = async (chunk: Bytes) => void (written += chunk.length);
    assert.deepEqual(await openObject(sealedObject('技术文件.pdf', own.value), count), { ok: true, value: { sizeBytes: 1_500_000 } });
    assert.equal(written, 1_500_000);
    const whole = present(bid.ciphertexts.get('技术文件.pdf'), 'ciphertext');
    const flipped = whole.map((byte, at) => (at === 1_200_000 ? byte ^ 1 : byte));
    for (const ciphertext of [whole.slice(0, -1), flipped, new Uint8Array(0)]) {
      assert.equal((await openObject(sealedObject('技术文件.pdf', own.value, { ciphertext }), count)).ok, false);
    }
    const manifest = { ...bid.manifest, objects: bid.manifest.objects.map((object) => ({ ...object, ctRoot: '00'.repeat(32) })) };
    const other = await openObject(sealedObject('技术文件.pdf', own.value, { manifest }), count);
    assert.ok(!other.ok && other.error.code === 'seal.notTheSealedOne');
  });
});

describe('R-094 保管方的代理只按截止名单放出分片', () => {
  test('R-094 不在截止名单上的投标（迟到、撤回、被替换、别的标段）不放出', async () => {
    assert.equal((await releaseBy('ca', { accepted: [] })).kind, 'not-accepted');
    assert.equal((await releaseBy('ca', { accepted: ['00'.repeat(32)] })).kind, 'not-accepted');
    assert.equal((await releaseBy('ca', { lotId: 't1-2' })).kind, 'not-accepted');
  });

  test('R-094 平台把截止提前：名单写的时刻早于投标人封存的时刻，或者时刻还没有到，都不放出', async () => {
    const until = DEADLINE;
    const early = addMicros(DEADLINE, -1);
    assert.deepEqual(await releaseBy('ca', { deadlineAt: early }), { kind: 'too-early', manifestHash: bid.hash, until });
    assert.deepEqual(await releaseBy('ca', { deadlineAt: early, now: early }), { kind: 'too-early', manifestHash: bid.hash, until });
    assert.deepEqual(await releaseBy('ca', { now: early }), { kind: 'too-early', manifestHash: bid.hash, until });
    const later = addMicros(DEADLINE, 1);
    assert.deepEqual(await releaseBy('ca', { deadlineAt: later, now: DEADLINE }), { kind: 'too-early', manifestHash: bid.hash, until: later }, '顺延以后，以较晚的为准');
    for (const now of [later, addMicros(later, 1)]) assert.equal((await releaseBy('ca', { deadlineAt: later, now })).kind, 'released');
  });

  test('R-094 平台把清单里的时刻改早：封套的附加数据里有这一刻，改了就打不开', async () => {
    const early = instant(1);
    const manifest = { ...bid.manifest, bidDeadlineAt: early };
    for (const holderId of world.holderKeys.keys()) {
      assert.equal((await releaseBy(holderId, { manifest, accepted: [await manifestHash(manifest)], deadlineAt: early, now: early })).kind, 'cannot-open');
    }
  });

  test('R-094 清单未列的阶段或保管方，以及不是自己的私钥，各有明确答复', async () => {
    assert.equal((await releaseBy('ca', { stage: 'qualification' })).kind, 'not-mine');
    assert.equal((await releaseBy('stranger', { keys: await generateKeys() })).kind, 'not-mine');
    assert.equal((await releaseBy('ca', { keys: await generateKeys() })).kind, 'cannot-open');
  });

  test('R-095 封套里的分片与投标人签名的承诺不符：附上所见，人人可验', async () => {
    const ca = present(world.holderKeys.get('ca'), 'keys');
    const place = stage('price').sealedShares.findIndex(({ holderId }) => holderId === 'ca');
    const info = shareInfoOf(bid.manifest, 'price', { index: place, holderId: 'ca' });
    const found = new Uint8Array(33).fill(7);
    const box = await hpkeSeal(await rawPublicKey(ca.publicKey), found, { info, aad: await coreHashOf(bid.manifest) }, 'ca');
    assert.ok(box.ok);
    const bad = { holderId: 'ca', enc: toHex(box.value.enc), ciphertext: toHex(box.value.ciphertext) };
    const replaced = (each: SealedStage) => ({ ...each, sealedShares: each.sealedShares.map((share) => (share.holderId === 'ca' ? bad : share)) });
    const manifest = { ...bid.manifest, stages: bid.manifest.stages.map(replaced) };
    const hash = await manifestHash(manifest);
    assert.deepEqual(await releaseBy('ca', { manifest, accepted: [hash] }), { kind: 'share-bad', manifestHash: hash, found });
    assert.equal((await releaseBy('centre', { manifest, accepted: [hash] })).kind, 'released');
  });
});
