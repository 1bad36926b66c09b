import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { canonical } from '#kernel/json.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { manifestHash, type SealManifest } from '#evidence/seal/manifest.ts';
import { seal, sealedWorld } from '#evidence/seal/seal.testing.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { bid, decideSubmit, decideWithdraw, nextVersion, obstacleToSubmit, type CheckedBid, type Standing } from './bid.ts';
import type { BidEvent } from './bid.events.ts';
import type { Bid } from './bid.types.ts';
import { bidsToSealAgain } from './resealing.ts';
import { holderSetIdOf, priceObjectName } from './seal-plan.ts';

const deadline = instant(1_800_000_000_000_000);
const keyHolders = ['initiator', 'centre', 'partner-centre', 'ca'].map((holderId) => ({ holderId, orgId: holderId, name: holderId, publicKey: `key-of-${holderId}`, part: 'initiator' as const }));
const published = { k: 3, keyHolders, document: { bidDeadlineAt: deadline, lots: [{ lotId: 't1-1' }] } };
const tender = { tenderId: 't1', status: 'published', initiator: { orgId: 'INITIATOR' }, agency: { orgId: 'AGENCY' }, suspension: null, published } as unknown as Tender;
const act = { statement: {}, signature: {} };

const { request } = await sealedWorld({ stages: ['all'], bidderId: 'b1', bidDeadlineAt: deadline, holderSetId: holderSetIdOf({ keyHolders, k: 3 }), objects: [{ name: priceObjectName, stage: 'all', source: new Blob(['{}']), padding: 'fixed-64k' }] });
const { manifest } = await seal(request);

function standing(change: Partial<Standing> = {}): Standing {
  return { tender, lotId: 't1-1', orgId: 'b1', hasTaken: true, current: null, now: instant(deadline - 1), ...change };
}
function checked(change: Partial<SealManifest> = {}, more: Partial<CheckedBid> = {}): CheckedBid {
  const changed = { ...manifest, ...change };
  return { manifest: changed, text: canonical(changed), hash: 'ff'.repeat(32), bidderName: '北疆建设', certificateFingerprint: 'ab'.repeat(32), depositForm: 'insurance', act, ...more };
}
function codeOf(given: Standing, bidOf: CheckedBid = checked()): string {
  const decided = decideSubmit(given, bidOf);
  return decided.ok ? 'accepted' : decided.error.code;
}
const withdrawn = (version: number): Bid => ({ ...folded([submitted(version), { kind: 'BidWithdrawn', version, act }]) });

function submitted(version: number): BidEvent {
  return { kind: 'BidSubmitted', bidderName: '北疆建设', version, manifest: '{}', manifestHash: 'aa', objects: [], depositForm: 'transfer', act };
}
function folded(events: readonly BidEvent[]): Bid {
  const end = events.reduce<Bid | null>((state, event, i) => bid.evolve(state, event, { at: instant(1000 + i), actor: 'person:x', version: i + 1, id: 't1-1:b1' }), null);
  return end ?? assert.fail('no events');
}

describe('截止延后', () => {
  test('R-088 R-191 按原截止时间封存的投标在截止延后时提示重新递交；没有递交、已撤回、已截止或者已重新递交的不提示', () => {
    const own = { ...folded([submitted(1)]), manifest: canonical(manifest) };
    const later = instant(deadline + 86_400_000_000);
    const moved = { ...tender, openObjections: [], postponed: null, lots: [{ lotId: 't1-1', name: '施工' }], published: { ...published, document: { ...published.document, bidDeadlineAt: later } } } as unknown as Tender;
    const asked = (bids: readonly Bid[], now = instant(deadline - 1), of = moved) => bidsToSealAgain(of, bids, now).map(({ lotId, sealedUntil, deadlineAt }) => [lotId, sealedUntil, deadlineAt]);
    assert.deepEqual(asked([own]), [['t1-1', deadline, later]]);
    assert.deepEqual(asked([]), []);
    assert.deepEqual(asked([{ ...own, status: 'withdrawn' }]), []);
    assert.deepEqual(asked([{ ...own, manifest: canonical({ ...manifest, bidDeadlineAt: later }) }]), []);
    assert.deepEqual(asked([own], later), []);
    assert.deepEqual(asked([own], instant(deadline - 1), { ...moved, published: { ...moved.published, document: { ...moved.published?.document, bidDeadlineAt: deadline } } } as unknown as Tender), []);
  });
});

