import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerMinute } from '#kernel/time/instant.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { auction } from '#trade/auction/auction.ts';
import { lottery } from '#trade/lottery/lottery.ts';
import { sale } from '#trade/sale/sale.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { openStage } from '#test/journey/stage.testing.ts';
import { officerOf } from '#world/found.ts';
import type { Player } from '#world/troupe.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, button, sign } from './ready.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
const on = await openStage();
const { pool } = on.platform;
const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
const seller = officerOf(on.cast, on.players, present(on.cast.initiators[1], 'seller'), 'initiate.operator');
const bidders = [0, 1].map((i) => officerOf(on.cast, on.players, present(on.cast.bidders[i], 'bidder'), 'respond.operator')) as [Player, Player];
const published = async () => present((await readHeads(pool, sale, ''))[0], 'sale').state;
const hallOf = async (lotId: string) => present(await readHead(pool, auction, lotId), 'hall').state.auction;
const next = (page: Awaited<ReturnType<ReturnType<typeof audience>['seat']>>) => button(page, '下一步').click();

describe('公告的各种竞价方式，在浏览器里', () => {
  let browser: Browser;
  let house: ReturnType<typeof audience>;
  before(async () => {
    browser = await launchBrowser();
    house = audience(browser, origin, 'e2e-modes');
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(house.faults, []);
    assert.deepEqual(on.problems, []);
  });

  test('R-086 R-087 出让人选方式：权重报价写指标，土地设限价摇号，两宗组合；不相配的当场说出', async () => {
    const page = await house.seat(seller);
    await page.goto(`${origin}/desk/sales`);
    await page.getByRole('link', { name: '发布公告' }).first().click();
    await page.getByLabel('标的所在地').click();
    await page.locator('.ant-cascader-menu-item').filter({ hasText: '阿拉善盟' }).click();
    await page.locator('.ant-cascader-menu-item').filter({ hasText: '阿拉善盟本级' }).click();
    await page.getByLabel('公告标题').fill('阿拉善盟 2026 年第 4 批公告');
    await page.getByLabel('交易种类').fill('地质勘查');
    await page.getByLabel('交易种类').press('Enter');
    await next(page);
    await page.getByLabel('标的名称').fill('巴丹吉林勘查项目');
    await page.getByLabel('起始价（元）').fill('2000000');
    await page.getByText('权重报价', { exact: true }).click();
    await page.getByLabel('指标 1', { exact: true }).fill('技术方案');
    await page.getByLabel('指标 1 的满分').fill('70');
    await page.getByText('满分合计应为 100 分').waitFor();
    await button(page, '加一项指标').click();
    await page.getByLabel('指标 2', { exact: true }).fill('类似业绩');
    await page.getByLabel('指标 2 的满分').fill('30');
    await house.look(page, 'weighted');

    await button(page, '上一步').click();
    await page.getByLabel('交易种类').fill('国有建设用地使用权出让');
    await page.getByLabel('交易种类').press('Enter');
    await next(page);
    await page.getByText('挂牌，达到最高限价后摇号', { exact: true }).click();
    await page.getByText('请设最高限价').waitFor();
    await page.getByLabel('最高限价（元）').fill('2100000');
    await button(page, '几宗合在一起出让（组合）').click();
    await page.getByLabel('第 1 宗名称').fill('ALX-2026-21 号宗地');
    await page.getByLabel('第 1 宗概况').fill('巴彦浩特镇，工业用地，2 公顷');
    await page.getByLabel('第 2 宗名称').fill('ALX-2026-22 号宗地');
    await house.look(page, 'lottery-package');
    await next(page);
    await page.getByText('组合出让，同一价格，一并成交').waitFor();
    await next(page);
    await page.getByText('条全部符合').waitFor();
    await next(page);
    await sign(page, button(page, '签署并发布…'));
    await page.getByText('组合中的各宗，一并成交').waitFor();
    await house.look(page, 'published');
    const { lots: [lot] } = await published();
    assert.deepEqual([lot?.mode.kind, lot?.parts?.length, lot?.capFen], ['lotteryAfterCap', 2, '210000000']);
    assert.equal(present(await readHead(pool, lottery, lot?.lotId ?? ''), 'lottery').state.holders.length, 4);
  });

  test('R-086 R-087 挂牌期间出让人签署调整幅度，全场立即看到；报到限价以后，别的竞买人一按即在摇号名单里', async () => {
    const { lots: [lot] } = await published();
    const { lotId, biddingFrom, mode, depositFen } = present(lot, 'lot');
    for (const [i, bidder] of bidders.entries()) {
      const bidderId = bidder.actor.orgId ?? '';
      await on.troupe.actSigned(bidder, 'application.apply', { lotId }, { lotId, isPreferred: false, files: [] });
      await on.troupe.actSigned(seller, 'application.qualify', { lotId, bidderId }, { lotId, bidderId, isQualified: true, reason: '' });
      await on.troupe.system('application.recordDeposit', { lotId, bidderId, amountFen: depositFen, reference: `RZ2026112200${i}` });
    }
    await on.stage.advanceTo(addMicros(biddingFrom, microsPerMinute));
    const page = await house.seat(seller);
    await page.goto(`${origin}/desk/auctions/${lotId}`);
    await page.getByLabel('新的幅度（元）').fill('50000');
    await house.look(page, 'step');
    await sign(page, button(page, '签署调整…'));
    await page.getByText('¥ 5 万').first().waitFor();
    assert.equal((await hallOf(lotId)).stepFen, '5000000');

    await on.troupe.act(bidders[0], 'auction.bid', { lotId, priceFen: '210000000' });
    const watching = await house.seat(bidders[1]);
    await watching.goto(`${origin}/desk/auctions/${lotId}`);
    await watching.getByText('我的报价').first().waitFor();
    await on.stage.advanceTo(addMicros('until' in mode ? mode.until : biddingFrom, microsPerMinute));
    await button(watching, '愿意按 210 万 参加摇号').waitFor();
    await house.look(watching, 'join');
    await button(watching, '愿意按 210 万 参加摇号').click();
    await watching.getByText('你已在摇号名单里').waitFor();
    await house.look(watching, 'joined');
    assert.equal((await hallOf(lotId)).offers.length, 1);
  });
});
