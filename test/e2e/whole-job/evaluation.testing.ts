import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { microsPerMinute } from '#kernel/time/instant.ts';
import { hashOfReport } from '#trade/evaluation/report.ts';
import { levelsOf } from '#trade/evaluation/score-levels.ts';
import { electChair, evaluationOf, reviewPreliminary, score, signReport } from '#world/playbook/evaluation.ts';
import { missingFact } from './deposits.testing.ts';
import { button, sign } from './house.testing.ts';
import { membersNow, type Member } from './panel.testing.ts';
import { asScene, bidderBodies, documentNow, house, job, look, lotIds, origin } from './world.testing.ts';

/*
 * The first expert and the representative sit before their screens and judge the first lot; what the one has done there, the
 * other three experts do over HTTP, and for the second lot all five.
 */
type Bench = { readonly chair: Member; readonly delegate: Member; readonly others: readonly Member[]; readonly chairing: Page; readonly representing: Page };

async function bench(): Promise<Bench> {
  const { experts: [chair, ...others], delegate } = await membersNow();
  const [chairing, representing] = await Promise.all([house.seat(chair.player), house.seat(delegate.player)]);
  return { chair, delegate, others, chairing, representing };
}

export async function gatherAndReview(): Promise<void> {
  const { chair, others, chairing, representing } = await bench();
  const [one, two] = lotIds();
  for (const page of [chairing, representing]) {
    await page.goto(`${origin}/desk/evaluation`);
    await button(page, '签到（2 个标段）').waitFor();
    await look(page, page === chairing ? 'evaluation-list' : 'evaluation-list-representative');
    await button(page, '签到（2 个标段）').click();
    await page.locator(`a[href="/desk/evaluation/${one}"]`).click();
    await page.getByRole('heading', { name: '签到与推选负责人' }).waitFor();
  }
  for (const { player } of others) await house.byHand.act(player, 'evaluation.signIn', { lotIds: [one, two] });
  await Promise.all([chairing.reload(), representing.reload()]);
  await elect(chairing, representing);
  await house.byHand.act(present(others[0], 'member').player, 'evaluation.electChair', { lotId: one, memberId: chair.memberId });
  await electChair(asScene(), two, [chair, ...others]);
  // The checking reports are made by the machine itself.
  await house.pass(microsPerMinute);
  await chairing.reload();
  await button(chairing, '清标报告').click();
  await chairing.getByRole('heading', { name: '清标报告' }).waitFor();
  await chairing.getByText(missingFact).first().waitFor();
  await look(chairing, 'evaluation-checking');
  await Promise.all([chairing, representing].map(passAll));
  await reviewPreliminary(asScene(), one, others);
  await chairing.reload();
  await button(chairing, '结束初步评审，进入打分').waitFor();
  await look(chairing, 'evaluation-preliminary');
  await button(chairing, '结束初步评审，进入打分').click();
  await chairing.getByText('评分表').first().waitFor();
}

/** The expert puts itself up, and the representative puts up the same. */
async function elect(chairing: Page, representing: Page): Promise<void> {
  const own = chairing.locator('.seats li', { hasText: '（我）' });
  const label = (await own.locator('b').innerText()).replace('（我）', '');
  await look(chairing, 'evaluation-gathering');
  await own.getByRole('button', { name: '推举' }).click();
  await own.getByText('我推举的').waitFor();
  await representing.locator('.seats li', { has: representing.getByText(label, { exact: true }) }).getByRole('button', { name: '推举' }).click();
  await representing.getByText('我推举的').waitFor();
}

async function passAll(page: Page): Promise<void> {
  await page.reload();
  await button(page, '初步评审').click();
  await page.getByRole('heading', { name: '初步评审' }).waitFor();
  await page.locator('.matrix .pair').first().getByRole('button', { name: '合格', exact: true }).click();
  await page.locator('.matrix .pair').first().locator('[aria-pressed=true]').waitFor();
  for (let i = 0; i < bidderBodies.length; i++) {
    await page.getByRole('button', { name: '其余都合格' }).nth(i).click();
    await page.waitForFunction((n) => (document.querySelectorAll('.matrix .link')[n] as HTMLButtonElement).disabled, i);
  }
}