describe('递交的条件', () => {
  test('R-088 截止前最后一微秒受理，截止那一刻起拒收，并引 20 号令第二十七条', () => {
    assert.equal(codeOf(standing({ now: instant(deadline - 1) })), 'accepted');
    for (const late of [deadline, deadline + 1]) {
      const decided = decideSubmit(standing({ now: instant(late) }), checked());
      assert.ok(!decided.ok && decided.error.code === 'bid.late' && decided.error.article?.includes('第二十七条'));
    }
  });

  test('R-088 任何时刻：受理当且仅当早于截止', () => {
    fc.assert(fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), (offset) => {
      assert.equal(codeOf(standing({ now: instant(deadline + offset) as Instant })) === 'accepted', offset < 0);
    }));
  });

  const table: readonly (readonly [title: string, given: Partial<Standing>, code: string])[] = [
    ['招标文件没有发布', { tender: { ...tender, published: null, status: 'registered' } }, 'bid.notAwaited'],
    ['没有这个项目', { tender: null }, 'bid.notAwaited'],
    ['没有这个标段', { lotId: 't1-2' }, 'bid.notAwaited'],
    ['已经截止入库', { tender: { ...tender, status: 'closed' } }, 'bid.late'],
    ['被责令暂停', { tender: { ...tender, suspension: { reason: '核查', article: '', by: '监督部门', since: deadline } } }, 'bid.suspended'],
    ['没有获取招标文件', { hasTaken: false }, 'bid.documentNotTaken'],
    ['招标人投自己的标', { orgId: 'INITIATOR' }, 'bid.ownTender'],
    ['代理机构投自己代理的标', { orgId: 'AGENCY' }, 'bid.ownTender'],
    ['冒用别家的清单', { orgId: 'b2' }, 'bid.otherIdentity'],
    ['版本不是下一个', { current: folded([submitted(1)]) }, 'bid.otherIdentity'],
  ];
  for (const [title, given, code] of table) {
    test(`R-088 不受理：${title}`, () => {
      assert.equal(codeOf(standing(given)), code);
      const refusal = obstacleToSubmit(standing(given));
      if (code !== 'bid.otherIdentity') assert.equal(refusal?.code, code);
    });
  }

  test('R-088 清单的每一项身份都要对：项目、标段、投标人、证书、版本、保管方、门限、阶段、报价填充', () => {
    const [stage] = manifest.stages;
    const [price] = manifest.objects;
    assert.ok(stage && price);
    const wrong: readonly (readonly [Partial<SealManifest>, string])[] = [
      [{ tenderId: 't2' }, 'bid.otherIdentity'], [{ lotId: 't1-2' }, 'bid.otherIdentity'], [{ bidderId: 'b2' }, 'bid.otherIdentity'],
      [{ bidderCertFp: 'cd'.repeat(32) }, 'bid.otherIdentity'], [{ bidVersion: 2 }, 'bid.otherIdentity'], [{ bidDeadlineAt: instant(deadline - 1) }, 'bid.otherDeadline'], [{ bidDeadlineAt: instant(deadline + 1) }, 'bid.otherDeadline'], [{ holderSetId: 'other' }, 'bid.otherHolders'],
      [{ stages: [{ ...stage, k: 2 }] }, 'bid.otherHolders'], [{ stages: [{ ...stage, sealedShares: stage.sealedShares.slice(1) }] }, 'bid.otherHolders'],
      [{ stages: [{ ...stage, stage: 'technical' }] }, 'bid.unencrypted'], [{ stages: [stage, stage] }, 'bid.unencrypted'],
      [{ objects: [{ ...price, padding: 'none' }] }, 'bid.unencrypted'], [{ objects: [{ ...price, name: 'other' }] }, 'bid.unencrypted'],
    ];
    for (const [change, code] of wrong) assert.equal(codeOf(standing(), checked(change)), code, JSON.stringify(change).slice(0, 80));
    assert.equal(codeOf(standing(), checked({}, { certificateFingerprint: 'ee'.repeat(32) })), 'bid.otherIdentity');
  });

  test('R-088 保管方或其公钥一换，集合编号就换', () => {
    const ids = [holderSetIdOf({ keyHolders, k: 3 }), holderSetIdOf({ keyHolders, k: 2 }), holderSetIdOf({ keyHolders: keyHolders.slice(1), k: 3 }),
      holderSetIdOf({ keyHolders: keyHolders.map((holder) => ({ ...holder, publicKey: 'x' })), k: 3 }), holderSetIdOf({ keyHolders: [...keyHolders].reverse(), k: 3 })];
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(holderSetIdOf({ keyHolders: keyHolders.map((holder) => ({ ...holder, name: '改了名' })), k: 3 }), ids[0]);
  });
});

