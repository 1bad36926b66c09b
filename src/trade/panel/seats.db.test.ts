import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { instant, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { everDrawn, standingPanel } from '#evidence/draw/replace.ts';
import { verifyDraws } from '#evidence/draw/verify.ts';
import { readEvents } from '#evidence/journal/feed.store.ts';
import { isVisible } from '#evidence/journal/disclosure.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { avoidanceStatement } from './declaration.ts';
import { drawsMade } from './draw-record.ts';
import { standingMembers, vacantRows } from './panel.ts';
import { panelWorld, requestOf, usccOf } from './panel.testing.ts';
import type { PanelMember, Representative } from './panel.types.ts';

const world = await panelWorld();
const { on, people } = world;
const bidders = [usccOf(30), usccOf(31), usccOf(32)].sort();
let tenders = 0;
let specialties = 0;

/** Every test draws from a specialty of its own, so that one's departures are not another's. */
async function freshSpecialty(count: number, change: (n: number) => object = () => ({})): Promise<string> {
  const code = `A0101${String(++specialties).padStart(2, '0')}`;
  await world.enrol(count, (n) => ({ specialtyCodes: [code], ...change(n) }));
  return code;
}

const rowsOf = (specialtyCode: string, count = 5, alternates = 1) => [{ specialtyCode, regionCodes: [], count, alternates }];

async function representativeFile(): Promise<Representative['authorisation']> {
  const { sha256, sizeBytes } = await on.platform.files.put(Readable.from([Buffer.from('授权委托书')]));
  return { sha256, name: '授权书.pdf', sizeBytes, mediaType: 'application/pdf' };
}

async function representativeOf(who: TestPerson): Promise<Representative> {
  return { personId: who.actor.personId ?? '', name: who.spec.name, post: '基建科科长', experience: '熟悉招标投标法规，负责本项目前期工作', authorisation: await representativeFile() };
}

async function drawn(rows: ReturnType<typeof rowsOf>, representative: Representative | null = null) {
  const tenderId = `seatstender${String(tenders++).padStart(5, '0')}`;
  const { deadline, reportAt } = await world.tender(tenderId);
  await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt, { rows, representative: representative as never }));
  await world.settle();
  assert.equal((await world.panelOf(tenderId)).status, 'drawn');
  return { tenderId, deadline, reportAt };
}

const personOf = ({ personId }: PanelMember): TestPerson =>
  world.experts.get(personId) ?? [people.representative, people.initiator, people.rival].find(({ actor }) => actor.personId === personId) ?? assert.fail(`no person ${personId}`);

async function acceptAll(tenderId: string): Promise<void> {
  for (;;) {
    const called = standingMembers(await world.panelOf(tenderId)).filter(({ status }) => status === 'called');
    if (called.length === 0) return;
    for (const member of called) await on.accept(personOf(member), 'panel.accept', { callId: member.call?.callId });
    await world.settle();
  }
}

async function signAll(tenderId: string): Promise<void> {
  for (const member of standingMembers(await world.panelOf(tenderId)).filter(({ avoidanceSignedAt }) => avoidanceSignedAt === null)) {
    const content = { memberId: member.memberId, bidders, text: avoidanceStatement };
    await on.accept(personOf(member), 'panel.signAvoidance', { tenderId, ...content, signature: await personOf(member).sign('panel.signAvoidance', { tenderId }, content) });
  }
  await world.settle();
}

async function opened({ tenderId, deadline }: { tenderId: string; deadline: Instant }): Promise<void> {
  if ((await on.now()) <= deadline) await on.advanceTo(instant(deadline + 1));
  await world.opens(tenderId, bidders);
  await world.settle();
}

async function seated(rows: ReturnType<typeof rowsOf>, representative: Representative | null = null) {
  const made = await drawn(rows, representative);
  await acceptAll(made.tenderId);
  await opened(made);
  await on.advanceTo(made.reportAt);
  await signAll(made.tenderId);
  assert.equal((await world.panelOf(made.tenderId)).status, 'seated');
  return made;
}

