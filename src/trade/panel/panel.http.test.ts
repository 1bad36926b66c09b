import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { roles, type Actor, type Role } from '#kernel/roles.ts';
import { instant, microsPerMinute } from '#kernel/time/instant.ts';
import { readEvents } from '#evidence/journal/feed.store.ts';
import { isVisible, type Relation } from '#evidence/journal/disclosure.ts';
import { standingMembers } from './panel.ts';
import { panelWorld, requestOf, usccOf } from './panel.testing.ts';

const world = await panelWorld();
const { on, people, agents } = world;
await world.enrol(20);
const tenderId = 'paneltender00000';
const place = '呼和浩特评标区 3 号室';
const { deadline, reportAt } = await world.tender(tenderId);
await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt, { avoidance: [{ kind: 'employer', id: usccOf(7), reason: '同一集团' }] }));
await world.settle();
const [first, ...others] = standingMembers(await world.panelOf(tenderId));
assert.ok(first);
const expertOf = (personId: string) => world.experts.get(personId) ?? assert.fail();
await on.accept(expertOf(first.personId), 'panel.decline', { callId: first.call?.callId, reason: '当日出差在外' });
for (const member of others) await on.accept(expertOf(member.personId), 'panel.accept', { callId: member.call?.callId });
await world.settle();
const ids = [...world.experts.keys()];
const names = [...world.experts.values()].map(({ spec }) => spec.name);

/** Whether an answer names any expert, drawn or not. */
function namesAnyone(value: unknown): boolean {
  const text = JSON.stringify(value);
  return ids.some((id) => text.includes(id)) || names.some((name) => text.includes(`"${name}"`));
}

const viewers: readonly [string, Actor | null, { names: boolean; place: boolean; counts: boolean }][] = [
  ['nobody', null, { names: false, place: false, counts: false }],
  ['bidder', people.bidder.actor, { names: false, place: false, counts: false }],
  ['initiator', people.initiator.actor, { names: false, place: true, counts: true }],
  ['representative', people.representative.actor, { names: false, place: true, counts: true }],
  ['another initiator', people.rival.actor, { names: false, place: false, counts: false }],
  ['department', people.officer.actor, { names: true, place: true, counts: true }],
  ['another department', people.otherOfficer.actor, { names: false, place: false, counts: false }],
  ['witness', people.witness.actor, { names: false, place: false, counts: true }],
  ['engineer', people.engineer.actor, { names: false, place: false, counts: false }],
  ['drawn expert', expertOf((others[0] ?? first).personId).actor, { names: false, place: false, counts: false }],
  ['agent', { id: `agent:${agents[0]?.identity.holderId}`, role: 'hold-key.agent', personId: null, orgId: 'INITIATOR' }, { names: false, place: false, counts: false }],
];

