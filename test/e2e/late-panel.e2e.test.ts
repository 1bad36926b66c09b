import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { answerContent } from '#trade/objection/objection.content.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { officerOf } from '#world/found.ts';
import { bidderOf, initiatorOf, tenderOf } from '#world/playbook/front.ts';
import { amend } from '#world/playbook/incidents.ts';
import { panelOf, requestPanel } from '#world/playbook/panel.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, openReadyStage, sign } from './ready.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
const on = await openReadyStage({ index: 905, panel: false });
const { scene, plan, lot, origin } = on;
const { tenderId } = plan;
const bidder = bidderOf(scene, present(lot.bidders[0], 'bidder'));
const outsider = officerOf(on.cast, on.players, present(on.cast.organisations.find(({ kind, orgId }) => kind === 'enterprise' && !lot.bidders.some((each) => each.orgId === orgId)), 'outsider'), 'respond.operator');
const operator = initiatorOf(scene);

let browser: Browser;
let house: ReturnType<typeof audience>;
let initiating: Page;

before(async () => {
  browser = await launchBrowser();
  house = audience(browser, origin, 'late-panel');
  initiating = await house.seat(operator);
});
after(async () => {
  await browser?.close();
  assert.deepEqual(house.faults, []);
});

describe('a deadline moves, an interested party objects, and a panel is asked for late', () => {
  test('R-088 截止延后：已递交的投标人在通知、投标进度和编制页上看到要重新递交，写明为什么', async () => {
    await amend(scene, 'amendment', { affectsBids: false, changes: [], filesAdded: [], deadlineAt: addMicros(on.deadlineAt, 14 * microsPerDay), items: [{ answer: '因图纸会审，投标截止时间顺延。' }] });
    await on.catchUp();
    const page = await house.seat(bidder);
    await page.goto(`${origin}/desk/notices`);
    await page.getByText('投标截止已延后，请重新递交').waitFor();
    await house.look(page, 'notices');
    await page.goto(`${origin}/desk/bids`);
    await page.getByText('截止已延后，请重新递交').waitFor();
    await house.look(page, 'bids');
    await page.getByRole('link', { name: '重新递交' }).click();
    await page.getByText('密钥保管方只守到原来的时间').waitFor();
    await house.look(page, 'bid');
    await page.context().close();
  });

  test('R-108 没有获取文件的利害关系人写明利害关系提出异议；招标人看得到，公众看不到', async () => {
    const page = await house.seat(outsider);
    await page.goto(`${origin}/desk/documents/${tenderId}`);
    await page.getByLabel('利害关系说明').fill('本单位是本项目钢结构构件的供应商，品牌要求排除了本单位的产品。');
    await page.getByLabel('事项').fill('构件品牌限定');
    await page.getByLabel('事实和理由').fill('工程量清单写明了唯一的品牌，没有“或者相当于”，排斥其他供应商。');
    await house.look(page, 'objecting');
    await sign(page, page.getByRole('button', { name: '签署并提出…' }), () => house.look(page, 'objecting-sign'));
    await page.getByText('构件品牌限定').waitFor();
    await initiating.goto(`${origin}/desk/tenders/${tenderId}/objections`);
    await initiating.getByText('利害关系：').waitFor();
    await house.look(initiating, 'objections');
    assert.equal((await (await page.request.get(`${origin}/projects/${tenderId}`)).text()).includes('钢结构构件的供应商'), false);
    const objectionId = present((await tenderOf(scene)).openObjections[0], 'objection').objectionId;
    const answer = { outcome: 'rejected' as const, summary: '认为构件品牌限定了供应商', reply: '清单写明“或者相当于”，没有限定品牌。' };
    const signature = await on.troupe.sign(operator, 'objection.answer', { tenderId, objectionId }, answerContent({ ...answer, amendment: null }));
    await on.troupe.act(operator, 'objection.answer', { tenderId, objectionId, ...answer, amendment: null, signature });
    await page.context().close();
  });

  test('R-063 开标时还没有评标委员会：页面说明现在仍可申请、投标人自动回避；申请后照常抽取', async () => {
    await on.advance(addMicros(deadlineOf(await tenderOf(scene)), 5 * microsPerSecond));
    await initiating.goto(`${origin}/desk/home`);
    await initiating.getByText('没有评标委员会不能评标').waitFor();
    await house.look(initiating, 'home');
    await initiating.goto(`${origin}/desk/panels/${tenderId}`);
    await initiating.getByText('投标已经截止，评标委员会还没有组建。').waitFor();
    await house.look(initiating, 'request');
    await requestPanel(scene);
    await on.advance(addMicros(await on.stage.now(), microsPerMinute));
    const state = await panelOf(scene);
    assert.equal(state.matchHits, 0);
    assert.ok(state.drawnAt !== null && state.bidders?.length === 3);
    await initiating.getByText('已与投标人名单比对').waitFor();
    await house.look(initiating, 'drawn');
  });

  test('R-196 演示登录页上的专家写出地区和专业', async () => {
    const page = await house.seat(null);
    await page.goto(`${origin}/login?who=${encodeURIComponent('评标专家')}`);
    await page.locator('.person small', { hasText: ' · ' }).first().waitFor();
    await house.look(page, 'login');
    await page.context().close();
  });
});