async function verified(tenderId: string): Promise<void> {
  const record = await world.recordOf(tenderId);
  const made = drawsMade(record);
  const draws = made.map(({ transcript, ...fixed }) => ({ material: { ...fixed, checkpointRoot: transcript.checkpointRoot, commitments: transcript.commitments, contributions: transcript.contributions }, transcript }));
  const result = verifyDraws(draws, record.steps);
  assert.ok(result.ok, result.ok ? '' : result.error.message);
  const experts = standingMembers(await world.panelOf(tenderId)).filter(({ kind }) => kind === 'expert');
  assert.deepEqual(experts.map(({ personId }) => personId).sort(), standingPanel(made, record.steps).flatMap(({ members }) => members).sort());
}

const expertsOf = async (tenderId: string) => standingMembers(await world.panelOf(tenderId)).filter(({ kind }) => kind === 'expert');

describe('a seat has one occupant after another', () => {
  test('R-066 已签署回避声明、已就位的成员发现应当回避的情形，退出后由次位递补；其他成员不动，递补者签署后重新组成', async () => {
    const { tenderId } = await seated(rowsOf(await freshSpecialty(9)));
    const [leaver, ...others] = await expertsOf(tenderId);
    assert.ok(leaver);
    const first = (await world.recordOf(tenderId)).draws[0]?.transcript?.rows[0]?.alternates[0];
    await on.accept(personOf(leaver), 'panel.recuse', { tenderId, cause: 'conflict', reason: '开标后得知胞弟任投标人项目经理' });
    const open = await world.panelOf(tenderId);
    assert.equal(open.status, 'drawn');
    assert.deepEqual(open.members.find(({ memberId }) => memberId === leaver.memberId)?.reason, '开标后得知胞弟任投标人项目经理');
    assert.ok(others.every(({ memberId }) => open.members.find((each) => each.memberId === memberId)?.status === 'seated'), 'the others go on');
    assert.equal((await on.refuse(personOf(leaver), 'panel.recuse', { tenderId, reason: '再退出一次' })).code, 'panel.notMember');
    await world.settle();
    const next = (await expertsOf(tenderId)).find(({ status }) => status === 'called');
    assert.equal(next?.personId, first);
    assert.ok((next?.reportAt ?? 0) > (await on.now()), 'a late substitute is given time to come');
    await acceptAll(tenderId);
    await signAll(tenderId);
    assert.equal((await world.panelOf(tenderId)).status, 'seated');
    await verified(tenderId);
  });

  test('R-066 因健康等原因不能继续的、接受后又不能到场的，同样递补；报告提交之后不再更换', async () => {
    const { tenderId } = await seated(rowsOf(await freshSpecialty(9)));
    const [ill, away, third] = await expertsOf(tenderId) as [PanelMember, PanelMember, PanelMember];
    await on.accept(personOf(ill), 'panel.recuse', { tenderId, cause: 'unfit', reason: '突发疾病不能继续' });
    await on.accept(personOf(away), 'panel.decline', { callId: away.call?.callId, reason: '接到紧急任务离场' });
    await world.settle();
    const { steps } = await world.recordOf(tenderId);
    assert.deepEqual(steps.map(({ cause, outcome }) => [cause, outcome.kind]), [['unfit', 'promoted'], ['declined', 'drawn']]);
    await acceptAll(tenderId);
    await signAll(tenderId);
    await verified(tenderId);
    await world.put('evaluation', `${tenderId}-1`, { lotId: `${tenderId}-1`, tenderId, status: 'reported', begunAt: 1, members: [] });
    assert.equal((await on.refuse(personOf(third), 'panel.recuse', { tenderId, reason: '报告交了以后才说' })).code, 'panel.evaluated');
    assert.equal((await on.refuse(people.officer, 'directive.replaceMember', { tenderId, memberId: third.memberId, reason: '查实应当回避', article: '招标投标法实施条例 第四十六条' })).code, 'panel.evaluated');
  });

  test('R-066 R-070 监督部门查实应当回避的，责令更换：只能换下，不能指定谁来；别的部门不能', async () => {
    const { tenderId } = await seated(rowsOf(await freshSpecialty(9)));
    const [member] = await expertsOf(tenderId) as [PanelMember];
    const order = { tenderId, memberId: member.memberId, reason: '查实与投标人有经济利益关系', article: '招标投标法实施条例 第四十六条' };
    assert.equal((await on.refuse(people.otherOfficer, 'directive.replaceMember', order)).code, 'directive.otherDepartment');
    await on.accept(people.officer, 'directive.replaceMember', order);
    assert.equal((await on.refuse(people.officer, 'directive.replaceMember', order)).code, 'directive.noSuchMember');
    const left = (await world.panelOf(tenderId)).members.find(({ memberId }) => memberId === member.memberId);
    assert.deepEqual([left?.status, left?.reason], ['replaced', '查实与投标人有经济利益关系（招标投标法实施条例 第四十六条）']);
    await world.settle();
    await acceptAll(tenderId);
    await signAll(tenderId);
    await verified(tenderId);
  });

  test('R-066 超过报到时间三十分钟没有签到的按缺席更换：由时钟认定，招标人只知道几个人', async () => {
    const made = await drawn(rowsOf(await freshSpecialty(9)));
    const { tenderId, reportAt } = made;
    await acceptAll(tenderId);
    await opened(made);
    await on.advanceTo(reportAt);
    const [absent, ...come] = await expertsOf(tenderId) as [PanelMember, ...PanelMember[]];
    for (const member of come) {
      const content = { memberId: member.memberId, bidders, text: avoidanceStatement };
      await on.accept(personOf(member), 'panel.signAvoidance', { tenderId, ...content, signature: await personOf(member).sign('panel.signAvoidance', { tenderId }, content) });
    }
    await on.advanceTo(instant(reportAt + 29 * microsPerMinute));
    assert.equal((await on.refuse(people.initiator, 'panel.recordAbsence', { tenderId })).code, 'panel.nobodyAbsent');
    await on.advanceTo(instant(reportAt + 30 * microsPerMinute));
    assert.equal((await on.refuse(people.rival, 'panel.recordAbsence', { tenderId })).code, 'panel.notInitiator');
    const { result } = await on.accept(people.initiator, 'panel.recordAbsence', { tenderId });
    assert.deepEqual(result, { tenderId, absent: 1 });
    assert.equal((await world.panelOf(tenderId)).members.find(({ memberId }) => memberId === absent.memberId)?.status, 'replaced');
    await world.settle();
    await acceptAll(tenderId);
    assert.equal((await on.refuse(people.initiator, 'panel.recordAbsence', { tenderId })).code, 'panel.nobodyAbsent', 'the substitute has its own hour');
    await signAll(tenderId);
    const now = await on.now();
    const sitting = await expertsOf(tenderId);
    const evaluation = (signedIn: readonly PanelMember[]) => ({ lotId: `${tenderId}-1`, tenderId, status: 'gathering', begunAt: null, members: sitting.map(({ memberId }) => ({ memberId, signedInAt: signedIn.some((each) => each.memberId === memberId) ? now : null })) });
    await world.put('evaluation', `${tenderId}-1`, evaluation(sitting.slice(1)));
    await on.advanceTo(instant(now + 3 * microsPerHour));
    await on.accept(people.initiator, 'panel.recordAbsence', { tenderId });
    assert.ok(!(await expertsOf(tenderId)).some(({ memberId }) => memberId === sitting[0]?.memberId), 'seated, but not in the hall while it was open');
    await verified(tenderId);
  });
});