describe('替换与撤回', () => {
  test('R-088 撤回只对现行的那一版，截止后不能撤，暂停时可以撤', () => {
    const current = folded([submitted(1), submitted(2)]);
    assert.ok(decideWithdraw(standing({ current }), 2, act).ok);
    const suspended = { ...tender, suspension: { reason: '', article: '', by: '', since: deadline } };
    assert.ok(decideWithdraw(standing({ current, tender: suspended }), 2, act).ok);
    for (const [given, version, code] of [
      [standing({ current }), 1, 'bid.nothingToWithdraw'], [standing(), 1, 'bid.nothingToWithdraw'], [standing({ current: withdrawn(2) }), 2, 'bid.nothingToWithdraw'],
      [standing({ current, now: deadline }), 2, 'bid.late'],
    ] as const) {
      const decided = decideWithdraw(given, version, act);
      assert.equal(decided.ok ? 'accepted' : decided.error.code, code);
    }
  });

  test('R-088 任意次递交、替换、撤回：版本一直往后，状态是最后一步的结果', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), (steps) => {
      let state: Bid | null = null;
      const events: BidEvent[] = [];
      for (const isSubmit of steps) {
        if (!isSubmit && state?.status !== 'submitted') continue;
        const event: BidEvent = isSubmit ? submitted(nextVersion(state)) : { kind: 'BidWithdrawn', version: (state as Bid).version, act };
        events.push(event);
        state = folded(events);
      }
      const count = events.filter(({ kind }) => kind === 'BidSubmitted').length;
      assert.equal(state?.version ?? 0, count);
      if (events.length > 0) assert.equal(state?.status, events.at(-1)?.kind === 'BidSubmitted' ? 'submitted' : 'withdrawn');
    }));
  });

  test('R-088 受理的记下清单原文、指纹和每个密文，状态里的收到时间是事件的时间', async () => {
    const decided = decideSubmit(standing(), checked({}, { hash: await manifestHash(manifest) }));
    assert.ok(decided.ok);
    const state = bid.evolve(null, decided.value, { at: instant(42), actor: 'person:x', version: 1, id: 't1-1:b1' });
    assert.deepEqual([state.lotId, state.bidderId, state.receivedAt, state.manifest], ['t1-1', 'b1', 42, canonical(manifest)]);
    assert.deepEqual(state.objects, manifest.objects.map(({ name, ctRoot, ctSizeBytes }) => ({ name, ctRoot, sizeBytes: ctSizeBytes })));
  });
});
