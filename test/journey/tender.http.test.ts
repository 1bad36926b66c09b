import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { typeOfStream } from '#kernel/decider.ts';
import { addMicros, microsPerDay, microsPerHour, microsPerMinute } from '#kernel/time/instant.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { contract } from '#trade/contract/contract.ts';
import { award } from '#trade/award/award.ts';
import { unpacked } from '#service/archive/zip.testing.ts';
import type { Manifest } from '#service/archive/archive.types.ts';
import { opening } from '#trade/opening/opening.ts';
import { tender } from '#trade/tender/tender.ts';
import { deposit } from '#trade/deposit/deposit.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import { bidderOf, tenderOf } from '#world/playbook/front.ts';
import { answerAs, objectAs } from '#world/playbook/incidents.ts';
import { rememberAnswers } from '#test/harness/remembered.ts';
import { officerOf } from '#world/found.ts';
import type { Player } from '#world/troupe.ts';
import { planTender } from '#world/playbook/plan.ts';
import { playTender } from '#world/playbook/tender.ts';
import { verifyBundle } from '../../verifier/verifier.ts';
import { bent, firstOfEachKind, kindsOfBundle, notPlayed, readBundle, some } from './kinds.testing.ts';
import { playRarerActs } from './rarer-acts.testing.ts';
import { publicSurface, timesIn, type Surface } from './public-surface.testing.ts';
import { openStage } from './stage.testing.ts';

const on = await openStage();
const startsAt = await on.stage.now();
const plan = planTender({ index: 900, cast: on.cast, beginsAt: startsAt, ending: 'contracted', lots: 2, incident: 'objection' });
const scene = { platform: on.platform, troupe: on.troupe, cast: on.cast, players: on.players, plan };
const lotIds = plan.lots.map((lot) => lot.lotId);
/** Takes the document, objects, and does not bid. */
const stranger = on.cast.bidders.find((each) => !plan.lots.some(({ bidders }) => bidders.includes(each))) ?? assert.fail('somebody else');
/** What an outsider can fetch at moments of the journey. */
const surfaces = new Map<string, Surface>();

async function look(moment: string): Promise<void> {
  await on.platform.work();
  await on.company.publish();
  await on.platform.follow();
  surfaces.set(moment, await publicSurface(on.company.app, plan));
}

/** The document is objected to by one who bids and by one who does not; an outsider looks on from the notice to the contract. */
async function playOutsiders(): Promise<void> {
  const { until } = on.director;
  await until(addMicros(plan.beginsAt, microsPerMinute));
  const { published } = await tenderOf(scene);
  const { documentFrom } = published?.document ?? assert.fail('published');
  await until(addMicros(documentFrom, microsPerHour));
  await look('发布以后，无人参加');
  await until(addMicros(documentFrom, microsPerDay));
  await on.troupe.act(bidderOf(scene, stranger), 'taking.take', { tenderId: plan.tenderId });
  const objection = await objectAs(scene, stranger, { title: '付款条件不明', text: '招标文件没有写明进度款的支付比例，请予以明确。' });
  await until(addMicros(documentFrom, microsPerDay + microsPerHour));
  await look('异议未答复');
  await answerAs(scene, objection, { outcome: 'rejected', summary: '进度款支付比例已在合同条款中写明。', reply: '异议不成立。进度款支付比例见合同专用条款。' });
  await until(addMicros(deadlineOf(await tenderOf(scene)), -microsPerHour));
  await look('投标截止前一小时');
  const deadlineAt = deadlineOf(await tenderOf(scene));
  await until(addMicros(deadlineAt, microsPerHour));
  await look('开标后一小时');
  await until(addMicros(deadlineAt, 12 * microsPerHour));
  await look('评标以后、公示以前');
}

test('R-001 R-011 R-078 R-081 R-088 R-094 R-096 R-098 R-099 R-100 R-101 两个标段的房屋建筑工程从登记走到合同和退还保证金，全程在线', async () => {
  on.director.play(() => playTender(scene, on.director));
  on.director.play(playOutsiders);
  on.director.play(async () => {
    await on.director.until(addMicros(plan.beginsAt, 2 * microsPerMinute));
    await playRarerActs(scene, on.director);
  });
  await on.director.run(addMicros(startsAt, 120 * microsPerDay));
  await look('合同签订以后');
  assert.deepEqual(on.problems, []);
  const contracts = await readHeads(on.platform.pool, contract, plan.tenderId);
  assert.deepEqual(contracts.map(({ id, state }) => [id, state.status]), lotIds.map((lotId) => [lotId, 'signed']));
  const awards = await readHeads(on.platform.pool, award, plan.tenderId);
  for (const { state } of awards) assert.equal(state.winner?.bidderId, state.candidates[0]?.bidderId);
  const deposits = await readHeads(on.platform.pool, deposit, plan.tenderId);
  assert.ok(deposits.length >= 8 && deposits.every(({ state }) => state.status === 'returned'));
});

