import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerHour, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { avoidanceStatement } from '#trade/panel/declaration.ts';
import { isStanding, vacantRows } from '#trade/panel/panel.ts';
import type { PanelMember } from '#trade/panel/panel.types.ts';
import { preliminaryItems } from '#trade/evaluation/preliminary.ts';
import { hashOfReport } from '#trade/evaluation/report.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { call } from '#trade/panel/call.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import type { Cast } from '#world/cast.ts';
import { officerOf } from '#world/found.ts';
import { award, publicityEnds, publishCandidates } from '#world/playbook/award.ts';
import { evaluationOf } from '#world/playbook/evaluation.ts';
import { tenderOf } from '#world/playbook/front.ts';
import { checkSeals, hostOpening, openingOf } from '#world/playbook/opening.ts';
import { acceptCalls, memberPlayer, panelOf, standing } from '#world/playbook/panel.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { verifyBundle } from '../../verifier/verifier.ts';
import { audience, button, openReadyStage, sign } from './ready.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
const on = await openReadyStage({ rowsFor: (cast) => [
  { specialtyCode: 'A0401', regionCodes: [], count: 3, alternates: 6 },
  { specialtyCode: 'A0801', regionCodes: [fewestLeague(cast)], count: 1, alternates: 1 },
] });
const { scene, plan, lot, origin } = on;
const { tenderId } = plan;
const { lotId } = lot;
const initiator = officerOf(on.cast, on.players, plan.initiator, 'initiate.operator');
const supervisor = (await tenderOf(scene)).department;
const department = present(on.cast.organisations.find(({ orgId }) => orgId === supervisor.orgId), 'department');
const playerOf = (member: Pick<PanelMember, 'personId'>) => memberPlayer(scene, member.personId);
const expertsNow = async () => (await panelOf(scene)).members.filter((member) => isStanding(member) && member.kind === 'expert');

/** A little time passes, and what is due happens. */
const pause = async (): Promise<void> => on.advance(addMicros(await on.stage.now(), microsPerSecond));

/** Where there are some, and soon none. */
function fewestLeague({ experts }: Cast): string {
  const counts = new Map<string, number>();
  for (const { leagueCode, specialties } of experts) if (specialties.some((code) => code.startsWith('A0801'))) counts.set(leagueCode, (counts.get(leagueCode) ?? 0) + 1);
  return present([...counts].filter(([, count]) => count >= 3).sort((a, b) => a[1] - b[1])[0], 'a league with experts')[0];
}

async function declare(member: PanelMember): Promise<void> {
  const content = { memberId: member.memberId, bidders: [...((await panelOf(scene)).bidders ?? [])], text: avoidanceStatement };
  await on.troupe.actSigned(playerOf(member), 'panel.signAvoidance', { tenderId }, content, { tenderId });
}

async function fillByRank(): Promise<void> {
  for (;;) {
    await pause();
    const called = (await expertsNow()).filter(({ status }) => status === 'called');
    if (called.length === 0) return;
    await acceptCalls(scene);
  }
}