describe('the representative', () => {
  test('R-066 R-068 评标开始前可以更换招标人代表，写明理由；新代表签署回避声明后重新组成；换下的人不得再派', async () => {
    const { tenderId } = await seated(rowsOf(await freshSpecialty(8), 4), await representativeOf(people.representative));
    const other = await representativeOf(people.initiator);
    const act = { tenderId, representative: other, reason: '原代表配偶在投标单位任职，应当回避' };
    assert.equal((await on.refuse(people.rival, 'panel.replaceRepresentative', act)).code, 'panel.notInitiator');
    await world.put('person', 'barred02', { personId: 'barred02', name: '某', memberships: [{ orgId: 'CENTRE', roles: ['serve.witness'] }] });
    assert.equal((await on.refuse(people.initiator, 'panel.replaceRepresentative', { ...act, representative: { ...other, personId: 'barred02' } })).code, 'panel.representativeBarred');
    assert.equal((await on.refuse(people.initiator, 'panel.replaceRepresentative', { ...act, representative: { ...other, authorisation: { ...other.authorisation, sha256: '0'.repeat(64) } } })).code, 'panel.noAuthorisation');
    await on.accept(people.initiator, 'panel.replaceRepresentative', act);
    const state = await world.panelOf(tenderId);
    assert.equal(state.status, 'drawn');
    assert.deepEqual(standingMembers(state).filter(({ kind }) => kind === 'representative').map(({ personId, status }) => [personId, status]), [[other.personId, 'accepted']]);
    assert.equal(state.members.find(({ personId }) => personId === people.representative.actor.personId)?.reason, act.reason);
    assert.equal((await on.refuse(people.initiator, 'panel.replaceRepresentative', { ...act, representative: await representativeOf(people.representative) })).code, 'panel.sameRepresentative');
    const content = { memberId: standingMembers(state).at(-1)?.memberId ?? '', bidders, text: avoidanceStatement };
    await on.accept({ ...people.initiator, actor: { ...people.initiator.actor, role: 'initiate.representative' } }, 'panel.signAvoidance', { tenderId, ...content, signature: await people.initiator.sign('panel.signAvoidance', { tenderId }, content) });
    await world.settle();
    assert.equal((await world.panelOf(tenderId)).status, 'seated');
    await verified(tenderId);
  });

  test('R-066 评标开始后招标人不能换自己的代表；代表本人退出的，席位空着等另派', async () => {
    const { tenderId } = await seated(rowsOf(await freshSpecialty(8), 4), await representativeOf(people.representative));
    await world.put('evaluation', `${tenderId}-1`, { lotId: `${tenderId}-1`, tenderId, status: 'preliminary', begunAt: 1, members: [] });
    const act = { tenderId, representative: await representativeOf(people.initiator), reason: '原代表另有工作安排' };
    assert.equal((await on.refuse(people.initiator, 'panel.replaceRepresentative', act)).code, 'panel.evaluationBegun');
    await on.accept(people.representative, 'panel.recuse', { tenderId, cause: 'conflict', reason: '与投标人负责人系近亲属' });
    await world.settle();
    assert.equal((await world.panelOf(tenderId)).status, 'drawn');
    assert.equal(standingMembers(await world.panelOf(tenderId)).length, 4);
    await on.accept(people.initiator, 'panel.replaceRepresentative', act);
    assert.equal(standingMembers(await world.panelOf(tenderId)).length, 5);
  });

  test('R-066 R-077 抽取之前换的，直接按新代表组成；新派的代表恰好是抽中的专家，专家席由次位递补，招标人从答复里看不出来', async () => {
    const specialty = await freshSpecialty(9);
    const { tenderId } = await drawn(rowsOf(specialty, 4, 2), await representativeOf(people.representative));
    const [expert] = await expertsOf(tenderId) as [PanelMember];
    const plain = await on.accept(people.initiator, 'panel.replaceRepresentative', { tenderId, representative: await representativeOf(people.initiator), reason: '原代表工作调动' });
    const named = await on.accept(people.initiator, 'panel.replaceRepresentative', { tenderId, representative: await representativeOf(personOf(expert)), reason: '改派熟悉情况的人' });
    assert.deepEqual(named.result, plain.result);
    const experts = await expertsOf(tenderId);
    assert.equal(experts.length, 4);
    assert.ok(!experts.some(({ personId }) => personId === expert.personId));
    await verified(tenderId);
    const none = await drawn(rowsOf(await freshSpecialty(8)));
    assert.equal((await on.refuse(people.initiator, 'panel.replaceRepresentative', { tenderId: none.tenderId, representative: await representativeOf(people.representative), reason: '想加派一名代表' })).code, 'panel.noRepresentativeSeat');
  });
});