test('R-178 R-179 每个标段的公开证据包由独立的验证程序验证通过，改一处就不通过', async () => {
  for (const lotId of lotIds) {
    const answer = await on.company.app.inject({ method: 'GET', url: `/api/bundles/${lotId}?edition=public` });
    assert.equal(answer.statusCode, 200, answer.body.slice(0, 300));
    const result = await verifyBundle(answer.body, on.trust);
    assert.deepEqual(result.checks.filter((check) => !check.ok), []);
    const place = Math.floor(answer.body.length / 2);
    const bent = answer.body.slice(0, place) + (answer.body[place] === 'a' ? 'b' : 'a') + answer.body.slice(place + 1);
    assert.equal((await verifyBundle(bent, on.trust)).ok, false);
  }
});

/** An officer of the department that supervises the tender. */
async function departmentOfficer(): Promise<Player> {
  const { department } = await tenderOf(scene);
  return officerOf(on.cast, on.players, on.cast.organisations.find((each) => each.orgId === department.orgId) ?? assert.fail('department'), 'supervise.officer');
}

test('R-001 R-145 R-178 监督部门的证据包含完整评分，同样验证通过', async () => {
  for (const lotId of lotIds) {
    const bundle = await on.troupe.askText(await departmentOfficer(), `/api/bundles/${lotId}?edition=parties`);
    const result = await verifyBundle(bundle, on.trust);
    assert.deepEqual(result.checks.filter((check) => !check.ok), []);
  }
});

test('R-126 R-127 每个标段自动编成完整的档案：项目登记、开标准备、专家抽取、每家投标文件的密文和原文、评标报告，解开就能核对', async () => {
  await on.platform.work();
  const { state } = (await readHeads(on.platform.pool, tender, plan.tenderId))[0] ?? assert.fail('tender');
  const centre = on.cast.organisations.find(({ orgId }) => orgId === state.centre.orgId) ?? assert.fail('centre');
  const { actor, person } = officerOf(on.cast, on.players, centre, 'serve.archive');
  const token = await on.platform.sessions.start({ actor, method: 'demo', display: { personName: person.name, orgName: person.orgName } });
  for (const lotId of lotIds) {
    const answer = await on.company.app.inject({ method: 'GET', url: `/api/lots/${lotId}/archive/package.zip`, headers: { cookie: `ovoo_session=${token}` } });
    assert.equal(answer.statusCode, 200);
    const content = new Map(unpacked(answer.rawPayload));
    const read = <T>(path: string): T => JSON.parse((content.get(path) ?? assert.fail(path)).toString('utf8')) as T;
    const manifest = read<Manifest>('manifest.json');
    const kinds = new Set(manifest.events.map(({ stream, kind }) => `${typeOfStream(stream)}.${kind}`));
    for (const kind of ['project.ProjectRegistered', 'hall.HostSignedIn', 'hall.ContributionEscrowed', 'draw.PoolTaken', 'draw.TranscriptKept', 'bid.BidSubmitted', 'contract.ContractSigned']) assert.ok(kinds.has(kind), kind);
    const accepted = ((await readHeads(on.platform.pool, opening, plan.tenderId))[0]?.state.lots.find((lot) => lot.lotId === lotId) ?? assert.fail('lot')).accepted;
    assert.deepEqual(manifest.bids.map(({ bidderId, outcome }) => [bidderId, outcome]), accepted.map(({ bidderId, outcome }) => [bidderId, outcome.kind]));
    const technical = readFileSync(new URL('../world/files/technical.pdf', import.meta.url));
    for (const { objects } of manifest.bids.filter(({ outcome }) => outcome === 'opened')) {
      assert.ok(objects.every(({ sealed, opened }) => content.has(sealed) && opened !== null && content.has(opened)));
      const plain = objects.find(({ name }) => name.includes('施工组织设计'))?.opened ?? assert.fail('technical');
      assert.ok(content.get(plain)?.equals(technical), plain);
    }
    assert.equal(content.get('report.pdf')?.subarray(0, 5).toString(), '%PDF-');
    const events = read<{ kind: string; stream: string; parts: { body?: string }[] }[]>('events.json');
    assert.ok(events.filter(({ kind }) => kind === 'BidSubmitted').every(({ parts }) => parts.every(({ body }) => body !== undefined)), '投标清单和签名');
    const pool = events.filter(({ kind }) => kind === 'PoolTaken').map(({ parts }) => parts.map(({ body }) => body ?? '').join()).join();
    assert.ok(!pool.includes('specialtyCodes'), '专家库名单只有摘要');
  }
});

