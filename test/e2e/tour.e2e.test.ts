import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { every } from '#platform/wake/loops.ts';
import { sweepAll } from '#platform/wake/sweep.ts';
import { keyHolderParts } from '#service/keyholder/key-holder.ts';
import { seriousBarriers } from '#test/harness/axe.ts';
import { launchBrowser, resize, widths } from '#test/harness/browser.ts';
import { openStage } from '#test/journey/stage.testing.ts';
import { contract } from '#world/playbook/award.ts';
import { submitBid } from '#world/playbook/bids.ts';
import { chairOf, electChair, evaluationOf, reviewPreliminary, score, signReport } from '#world/playbook/evaluation.ts';
import { confirmArrivals, returnDeposits } from '#world/playbook/deposits.ts';
import { publish, register, takeDocuments, type Scene } from '#world/playbook/front.ts';
import { acceptCalls, memberPlayer, panelOf, requestPanel, signAvoidances, standing } from '#world/playbook/panel.ts';
import { planTender } from '#world/playbook/plan.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, sign } from './ready.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
const on = await openStage();
const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
const initiator = present(on.cast.initiators[0], 'initiator');
const planned = planTender({ index: 902, cast: on.cast, beginsAt: await on.stage.now(), ending: 'contracted', initiator });
const plan = { ...planned, agency: null, lots: planned.lots.map((lot) => ({ ...lot, bidders: on.cast.bidders.slice(0, 3) })) };
const lot = present(plan.lots[0], 'lot');
const scene: Scene = { platform: on.platform, troupe: on.troupe, cast: on.cast, players: on.players, plan };
const lotIds = [lot.lotId];
const settleMs = 200;

/** What runs beside a served demonstration: clock, log, workers, followers, key agents. */
const loop = every('beside', settleMs, async () => {
  // The clock of the demonstration sweeps too: who comes second is refused, and nothing happens twice.
  await sweepAll(on.db.app, on.platform.pipeline, () => undefined);
  await on.company.turnOf(keyHolderParts);
  await on.company.publish();
  await on.platform.follow();
}, pino({ level: 'silent' }));
after(() => loop.stop());

/** On the screen that a step leads to, `wanted` stands ready; then `act` is done. */
type Step = { readonly title: string; readonly wanted: (page: Page) => Locator; readonly act: (page: Page) => Promise<unknown>; /** Where the act is done; `first`: the first of several on the screen, the others over HTTP. */ readonly place: 'http' | 'first' | 'screen' | 'clock' };
const main = (page: Page): Locator => page.locator('main');
const press = (name: string | RegExp) => (page: Page): Locator => main(page).getByRole('button', { name }).first();

async function evaluateAll(): Promise<void> {
  const panel = await panelOf(scene);
  const members = standing(panel).map(({ memberId, personId }) => ({ memberId, player: memberPlayer(scene, personId) }));
  for (const { player } of members) await on.troupe.act(player, 'evaluation.signIn', { lotIds  });
  await electChair(scene, lot.lotId, members);
  await comesTrue(async () => (await evaluationOf(scene, lot.lotId)).checking !== null);
  await reviewPreliminary(scene, lot.lotId, members);
  await on.troupe.act(chairOf(members).player, 'evaluation.closePreliminary', { lotId: lot.lotId });
  await score(scene, lot.lotId, members);
  await on.troupe.act(chairOf(members).player, 'evaluation.draftReport', { lotId: lot.lotId });
  await signReport(scene, lot.lotId, members);
  assert.equal((await evaluationOf(scene, lot.lotId)).status, 'reported');
}

async function comesTrue(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(settleMs);
}

async function answerAll(page: Page): Promise<void> {
  const called = async () => (await panelOf(scene)).members.filter(({ status }) => status === 'called').length;
  const before = await called();
  await press('接受')(page).click();
  await comesTrue(async () => (await called()) < before);
  await acceptCalls(scene);
  await comesTrue(async () => (await panelOf(scene)).members.every(({ status }) => status !== 'called'));
}

