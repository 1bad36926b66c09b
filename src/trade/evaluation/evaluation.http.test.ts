import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { present } from '#kernel/assert.ts';
import { concat, toHex, utf8 } from '#kernel/bytes.ts';
import { openWithBidderKey } from '#evidence/seal/open.ts';
import { seal, sealedWorld } from '#evidence/seal/seal.testing.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import { createHttpApp } from '#platform/http/app.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { makeEvaluationModule } from './evaluation.module.ts';
import { bidderIds, makeNeighbours, sampleDocument, sampleOpening, samplePanel, sampleTender } from './evaluation.testing.ts';
import type { HallView } from './hall-view.ts';
import { preliminaryItems } from './preliminary.ts';
import { rulesOf } from './rules-of.ts';

const platform = await testPlatform([makeNeighbours, makeEvaluationModule]);
const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 10_000 });
for (const module of platform.platform.modules) module.routes?.(app, platform.platform);
after(() => app.close());

const tenderId = 'web';
const lotId = `${tenderId}-1`;
const ids = bidderIds(3);
const pdf = concat(utf8('%PDF-1.7\n'), new Uint8Array(randomBytes(1_300_000)));
const people: Record<string, TestPerson> = {};
let members: TestPerson[] = [];

async function get(name: string | null, url: string) {
  const person = name === null ? null : people[name];
  const token = person ? await platform.platform.sessions.start({ actor: person.actor, method: 'demo', display: { personName: 'x', orgName: 'y' } }) : null;
  return await app.inject({ method: 'GET', url, ...(token ? { cookies: { ovoo_session: token } } : {}) });
}

async function put(type: string, id: string, state: unknown): Promise<void> {
  await platform.accept(platform.system, 'neighbour.put', { type, id, json: JSON.stringify(state) });
}

/** A bid sealed as bidders seal it, its ciphertext in the store, its stage key known since the opening. */
async function sealedBid(opening: Opening): Promise<Opening> {
  const bidderId = present(ids[0], 'bidder');
  const world = await sealedWorld({ tenderId, lotId, bidderId, stages: ['bid'], objects: [{ name: '施工组织设计.pdf', stage: 'bid', source: new Blob([pdf]) }] });
  const sealed = await seal(world.request);
  const stage = present(sealed.manifest.stages[0], 'stage');
  const key = await openWithBidderKey(sealed.manifest, stage, world.bidderKeys);
  assert.ok(key.ok);
  const store = await openSealedStore(platform.platform.dataDir);
  for (const { name, ctRoot } of sealed.manifest.objects) {
    const path = join(platform.platform.dataDir, 'arrived');
    await writeFile(path, present(sealed.ciphertexts.get(name), name));
    await store.keep(ctRoot, path);
  }
  const objects = sealed.manifest.objects.map(({ name, ctRoot, ctSizeBytes }) => ({ name, ctRoot, sizeBytes: ctSizeBytes }));
  await put('bid', `${lotId}:${bidderId}`, { lotId, bidderId, bidderName: 'A1', status: 'submitted', version: 1, manifest: sealed.text, manifestHash: sealed.hash, objects, depositForm: 'guarantee', receivedAt: 0 });
  const stageKey = toHex(key.value);
  return { ...opening, lots: opening.lots.map((lot) => ({ ...lot, accepted: lot.accepted.map((bid) => (bid.bidderId !== bidderId || bid.outcome.kind !== 'opened' ? bid : { ...bid, manifestHash: sealed.hash, outcome: { ...bid.outcome, stageKey } })) })) };
}