export async function scoreAndReport(): Promise<void> {
  const { chair, delegate, others, chairing, representing } = await bench();
  const [lotId] = lotIds();
  const { technical, commercial } = (await documentNow()).scoring;
  const [shown, ...rest] = (await evaluationOf(asScene(), lotId)).bids.map(({ bidderId }) => bidderId);
  const scoresOf = (bidderId: string, level: number) => [
    ...technical.map(({ id, points }) => ({ bidderId, factorId: id, points: present(levelsOf(points)[level], 'level').start })),
    ...commercial.map(({ id, points }) => ({ bidderId, factorId: id, points })),
  ];
  await button(chairing, '技术标').click();
  for (const factor of technical) {
    await chairing.locator('.score-item', { hasText: factor.title }).click();
    await chairing.locator('.levels button').nth(2).click();
  }
  await chairing.getByText('已自动保存').waitFor();
  const opened = await chairing.request.get(`${origin}${(await chairing.locator('.viewer-tools a').getAttribute('href')) ?? ''}`);
  assert.equal((await opened.body()).subarray(0, 5).toString(), '%PDF-', 'the opened bid is there to read');
  assert.match(await shownFile(chairing), /^技术标/);
  await look(chairing, 'evaluation-technical');
  await button(chairing, '商务标').click();
  assert.match(await shownFile(chairing), /^商务标/, 'the file before the member is that of the part he marks');
  for (const factor of commercial) await chairing.getByLabel(`${factor.title}得分`).fill(factor.points);
  await chairing.waitForResponse((answer) => answer.url().endsWith('/evaluation.score') && answer.ok());
  await look(chairing, 'evaluation-commercial');
  // The marks of the other two bids, and those of the other members: as the first bid was marked on the screen.
  const otherScores = rest.flatMap((bidderId, i) => scoresOf(bidderId, i === 0 ? 3 : 1));
  await house.byHand.act(chair.player, 'evaluation.score', { lotId, scores: otherScores });
  await chairing.reload();
  await button(chairing, '商务标').click();
  await button(chairing, '提交我的全部评分').click();
  await chairing.getByText('我的评分已提交并锁定，等待其他成员。').waitFor();
  for (const { player } of [delegate, ...others]) {
    await house.byHand.act(player, 'evaluation.score', { lotId, scores: [...scoresOf(present(shown, 'bid'), 2), ...otherScores] });
    await house.byHand.act(player, 'evaluation.submitScores', { lotId });
  }
  await chairing.reload();
  await button(chairing, '报价').click();
  await chairing.getByText('评标基准价').first().waitFor();
  await look(chairing, 'evaluation-price');
  await button(chairing, '汇总与报告').click();
  await button(chairing, '汇总并形成评标报告').waitFor();
  await look(chairing, 'evaluation-summary');
  await button(chairing, '汇总并形成评标报告').click();
  await chairing.getByText('第 1 中标候选人').waitFor();
  await look(chairing, 'evaluation-report');
  await recallAndDraftAgain(chairing, lotId);
  await sign(chairing, '阅读完毕，签署报告');
  await representing.reload();
  await sign(representing, '阅读完毕，签署报告');
  const report = present((await evaluationOf(asScene(), lotId)).report, 'report');
  for (const { player } of others) await house.byHand.actSigned(player, 'evaluation.signReport', { tenderId: job.tenderId, lotId }, { reportHash: hashOfReport(report), dissent: null }, { lotId });
  await house.turn();
  await chairing.reload();
  await chairing.getByText(/提交招标人/).waitFor();
  await look(chairing, 'evaluation-signed');
}

/** A wrong draft goes back before all have signed it, and the next one stands for all. */
async function recallAndDraftAgain(chairing: Page, lotId: string): Promise<void> {
  await button(chairing, '收回报告稿…').click();
  await chairing.getByLabel('原因').fill('一处客观分核对后要改正。');
  await look(chairing, 'evaluation-recall');
  await button(chairing, '收回报告稿').click();
  await button(chairing, '汇总并形成评标报告').waitFor();
  assert.deepEqual([(await evaluationOf(asScene(), lotId)).status, (await evaluationOf(asScene(), lotId)).report], ['detailed', null]);
  await button(chairing, '汇总并形成评标报告').click();
  await chairing.getByText('第 1 中标候选人').waitFor();
}

function shownFile(page: Page): Promise<string> {
  return page.locator('.viewer-tools [aria-pressed=true]').innerText();
}

/** The same for the second lot over HTTP; its report the expert at the screen signs there. */
export async function evaluateTheSecondLot(): Promise<void> {
  const { chair, delegate, others, chairing } = await bench();
  const [, lotId] = lotIds();
  const scene = asScene();
  const all = [chair, delegate, ...others];
  await reviewPreliminary(scene, lotId, all);
  await house.byHand.act(chair.player, 'evaluation.closePreliminary', { lotId });
  await score(scene, lotId, all);
  await house.byHand.act(chair.player, 'evaluation.draftReport', { lotId });
  await signReport(scene, lotId, [delegate, ...others]);
  await chairing.goto(`${origin}/desk/evaluation`);
  await chairing.locator(`a[href="/desk/evaluation/${lotId}"]`).click();
  await sign(chairing, '阅读完毕，签署报告');
  await chairing.getByText(/提交招标人/).waitFor();
  await house.turn();
  await chairing.goto(`${origin}/desk/evaluation`);
  await chairing.getByRole('heading', { name: '我的评标' }).waitFor();
  await look(chairing, 'evaluation-list-done');
}
