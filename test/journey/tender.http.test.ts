import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { typeOfStream } from '#kernel/decider.ts';
import { addMicros, microsPerDay } from '#kernel/time/instant.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { contract } from '#trade/contract/contract.ts';
import { award } from '#trade/award/award.ts';
import { unpacked } from '#service/archive/zip.testing.ts';
import type { Manifest } from '#service/archive/archive.types.ts';
import { opening } from '#trade/opening/opening.ts';
import { tender } from '#trade/tender/tender.ts';
import { deposit } from '#trade/deposit/deposit.ts';
import { initiatorOf } from '#world/playbook/front.ts';
import { officerOf } from '#world/found.ts';
import { planTender } from '#world/playbook/plan.ts';
import { playTender } from '#world/playbook/tender.ts';
import { verifyBundle } from '../../verifier/verifier.ts';
import { openStage } from './stage.testing.ts';

const on = await openStage();
const startsAt = await on.stage.now();
const plan = planTender({ index: 900, cast: on.cast, beginsAt: startsAt, ending: 'contracted', lots: 2, incident: 'objection' });
const scene = { platform: on.platform, troupe: on.troupe, cast: on.cast, players: on.players, plan };
const lotIds = plan.lots.map((lot) => lot.lotId);

test('R-001 R-011 R-078 R-081 R-088 R-094 R-096 R-098 R-099 R-100 R-101 两个标段的房屋建筑工程从登记走到合同和退还保证金，全程在线', async () => {
  on.director.play(() => playTender(scene, on.director));
  await on.director.run(addMicros(startsAt, 120 * microsPerDay));
  await on.company.publish();
  await on.platform.follow();
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

test('R-001 R-145 R-178 监督部门的证据包含完整评分，同样验证通过', async () => {
  const tender = await on.troupe.ask<{ tender?: { department: { orgId: string } }; department?: { orgId: string } }>(initiatorOf(scene), `/api/tenders/${plan.tenderId}`);
  const orgId = tender.tender?.department.orgId ?? tender.department?.orgId;
  const department = on.cast.organisations.find((each) => each.orgId === orgId) ?? assert.fail('department');
  const officer = officerOf(on.cast, on.players, department, 'supervise.officer');
  for (const lotId of lotIds) {
    const bundle = await on.troupe.askText(officer, `/api/bundles/${lotId}?edition=parties`);
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

test('R-203 R-077 R-191 公开页面不出现异议人、评委和开标前的投标人', async () => {
  const pages = await Promise.all(['/', '/notices', `/projects/${plan.tenderId}`].map((url) => on.company.app.inject({ method: 'GET', url })));
  const experts = on.cast.experts.map((expert) => expert.personId);
  for (const page of pages) {
    assert.equal(page.statusCode, 200);
    assert.ok(!experts.some((personId) => page.body.includes(personId)));
  }
});
