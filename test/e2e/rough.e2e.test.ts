import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerHour, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { hashOfReport } from '#trade/evaluation/report.ts';
import { seriousBarriers } from '#test/harness/axe.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { awardOf, publicityEnds } from '#world/playbook/award.ts';
import { chairOf, electChair, evaluationOf, reviewPreliminary, score, signReport, type Member } from '#world/playbook/evaluation.ts';
import { bidderOf, initiatorOf } from '#world/playbook/front.ts';
import { openingOf, openWithOwnKey } from '#world/playbook/opening.ts';
import { memberPlayer, panelOf, signAvoidances, standing } from '#world/playbook/panel.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, button, openReadyStage, sign } from './ready.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
/** Run by an agency; five bids. */
const on = await openReadyStage({ index: 900, bidders: 5 });
const { scene, plan, lot, origin } = on;
const { tenderId } = plan;
const { lotId } = lot;
const agency = initiatorOf(scene);
const [opener, silent, rejected, ...others] = lot.bidders.map((organisation) => ({ organisation, player: bidderOf(scene, organisation) }));
const [first, mute, out] = [present(opener, 'bidder'), present(silent, 'bidder'), present(rejected, 'bidder')];

describe('不顺利的一个标段：代理机构主持，保管方缺席，否决，异议', () => {
  let browser: Browser;
  let house: ReturnType<typeof audience>;
  let hosting: Page;
  let bidding: Page;
  let reading: Page;
  before(async () => {
    browser = await launchBrowser();
    house = audience(browser, origin, 'e2e-rough');
    [hosting, bidding, reading] = await Promise.all([house.seat(agency), house.seat(first.player), house.seat(null)]);
  });
  after(() => browser?.close());

  /** After a scene that failed, the rest has nothing to stand on. */
  let isBroken = false;
  function play(title: string, act: () => Promise<void>): void {
    void test(title, async () => {
      assert.ok(!isBroken, 'an earlier scene failed');
      isBroken = true;
      await act();
      isBroken = false;
    });
  }

  const seen = new Set<string>();
  /** Each screen is pictured and searched for barriers once. */
  async function look(page: Page, name: string): Promise<void> {
    if (seen.has(name)) return;
    seen.add(name);
    await house.look(page, name);
    for (const barrier of await seriousBarriers(page)) house.faults.push(`${name}: ${barrier}`);
  }

  play('R-094 R-080 代理机构主持；两家保管方缺席，投标人用本单位证书解密，没有解密的一家视为撤回', async () => {
    assert.equal(agency.person.orgId, plan.agency?.orgId);
    await hosting.goto(`${origin}/desk/openings/${tenderId}`);
    await button(hosting, '签到主持').click();
    await hosting.getByText(new RegExp(`${plan.agency?.name ?? ''} ?主持，.*签到`)).waitFor();
    await on.advanceWithoutAgents(addMicros(on.deadlineAt, microsPerSecond));
    await on.company.turnOf(['local-centre', 'independent-ca']);
    await on.catchUp();
    await Promise.all([bidding.goto(`${origin}/desk/home`), reading.goto(`${origin}/openings/${tenderId}`)]);
    await bidding.getByRole('link', { name: /用本单位证书解密/ }).click();
    await button(bidding, '用本单位证书解密').waitFor();
    await look(bidding, 'own-key');
    await button(bidding, '用本单位证书解密').click();
    const dialog = bidding.getByRole('dialog');
    await dialog.getByRole('button', { name: '使用演示证书' }).click();
    await dialog.getByText('.ovookey').waitFor();
    await look(bidding, 'own-key-dialog');
    await dialog.getByRole('button', { name: '解密', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await button(bidding, '用本单位证书解密').waitFor({ state: 'hidden' });
    for (const { organisation } of [out, ...others]) await openWithOwnKey(scene, lotId, organisation);
    await on.catchUp();
    await bidding.reload();
    assert.equal((await openingOf(scene)).status, 'decrypting');

    const { decryptUntil } = await openingOf(scene);
    await on.advanceWithoutAgents(addMicros(decryptUntil, microsPerSecond));
    await on.catchUp();
    await reading.getByText('视为撤回').first().waitFor();
    await reading.locator('.hall-bid.shown').nth(lot.bidders.length - 2).waitFor();
    await look(reading, 'reader-outcome');
    const refused = await house.seat(mute.player);
    await refused.goto(`${origin}/desk/openings/${tenderId}`);
    await refused.getByText('视为撤回').first().waitFor();
    await look(refused, 'withdrawn-bidder');
    await refused.context().close();

    await on.advance(addMicros(present((await openingOf(scene)).objectUntil, 'window'), microsPerSecond));
    await hosting.reload();
    await sign(hosting, button(hosting, '确认开标记录'));
    await reading.getByText('已确认并公布').waitFor();
    await on.catchUp();
  });

  let members: Member[];
  let chair: Member;
  let voter: Member;
  let chairing: Page;
  let voting: Page;
  play('R-096 评标：经平台向投标人提问、投标人签名答复；依法定情形提请否决，过半数表决通过', async () => {
    await on.advance(addMicros(on.reportAt, 5 * microsPerMinute));
    await signAvoidances(scene);
    await on.advance(addMicros(await on.stage.now(), microsPerSecond));
    const panel = await panelOf(scene);
    members = standing(panel).map(({ memberId, personId }) => ({ memberId, player: memberPlayer(scene, personId) }));
    for (const { player } of members) await on.troupe.act(player, 'evaluation.signIn', { lotIds: [lotId]  });
    await electChair(scene, lotId, members);
    await on.advance(addMicros(await on.stage.now(), 10 * microsPerMinute));
    chair = chairOf(members);
    voter = present(members.find((each) => each !== chair && each.player.person.role === 'evaluate.expert'), 'expert');
    [chairing, voting] = await Promise.all([house.seat(chair.player), house.seat(voter.player)]);

    await chairing.goto(`${origin}/desk/evaluation/${lotId}`);
    await chairing.getByRole('heading', { name: '初步评审' }).waitFor();
    await chairing.locator('.hall-nav button', { hasText: first.organisation.name }).click();
    await chairing.getByRole('button', { name: /^发起澄清/ }).click();
    await chairing.getByLabel('问题').fill('施工组织设计中冬期施工措施写了两处不同的起止日期，请说明以哪一处为准。');
    await look(chairing, 'clarify-ask');
    await chairing.getByRole('button', { name: '发 出' }).or(button(chairing, '发出')).click();
    await chairing.getByText('1 项待答').waitFor();

    await bidding.goto(`${origin}/desk/home`);
    await bidding.getByRole('link', { name: /答复评标委员会的澄清/ }).click();
    await bidding.getByText('以哪一处为准').waitFor();
    assert.ok(!(await bidding.locator('main').innerText()).includes(chair.player.person.name), 'who asks is not told');
    await bidding.getByRole('textbox', { name: '答复' }).fill('以第三章第二节的起止日期为准，前一处系笔误，不改变工期。');
    await look(bidding, 'clarify-answer');
    await sign(bidding, button(bidding, '签署并答复'));
    await bidding.getByText(/已于 .*答复/).waitFor();
    await chairing.reload();
    await chairing.locator('.hall-nav button', { hasText: first.organisation.name }).click();
    await chairing.getByRole('button', { name: /^发起澄清/ }).click();
    await chairing.getByText('前一处系笔误').waitFor();
    await chairing.getByRole('button', { name: /关 ?闭/ }).last().click();

    await chairing.locator('.hall-nav button', { hasText: out.organisation.name }).click();
    await chairing.getByRole('button', { name: /^提请否决/ }).click();
    const proposal = chairing.getByRole('dialog');
    await proposal.getByRole('radio').first().check();
    await proposal.getByLabel('理由').fill('投标函没有单位印章，也没有法定代表人签名，不符合招标文件形式评审第一项。');
    await look(chairing, 'reject-propose');
    await proposal.getByRole('button', { name: '提请表决' }).click();
    await chairing.getByText('等待其他成员表决').waitFor();
    await voting.goto(`${origin}/desk/evaluation/${lotId}`);
    await button(voting, '同意否决').waitFor();
    await look(voting, 'reject-vote');
    await button(voting, '同意否决').click();
    await voting.getByText('等待其他成员表决').waitFor();
    const { proposals } = await evaluationOf(scene, lotId);
    const third = present(members.find((each) => each !== chair && each !== voter), 'member');
    await on.troupe.act(third.player, 'evaluation.voteRejection', { lotId, proposalId: present(proposals[0], 'proposal').proposalId, agree: true });
    await voting.reload();
    await voting.locator('.proposal').getByText('已否决').waitFor();
    await look(voting, 'rejected');
  });

  play('R-096 一名成员写下不同意见后签署，原样进入报告', async () => {
    await reviewPreliminary(scene, lotId, members);
    await on.troupe.act(chair.player, 'evaluation.closePreliminary', { lotId });
    await score(scene, lotId, members);
    await on.troupe.act(chair.player, 'evaluation.draftReport', { lotId });
    await voting.goto(`${origin}/desk/evaluation/${lotId}`);
    await voting.getByRole('radio', { name: '有不同意见' }).check();
    await voting.getByLabel('不同意见和理由').fill('否决的那一份，投标函附件中有印章，应当先要求澄清。');
    await look(voting, 'dissent');
    await sign(voting, button(voting, '阅读完毕，签署报告'));
    await voting.getByText('已签署，有不同意见').waitFor();
    const report = present((await evaluationOf(scene, lotId)).report, 'report');
    for (const { player } of members.filter(({ memberId }) => memberId !== voter.memberId)) await on.troupe.actSigned(player, 'evaluation.signReport', { tenderId, lotId }, { reportHash: hashOfReport(report), dissent: null }, { lotId });
    await on.catchUp();
    await voting.reload();
    await voting.getByText(/提交招标人/).waitFor();
    assert.deepEqual(report.rejected.map(({ bidderId }) => bidderId), [out.organisation.orgId]);
  });

  async function publishByAgency(): Promise<void> {
    await hosting.goto(`${origin}/desk/awards/${lotId}`);
    await button(hosting, '签署并公示').waitFor();
    await look(hosting, 'agency-review');
    await sign(hosting, button(hosting, '签署并公示'));
    await hosting.getByText('公示中').first().waitFor();
    await on.catchUp();
  }

  async function object(page: Page, title: string, text: string): Promise<void> {
    await page.goto(`${origin}/desk/awards/${lotId}`);
    const form = page.getByRole('region', { name: '对评标结果的异议' });
    await form.getByLabel('事项').fill(title);
    await form.getByLabel('事实和理由').fill(text);
    await look(page, 'object');
    await sign(page, button(page, '签署并提出…'));
    await form.getByText(/等待答复/).waitFor();
    await on.catchUp();
  }

  async function answer(outcome: '异议成立' | '异议不成立', summary: string, reply: string): Promise<void> {
    await hosting.goto(`${origin}/desk/awards/${lotId}`);
    await hosting.getByText('件异议待答复').waitFor();
    await look(hosting, 'award-stopped');
    await hosting.getByRole('link', { name: '去答复' }).click();
    await hosting.getByText(outcome, { exact: true }).click();
    await hosting.getByLabel('公开的异议摘要').fill(summary);
    await hosting.getByLabel('答复和理由（公开）').fill(reply);
    await look(hosting, 'objection-answer');
    await sign(hosting, button(hosting, '签署答复…'));
    await hosting.getByText(reply).waitFor();
    await on.catchUp();
  }

  play('R-098 R-108 公示期间投标人提出异议，答复前不能定标；异议不成立，公示照常', async () => {
    await publishByAgency();
    await object(bidding, '业绩得分计算有误', '我单位提交了五项同类业绩，按评分标准应得满分，请复核商务部分得分。');
    await answer('异议不成立', '对商务部分业绩得分提出疑问。', '经复核，其中两项业绩不属于招标文件规定的同类工程，得分无误。');
    await bidding.goto(`${origin}/desk/awards/${lotId}`);
    await bidding.getByText('两项业绩不属于').waitFor();
    await look(bidding, 'objection-rejected');
    await reading.goto(`${origin}/projects/${tenderId}?show=objection`);
    await reading.getByText('对商务部分业绩得分提出疑问').first().waitFor();
    assert.ok(!(await reading.locator('.timeline, main').first().innerText()).includes(`${first.organisation.name}提出`));
    await look(reading, 'objection-public');
  });

  play('R-098 R-099 异议成立：不能照原结果定标；退回评标委员会复核，重新公示，期满定标', async () => {
    const other = await house.seat(present(others[0], 'bidder').player);
    await object(other, '被否决的投标不应当否决', '评标报告载明的不同意见说明投标函附件有印章，评标委员会没有要求澄清即行否决。');
    await answer('异议成立', '认为评标委员会应当先要求澄清。', '异议成立，退回评标委员会按招标文件规定复核。');
    await hosting.goto(`${origin}/desk/awards/${lotId}`);
    await hosting.getByText('不能照原结果定标').waitFor();
    await look(hosting, 'objection-upheld');
    await hosting.getByText('报告有问题，要退回复核').click();
    await hosting.getByLabel('情形').selectOption('clarificationMissed');
    await hosting.getByLabel('事实和依据').fill('否决前没有要求投标人澄清，异议成立，请复核。');
    await sign(hosting, button(hosting, '签署并退回'));
    await hosting.getByText('评标报告已退回复核').waitFor();
    await on.catchUp();
    await other.goto(`${origin}/desk/awards/${lotId}`);
    await other.getByText('公示中止').waitFor();
    await look(other, 'returned-bidder');

    // Scores stand until corrected; every member submits again.
    for (const { player } of members) await on.troupe.act(player, 'evaluation.submitScores', { lotId });
    await on.troupe.act(chair.player, 'evaluation.draftReport', { lotId });
    await signReport(scene, lotId, members);
    await on.catchUp();
    assert.equal((await awardOf(scene, lotId)).round, 2);
    await publishByAgency();
    await on.advance(addMicros(await publicityEnds(scene, [lotId]), microsPerHour));
    await hosting.reload();
    await sign(hosting, button(hosting, '签署定标'));
    await sign(hosting, button(hosting, '签署并发出'));
    await button(hosting, '签署并公告').waitFor();
    assert.ok((await awardOf(scene, lotId)).letterAt);
  });

  test('R-017 没有一页出错，没有一页比手机宽，没有严重的使用障碍', () => {
    assert.deepEqual([...new Set(house.faults)], []);
    assert.deepEqual(on.problems, []);
  });
});
