import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMicros, microsPerDay } from '#kernel/time/instant.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { contract } from '#trade/contract/contract.ts';
import { award } from '#trade/award/award.ts';
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

test('R-011 R-078 R-081 R-088 R-094 R-096 R-098 R-099 R-100 R-101 两个标段的房屋建筑工程从登记走到合同和退还保证金，全程在线', async () => {
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

test('R-145 R-178 监督部门的证据包含完整评分，同样验证通过', async () => {
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

test('R-203 R-077 R-191 公开页面不出现异议人、评委和开标前的投标人', async () => {
  const pages = await Promise.all(['/', '/notices', `/projects/${plan.tenderId}`].map((url) => on.company.app.inject({ method: 'GET', url })));
  const experts = on.cast.experts.map((expert) => expert.personId);
  for (const page of pages) {
    assert.equal(page.statusCode, 200);
    assert.ok(!experts.some((personId) => page.body.includes(personId)));
  }
});