describe('评标厅接口', () => {
  before(async () => {
    const tender = sampleTender(tenderId);
    const expertOrg = '12150000MB00000009';
    members = await Promise.all([0, 1, 2, 3, 4].map((n) => platform.person({ orgId: n === 0 ? tender.initiator.orgId : expertOrg, orgName: 'x', name: `成员${n + 1}`, role: n === 0 ? 'initiate.representative' : 'evaluate.expert' })));
    Object.assign(people, {
      member: members[1], late: members[4],
      stranger: await platform.person({ orgId: expertOrg, orgName: 'x', name: '外人', role: 'evaluate.expert' }),
      department: await platform.person({ orgId: tender.department.orgId, orgName: 'x', name: '监督', role: 'supervise.officer' }),
      otherDepartment: await platform.person({ orgId: '11150000MB00000077', orgName: 'x', name: '外地监督', role: 'supervise.officer' }),
      initiator: await platform.person({ orgId: tender.initiator.orgId, orgName: 'x', name: '经办', role: 'initiate.operator' }),
      bidder: await platform.person({ orgId: present(ids[0], 'bidder'), orgName: 'x', name: '投标人', role: 'respond.operator' }),
    });
    await put('tender', tenderId, tender);
    await put('panel', tenderId, samplePanel(tenderId, members.map(({ actor }) => actor.personId as string), await platform.now()));
    await put('opening', tenderId, await sealedBid(sampleOpening(tenderId, [1_200_000_000n, 1_250_000_000n, 1_300_000_000n])));
    for (const member of members.slice(0, 4)) await platform.accept(member, 'evaluation.signIn', { lotIds: [lotId] });
    for (const member of members.slice(0, 3)) await platform.accept(member, 'evaluation.electChair', { lotId, memberId: 'm2' });
  });

  const status = async (name: string | null, url: string) => (await get(name, url)).statusCode;

  test('R-070 评标厅只对签到的成员和本项目监督部门开放', async () => {
    const expected = { member: 200, late: 422, stranger: 404, department: 200, otherDepartment: 404, initiator: 404, bidder: 404 };
    for (const [name, code] of Object.entries(expected)) assert.equal(await status(name, `/api/evaluation/${lotId}`), code, name);
    assert.equal(await status(null, `/api/evaluation/${lotId}`), 401);
    const list = (await get('late', '/api/evaluations')).json<{ items: { tenderId: string; can: string[] }[] }>();
    assert.deepEqual(list.items.map(({ tenderId: id, can }) => [id, can]), [[tenderId, ['evaluation.signIn']]]);
    assert.deepEqual((await get('stranger', '/api/evaluations')).json<{ items: unknown[] }>().items, []);
    assert.equal((await get('department', '/api/evaluations')).json<{ items: unknown[] }>().items.length, 1);
  });

  test('R-070 投标文件在评标开始后才对成员打开，逐段解密，字节与封存的一致', async () => {
    const url = `/api/evaluation/${lotId}/bids/${ids[0]}/objects/${encodeURIComponent('施工组织设计.pdf')}`;
    assert.equal(await status('member', url), 422);
    await platform.accept(present(members[4], 'member'), 'evaluation.signIn', { lotIds: [lotId] });
    await platform.advanceTo(await platform.now());
    const expected = { member: 200, stranger: 404, department: 200, otherDepartment: 404, initiator: 404, bidder: 404 };
    for (const [name, code] of Object.entries(expected)) assert.equal(await status(name, url), code, name);
    const answer = await get('member', url);
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.ok(Buffer.from(pdf).equals(answer.rawPayload));
    assert.equal(await status('member', url.replace('.pdf', '.doc')), 422);
  });

  test('R-070 全体提交以前，任何人看不到他人的分数，只看到进度', async () => {
    const items = preliminaryItems({ pack: rulesOf(sampleTender('t')), document: sampleDocument('t') });
    const votes = ids.flatMap((bidderId) => items.map(({ part, itemId }) => ({ bidderId, part, itemId, pass: true })));
    for (const member of members) await platform.accept(member, 'evaluation.votePreliminary', { lotId, votes });
    await platform.accept(present(members[1], 'chair'), 'evaluation.closePreliminary', { lotId });
    const hall = async (name: string) => (await get(name, `/api/evaluation/${lotId}`)).json<HallView>();
    for (const [n, member] of members.entries()) {
      const scores = ids.flatMap((bidderId) => [{ bidderId, factorId: 't1', points: `1${n}.3` }, { bidderId, factorId: 't2', points: '16' }, { bidderId, factorId: 'c1', points: '5' }]);
      await platform.accept(member, 'evaluation.score', { lotId, scores });
      const [seen, watched] = [await hall('member'), await hall('department')];
      assert.equal(seen.allScores, null);
      assert.ok(seen.myScores.every(({ memberId }) => memberId === 'm2'));
      assert.deepEqual([watched.myScores, watched.allScores], [[], null]);
      if (n !== 1) assert.ok(!JSON.stringify([seen, watched]).includes(`"1${n}.3"`));
    }
    assert.deepEqual((await hall('member')).members.map(({ progress }) => progress.done), [9, 9, 9, 9, 9]);
    for (const member of members) await platform.accept(member, 'evaluation.submitScores', { lotId });
    assert.equal((await hall('member')).allScores?.length, 45);
  });

  test('R-096 报告交出以前招标人看不到；PDF 第一次下载时生成，同一内容不再生成', async () => {
    await platform.accept(present(members[1], 'chair'), 'evaluation.draftReport', { lotId });
    assert.equal(await status('initiator', `/api/evaluation/${lotId}/report`), 404);
    const { report } = (await get('member', `/api/evaluation/${lotId}`)).json<HallView>();
    const content = { reportHash: present(report?.hash, 'hash'), dissent: null };
    for (const member of members) await platform.accept(member, 'evaluation.signReport', { lotId, ...content, signature: await member.sign('evaluation.signReport', { tenderId, lotId }, content) });
    for (const [name, code] of Object.entries({ initiator: 200, member: 200, department: 200, bidder: 404, stranger: 404 })) assert.equal(await status(name, `/api/evaluation/${lotId}/report`), code, name);
    const first = await get('initiator', `/api/evaluation/${lotId}/report.pdf`);
    assert.equal(first.statusCode, 200);
    assert.equal(first.rawPayload.subarray(0, 5).toString(), '%PDF-');
    assert.ok(first.rawPayload.includes('NotoSansSC'), 'the font is embedded');
    assert.ok((await get('member', `/api/evaluation/${lotId}/report.pdf`)).rawPayload.equals(first.rawPayload));
  });
});