async function signAll(page: Page): Promise<void> {
  await sign(page, press('签署回避声明')(page));
  await signAvoidances(scene);
}

/** Decision, letter, result notice, report to the department: one after the other, as the screen brings them. */
async function awardOnScreen(page: Page): Promise<void> {
  for (const name of ['签署定标', '签署并发出', '签署并公告', '签署并提交']) await sign(page, press(name)(page));
}

async function returnAll(page: Page): Promise<void> {
  await press('登记退还')(page).click();
  await page.getByLabel('付款凭证号').fill('YH20261121001');
  await page.getByRole('button', { name: /^登记退还 ¥/ }).click();
  await page.getByText('已退还').first().waitFor();
  await returnDeposits(scene, lot.lotId);
}

const done: Readonly<Record<Step['place'], string>> = { http: '经接口办完', first: '第一件就在那一屏上办完，其余经接口办完', screen: '就在那一屏上办完', clock: '时刻一到' };

const steps: readonly Step[] = [
  { title: '登记项目', wanted: (page) => page.getByLabel('项目名称'), act: () => register(scene), place: 'http' },
  { title: '编制并发布招标文件', wanted: (page) => page.getByRole('list', { name: '步骤' }), act: async () => publish(scene, await on.stage.now()), place: 'http' },
  { title: '申请组建评标委员会', wanted: press('提出申请并开始抽取'), act: () => requestPanel(scene), place: 'http' },
  { title: '专家应答', wanted: press('接受'), act: answerAll, place: 'first' },
  { title: '获取招标文件', wanted: press('获取招标文件'), act: () => takeDocuments(scene), place: 'http' },
  { title: '编制、加密、递交投标文件', wanted: (page) => page.getByRole('heading', { name: '招标文件要求' }), act: () => Promise.all(lot.bidders.map((bidder) => submitBid(scene, lot, bidder))), place: 'http' },
  { title: '主持人签到', wanted: press('签到主持'), act: (page) => press('签到主持')(page).click(), place: 'screen' },
  { title: '等待投标截止', wanted: (page) => page.getByRole('complementary', { name: '导览' }), act: () => Promise.resolve(), place: 'clock' },
  { title: '开标', wanted: press('确认开标记录'), act: (page) => sign(page, press('确认开标记录')(page)), place: 'screen' },
  { title: '核对保证金到账', wanted: press(/^登记(到账|保函|保单)$/), act: () => confirmArrivals(scene, lotIds), place: 'http' },
  { title: '报到、签回避声明', wanted: press('签署回避声明'), act: signAll, place: 'first' },
  { title: '评标', wanted: press(/^签到/), act: evaluateAll, place: 'http' },
  { title: '公示中标候选人', wanted: press('签署并公示'), act: (page) => sign(page, press('签署并公示')(page)), place: 'screen' },
  { title: '定标、发中标通知书', wanted: press('签署定标'), act: awardOnScreen, place: 'screen' },
  { title: '双方签合同', wanted: press('生成合同稿'), act: () => contract(scene, lot.lotId), place: 'http' },
  { title: '退还投标保证金', wanted: press('登记退还'), act: returnAll, place: 'first' },
  { title: '归档', wanted: press('签署接收'), act: (page) => sign(page, press('签署接收')(page)), place: 'screen' },
];

