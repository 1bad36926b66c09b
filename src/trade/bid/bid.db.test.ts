import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { fromUtf8 } from '#kernel/bytes.ts';
import { addMicros, formatBeijing, instant, microsPerDay, microsPerMinute } from '#kernel/time/instant.ts';
import { readObject, openWithBidderKey, openWithShares } from '#evidence/seal/open.ts';
import { keysOfPkcs8 } from '#evidence/seal/keys.ts';
import { objectOf, stageOf } from '#evidence/seal/manifest.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import { releaseShare } from '#evidence/seal/release.ts';
import { advanceLegalClock } from '#platform/clock/legal-clock.store.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { sweepAll } from '#platform/wake/sweep.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { bid, bidIdOf } from './bid.ts';
import { withdrawContent } from './bid.acts.ts';
import { signBid } from './bid-agent.ts';
import { makeBidModule } from './bid.module.ts';
import { bodyFor, makeStageModule, planFor, publishTender, sealedFor, type BidTender } from './bid.testing.ts';
import type { PriceSheet } from './bid.types.ts';

const on = await testPlatform([makeStageModule, makeBidModule]);
const initiator = await on.person({ orgId: 'INITIATOR', orgName: '某区教育局', name: '赵', role: 'initiate.operator' });
const officer = await on.person({ orgId: 'DEPT', orgName: '住建局', name: '孙', role: 'supervise.officer' });
const bidders = await Promise.all(['草原建工', '北疆路桥', '红山建设', '辽河工程'].map((orgName, i) => on.person({ orgId: `BIDDER${i}`, orgName, name: '钱', role: 'respond.operator' })));
const [first, second, third, outsider] = bidders as [TestPerson, TestPerson, TestPerson, TestPerson];

async function withdrawal(who: TestPerson, { tenderId, lotId }: BidTender, version: number) {
  return { lotId, version, signature: await who.sign('bid.withdraw', { tenderId, lotId }, withdrawContent(version)) };
}

async function stateOf(who: TestPerson, { lotId }: BidTender) {
  return (await readHead(on.db.app, bid, bidIdOf(lotId, who.spec.orgId)))?.state ?? null;
}

