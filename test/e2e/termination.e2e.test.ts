import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { bidderOf, initiatorOf } from '#world/playbook/front.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, button, openReadyStage, sign } from './ready.testing.ts';

const on = await openReadyStage({ index: 908 });
const { scene, plan, lot, origin } = on;
const explanation = '本项目的批复文件已由原审批部门于开标前撤销（呼发改审批〔2026〕88 号），招标不再具备条件。';

let browser: Browser;
let house: ReturnType<typeof audience>;
let inviting: Page;
let bidding: Page;
let reading: Page;
before(async () => {
  await buildWebIfStale(`${import.meta.dirname}/../..`, () => undefined);
  browser = await launchBrowser();
  house = audience(browser, origin, 'e2e-termination');
  inviting = await house.seat(initiatorOf(scene));
  bidding = await house.seat(bidderOf(scene, present(lot.bidders[0], 'bidder')));
  reading = await house.seat(null);
});
after(() => browser?.close());

/** Whoever reads it, neither name nor number of those who had responded stands there. */
async function assertQuiet(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  for (const { name } of lot.bidders) assert.ok(!text.includes(name), name);
  assert.ok(!/[0-9一二三] ?(家|份)投标/.test(text), text);
}

describe('终止招标', () => {
  test('R-109 招标人选情形、写事实、签署公告：不选不写签不了；签完就是终止，按钮没有了', async () => {
    await inviting.goto(`${origin}/desk/tenders/${plan.tenderId}`);
    await button(inviting, '终止招标…').click();
    assert.equal(await button(inviting, '签署并公告终止…').getAttribute('aria-disabled'), 'true');
    await house.look(inviting, 'form-empty');
    await inviting.getByLabel('终止的情形').selectOption('approval');
    await inviting.getByLabel(/^事实和经过/).fill(explanation);
    await house.look(inviting, 'form');
    await sign(inviting, button(inviting, '签署并公告终止…'), () => house.look(inviting, 'sign'));
    await inviting.getByText('已退还').waitFor();
    assert.equal(await button(inviting, '终止招标…').count(), 0);
    await assertQuiet(inviting);
    await house.look(inviting, 'initiator');
    await on.catchUp();
    await inviting.goto(`${origin}/desk/deposits`);
    await inviting.getByText('缴费码').first().waitFor();
    await assertQuiet(inviting);
    await house.look(inviting, 'deposits');
  });

  test('R-110 门户：项目停在“终止”，进程里有终止公告，公告写明情形、事实和依据；开标厅不开', async () => {
    await reading.goto(`${origin}/projects/${plan.tenderId}`);
    await reading.getByText('终止公告').first().waitFor();
    await assertQuiet(reading);
    assert.equal(await reading.getByText('距投标截止').count(), 0);
    await house.look(reading, 'portal-project');
    await reading.goto(`${origin}/notices?kind=termination&stage=terminated`);
    await reading.getByRole('link', { name: /终止招标公告/ }).first().waitFor();
    await house.look(reading, 'portal-list');
    await reading.getByRole('link', { name: /终止招标公告/ }).first().click();
    await reading.getByText('招标投标法实施条例 第三十一条').waitFor();
    assert.ok((await reading.locator('body').innerText()).includes(explanation));
    await assertQuiet(reading);
    await house.look(reading, 'portal-notice');
    await reading.goto(`${origin}/notices?q=${encodeURIComponent(plan.name)}&kind=tender`);
    await reading.getByText(plan.name).first().waitFor();
    assert.equal(await reading.getByText('距投标截止').count(), 0, '终止以后不再倒数');
    await reading.goto(`${origin}/openings?day=${formatBeijing(on.deadlineAt).slice(0, 10)}`);
    await reading.getByText('终止', { exact: true }).first().waitFor();
    await house.look(reading, 'portal-openings');
    await reading.goto(`${origin}/openings/${plan.tenderId}`);
    await reading.getByText('招标终止，不开标').first().waitFor();
    await assertQuiet(reading);
    await house.look(reading, 'portal-hall');
  });

  test('R-110 投标人：待办和通知里有终止，确认以后没有未读；投标不能再动，保证金看得到自己的一笔', async () => {
    await bidding.goto(`${origin}/desk/home`);
    await bidding.getByText('招标已终止，请查看公告').first().waitFor();
    await house.look(bidding, 'bidder-home');
    await bidding.goto(`${origin}/desk/notices`);
    await bidding.getByText(explanation).waitFor();
    await house.look(bidding, 'bidder-notice');
    await button(bidding, '确认收到').click();
    await bidding.getByText('都读过了').waitFor();
    await bidding.goto(`${origin}/desk/documents/${plan.tenderId}`);
    await bidding.getByText('招标已终止').first().waitFor();
    assert.equal(await button(bidding, '提交问题').count(), 0);
    await house.look(bidding, 'bidder-document');
    await bidding.goto(`${origin}/desk/bids/${lot.lotId}`);
    await bidding.getByText('不再接收、替换或撤回投标文件').waitFor();
    await house.look(bidding, 'bidder-bid');
    await bidding.goto(`${origin}/desk/bids`);
    await bidding.getByText('招标终止').first().waitFor();
    await house.look(bidding, 'bidder-bids');
    await bidding.goto(`${origin}/desk/deposits`);
    await bidding.getByText('别人看不到是你单位').first().waitFor();
    await house.look(bidding, 'bidder-deposit');
  });

  test('没有一个页面出错或者比手机宽', () => assert.deepEqual([...house.faults, ...on.problems], []));
});