describe('supplementary draw', () => {
  /** Declines until nobody in the ranking is left. */
  async function exhaust(tenderId: string): Promise<void> {
    while ((await world.panelOf(tenderId)).number === 1) {
      const [member] = (await expertsOf(tenderId)).filter(({ status }) => status !== 'declined');
      assert.ok(member);
      await on.accept(personOf(member), 'panel.decline', { callId: member.call?.callId, reason: '当日另有安排' });
      await world.settle([]);
    }
  }

  test('R-063 R-066 名次用尽，系统自动按原条件补抽空缺的席位：开标前不知道投标人，抽过的人和其单位一律避开，任何人可以复算', async () => {
    const specialty = await freshSpecialty(7, (n) => ({ employerOrgId: usccOf(60 + n) }));
    const { tenderId, deadline, reportAt } = await drawn(rowsOf(specialty));
    await world.enrol(8, (n) => ({ specialtyCodes: [specialty], employerOrgId: n < 2 ? usccOf(60 + n) : n < 4 ? bidders[n - 2] ?? null : null }));
    await exhaust(tenderId);
    const asked = await world.panelOf(tenderId);
    assert.deepEqual([asked.status, asked.number, asked.wanted.map(({ count }) => count)], ['contributing', 2, [1]]);
    const early = (await world.recordOf(tenderId)).draws[1]?.avoidance ?? [];
    assert.ok(bidders.every((id) => !early.some((entry) => entry.id === id)), 'before the opening nobody knows who bids');
    await world.settle();
    const again = await world.panelOf(tenderId);
    assert.deepEqual([again.status, again.draws.map(({ number, outcome }) => [number, outcome])], ['drawn', [[1, 'drawn'], [2, 'drawn']]]);
    assert.equal(again.request?.drawId, `${tenderId}/2.1`);
    assert.equal(standingMembers(again).length, 5);
    await verified(tenderId);
    const record = await world.recordOf(tenderId);
    const drawnFirst = everDrawn(drawsMade(record).slice(0, 1), record.steps);
    assert.ok(drawnFirst.length === 7 && drawnFirst.every((id) => early.some((entry) => entry.kind === 'person' && entry.id === id)));
    await acceptAll(tenderId);
    await opened({ tenderId, deadline });
    await acceptAll(tenderId);
    await on.advanceTo(reportAt);
    await signAll(tenderId);
    assert.equal((await world.panelOf(tenderId)).status, 'seated');
    for (const { employerOrgId } of await expertsOf(tenderId)) assert.ok(employerOrgId === null || !bidders.includes(employerOrgId));
    await verified(tenderId);
  });

  test('R-063 R-066 R-077 开标之后补抽，投标人及与其有关系的专家一并避开；公开的只有摘要，看不出投标人和专家', async () => {
    const specialty = await freshSpecialty(6);
    const { tenderId } = await seated(rowsOf(specialty));
    const [ill, away] = await expertsOf(tenderId) as [PanelMember, PanelMember];
    await world.enrol(5, (n) => ({ specialtyCodes: [specialty], employerOrgId: n < 3 ? bidders[n] ?? null : null }));
    await on.accept(personOf(ill), 'panel.recuse', { tenderId, cause: 'unfit', reason: '突发疾病住院' });
    await on.accept(personOf(away), 'panel.recuse', { tenderId, cause: 'conflict', reason: '与投标人有经济利益关系' });
    await world.settle();
    const state = await world.panelOf(tenderId);
    const second = (await world.recordOf(tenderId)).draws[1] ?? assert.fail('no second draw');
    for (const id of bidders) assert.ok(second.avoidance.some((entry) => entry.kind === 'employer' && entry.id === id && entry.reason === '投标人'));
    assert.ok(second.transcript?.rows[0]?.walk.every(({ id, outcome }) => outcome !== 'member' || !bidders.includes(world.experts.get(id)?.actor.orgId ?? '')));
    assert.equal(standingMembers(state).length, 5);
    assert.equal(standingMembers(state).filter(({ status }) => status === 'seated').length, 3, 'whoever sat goes on sitting');
    await acceptAll(tenderId);
    await signAll(tenderId);
    await verified(tenderId);
    const events = await readEvents(on.db.app, [`panel:${tenderId}`, `draw:${tenderId}`]);
    const shown = events.filter((event) => isVisible(event.class, [], ['public'])).map((event) => JSON.stringify([event.stream, event.actor, ...event.parts.filter((part) => isVisible(part.class, [], ['public'])).map(({ body }) => body)]));
    assert.ok(shown.some((text) => text.includes(`${tenderId}/2.1`)) && events.some(({ kind }) => kind === 'PanelSeated'));
    for (const secret of [...world.experts.keys(), ...bidders]) assert.ok(!shown.some((text) => text.includes(secret)), `${secret} shows`);
  });

  test('R-063 R-064 库里人数不够，补抽不成：在座的不动，招标人放宽条件另行申请，席位数不变', async () => {
    const specialty = await freshSpecialty(6);
    const wider = await freshSpecialty(6);
    const { tenderId } = await drawn(rowsOf(specialty));
    await exhaust(tenderId);
    await world.settle();
    const failed = await world.panelOf(tenderId);
    assert.deepEqual([failed.status, standingMembers(failed).length, vacantRows(failed).map(({ count }) => count)], ['failed', 4, [1]]);
    await acceptAll(tenderId);
    const ask = (count: number) => ({ tenderId, rows: rowsOf(wider, count, 2) });
    assert.equal((await on.refuse(people.initiator, 'panel.request', requestOf(tenderId, failed.reportAt))).code, 'panel.alreadyRequested');
    assert.equal((await on.refuse(people.initiator, 'panel.requestSupplement', ask(2))).code, 'panel.seatsDiffer');
    assert.equal((await on.refuse(people.rival, 'panel.requestSupplement', ask(1))).code, 'panel.notInitiator');
    await on.accept(people.initiator, 'panel.requestSupplement', ask(1));
    await world.settle();
    const state = await world.panelOf(tenderId);
    assert.deepEqual([state.status, state.rows.map(({ row, count }) => [row, count])], ['drawn', [['1', 4], ['3-1', 1]]]);
    assert.equal(standingMembers(state).length, 5);
    assert.equal(standingMembers(state).filter(({ status }) => status === 'accepted').length, 4, 'whoever had accepted stays');
    await verified(tenderId);
    assert.equal((await on.refuse(people.initiator, 'panel.requestSupplement', ask(1))).code, 'panel.nothingVacant');
  });

  test('R-063 补抽进行之中又有人不能到场：席位等补抽的结果，再不够就再补，谁也不会被抽两次', async () => {
    const specialty = await freshSpecialty(6);
    const { tenderId } = await drawn(rowsOf(specialty));
    await world.enrol(6, () => ({ specialtyCodes: [specialty] }));
    await on.advanceTo(await on.now());
    while ((await world.panelOf(tenderId)).number === 1) {
      const [member] = await expertsOf(tenderId) as [PanelMember];
      await on.accept(personOf(member), 'panel.decline', { callId: member.call?.callId, reason: '当日另有安排' });
      await world.settle([]);
    }
    const [another] = await expertsOf(tenderId) as [PanelMember];
    await on.accept(personOf(another), 'panel.decline', { callId: another.call?.callId, reason: '路上车辆故障' });
    await world.settle([]);
    assert.equal((await world.recordOf(tenderId)).steps.at(-1)?.outcome.kind, 'waits');
    while ((await world.panelOf(tenderId)).status === 'contributing') await world.settle();
    const state = await world.panelOf(tenderId);
    assert.equal(state.status, 'drawn');
    assert.equal(standingMembers(state).length, 5);
    const ids = state.members.map(({ personId }) => personId);
    assert.equal(new Set(ids).size, ids.length);
    await verified(tenderId);
  });
});