describe('递交投标文件', async () => {
  const tenderOf = await publishTender(on, initiator, [first, second, third]);

  test('R-088 加密、上传、签名、递交，当场得到签名回执；三家保管方或投标人自己都能打开', async () => {
    const body = await bodyFor(on, first, tenderOf);
    const { result, receipt } = await on.accept(first, 'bid.submit', body);
    assert.ok(receipt && receipt.signature !== '' && receipt.events[0]?.stream === `bid:${tenderOf.lotId}:${first.spec.orgId}`);
    const state = present(await stateOf(first, tenderOf), 'bid');
    assert.deepEqual([state.version, state.status, state.manifestHash, state.receivedAt], [1, 'submitted', result['manifestHash'], receipt.at]);
    const manifest = parseManifest(state.manifest);
    assert.ok(manifest.ok);
    const stage = present(stageOf(manifest.value, 'all'), 'stage');
    const released = await Promise.all([...tenderOf.holderKeys].slice(1).map(async ([holderId, keys]) => {
      const { bidDeadlineAt: deadlineAt } = tenderOf.published.document;
      const close = { tenderId: tenderOf.tenderId, lotId: tenderOf.lotId, accepted: [state.manifestHash], deadlineAt };
      const answer = await releaseShare({ manifest: manifest.value, stage: 'all', holderId, keys, close, now: deadlineAt });
      assert.equal(answer.kind, 'released');
      return { holderId, share: answer.kind === 'released' ? answer.share : new Uint8Array() };
    }));
    const opened = await openWithShares(manifest.value, stage, released);
    assert.ok(opened.kind === 'opened');
    const store = await openSealedStore(on.platform.dataDir);
    const read = async (name: string) => {
      const object = present(objectOf(manifest.value, name), name);
      const content = await readObject({ manifest: manifest.value, object, stageKey: opened.key, ciphertext: store.read(object.ctRoot) });
      return JSON.parse(fromUtf8(content.ok ? content.value : assert.fail(content.error.message))) as Record<string, unknown>;
    };
    const price = (await read('price')) as unknown as PriceSheet;
    assert.deepEqual([price.bidderId, price.priceFen, price.priceCapital], [first.spec.orgId, '7211750', '柒万贰仟壹佰壹拾柒元伍角']);
    const page = await read('seal-page');
    assert.deepEqual(page['files'], manifest.value.objects.filter(({ name }) => name.startsWith('技术标')).map(({ name, sizeBytes, ctRoot }) => ({ name, part: 'technical', sizeBytes, ctRoot })));
    const own = await keysOfPkcs8(new Uint8Array(first.decryptKey.export({ type: 'pkcs8', format: 'der' })));
    assert.ok(own.ok && (await openWithBidderKey(manifest.value, stage, own.value)).ok);
  });

  test('R-089 没有真实性承诺的签名、别人的签名、改过的清单都不受理', async () => {
    const sealed = await sealedFor(on, planFor(second, tenderOf));
    const { tenderId, lotId } = tenderOf;
    const body = await signBid(sealed, 'guarantee', (...given) => second.sign(...given));
    const bare = await second.sign('bid.submit', { tenderId, lotId }, { manifestHash: sealed.manifestHash, depositForm: 'guarantee' });
    assert.equal((await on.refuse(second, 'bid.submit', { ...body, signature: bare })).code, 'signature.mismatch');
    assert.equal((await on.refuse(second, 'bid.submit', { ...body, depositForm: 'transfer' })).code, 'signature.mismatch');
    assert.notEqual((await on.refuse(third, 'bid.submit', body)).code, 'bid.late');
    const foreign = await signBid(sealed, 'guarantee', (...given) => third.sign(...given));
    assert.equal((await on.refuse(third, 'bid.submit', foreign)).code, 'bid.otherIdentity');
    await on.accept(second, 'bid.submit', body);
    const stored = await on.db.app.query<{ body: string }>(`SELECT p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1`, [`bid:${lotId}:${second.spec.orgId}`]);
    assert.ok(stored.rows.some((row) => row.body.includes('"truthfulness":true')));
  });

  test('R-088 少一个密文就不受理，并说出是哪个；先前的投标仍然有效', async () => {
    const body = await bodyFor(on, first, tenderOf, { version: 2 });
    const manifest = parseManifest(body.manifest);
    const gone = manifest.ok ? present(manifest.value.objects[1], 'object') : assert.fail();
    await rm(join(on.platform.dataDir, 'sealed', gone.ctRoot));
    const refusal = await on.refuse(first, 'bid.submit', body);
    assert.deepEqual([refusal.code, refusal.article], ['bid.incomplete', '电子招标投标办法 第二十七条']);
    assert.ok(refusal.message.includes(gone.name));
    assert.equal((await stateOf(first, tenderOf))?.version, 1);
  });

  test('R-088 清单不是加密工具的产物：按未加密拒收', async () => {
    const body = await bodyFor(on, third, tenderOf);
    const refusal = await on.refuse(third, 'bid.submit', { ...body, manifest: '%PDF-1.7' });
    assert.deepEqual([refusal.code, refusal.article], ['bid.unencrypted', '电子招标投标办法 第二十六条']);
  });

  test('R-088 密钥分给了别的保管方、门限不同、版本不对、证书不对：都拒收', async () => {
    const others = await publishTender(on, initiator, []);
    const refusals = await Promise.all([
      bodyFor(on, third, tenderOf, { keyHolders: others.published.keyHolders }), bodyFor(on, third, tenderOf, { k: 2 }),
      bodyFor(on, third, tenderOf, { version: 2 }), bodyFor(on, third, tenderOf, { signCertificate: new Uint8Array(present(second.signChain[0], 'certificate')) }),
    ].map(async (body) => (await on.refuse(third, 'bid.submit', await body)).code));
    assert.deepEqual(refusals, ['bid.otherHolders', 'bid.otherHolders', 'bid.otherIdentity', 'bid.otherIdentity']);
  });

  test('R-088 R-094 封存的时刻不是现行的截止时间，早一点晚一点都拒收；截止顺延后先前递交的仍然有效，新递交的按新的时刻封存', async () => {
    const moved = await publishTender(on, initiator, [first, second]);
    const before = moved.published.document.bidDeadlineAt;
    await on.accept(first, 'bid.submit', await bodyFor(on, first, moved));
    for (const bidDeadlineAt of [addMicros(before, -1), addMicros(before, 50 * 365 * microsPerDay)]) {
      const refusal = await on.refuse(second, 'bid.submit', await bodyFor(on, second, moved, { bidDeadlineAt }));
      assert.deepEqual([refusal.code, refusal.article, refusal.want], ['bid.otherDeadline', '电子招标投标办法 第二十六条', formatBeijing(before)]);
    }
    const bidDeadlineAt = addMicros(before, microsPerDay);
    await on.accept(officer, 'stage.postpone', { tenderId: moved.tenderId, to: bidDeadlineAt });
    assert.equal((await stateOf(first, moved))?.status, 'submitted');
    assert.equal((await on.refuse(second, 'bid.submit', await bodyFor(on, second, moved))).code, 'bid.otherDeadline');
    await on.accept(second, 'bid.submit', await bodyFor(on, second, moved, { bidDeadlineAt }));
    await on.accept(first, 'bid.submit', await bodyFor(on, first, moved, { bidDeadlineAt, version: 2 }));
  });

  test('R-088 没有获取招标文件的、招标人自己、不存在的标段：各有说法', async () => {
    assert.equal((await on.refuse(outsider, 'bid.submit', await bodyFor(on, outsider, tenderOf))).code, 'bid.documentNotTaken');
    const insider = await on.person({ orgId: 'INITIATOR', orgName: '某区教育局', name: '周', role: 'respond.operator' });
    assert.equal((await on.refuse(insider, 'bid.submit', await bodyFor(on, insider, tenderOf))).code, 'bid.ownTender');
    const elsewhere = { ...tenderOf, lotId: `${tenderOf.tenderId}-9` };
    assert.equal((await on.refuse(third, 'bid.submit', await bodyFor(on, third, elsewhere))).code, 'bid.notAwaited');
  });

  test('R-088 截止前可以替换和撤回，撤回后还可以再投；版本号一直往后数', async () => {
    await on.accept(first, 'bid.submit', await bodyFor(on, first, tenderOf, { version: 2 }));
    assert.equal((await stateOf(first, tenderOf))?.version, 2);
    assert.equal((await on.refuse(first, 'bid.withdraw', await withdrawal(first, tenderOf, 1))).code, 'bid.nothingToWithdraw');
    await on.accept(first, 'bid.withdraw', await withdrawal(first, tenderOf, 2));
    assert.equal((await stateOf(first, tenderOf))?.status, 'withdrawn');
    assert.equal((await on.refuse(first, 'bid.withdraw', await withdrawal(first, tenderOf, 2))).code, 'bid.nothingToWithdraw');
    await on.accept(first, 'bid.submit', await bodyFor(on, first, tenderOf, { version: 3 }));
    assert.deepEqual([(await stateOf(first, tenderOf))?.version, (await stateOf(first, tenderOf))?.status], [3, 'submitted']);
  });

  test('R-088 责令暂停期间不能递交，可以撤回', async () => {
    const paused = await publishTender(on, initiator, [first]);
    await on.accept(first, 'bid.submit', await bodyFor(on, first, paused));
    await on.accept(officer, 'stage.suspend', { tenderId: paused.tenderId });
    assert.equal((await on.refuse(first, 'bid.submit', await bodyFor(on, first, paused, { version: 2 }))).code, 'bid.suspended');
    await on.accept(first, 'bid.withdraw', await withdrawal(first, paused, 1));
  });

  test('R-191 投标的每一部分连同标头都属密封类', async () => {
    const { rows } = await on.db.app.query<{ classes: string[] }>(`SELECT array_agg(DISTINCT c) AS classes FROM (SELECT e.class AS c FROM event e WHERE stream LIKE 'bid:%' UNION ALL SELECT p.class FROM event e JOIN event_part p ON p.event_id = e.id WHERE stream LIKE 'bid:%') x`);
    assert.deepEqual(rows[0]?.classes, ['sealed']);
  });

  test('R-088 截止前后一拥而上：受理的都在截止前且都在截止名单里，之后一件也不受理', async () => {
    const crowd = await Promise.all(Array.from({ length: 12 }, (_, i) => on.person({ orgId: `CROWD${i}`, orgName: `第${i}公司`, name: '吴', role: 'respond.operator' })));
    const rush = await publishTender(on, initiator, crowd, 30);
    const deadline = rush.published.document.bidDeadlineAt;
    const bodies = await Promise.all(crowd.map(async (who) => ({ who, bodies: [await bodyFor(on, who, rush), await bodyFor(on, who, rush, { version: 2 })] })));
    await on.advanceTo(addMicros(deadline, -microsPerMinute));
    // One is handed in alone, to know how long that takes here: the rush then lasts from before the deadline until after it, on a slow machine too.
    const [probe, ...crowding] = bodies;
    const began = performance.now();
    const first = await on.run(present(probe, 'bidder').who, 'bid.submit', probe?.bodies[0]);
    const marginMs = Math.max(60, 4 * (performance.now() - began));
    await advanceLegalClock(on.db.app, instant(deadline - Math.round(marginMs * 1_000)));
    const problems: string[] = [];
    const outcomes = await Promise.all([
      Promise.resolve([first]),
      ...crowding.map(async ({ who, bodies: versions }, i) => {
        await new Promise((resolve) => setTimeout(resolve, (i * marginMs) / 6));
        return [await on.run(who, 'bid.submit', versions[0]), await on.run(who, 'bid.submit', versions[1])];
      }),
      (async () => {
        while ((await on.now()) < deadline + marginMs * 2_500) await sweepAll(on.db.app, on.platform.pipeline, (problem) => problems.push(problem));
        return [];
      })(),
    ]);
    const accepted = outcomes.flat().filter((outcome) => outcome.status === 'accepted');
    const refused = outcomes.flat().flatMap((outcome) => (outcome.status === 'refused' ? [outcome.refusal] : []));
    assert.ok(accepted.length > 0 && refused.length > 0, `${accepted.length} accepted, ${refused.length} refused`);
    for (const outcome of accepted) assert.ok(outcome.status === 'accepted' && (outcome.receipt?.at ?? Infinity) < deadline);
    // Whoever was refused the first as late gets the second refused as late too.
    for (const refusal of refused) assert.deepEqual([refusal.code, refusal.article], ['bid.late', '电子招标投标办法 第二十七条']);
    const { rows } = await on.db.app.query<{ at: number; bids: number; streams: number }>(
      `SELECT max(at) AS at, count(*) AS bids, count(DISTINCT stream) AS streams FROM event WHERE stream LIKE $1`, [`bid:${rush.lotId}:%`]);
    assert.equal(rows[0]?.bids, accepted.length);
    assert.ok((rows[0]?.at ?? Infinity) < deadline);
    const closes = await on.db.app.query<{ outcome: { result: { bids: number } } }>(`SELECT outcome::jsonb FROM command WHERE name = 'opening.close' AND key LIKE $1`, [`tender:${rush.tenderId}@%`]);
    assert.equal(closes.rows[0]?.outcome.result.bids, rows[0]?.streams);
    assert.deepEqual(problems, []);
  });
});
