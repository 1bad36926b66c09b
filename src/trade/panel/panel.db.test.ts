import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { instant, microsPerHour, microsPerMinute } from '#kernel/time/instant.ts';
import { verifyDraws } from '#evidence/draw/verify.ts';
import { standingPanel } from '#evidence/draw/replace.ts';
import { escrowHash } from './escrow.ts';
import { drawsMade } from './draw-record.ts';
import { avoidanceStatement } from './declaration.ts';
import { memberOf, standingMembers } from './panel.ts';
import { panelWorld, requestOf, usccOf } from './panel.testing.ts';
import type { PanelMember } from './panel.types.ts';

const world = await panelWorld();
const { on, people, agents } = world;
await world.enrol(16);
await world.enrol(6, (n) => ({ employerOrgId: usccOf(n + 1) }));
await world.enrol(2, () => ({ employerOrgId: null, specialtyCodes: ['C0301'] }));
let tenders = 0;
const freshTender = () => `paneltender${String(tenders++).padStart(5, '0')}`;

async function requested(change: Parameters<typeof requestOf>[2] = {}) {
  const tenderId = freshTender();
  const { deadline, reportAt } = await world.tender(tenderId);
  await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt, change));
  return { tenderId, deadline, reportAt };
}

async function drawn(change: Parameters<typeof requestOf>[2] = {}) {
  const made = await requested(change);
  await world.settle();
  const state = await world.panelOf(made.tenderId);
  assert.equal(state.status, 'drawn', JSON.stringify(state.failures));
  return { ...made, state };
}

const who = (member: PanelMember) => world.experts.get(member.personId) ?? assert.fail('not an expert');
const answer = (member: PanelMember, act: 'accept' | 'decline', more: object = {}) => on.accept(who(member), `panel.${act}`, { callId: member.call?.callId, ...more });

async function verified(tenderId: string): Promise<void> {
  const record = await world.recordOf(tenderId);
  const draws = drawsMade(record).map(({ transcript, ...fixed }) => ({ material: { ...fixed, checkpointRoot: transcript.checkpointRoot, commitments: transcript.commitments, contributions: transcript.contributions }, transcript }));
  assert.ok(draws.length > 0);
  const result = verifyDraws(draws, record.steps);
  assert.ok(result.ok, result.ok ? '' : result.error.message);
}

const firstOf = async (tenderId: string) => (await world.recordOf(tenderId)).draws[0] ?? assert.fail('nothing drawn');