describe('who sees what of a panel', () => {
  for (const [name, actor, may] of viewers) {
    test(`R-077 ${name}: 名单保密，各见其所当见`, async () => {
      const { status, body } = await world.http(actor, `/api/panels/${tenderId}`);
      assert.equal(status, 200);
      assert.deepEqual({ names: namesAnyone(body), place: JSON.stringify(body).includes(place), counts: JSON.stringify(body).includes('"counts"') }, may);
      const transcript = await world.http(actor, `/api/panels/${tenderId}/transcript`);
      assert.equal(transcript.status, name === 'department' ? 200 : actor === null ? 401 : 403);
      if (name === 'department') assert.equal(transcript.body['verified'], true);
      const draws = await world.http(actor, '/api/draws');
      assert.equal(draws.status, actor === null ? 401 : actor.role === 'hold-key.agent' ? 200 : 403);
      assert.ok(!namesAnyone(draws.body));
      const pool = await world.http(actor, '/api/experts');
      assert.equal(pool.status, actor === null ? 401 : actor.role === 'supervise.officer' ? 200 : 403);
    });
  }

  test('R-124 中心见证人员看到四方参与的进度，看不到地点和人', async () => {
    const { body } = await world.http(people.witness.actor, `/api/panels/${tenderId}`);
    const seen = body['panel'] as { contributors: unknown[]; counts: { left: number; size: number } };
    assert.deepEqual([seen.contributors.length, seen.counts.left, seen.counts.size], [4, 1, 5]);
  });

  test('R-077 专家在报到之前只知道时间和地点', async () => {
    const own = expertOf((others[0] ?? first).personId).actor;
    const text = async () => JSON.stringify((await world.http(own, '/api/calls')).body);
    assert.ok((await text()).includes(place));
    for (const secret of [tenderId, '门诊综合楼', 'INITIATOR', ...ids]) assert.ok(!(await text()).includes(secret), secret);
    const late = JSON.stringify(await on.accept(expertOf((others[1] ?? first).personId), 'panel.decline', { callId: others[1]?.call?.callId, reason: '突发疾病住院' }));
    assert.ok(!late.includes(tenderId), 'nor does the receipt tell');
    await world.settle();
  });

  test('R-077 公开的、各方的、招标人的存证部分都不含任何专家', async () => {
    const events = await readEvents(on.db.app, ['panel:', 'draw:', 'call:', 'expert:']);
    const readers: readonly Relation[] = ['public', 'initiator', 'centre', 'participant'];
    assert.ok(events.length > 60);
    for (const event of events) {
      if (isVisible(event.class, [], readers)) assert.ok(!namesAnyone([event.stream, event.actor]), `${event.stream} ${event.kind}`);
      for (const part of event.parts) if (isVisible(part.class, [], readers)) assert.ok(!namesAnyone(part.body), `${event.kind} part ${part.n} ${part.class}`);
    }
  });

  test('R-077 报到时成员才看到项目；开标之前谁也不能签署', async () => {
    for (const called of standingMembers(await world.panelOf(tenderId)).filter(({ status }) => status === 'called')) await on.accept(expertOf(called.personId), 'panel.accept', { callId: called.call?.callId });
    await world.settle();
    const member = standingMembers(await world.panelOf(tenderId)).find(({ status }) => status === 'accepted');
    assert.ok(member);
    const { actor } = expertOf(member.personId);
    await on.advanceTo(instant(deadline + 1));
    await world.opens(tenderId, [usccOf(1), usccOf(2), usccOf(3)]);
    await world.settle();
    assert.deepEqual((await world.http(actor, `/api/panels/${tenderId}`)).body['can'], []);
    await on.advanceTo(instant(reportAt - 30 * microsPerMinute));
    const { body } = await world.http(actor, `/api/panels/${tenderId}`);
    assert.deepEqual([body['viewer'], body['can']], ['member', ['panel.signAvoidance', 'panel.recuse']]);
    assert.deepEqual((body['panel'] as { bidders: { name: string }[] }).bidders.map(({ name }) => name.slice(0, 1)).sort(), ['丙', '乙', '甲']);
    const items = (await world.http(actor, '/api/calls')).body['items'] as { tenderId: string | null }[];
    assert.deepEqual(items.map((item) => item.tenderId), [tenderId]);
  });

  test('R-067 R-186 中心与监督人员不能申请抽取、不能当评委；中心人员不能管专家库', () => {
    const may = (name: string): Role[] => [...(on.platform.pipeline.definitions.get(name)?.roles ?? [])];
    const duties = (name: string) => new Set(may(name).map((role) => roles[role].duty));
    for (const name of ['panel.request', 'panel.accept', 'panel.decline', 'panel.signAvoidance', 'panel.recuse', 'panel.commit', 'panel.escrow', 'panel.release']) {
      assert.ok(!duties(name).has('serve') && !duties(name).has('supervise'), name);
    }
    for (const name of ['expert.enrol', 'expert.suspend', 'expert.restore']) assert.ok(!duties(name).has('serve'), name);
  });

  test('R-067 监督部门和中心任职的专家不进入名单', async () => {
    const { draws } = await world.recordOf(tenderId);
    const avoided = (draws[0]?.avoidance ?? []).map(({ id }) => id);
    for (const id of ['INITIATOR', 'DEPARTMENT', 'CENTRE', usccOf(7)]) assert.ok(avoided.includes(id), id);
  });

  test('R-063 只有列明的密钥代理能参与，别人的代理看不到也办不成', async () => {
    const stranger: Actor = { id: 'agent:holder-initiator', role: 'hold-key.agent', personId: null, orgId: 'OTHER' };
    const other = 'paneltender00001';
    const { reportAt: then } = await world.tender(other);
    await on.accept(people.initiator, 'panel.request', requestOf(other, then));
    await world.settle([]);
    assert.deepEqual((await world.http(stranger, '/api/draws')).body['draws'], []);
    const body = { tenderId: other, drawId: `${other}/1.1`, commitment: '0'.repeat(64), escrowHash: '0'.repeat(64) };
    const answer = await world.http(stranger, '/api/commands/panel.commit', { body });
    assert.deepEqual([answer.status, answer.body['code']], [403, 'panel.notContributor']);
  });
});
