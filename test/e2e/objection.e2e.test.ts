import assert from 'node:assert/strict';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, microsPerHour } from '#kernel/time/instant.ts';
import { seriousBarriers } from '#test/harness/axe.ts';
import { widths } from '#test/harness/browser.ts';
import { bidderOf, initiatorOf, publish, register, takeDocuments, tenderOf, type Scene } from '#world/playbook/front.ts';
import { planTender } from '#world/playbook/plan.ts';
import type { Page } from 'playwright-core';
import { openHouse, signInDialog } from './front.testing.ts';

const house = await openHouse('e2e-objection');
const { cast, players, platform, troupe, origin, scene } = house;
const plan = planTender({ index: 900, cast, beginsAt: await house.stage.now(), ending: 'published' });
const play: Scene = { platform, troupe, cast, players, plan };
const { tenderId } = plan;
const agency = initiatorOf(play);
const objector = bidderOf(play, present(plan.lots[0]?.bidders[0], 'bidder'));
let bidding: Page;
let hosting: Page;

async function look(page: Page, step: string): Promise<void> {
  await house.look(page, step);
  for (const barrier of await seriousBarriers(page)) house.faults.push(`${step}: ${barrier}`);
}

scene('R-108 投标人在截止十日前对招标文件提出异议，签名后交易暂停，只有招标人一方和监督部门知道是谁', async () => {
  await register(play);
  const document = await publish(play, await house.stage.now());
  await house.advance(addMicros(document.documentFrom, 2 * microsPerHour));
  await takeDocuments(play);
  bidding = await house.logIn(objector, `/desk/documents/${tenderId}`);
  const form = bidding.getByRole('region', { name: '异议', exact: true });
  await form.getByLabel('事项').fill('业绩要求限制外地投标人');
  await form.getByLabel('事实和理由').fill('招标文件把同类工程限定在自治区内，与项目实际需要无关，请求删除地域限定。');
  await look(bidding, 'raise');
  await form.getByRole('button', { name: '签署并提出…' }).click();
  await signInDialog(bidding, () => house.look(bidding, 'raise-sign'));
  await form.getByText(/等待答复/).waitFor();
  await look(bidding, 'raised');
  await house.turn();
  const page = await house.visit(widths.desk);
  await page.goto(`${origin}/projects/${tenderId}`);
  await page.getByText('收到对招标文件的异议').first().waitFor();
  await look(page, 'public-raised');
  assert.ok(!(await page.locator('body').innerText()).includes(objector.person.orgName));
  await page.context().close();
});

scene('R-108 R-203 代理机构答复：异议成立，答复与修改是同一次签署；公布时隐去提出人', async () => {
  await house.advance(addMicros(await house.stage.now(), 2 * microsPerDay));
  hosting = await house.logIn(agency, '/desk/home');
  const page = hosting;
  await page.getByRole('link', { name: /答复异议（1 件）/ }).click();
  await page.getByText('异议成立', { exact: true }).click();
  await page.getByLabel('公开的异议摘要').fill('资格条件的业绩要求存在地域限定。');
  await page.getByLabel('答复和理由（公开）').fill('异议成立。同类工程业绩不限地域，已修改招标文件。');
  const choose = page.getByLabel('选择要修改的内容');
  const place = present(await choose.locator('option').filter({ hasText: '资格' }).first().getAttribute('value'), 'place');
  await choose.selectOption(place);
  const after = page.locator('.t-section').filter({ hasText: '改为' }).locator('textarea').first();
  await after.fill(`${await after.inputValue()}，同类工程业绩不限地域`);
  await look(page, 'answer');
  await page.getByRole('button', { name: '签署答复…' }).click();
  await signInDialog(page, () => house.look(page, 'answer-sign'));
  await page.getByText('成立', { exact: true }).waitFor();
  await look(page, 'answered');
  await house.turn();
  const state = await tenderOf(play);
  assert.equal(state.settledObjections[0]?.amendmentNumber, state.amendments[0]?.number);
  assert.equal(state.amendments[0]?.objectionId, state.settledObjections[0]?.objectionId);
});

scene('R-107 R-108 提出人看到答复，每个获取文件的单位看到修改前后的对照，公众看到答复而看不到提出人', async () => {
  await bidding.goto(`${origin}/desk/documents/${tenderId}`);
  await bidding.getByText('同类工程业绩不限地域').first().waitFor();
  assert.ok(!(await bidding.locator('main').innerText()).includes('{{'), 'a change is shown as people read it');
  await look(bidding, 'document-amended');
  await bidding.goto(`${origin}/desk/notices`);
  await bidding.getByRole('button', { name: '确认收到' }).click();
  await bidding.getByText('都读过了').waitFor();
  const page = await house.visit(widths.desk);
  await page.goto(`${origin}/projects/${tenderId}?show=objection`);
  await page.getByText('资格条件的业绩要求存在地域限定').first().waitFor();
  await look(page, 'public-answered');
  assert.ok(!(await page.locator('body').innerText()).includes(objector.person.orgName));
});

scene('R-017 没有一页出错，没有一页左右滚动，没有严重的使用障碍', () => {
  assert.deepEqual([...new Set(house.faults)], []);
  assert.deepEqual(house.problems, []);
  return Promise.resolve();
});