describe('一个席位，前后几个人：各方各在自己的浏览器里', () => {
  let browser: Browser;
  let house: ReturnType<typeof audience>;
  let asking: Page;
  let supervising: Page;
  before(async () => {
    browser = await launchBrowser();
    house = audience(browser, origin, 'e2e-seats');
    [asking, supervising] = await Promise.all([house.seat(initiator), house.seat(officerOf(on.cast, on.players, department, 'supervise.officer'))]);
  });
  after(() => browser?.close());

  test('R-063 R-066 名次用尽，系统自动补抽；库里没有人了，招标人放宽专业，为空缺的席位另行申请', async () => {
    for (let left = 0; left < 80 && (await panelOf(scene)).status !== 'failed'; left++) {
      const member = (await expertsNow()).find(({ row }) => row === '2');
      const asked = member && (await readHeads(on.platform.pool, call, `${member.personId}:`)).find(({ state }) => state.memberId === member.memberId);
      if (member && asked) await on.troupe.act(playerOf(member), 'panel.decline', { callId: asked.state.callId, reason: '当日另有评标任务' });
      await pause();
    }
    const failed = await panelOf(scene);
    assert.deepEqual([failed.status, failed.draws.map(({ outcome }) => outcome), vacantRows(failed).map(({ row, count }) => [row, count])], ['failed', ['drawn', 'infeasible'], [['2', 1]]]);
    await asking.goto(`${origin}/desk/panels/${tenderId}`);
    await asking.getByText('按原条件补抽没有成功').waitFor();
    await house.look(asking, 'initiator-short');
    await asking.getByRole('combobox', { name: '专业' }).fill('A0801');
    await asking.locator('.ant-select-item-option').first().click();
    await house.look(asking, 'initiator-wider');
    await button(asking, '补抽 1 人').click();
    await asking.getByText('正在补抽').waitFor();
    await fillByRank();
    await asking.getByText('补抽', { exact: true }).first().waitFor();
    await asking.getByText('已抽取').first().waitFor();
    await house.look(asking, 'initiator-supplemented');
    const panel = await panelOf(scene);
    assert.deepEqual([panel.status, panel.draws.length, standing(panel).length], ['drawn', 3, 5]);
  });

  test('R-066 R-068 招标人代表有应当回避的情形，评标开始前另派一人，写明理由', async () => {
    const next = present(on.cast.people.filter(({ orgId, role }) => orgId === plan.initiator.orgId && role === 'initiate.representative').at(-1), 'another representative');
    await button(asking, '更换代表').click();
    const dialog = asking.getByRole('dialog');
    await dialog.getByLabel('理由').fill('原代表的配偶在可能投标的单位任职，应当回避');
    await dialog.getByRole('combobox', { name: '代表' }).click();
    await asking.locator('.ant-select-item-option', { hasText: next.name }).click();
    await dialog.getByLabel('职务').fill('总务科副科长');
    await dialog.getByLabel('熟悉法规和本项目的情况').fill('熟悉招标投标法律法规，参与本项目前期工作。');
    await dialog.locator('input[type=file]').setInputFiles({ name: '授权书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('授权委托书') });
    await dialog.getByText('授权书.pdf').waitFor();
    await house.look(asking, 'initiator-representative');
    await dialog.getByRole('button', { name: /更\s?换/ }).click();
    await asking.getByText(`招标人代表：${next.name}`).waitFor();
    const representative = (await panelOf(scene)).members.filter(({ kind }) => kind === 'representative');
    assert.deepEqual(representative.map(({ status, reason }) => [status, reason]), [['replaced', '原代表的配偶在可能投标的单位任职，应当回避'], ['accepted', null]]);
  });

  test('R-066 开标后有人没有按时到场：由时钟认定，招标人登记缺席，不知道是谁', async () => {
    await on.advance(addMicros(on.deadlineAt, -10 * microsPerMinute));
    await hostOpening(scene);
    await on.advance(addMicros(on.deadlineAt, microsPerSecond));
    await checkSeals(scene);
    await on.advance(addMicros(present((await openingOf(scene)).objectUntil, 'window'), microsPerSecond));
    await fillByRank();
    await on.advance(addMicros(on.reportAt, 5 * microsPerMinute));
    const [late, ...others] = await expertsNow();
    for (const member of [...others, ...standing(await panelOf(scene)).filter(({ kind }) => kind === 'representative')]) await declare(member);
    await on.advance(addMicros(on.reportAt, 31 * microsPerMinute));
    await asking.reload();
    await asking.getByText('1 位成员没有按时到场').waitFor();
    await house.look(asking, 'initiator-absent');
    assert.ok(!(await asking.locator('main').innerText()).includes(present(late, 'member').name), 'not who');
    await button(asking, '登记缺席并递补').click();
    await asking.getByText('1 位成员没有按时到场').waitFor({ state: 'hidden' });
    await fillByRank();
    for (const member of (await expertsNow()).filter(({ avoidanceSignedAt }) => avoidanceSignedAt === null)) await declare(member);
    await pause();
    assert.equal((await panelOf(scene)).status, 'seated');
  });

  let leaving: Page;
  let staying: Page;
  test('R-066 评标厅里成员发现应当回避的情形，自己退出；其他人接着评，厅里说明有席位正在更换', async () => {
    const members = standing(await panelOf(scene));
    for (const member of members) await on.troupe.act(playerOf(member), 'evaluation.signIn', { lotIds: [lotId] });
    const [chair, leaver] = (await expertsNow()) as [PanelMember, PanelMember];
    for (const member of members.slice(0, 3)) await on.troupe.act(playerOf(member), 'evaluation.electChair', { lotId, memberId: chair.memberId });
    await on.advance(addMicros(await on.stage.now(), microsPerMinute));
    [staying, leaving] = await Promise.all([house.seat(playerOf(chair)), house.seat(playerOf(leaver))]);
    await leaving.goto(`${origin}/desk/panels/${tenderId}`);
    await leaving.getByText('退出的原因').waitFor();
    await house.look(leaving, 'member-signed');
    await Promise.all([staying, leaving].map((page) => page.goto(`${origin}/desk/evaluation/${lotId}`)));
    await leaving.locator('.hall-nav button', { hasText: '退出评标' }).click();
    const dialog = leaving.getByRole('dialog');
    await dialog.getByLabel('说明').fill('看到投标文件才知道，胞弟是其中一家的项目经理');
    await house.look(leaving, 'hall-withdraw');
    await button(leaving, '退出评标').last().click();
    await leaving.getByRole('heading', { name: '我的评标' }).waitFor();
    await on.catchUp();
    await staying.reload();
    await staying.getByText('有 1 席正在更换').waitFor();
    await staying.getByText('4 / 5 席在场').waitFor();
    await house.look(staying, 'hall-vacant');
    await staying.locator('.hall-nav button', { hasText: '签到' }).click();
    await staying.getByText('等待接替').waitFor();
    await house.look(staying, 'hall-vacant-seats');
    await leaving.goto(`${origin}/desk/evaluation/${lotId}`);
    await leaving.getByRole('link', { name: '去签到' }).waitFor();
    assert.ok(!(await leaving.locator('main').first().innerText()).includes(lot.bidders[0]?.name ?? ''), 'who left sees nothing any more');
  });

  test('R-066 R-070 监督部门看到谁因何离开、由谁接替，并可责令更换；接替由次序决定', async () => {
    const [, , third] = (await expertsNow()) as [PanelMember, PanelMember, PanelMember];
    await supervising.goto(`${origin}/desk/panels/${tenderId}`);
    await supervising.getByText('胞弟是其中一家的项目经理').waitFor();
    await supervising.getByRole('row', { name: new RegExp(third.name) }).getByRole('button', { name: '责令更换' }).click();
    const dialog = supervising.getByRole('dialog');
    await dialog.getByLabel('事实和理由').fill('查实其半年前在一家投标人处领取报酬');
    await house.look(supervising, 'department-order');
    await dialog.getByRole('button', { name: /责令更换/ }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    await supervising.getByText('查实其半年前在一家投标人处领取报酬').waitFor();
    await fillByRank();
    await supervising.reload();
    await supervising.getByText('已接受').first().waitFor();
    await house.look(supervising, 'department-members');
    for (const member of (await expertsNow()).filter(({ avoidanceSignedAt }) => avoidanceSignedAt === null)) await declare(member);
    await pause();
  });

  test('R-066 R-096 接替的成员签到后补完初步评审和打分，报告由在座的五人签署', async () => {
    const { members } = await panelOf(scene);
    const seated = members.filter(isStanding);
    const already = new Set((await evaluationOf(scene, lotId)).members.map(({ memberId }) => memberId));
    for (const member of seated.filter(({ memberId }) => !already.has(memberId))) await on.troupe.act(playerOf(member), 'evaluation.signIn', { lotIds: [lotId] });
    await pause();
    await staying.reload();
    await staying.getByText('5 / 5 席在场').waitFor();
    await staying.getByText('初步评审').first().waitFor();
    await house.look(staying, 'hall-refilled');
    const tender = await tenderOf(scene);
    const { scoring } = present(tender.published, 'document').document;
    const items = preliminaryItems({ pack: packOf(tender), document: present(tender.published, 'document').document });
    const bids = (await evaluationOf(scene, lotId)).bids.map(({ bidderId }) => bidderId);
    const chairId = (await evaluationOf(scene, lotId)).chairMemberId;
    const chair = present(seated.find(({ memberId }) => memberId === chairId), 'chair');
    const votes = bids.flatMap((bidderId) => items.map(({ part, itemId }) => ({ bidderId, part, itemId, pass: true })));
    const scores = bids.flatMap((bidderId, n) => [...scoring.technical, ...scoring.commercial].map(({ id, points }) => ({ bidderId, factorId: id, points: String(Math.floor(Number(points)) - n) })));
    for (const member of seated) await on.troupe.act(playerOf(member), 'evaluation.votePreliminary', { lotId, votes });
    await on.troupe.act(playerOf(chair), 'evaluation.closePreliminary', { lotId });
    for (const member of seated) {
      await on.troupe.act(playerOf(member), 'evaluation.score', { lotId, scores });
      await on.troupe.act(playerOf(member), 'evaluation.submitScores', { lotId });
    }
    await on.troupe.act(playerOf(chair), 'evaluation.draftReport', { lotId });
    const { report } = await evaluationOf(scene, lotId);
    const content = { reportHash: hashOfReport(present(report, 'report')), dissent: null };
    for (const member of seated.filter((each) => each !== chair)) await on.troupe.actSigned(playerOf(member), 'evaluation.signReport', { tenderId, lotId }, content, { lotId });
    await staying.reload();
    await sign(staying, button(staying, '阅读完毕，签署报告'));
    await staying.getByText(/提交招标人/).waitFor();
    await on.catchUp();
  });

  test('R-179 R-131 名单依法公开后，监督部门下载的证据包离线重算三次抽取和每一次更换，全部一致', async () => {
    await on.advance(addMicros(await on.stage.now(), microsPerHour));
    await publishCandidates(scene, lotId);
    await on.advance(addMicros(await publicityEnds(scene, [lotId]), microsPerHour));
    await award(scene, lotId);
    await pause();
    await pause();
    const answer = await supervising.request.get(`${origin}/api/bundles/${lotId}?edition=parties`);
    assert.equal(answer.status(), 200);
    const { ok, checks } = await verifyBundle(await answer.text(), on.trust);
    assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
    assert.ok(checks.some(({ detail }) => detail?.includes('专家抽取重新计算一致')), JSON.stringify(checks));
    const open = await verifyBundle(await (await supervising.request.get(`${origin}/api/bundles/${lotId}`)).text(), on.trust);
    assert.ok(open.ok, JSON.stringify(open.checks.filter((check) => !check.ok)));
    assert.deepEqual(house.faults, []);
    assert.deepEqual(on.problems, []);
  });
});
