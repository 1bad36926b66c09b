import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
async function openHall(width: number = widths.desk, over: Partial<HallView> = {}) {
  const page = await open(width);
  const lines: { readonly url: string; readonly route: WebSocketRoute }[] = [];
  const bids: { key: string; priceFen: string }[] = [];
  const back: { view: HallView; missed: readonly HallRow[] } = { view: { ...view, ...over }, missed: [] };
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

test('R-131 R-187 每次自己的报价都能下载回执；监督部门、出让人各看到自己该看的；结束后有证据包', async () => {
  const line = { paddle: 6, bidder: '腾格里实业有限公司', from: now, until: now, bids: [{ id: 'accepted-6-58', priceFen: wan(2870), result: 'accepted', receivedAt: now, at: now, answeredAt: addMicros(now, 12_400), roundTripMicros: 38_000 }], roundTrip: { count: 9, minMicros: 31_000, medianMicros: 38_000, maxMicros: 412_000 }, clockAheadMicros: null };
  const anomaly = { kind: 'alternating', at: now, count: 12, paddles: [3, 6], words: '3、6 号接连 12 次只在彼此之间加价，没有别人报价', bidders: ['腾格里实业有限公司', '贺兰山矿业有限公司'] };
  for (const [name, width] of Object.entries(widths)) {
    const { page } = await openHall(width, { status: 'ended', stage: null, stagesDone: 3, can: [], mayRead: ['lines', 'anomalies', 'bundle'], outcome: { kind: 'sold', paddle: 6, priceFen: wan(2870) } });
    await page.route('**/api/auctions/*/lines', (route) => route.fulfill({ json: { items: [line, { ...line, paddle: 3, bidder: null, roundTrip: null, bids: [] }] } }));
    await page.route('**/api/auctions/*/anomalies', (route) => route.fulfill({ json: { items: [anomaly] } }));
    await page.route('**/api/auctions/*/receipts/**', (route) => route.fulfill({ json: { kind: 'ovoo-bid-receipt', v: 1, lotId: view.lotId, version: 47, receipt: { at: now, root: 'A'.repeat(43), signature: 'B'.repeat(86), events: [] }, event: { header: {}, parts: [] } } }));
    await page.route('**/log/checkpoint*', (route) => route.fulfill({ body: 'log\n9\nroot\n\n' }));
    await page.route('**/api/log/inclusion*', (route) => route.fulfill({ json: { index: 7, path: [], checkpoint: 'log\n9\nroot\n\n— x y\n' } }));
    await page.reload();
    await page.getByRole('region', { name: '值得留意' }).getByText('接连 12 次').waitFor();
    await page.getByRole('region', { name: '线路记录' }).getByText('往返 38 毫秒').waitFor();
    const proof = page.getByRole('region', { name: '证据包' });
    assert.deepEqual(await proof.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))), [`/api/bundles/${view.lotId}?edition=public`, `/api/bundles/${view.lotId}?edition=parties`, `/verify?bundle=${encodeURIComponent(`/api/bundles/${view.lotId}`)}`]);
    await shot(page, `auction-watch-${name}`);
    assert.deepEqual(await seriousBarriers(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`);
    const saved = page.waitForEvent('download');
    await page.getByRole('row').filter({ hasText: '未接受' }).getByRole('button', { name: '下载回执' }).click();
    const file = await saved;
    assert.match(file.suggestedFilename(), /未接受-47\.json$/);
    const receipt = JSON.parse(readFileSync(await file.path(), 'utf8')) as { logIndex: number; logProof: string };
    assert.deepEqual([receipt.logIndex, receipt.logProof.startsWith('c2sp.org/tlog-proof@v1\nindex 7\n')], [7, true]);
    await page.context().close();
  }
});
