import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Page, WebSocketRoute } from 'playwright-core';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import type { HallMessage, HallRow, HallView } from '#trade/auction/hall-view.types.ts';
import { hallSample, hallSampleNames } from '../../web/ui/auction/samples.ts';
import { rowOf, told } from '../../web/ui/auction/told.testing.ts';
import { seriousBarriers } from '../harness/axe.ts';
import { shot, widths } from '../harness/browser.ts';
import { faultsOfLook, sampleBrowser } from './sample-browser.ts';

const { open, addressOf } = sampleBrowser();

test('R-017 every moment of an auction hall fits a desk and a phone and has no serious barrier', async () => {
  const page = await open();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  for (const scene of hallSampleNames) {
    await page.goto(addressOf(`assets/ui/preview.html?hall=${scene}`));
    await page.locator('.auction-now').waitFor();
    faults.push(...(await faultsOfLook(page, `auction-${scene}`, (width) => width > 600)));
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('R-017 on a phone price, time and the press that matters stand on the screen wherever one reads', async () => {
  const page = await open(widths.phone);
  await page.goto(addressOf('assets/ui/preview.html?hall=outbid'), { waitUntil: 'networkidle' });
  for (const share of [0, 0.5, 1]) {
    await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), share);
    const { bottom, top } = await page.locator('.auction-bar').getByRole('button', { name: /^报 2,880 万/ }).evaluate((button) => button.getBoundingClientRect().toJSON() as DOMRect);
    const height = await page.evaluate(() => innerHeight);
    assert.ok(bottom <= height && top > height * 0.6, `${top} to ${bottom} of ${height}`);
  }
  await page.context().close();
});

const { view, now } = hallSample('outbid');
const wan = (amount: number): string => `${amount}000000`;

/** A desk with a hall whose server is this test: what it is sent, and what it says. */
async function openHall(width: number = widths.desk) {
  const page = await open(width);
  const lines: { readonly url: string; readonly route: WebSocketRoute }[] = [];
  const bids: { key: string; priceFen: string }[] = [];
  const back: { view: HallView; missed: readonly HallRow[] } = { view, missed: [] };
  const begun = performance.now();
  const time = (): Instant => addMicros(now, Math.round((performance.now() - begun) * 1000));
  await page.clock.install();
  await page.route('**/api/auctions/*', (route) => route.fulfill({ json: back.view }));
  await page.routeWebSocket(/\/api\/auctions\/.+\/live/, (route) => {
    lines.push({ url: route.url(), route });
    route.onMessage((text) => {
      const request = JSON.parse(String(text));
      if (request.t === 'ping') say({ t: 'pong', sent: request.sent, now: time() });
      else bids.push(request);
    });
    say({ t: 'view', ...back, now: time() });
    say({ t: 'people', watching: 3412 });
  });
  const say = (message: HallMessage): void => lines.at(-1)?.route.send(JSON.stringify(message));
  await page.goto(addressOf(`desk/auctions/${view.lotId}`));
  await page.getByText('贰仟捌佰柒拾万元整').waitFor();
  return { page, lines, bids, back, say, time };
}

function priced(version: number, paddle: number, amount: number): Extract<HallMessage, { t: 'price' }> {
  return told({ version, paddle, priceFen: wan(amount), at: now, endsAt: addMicros(now, 300_000_000), nextFen: wan(amount + 10), accepted: version });
}

function ownRow(version: number, amount: number, at: Instant): HallRow {
  return rowOf({ version, at, paddle: 3, priceFen: wan(amount), result: 'accepted', refusal: null, logIndex: null });
}

const panelOf = (page: Page) => page.getByRole('region', { name: '我的报价' });

test('R-017 出价、被超过、断线、重连：每一步页面都说清楚，重连不会再报一次', async () => {
  const { page, lines, bids, back, say, time } = await openHall();
  const panel = panelOf(page);

  await panel.getByRole('button', { name: /^报 2,880 万/ }).click();
  await panel.getByText('正在送出 2,880 万').waitFor();
  assert.equal(bids.length, 1);
  say(priced(61, 3, 2880));
  say({ t: 'taken', key: bids[0]?.key ?? '', row: ownRow(61, 2880, time()), receipt: { signed: true }, decidedMs: 4 });
  await panel.getByText('你正领先').waitFor();
  await panel.getByText(/^收到 15:0\d:\d\d\.\d{3}/).waitFor();

  say(priced(62, 6, 2890));
  await panel.getByText('你已被超过').waitFor();
  await page.getByText('你已被超过：6 号报 2,890 万').waitFor({ state: 'attached' });

  // A price that has just come is asked about; this one has been read.
  await page.clock.fastForward(400);
  await panel.getByRole('button', { name: /^报 2,900 万/ }).click();
  await panel.getByText('正在送出 2,900 万').waitFor();
  back.view = { ...view, version: 64, best: { paddle: 6, priceFen: wan(2910), at: now }, nextFen: wan(2920), rows: [ownRow(63, 2900, time()), ...view.rows] };
  back.missed = [{ ...ownRow(64, 2910, time()), paddle: 6 }, ownRow(63, 2900, time())];
  await lines.at(-1)?.route.close();
  await page.getByText(/断线 \d+ 秒，错过 2 次报价，最后一次 6 号报 2,910 万/).waitFor();
  await panel.getByText(/上一次报价 2,900 万/).waitFor();
  assert.match(lines.at(-1)?.url ?? '', /\?since=62$/);
  assert.deepEqual(bids.map(({ priceFen }) => priceFen), [wan(2880), wan(2900)]);
  await shot(page, 'auction-desk-back');
  await page.context().close();
});

test('R-017 一次加很多档要再问一次；退回去就没有报', async () => {
  const { page, bids } = await openHall();
  const panel = panelOf(page);
  const amount = panel.getByRole('textbox', { name: /^自由报价/ });
  await amount.fill('2885');
  await amount.press('Enter');
  await panel.getByText(/不是加价幅度的整数倍/).waitFor();
  await panel.getByRole('button', { name: '报 2,890 万', exact: true }).waitFor();
  await amount.fill('3200');
  await amount.press('Enter');
  await panel.getByText('叁仟贰佰万元整').waitFor();
  await panel.getByRole('button', { name: /^报 3,200 万/ }).click();
  const dialog = page.getByRole('dialog', { name: '确定报这个价吗？' });
  await dialog.getByText('高 330 万，一次加了 33 档').waitFor();
  assert.deepEqual(await seriousBarriers(page), []);
  await shot(page, 'auction-confirm', { fullPage: false });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(bids.length, 0);
  await page.context().close();
});

test('R-017 按下时写着什么价就报什么价，松手前价格变了也一样', async () => {
  const { page, bids, say } = await openHall(widths.phone);
  const button = page.locator('.auction-bar .auction-quick');
  await button.getByText('报 2,880 万').waitFor();
  await button.dispatchEvent('pointerdown');
  say(priced(61, 6, 2880));
  await button.getByText('报 2,890 万').waitFor();
  await button.dispatchEvent('click');
  await button.getByText('正在送出…').waitFor();
  assert.deepEqual(bids.map(({ priceFen }) => priceFen), [wan(2880)]);
  await shot(page, 'auction-desk-phone', { fullPage: false });
  await page.context().close();
});