test('R-179 R-131 证据包里的每一类事件各取一件篡改，都验证失败：内容、盐、摘要、整件删去轮流取，公开版中有的取两处，只在当事人版中的取一处；没有演到的类别逐一写明', async () => {
  const lotId = lotIds[0] ?? assert.fail('lot');
  const open = readBundle((await on.company.app.inject(`/api/bundles/${lotId}`)).body);
  const whole = readBundle(await on.troupe.askText(await departmentOfficer(), `/api/bundles/${lotId}?edition=parties`));
  const [shown, there] = [firstOfEachKind(open), firstOfEachKind(whole)];
  const possible = kindsOfBundle(on.platform.pipeline.aggregates, plan.tenderId, lotId);
  assert.deepEqual([...possible].filter((kind) => !there.has(kind)).sort(), Object.values(notPlayed).flat().sort());
  const forAll = [...shown].map(([kind, place], turn) => ({ kind, changes: some(bent(open, place), turn, 2) }));
  const forParties = [...there].filter(([kind]) => !shown.has(kind)).map(([kind, place], turn) => ({ kind, changes: some(bent(whole, place), turn, 1) }));
  rememberAnswers();
  const outcomes: { readonly at: string; readonly code: string }[] = [];
  for (const { kind, changes } of [...forAll, ...forParties]) for (const { what, make } of changes) {
    const { ok, checks } = await verifyBundle(make(), on.trust);
    outcomes.push({ at: `${kind} ${what}`, code: ok ? 'verified' : (checks.find((check) => !check.ok)?.code ?? 'none') });
  }
  assert.deepEqual(outcomes.filter(({ code }) => code === 'verified'), []);
  assert.deepEqual(outcomes.filter(({ at, code }) => code === 'issue.signature' && !at.endsWith('taken out')), [], '不只靠出具人的签名看出来');
  assert.ok(shown.size >= 30 && there.size >= 67 && forAll.length + forParties.length === there.size);
});

/** Of people, what no other of the cast is called or numbered by. */
function namesOf(people: readonly { readonly personId: string; readonly name: string }[]): string[] {
  const bearers = (name: string) => on.cast.people.filter((each) => each.name === name).length + on.cast.organisations.filter((each) => each.legalRepresentative === name).length;
  return people.flatMap(({ personId, name }) => (bearers(name) === 1 ? [personId, name] : [personId]));
}

/** Where the outsider reads a secret more often than on the day before anyone took part, in words for a person. */
function told(surface: Surface, secrets: readonly string[]): string[] {
  const first = surfaces.get('发布以后，无人参加') ?? assert.fail('the first surface');
  return [...surface].flatMap(([address, text]) => {
    const [now, then] = [timesIn(text, secrets), timesIn(first.get(address) ?? '', secrets)];
    return [...now].filter(([secret, times]) => times > (then.get(secret) ?? 0)).map(([secret]) => `${address}: ${secret}`);
  });
}

function at(moment: string): Surface {
  const surface = surfaces.get(moment) ?? assert.fail(moment);
  assert.ok(surface.size > 150 && surface.has(`/projects/${plan.tenderId}`) && [...surface.keys()].some((address) => address.startsWith('/notices/tender.')), moment);
  return surface;
}

const bidderNames = plan.lots.flatMap(({ bidders }) => bidders.flatMap(({ orgId, name }) => [orgId, name]));
const experts = namesOf([...on.cast.experts, ...on.cast.people.filter(({ orgId, role }) => orgId === plan.initiator.orgId && role === 'initiate.representative')]);
const before = ['异议未答复', '投标截止前一小时'] as const;
const later = ['开标后一小时', '评标以后、公示以前', '合同签订以后'] as const;

test('R-191 R-088 开标以前，获取文件和投标的单位的名称和编号不在任何不用登录的页面、接口、事件流、日志叶中；开标后才有', () => {
  for (const moment of before) assert.deepEqual(told(at(moment), bidderNames), [], moment);
  assert.notDeepEqual(told(at('开标后一小时'), bidderNames), []);
});

test('R-203 异议人的名称和编号，不论投标与否，从提出异议到签订合同都不在公开的异议中；不投标的不在任何公开的地方', () => {
  for (const moment of [...before, ...later]) assert.deepEqual(told(at(moment), [stranger.orgId, stranger.name]), [], moment);
  for (const moment of later) {
    const shown = at(moment).get(`/api/tenders/${plan.tenderId}/objections`) ?? '';
    assert.ok(shown.includes('业绩要求'), '异议和答复是公开的');
    assert.deepEqual([...timesIn(shown, bidderNames).keys()], [], moment);
  }
});

test('R-077 评标专家和招标人代表的姓名和编号，从抽取到签订合同都不在任何不用登录的地方，公开版证据包中也没有', () => {
  for (const moment of ['投标截止前一小时', ...later] as const) assert.deepEqual(told(at(moment), experts), [], moment);
  assert.ok(lotIds.every((lotId) => at('合同签订以后').get(`/api/bundles/${lotId}`)?.startsWith('200')));
});