describe('a lying platform', () => {
  test('R-063 R-131 平台给密钥代理看日志里没有的承诺，什么份额也得不到', async () => {
    const tenderId = `seatstender${String(tenders++).padStart(5, '0')}`;
    const { reportAt } = await world.tender(tenderId);
    await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt, { rows: rowsOf(await freshSpecialty(8)) }));
    const faults: unknown[] = [];
    const lying = world.agents.map((agent) => ({
      ...agent,
      api: { ...agent.api, async get<T>(address: string): Promise<T> {
        const given = await agent.api.get<{ draws?: { tenderId: string; commitments: { partyId: string; commitment: string }[] }[] }>(address);
        const draws = given.draws?.map((draw) => (draw.tenderId !== tenderId ? draw : { ...draw, commitments: draw.commitments.map((each) => (each.partyId === agent.identity.holderId ? each : { ...each, commitment: 'f'.repeat(64) })) }));
        return (draws ? { ...given, draws } : given) as T;
      } },
    }));
    await world.settle(lying, (error) => faults.push(error));
    const state = await world.panelOf(tenderId);
    assert.deepEqual([state.round?.step, state.round?.commitments.length, state.round?.escrows.length], ['escrow', 4, 0]);
    assert.ok(faults.length >= 4 && faults.every((error) => String(error).includes('the log does not hold the commitment')), String(faults[0]));
    await world.settle();
    assert.equal((await world.panelOf(tenderId)).status, 'drawn', 'told the truth, they draw');
  });
});