describe('导览：照它的次序和钟点，从登记走到自己验证', () => {
  let browser: Browser;
  let page: Page;
  let house: ReturnType<typeof audience>;
  let tour: Locator;
  /** A step stands on all before it. */
  let isBroken = false;
  before(async () => {
    browser = await launchBrowser();
    house = audience(browser, origin, 'e2e-tour');
    page = await house.seat(null);
    tour = page.getByRole('complementary', { name: '导览' });
  });
  after(() => browser?.close());

  /** Pictures at both widths; on the desk also the search for barriers. */
  async function look(name: string): Promise<void> {
    await house.look(page, name);
    await resize(page, { width: widths.desk, height: 900 });
    for (const barrier of await seriousBarriers(page)) house.faults.push(`${name}: ${barrier}`);
  }

  test('R-011 从登录页打开导览，选择从登记一个新项目开始', async () => {
    await page.goto(`${origin}/login`);
    await page.getByRole('button', { name: /^导览/ }).click();
    await tour.getByRole('button', { name: '从登记一个新项目开始' }).click();
    await tour.getByText('招标投标法 第九条').waitFor();
  });

  async function turnClock(wait: Locator): Promise<void> {
    await wait.click();
    await tour.getByRole('button', { name: '正在前进…' }).waitFor({ state: 'hidden' });
  }

  for (const [i, { title, wanted, act, place }] of steps.entries()) {
    test(`R-011 第 ${i + 1} 步“${title}”：时钟由导览拨到，带到的那一屏上正有这件事可办，${done[place]}，自己打勾`, async () => {
      assert.ok(!isBroken, 'an earlier step failed');
      isBroken = true;
      const now = tour.locator('li.now').filter({ has: page.locator('.tour-title', { hasText: new RegExp(`^\\s*\\d+\\s*${title}$`) }) });
      await now.waitFor();
      const wait = now.getByRole('button', { name: '把时钟拨到那一刻' });
      const way = now.locator('.tour-step .btn').filter({ hasNotText: '把时钟' });
      await wait.or(way).first().waitFor();
      if (await wait.isVisible()) {
        assert.equal(await now.getByText('先完成前面的步骤').count(), 0);
        await turnClock(wait);
      }
      if (title !== '等待投标截止') {
        await way.first().click();
        // Who comes while the key agents are still at work is shown the hour only when they have done.
        await wanted(page).or(wait).first().waitFor();
        if (await wait.isVisible()) await turnClock(wait);
        await wanted(page).waitFor();
        await look(String(i + 1).padStart(2, '0'));
        await act(page);
        // The tour asks again every few seconds; who is in no hurry sees the same.
        await page.reload();
      }
      await tour.locator('li.done .tour-title', { hasText: new RegExp(`^\\s*✓\\s*${title}（已完成）$`) }).waitFor();
      isBroken = false;
    });
  }

  test('R-011 R-178 最后一步不用登录：打开验证页，选项目页的证据包和信任根，全部对得上；改一个字就有对不上的地方', async () => {
    const last = tour.locator('li.now', { hasText: '自己验证' });
    await last.getByRole('link', { name: '打开这一页' }).click();
    await page.getByRole('heading', { name: '自己验证一个项目' }).waitFor();
    const bundle = await (await page.request.get(`${origin}/api/bundles/${lot.lotId}`)).text();
    const trust = await (await page.request.get(`${origin}/trust.json`)).body();
    await verify(bundle, trust);
    await page.getByText('全部对得上').waitFor();
    await look('verify');
    const place = bundle.length >> 1;
    await verify(bundle.slice(0, place) + (bundle[place] === 'a' ? 'b' : 'a') + bundle.slice(place + 1), trust);
    await page.getByText('有对不上的地方').waitFor();
  });

  async function verify(bundle: string, trust: Buffer): Promise<void> {
    await page.locator('input[name=bundle]').setInputFiles({ name: '证据包.json', mimeType: 'application/json', buffer: Buffer.from(bundle) });
    await page.locator('input[name=trust]').setInputFiles({ name: 'trust.json', mimeType: 'application/json', buffer: trust });
    await page.getByRole('button', { name: '开始验证' }).click();
  }

  test('R-017 没有一页出错，没有一页比手机宽，没有严重的使用障碍', () => {
    assert.deepEqual([...new Set(house.faults)], []);
    assert.deepEqual(on.problems, []);
  });
});
