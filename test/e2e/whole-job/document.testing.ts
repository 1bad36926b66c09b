import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, microsPerHour } from '#kernel/time/instant.ts';
import { seriousBarriers } from '#test/harness/axe.ts';
import { widths } from '#test/harness/browser.ts';
import { bookRoom } from './announcement.testing.ts';
import { assertSilent, field, overhear, signInDialog } from './house.testing.ts';
import { agency, bidders, documentNow, house, job, look, objector, origin, secrets, tenderNow } from './world.testing.ts';

const [first, second, third] = bidders;
const summary = '资格条件的业绩要求存在地域限定';

export async function takeAndAsk(): Promise<void> {
  await house.advance(addMicros((await documentNow()).documentFrom, microsPerHour));
  const project = `/projects/${job.tenderId}`;
  const [page, phone, ...others] = await Promise.all([house.seat(first, project), house.seat(second, project, widths.phone), house.seat(third, project), house.seat(objector, project)]);
  await Promise.all([page, phone, ...others].map(take));
  await look(phone, 'document-phone');
  await field(page, '问题').fill('室外管网的接口位置在图纸上没有标明，请明确。');
  await look(page, 'document');
  await page.getByRole('button', { name: '提交问题' }).click();
  await page.getByText('已提交，答复会以澄清公布。').waitFor();
}

async function take(page: Page): Promise<void> {
  await page.getByRole('link', { name: '编制投标文件' }).first().click();
  await page.waitForURL(new RegExp(`/desk/documents/${job.tenderId}`));
  await page.getByRole('button', { name: '获取招标文件' }).click();
  await page.getByText(/已获取/).waitFor();
}

export async function object(): Promise<void> {
  const page = await house.seat(objector);
  const form = page.getByRole('region', { name: '异议', exact: true });
  await form.getByLabel('事项').fill('业绩要求限制外地投标人');
  await form.getByLabel('事实和理由').fill('招标文件把同类工程限定在自治区内，与项目实际需要无关，请求删除地域限定。');
  await lookClosely(page, 'raise');
  await form.getByRole('button', { name: '签署并提出…' }).click();
  await signInDialog(page, () => look(page, 'raise-sign'));
  await form.getByText(/等待答复/).waitFor();
  await lookClosely(page, 'raised');
  await house.turn();
  await readUnnamed('收到对招标文件的异议', 'public-raised', '');
}

export async function upholdTheObjection(): Promise<void> {
  await house.pass(2 * microsPerDay);
  const page = await house.seat(agency);
  await page.goto(`${origin}/desk/home`);
  await page.getByRole('link', { name: /答复异议（1 件）/ }).click();
  await page.getByText('异议成立', { exact: true }).click();
  await page.getByLabel('公开的异议摘要').fill(`${summary}。`);
  await page.getByLabel('答复和理由（公开）').fill('异议成立。同类工程业绩不限地域，已修改招标文件。');
  const choose = page.getByLabel('选择要修改的内容');
  const place = present(await choose.locator('option').filter({ hasText: '资格' }).first().getAttribute('value'), 'place');
  await choose.selectOption(place);
  const after = page.locator('.t-section').filter({ hasText: '改为' }).locator('textarea').first();
  await after.fill(`${await after.inputValue()}，同类工程业绩不限地域`);
  await lookClosely(page, 'answer');
  await page.getByRole('button', { name: '签署答复…' }).click();
  await signInDialog(page, () => look(page, 'answer-sign'));
  await page.getByText('成立', { exact: true }).waitFor();
  await lookClosely(page, 'answered');
  await house.turn();
  const state = await tenderNow();
  assert.equal(state.settledObjections[0]?.amendmentNumber, state.amendments[0]?.number);
  assert.equal(state.amendments[0]?.objectionId, state.settledObjections[0]?.objectionId);
}

export async function readTheAnswer(): Promise<void> {
  const page = await house.seat(objector);
  await page.goto(`${origin}/desk/documents/${job.tenderId}`);
  await page.getByText('同类工程业绩不限地域').first().waitFor();
  assert.ok(!(await page.locator('main').innerText()).includes('{{'), 'a change is shown as people read it');
  await lookClosely(page, 'document-amended');
  await acknowledge(page);
  await readUnnamed(summary, 'public-answered', '?show=objection');
}

/** What anyone reads of the objection, and that it does not say whose it is. */
async function readUnnamed(text: string, step: string, query: string): Promise<void> {
  const page = await house.visit();
  await page.goto(`${origin}/projects/${job.tenderId}${query}`);
  await page.getByText(text).first().waitFor();
  await lookClosely(page, step);
  assert.ok(!(await page.locator('body').innerText()).includes(objector.person.orgName));
  await page.context().close();
}

/** Confirms each notice, the oldest first. */
async function acknowledge(page: Page, step?: string): Promise<void> {
  await page.goto(`${origin}/desk/notices`);
  const seen = page.getByRole('button', { name: /^确认收到/ });
  await seen.first().waitFor();
  if (step) await look(page, step);
  for (let left = (await seen.count()) - 1; left >= 0; left--) {
    await seen.last().click();
    await page.getByText(left > 0 ? `${left} 条未读` : '都读过了').waitFor();
  }
}

export async function clarify(): Promise<void> {
  await house.advance(addMicros(job.deadlineAt, -10 * microsPerDay));
  const page = await house.seat(agency);
  const sentAt = await house.stage.now();
  await page.goto(`${origin}/desk/tenders/${job.tenderId}`);
  await page.getByRole('link', { name: '澄清与修改' }).click();
  const heard = overhear(page);
  await page.reload();
  await page.getByRole('button', { name: '答复这条' }).click();
  await field(page, '答复').fill('接口位于院区东侧新华东街市政井，详见补充说明。');
  await page.getByLabel('影响投标文件编制').check();
  await page.getByText(/距投标截止不足十五日，截止时间至少顺延到/).waitFor();
  await look(page, 'clarify');
  await page.getByRole('button', { name: '签署并发布…' }).click();
  await signInDialog(page, () => look(page, 'clarify-sign'));
  await page.getByRole('heading', { name: '第 3 号澄清' }).waitFor();
  await look(page, 'clarified');
  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('link', { name: '改约场地' }).waitFor();
  await look(page, 'tender-must-rebook');
  await page.getByRole('link', { name: '改约场地' }).click();
  const { bidDeadlineAt } = await documentNow();
  await bookRoom(page, bidDeadlineAt, 'venue-again');
  assertSilent(await heard.text(), secrets, 'the agency');
  await house.turn();
  assert.ok(bidDeadlineAt > job.deadlineAt && bidDeadlineAt - sentAt >= 15 * microsPerDay);
  job.deadlineAt = bidDeadlineAt;
  const bidding = await house.seat(first);
  await bidding.goto(`${origin}/desk/notices`);
  await bidding.getByText('接口位于院区东侧').waitFor();
  await acknowledge(bidding, 'notices');
}

/** Pictures of the screen, and the search for what keeps people out of it. */
async function lookClosely(page: Page, step: string): Promise<void> {
  await look(page, step);
  for (const barrier of await seriousBarriers(page)) house.faults.push(`${step}: ${barrier}`);
}