describe('panel', () => {
  test('R-063 专家从锁定的库中由四方共同产生的随机数抽取，抽取记录可以复算', async () => {
    const { tenderId, state } = await drawn();
    await verified(tenderId);
    assert.equal(standingMembers(state).length, 5);
    const { transcript, pool } = await firstOf(tenderId);
    assert.equal(pool.length, 24);
    assert.deepEqual(transcript?.contributions.map(({ openedBy }) => openedBy), Array(4).fill('keyHolders'));
    const { rows } = await on.db.app.query<{ root: Buffer; before: number }>(
      `SELECT c.root, (SELECT count(*) FROM log_checkpoint e WHERE e.size < c.size AND e.size > (SELECT max(l.index) FROM event v JOIN log_leaf l USING (commit_id) WHERE v.stream = $1 AND v.kind = 'ValueCommitted')) AS before
       FROM log_checkpoint c WHERE encode(c.root, 'hex') = $2`, [`panel:${tenderId}`, transcript?.checkpointRoot]);
    assert.equal(rows[0]?.before, 0, 'the first checkpoint after the last commitment');
    const { rows: places } = await on.db.app.query<{ kind: string; index: number }>(
      "SELECT e.kind, l.index FROM event e JOIN log_leaf l USING (commit_id) WHERE e.stream IN ($1, $2) AND e.kind IN ('PoolTaken', 'RoundOpened', 'ValueCommitted') ORDER BY e.id", [`panel:${tenderId}`, `draw:${tenderId}`]);
    const indexOf = (kind: string) => places.filter((place) => place.kind === kind).map(({ index }) => index);
    assert.ok(Math.max(...indexOf('PoolTaken'), ...indexOf('RoundOpened')) < Math.min(...indexOf('ValueCommitted')), 'pool and request are logged before any contribution');
  });

  test('R-063 评标委员会为五人以上单数、专家不少于三分之二，专业须在分类之中', async () => {
    const tenderId = freshTender();
    const { reportAt, deadline } = await world.tender(tenderId);
    const row = (count: number, specialtyCode = 'A08') => ({ rows: [{ specialtyCode, regionCodes: [], count, alternates: 0 }] });
    const refused = async (change: object) => (await on.refuse(people.initiator, 'panel.request', { ...requestOf(tenderId, reportAt), ...change })).code;
    assert.equal(await refused(row(3)), 'rules.eng.panel.min');
    assert.equal(await refused(row(6)), 'rules.eng.panel.odd');
    assert.equal(await refused(row(5, 'A99')), 'panel.unknownSpecialty');
    assert.equal(await refused({ reportAt: deadline - 1 }), 'panel.reportBeforeOpening');
    assert.equal((await on.refuse(people.rival, 'panel.request', requestOf(tenderId, reportAt))).code, 'panel.notInitiator');
    await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt));
    assert.equal(await refused({}), 'panel.alreadyRequested');
  });

  test('R-063 缺席的参与方不能使抽取停下：点名之后由其余各方另行产生', async () => {
    const { tenderId } = await requested();
    await world.settle(agents.slice(0, 3));
    assert.equal((await world.panelOf(tenderId)).round?.commitments.length, 3);
    await on.advanceTo(instant((await on.now()) + 31 * microsPerMinute));
    await world.settle(agents.slice(0, 3));
    const state = await world.panelOf(tenderId);
    assert.equal(state.status, 'drawn');
    assert.deepEqual(state.failures.map(({ step, absent }) => [step, absent]), [['commit', ['holder-independent-ca']]]);
    assert.equal(state.request?.drawId, `${tenderId}/1.2`);
    await verified(tenderId);
  });

  test('R-063 到最后才缺席的一方也不能左右结果：它的数由其余各方打开', async () => {
    const { tenderId } = await requested();
    const [late, ...others] = agents;
    assert.ok(late);
    const held = { ...late, api: { ...late.api, command: async (name: string, body: Parameters<typeof late.api.command>[1]) => (name === 'panel.release' ? Promise.resolve() : late.api.command(name, body)) } };
    await world.settle([held, ...others]);
    const state = await world.panelOf(tenderId);
    assert.equal(state.status, 'drawn');
    const { transcript } = await firstOf(tenderId);
    assert.ok(transcript?.contributions.some(({ partyId }) => partyId === late.identity.holderId));
    await verified(tenderId);
  });

  test('R-063 托管的是废物：它在作出承诺时就已注定，点名之后由其余各方另行产生', async () => {
    const { tenderId } = await requested();
    const [cheat, ...others] = agents;
    assert.ok(cheat);
    let promised = '';
    const command = async (name: string, body: Parameters<typeof cheat.api.command>[1]) => {
      const note = JSON.parse((await cheat.identity.memory.read(`draw-${tenderId}_1.1`)) ?? '{}') as { escrow: { shares: { commit: string }[] } };
      const rubbish = { ...note.escrow, shares: note.escrow.shares.map((share) => ({ ...share, commit: '0'.repeat(64) })) };
      if (name === 'panel.commit') promised = escrowHash(rubbish as unknown as Parameters<typeof escrowHash>[0]);
      if (name === 'panel.commit') return cheat.api.command(name, { ...body, escrowHash: promised });
      return cheat.api.command('panel.escrow', { tenderId, drawId: `${tenderId}/1.1`, escrow: rubbish as unknown as Parameters<typeof cheat.api.command>[1] });
    };
    let lay = false;
    const liar = { ...cheat, api: { ...cheat.api, command, async get<T>(address: string): Promise<T> {
      const given = await cheat.api.get<{ draws?: { step: string; acted: boolean; drawId: string }[] }>(address);
      if (!given.draws) return given as T;
      const own = given.draws.filter(({ drawId }) => drawId === `${tenderId}/1.1`);
      lay ||= own.some(({ step, acted }) => step === 'escrow' && !acted);
      return { draws: own.filter(({ step }) => step === 'commit') } as T;
    } } };
    await world.settle([liar, ...others]);
    assert.ok(lay);
    await command('panel.escrow', {});
    await world.settle(others);
    assert.equal((await world.panelOf(tenderId)).round?.released.length, 3, 'nothing is decided before every holder has answered or its time is over');
    await cheat.api.command('panel.release', { tenderId, drawId: `${tenderId}/1.1`, shares: others.map(({ identity }) => ({ dealerId: identity.holderId, share: null })) });
    await world.settle(others);
    const state = await world.panelOf(tenderId);
    assert.deepEqual(state.failures.map(({ step, absent, rubbish }) => [step, absent, rubbish]), [['release', [], ['holder-initiator']]]);
    assert.equal(state.status, 'drawn');
    assert.deepEqual(state.request?.contributors.map(({ partyId }) => partyId), others.map(({ identity }) => identity.holderId));
    await verified(tenderId);
  });

  test('R-063 库内人数不够时记录抽取不成，招标人可以另行申请', async () => {
    const tenderId = freshTender();
    const { reportAt } = await world.tender(tenderId);
    await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt, { rows: [{ specialtyCode: 'A08', regionCodes: [], count: 3, alternates: 0 }, { specialtyCode: 'C03', regionCodes: [], count: 4, alternates: 0 }] }));
    await world.settle();
    const failed = await world.panelOf(tenderId);
    assert.equal(failed.status, 'failed');
    assert.equal((await firstOf(tenderId)).transcript?.outcome.kind, 'infeasible');
    await verified(tenderId);
    await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt));
    await world.settle();
    assert.deepEqual([(await world.panelOf(tenderId)).status, (await world.panelOf(tenderId)).request?.drawId], ['drawn', `${tenderId}/2.1`]);
  });

  test('R-067 R-068 招标人代表凭授权文件登记；监督部门、中心的人不得担任；代表与四名专家同为成员', async () => {
    const tenderId = freshTender();
    const { reportAt, deadline } = await world.tender(tenderId);
    const { sha256, sizeBytes } = await on.platform.files.put(Readable.from([Buffer.from('授权委托书')]));
    const { personId } = people.representative.actor;
    const authorisation = { sha256, name: '授权书.pdf', sizeBytes, mediaType: 'application/pdf' };
    const representative = { personId, name: '代表', post: '基建科科长', experience: '熟悉招标投标法规，负责本项目前期工作', authorisation };
    const body = (change: object) => ({ ...requestOf(tenderId, reportAt, { rows: [{ specialtyCode: 'A08', regionCodes: [], count: 4, alternates: 2 }] }), representative: { ...representative, ...change } });
    assert.equal((await on.refuse(people.initiator, 'panel.request', body({ authorisation: { ...authorisation, sha256: '0'.repeat(64) } }))).code, 'panel.noAuthorisation');
    for (const [orgId, role] of [['DEPARTMENT', 'supervise.officer'], ['CENTRE', 'serve.witness']]) {
      await world.put('person', 'barred01', { personId: 'barred01', name: '某', memberships: [{ orgId, roles: [role] }] });
      assert.equal((await on.refuse(people.initiator, 'panel.request', body({ personId: 'barred01' }))).code, 'panel.representativeBarred');
    }
    await on.accept(people.initiator, 'panel.request', body({}));
    await world.settle();
    const state = await world.panelOf(tenderId);
    assert.deepEqual(standingMembers(state).map(({ kind, status }) => [kind, status]), [...Array<string[]>(4).fill(['expert', 'called']), ['representative', 'accepted']]);
    assert.ok((await firstOf(tenderId)).avoidance.some(({ kind, id }) => kind === 'person' && id === personId));
    for (const member of standingMembers(state).filter(({ kind }) => kind === 'expert')) await answer(member, 'accept');
    await on.advanceTo(instant(deadline + 1));
    await world.opens(tenderId, [usccOf(30), usccOf(31), usccOf(32)]);
    await on.advanceTo(reportAt);
    const own = standingMembers(await world.panelOf(tenderId)).find(({ kind }) => kind === 'representative') ?? assert.fail();
    const content = { memberId: own.memberId, bidders: [usccOf(30), usccOf(31), usccOf(32)].sort(), text: avoidanceStatement };
    const signature = await people.representative.sign('panel.signAvoidance', { tenderId }, content);
    await on.accept(people.representative, 'panel.signAvoidance', { tenderId, ...content, signature });
    assert.equal((await on.refuse(people.representative, 'panel.signAvoidance', { tenderId, ...content, signature })).code, 'panel.alreadySigned');
  });

  test('R-066 专家谢绝、不答复，依已抽定的次序递补，每一次都留下记录', async () => {
    const { tenderId, state } = await drawn();
    const [first, second] = standingMembers(state) as [PanelMember, PanelMember];
    const { transcript } = await firstOf(tenderId);
    const alternates = transcript?.rows[0]?.alternates ?? [];
    await answer(first, 'decline', { reason: '当日另有评标任务' });
    await world.settle();
    const after = await world.panelOf(tenderId);
    assert.equal(after.members.find(({ memberId }) => memberId === first.memberId)?.status, 'declined');
    assert.ok(memberOf(after, alternates[0] ?? ''));
    await on.advanceTo(instant((await on.now()) + 2 * microsPerHour + 1));
    await world.settle();
    const lapsed = await world.panelOf(tenderId);
    assert.equal(lapsed.members.find(({ memberId }) => memberId === second.memberId)?.reason, '期限内没有答复');
    const record = await world.recordOf(tenderId);
    assert.deepEqual(new Set(standingMembers(lapsed).map(({ personId }) => personId)), new Set(standingPanel(drawsMade(record), record.steps).flatMap(({ members }) => members)));
    await verified(tenderId);
  });

  test('R-066 R-077 开标后与投标人名单比对，任职或申报有关系的由次位替换；全体签署回避声明后组成；中标结果确定后公开名单', async () => {
    const { tenderId, deadline, reportAt, state } = await drawn({ rows: [{ specialtyCode: 'A08', regionCodes: [], count: 5, alternates: 12 }] });
    for (const member of standingMembers(state)) await answer(member, 'accept');
    await world.settle();
    const sitting = standingMembers(await world.panelOf(tenderId));
    const [related] = sitting as [PanelMember];
    const kin = usccOf(99);
    await on.accept(who(related), 'expert.declareRelations', { relations: [{ orgId: kin, kind: 'kin', note: '胞弟任项目经理' }] });
    await on.advanceTo(instant(deadline + 1));
    const bidders = [kin, ...Array.from({ length: 6 }, (_, n) => usccOf(n + 1))].sort();
    await world.opens(tenderId, bidders);
    await world.settle();
    const matched = await world.panelOf(tenderId);
    assert.ok(matched.matchHits >= 1);
    assert.equal(matched.members.find(({ memberId }) => memberId === related.memberId)?.status, 'replaced');
    for (const { personId } of standingMembers(matched)) assert.equal((await world.expertOf(personId)).employerOrgId, null);
    await verified(tenderId);
    for (const member of standingMembers(matched).filter(({ status }) => status === 'called')) await answer(member, 'accept');
    await world.settle();
    const early = standingMembers(await world.panelOf(tenderId))[0] as PanelMember;
    const content = (member: PanelMember) => ({ memberId: member.memberId, bidders, text: avoidanceStatement });
    const sign = async (member: PanelMember) => ({ tenderId, ...content(member), signature: await who(member).sign('panel.signAvoidance', { tenderId }, content(member)) });
    assert.equal((await on.refuse(who(early), 'panel.signAvoidance', await sign(early))).code, 'panel.tooEarly');
    await on.advanceTo(reportAt);
    const members = standingMembers(await world.panelOf(tenderId));
    assert.equal(members.length, 5);
    const wrong = { ...(await sign(early)), bidders: bidders.slice(1) };
    assert.equal((await on.refuse(who(early), 'panel.signAvoidance', wrong)).code.startsWith('signature.'), true);
    for (const member of members) await on.accept(who(member), 'panel.signAvoidance', await sign(member));
    await world.settle();
    const seated = await world.panelOf(tenderId);
    assert.equal(seated.status, 'seated');
    assert.ok(standingMembers(seated).every(({ status, avoidanceSignedAt }) => status === 'seated' && avoidanceSignedAt !== null));
    assert.equal(seated.namedAt, null);
    await world.put('award', `${tenderId}-1`, { lotId: `${tenderId}-1`, tenderId, status: 'decided', decidedAt: await on.now() });
    await world.settle();
    assert.notEqual((await world.panelOf(tenderId)).namedAt, null);
  });

  test('R-063 R-066 开标以后才申请的，投标人和申报了关系的专家在抽取之前就已回避；抽取同样可以复算，委员会照常组成', async () => {
    const tenderId = freshTender();
    const { deadline, reportAt } = await world.tender(tenderId);
    const code = 'A0101';
    await world.enrol(7, () => ({ specialtyCodes: [code] }));
    await world.enrol(4, (n) => ({ specialtyCodes: [code], employerOrgId: usccOf(50 + n) }));
    const bidders = [50, 51, 52, 53].map(usccOf).sort();
    const kin = [...world.experts.keys()].at(-5) ?? assert.fail('no expert');
    await on.accept(world.experts.get(kin) ?? assert.fail('no expert'), 'expert.declareRelations', { relations: [{ orgId: usccOf(50), kind: 'kin', note: '配偶任总工' }] });
    await on.advanceTo(instant(deadline + 1));
    await world.opens(tenderId, bidders);
    const rows = [{ specialtyCode: code, regionCodes: [], count: 5, alternates: 1 }];
    assert.equal((await on.refuse(people.initiator, 'panel.request', requestOf(tenderId, deadline, { rows }))).code, 'panel.reportPassed');
    await on.accept(people.initiator, 'panel.request', requestOf(tenderId, reportAt, { rows }));
    await world.settle();
    const state = await world.panelOf(tenderId);
    assert.deepEqual([state.status, state.matchHits, state.bidders], ['drawn', 0, bidders]);
    const { avoidance, transcript } = await firstOf(tenderId);
    assert.deepEqual(bidders.filter((id) => !avoidance.some((entry) => entry.kind === 'employer' && entry.id === id && entry.reason === '投标人')), []);
    assert.ok(avoidance.some((entry) => entry.kind === 'person' && entry.id === kin));
    const drawnIds = transcript?.rows.flatMap(({ members, alternates }) => [...members, ...alternates]) ?? [];
    assert.equal(drawnIds.length, 6);
    assert.equal(drawnIds.includes(kin), false);
    for (const id of drawnIds) assert.equal((await world.expertOf(id)).employerOrgId, null);
    await verified(tenderId);
    await world.put('tender', `${tenderId}x`, { ...(await world.tenderOf(tenderId)), tenderId: `${tenderId}x`, status: 'ended' });
    assert.equal((await on.refuse(people.initiator, 'panel.request', requestOf(`${tenderId}x`, reportAt, { rows }))).code, 'panel.notNow');
  });

  test('R-063 R-066 投标截止延后，报到时间自动顺延同样的时长；已答复的专家按新的时间重新答复，不能来的由次位递补', async () => {
    const { tenderId, deadline, reportAt, state } = await drawn();
    const [first, second] = standingMembers(state) as [PanelMember, PanelMember];
    await answer(first, 'accept');
    await world.settle();
    const later = instant(deadline + 5 * 24 * microsPerHour);
    const of = await world.tenderOf(tenderId);
    await world.put('tender', tenderId, { ...of, published: of.published && { ...of.published, document: { ...of.published.document, bidDeadlineAt: later } } });
    await world.settle();
    const moved = await world.panelOf(tenderId);
    assert.deepEqual([moved.opensAt, moved.reportAt], [later, reportAt + (later - deadline)]);
    assert.deepEqual(standingMembers(moved).map((each) => [each.status, each.reportAt]), Array(5).fill(['called', moved.reportAt]));
    const calls = await world.http(who(first).actor, '/api/calls');
    const mine = (calls.body['items'] as { callId: string; status: string; reportAt: number; movedFrom: number }[]).find(({ callId }) => callId === first.call?.callId);
    assert.deepEqual([mine?.status, mine?.reportAt, mine?.movedFrom], ['open', moved.reportAt, reportAt]);
    await answer(first, 'accept');
    await answer(second, 'decline', { reason: '新的时间在外地' });
    await world.settle();
    const settled = await world.panelOf(tenderId);
    assert.deepEqual(settled.members.filter(({ memberId }) => [first.memberId, second.memberId].includes(memberId)).map(({ status }) => status).sort(), ['accepted', 'declined']);
    assert.equal(standingMembers(settled).length, 5);
    await verified(tenderId);
  });

  test('R-066 不足三家投标、招标失败时解散，已通知的专家不必到场', async () => {
    const { tenderId, deadline, state } = await drawn();
    const standing = standingMembers(state);
    for (const member of standing) await answer(member, 'accept');
    await on.advanceTo(instant(deadline + 1));
    await world.opens(tenderId, [usccOf(1)]);
    await world.settle();
    const stood = await world.panelOf(tenderId);
    assert.equal(stood.status, 'stood-down');
    const calls = await world.http(who(standing[0] as PanelMember).actor, '/api/calls');
    const mine = (calls.body['items'] as { callId: string; status: string }[]).find(({ callId }) => callId === standing[0]?.call?.callId);
    assert.equal(mine?.status, 'withdrawn');
  });
});
