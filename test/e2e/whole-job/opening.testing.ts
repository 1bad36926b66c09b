import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { checkSeals, openingOf } from '#world/playbook/opening.ts';
import { button, sign } from './house.testing.ts';
import { agency, asScene, bidderBodies, bidders, house, job, look, lotIds, origin } from './world.testing.ts';

const [bidder] = bidders;

/** Host, bidder and public, each before the same hall. */
async function halls(): Promise<readonly [hosting: Page, bidding: Page, reading: Page]> {
  reader ??= house.visit();
  return await Promise.all([house.seat(agency), house.seat(bidder), reader]);
}
let reader: Promise<Page> | null = null;

export async function open(): Promise<void> {
  await house.advance(addMicros(job.deadlineAt, -30 * microsPerMinute));
  const [hosting, bidding, reading] = await halls();
  const all = [hosting, bidding, reading];
  const receipts: { name: string; mimeType: string; buffer: Buffer }[] = [];
  for (const lotId of lotIds()) receipts.push(await downloadReceipt(bidding, lotId));
  await Promise.all([hosting.goto(`${origin}/desk/openings/${job.tenderId}`), bidding.goto(`${origin}/desk/openings/${job.tenderId}`), reading.goto(`${origin}/openings/${job.tenderId}`)]);
  await button(hosting, '签到主持').click();
  await Promise.all(all.map((page) => page.getByText(/主持，.*签到/).waitFor()));
  await look(hosting, 'opening-host-before');
  await look(reading, 'opening-reader-before');
  for (const page of all) {
    const text = await page.locator('main').first().innerText();
    assert.ok(!bidderBodies.some(({ name }) => text.includes(name)), 'nobody sees who bids');
  }

  await house.advanceWithoutAgents(addMicros(job.deadlineAt, microsPerSecond));
  await Promise.all(all.map((page) => page.getByText('3 家投标人').nth(1).waitFor()));
  await bidding.locator('.hall-form input[type=file]').first().setInputFiles(receipts);
  await bidding.getByText('名单中的正是你递交的那一份').waitFor();
  await reading.getByText('密封核对一致').nth(1).waitFor();
  // The other two compare theirs as the first has on the screen.
  await checkSeals(asScene());
  await look(bidding, 'opening-bidder-list');
  await look(reading, 'opening-reader-list');

  await Promise.all(all.map(watchPrices));
  await house.company.settle();
  await Promise.all(all.map((page) => page.locator('.hall-bid.shown').nth(5).waitFor()));
  for (const page of all) {
    const { prices, stones } = await seen(page);
    assert.deepEqual([...new Set(prices)].filter((count) => count !== 0), [6], 'the prices of both lots come all at once');
    assert.ok(stones.some((count) => count > 0), 'progress is live');
  }
  await reading.getByText(/抽中 0/).waitFor();
  await look(reading, 'opening-reader-prices');
}

async function downloadReceipt(page: Page, lotId: string) {
  await page.goto(`${origin}/desk/bids/${lotId}`);
  const [saved] = await Promise.all([page.waitForEvent('download'), button(page, '下载回执').click()]);
  return { name: `投标回执-${lotId}.json`, mimeType: 'application/json', buffer: readFileSync(await saved.path()) };
}

export async function objectAndConfirm(): Promise<void> {
  const [hosting, bidding, reading] = await halls();
  await bidding.getByRole('combobox', { name: '标段' }).selectOption(present(lotIds()[1], 'lot'));
  await bidding.getByLabel('异议内容').fill('请说明下浮系数由哪几方的随机数产生。');
  await look(bidding, 'opening-bidder-objection');
  await sign(bidding, '提出异议');
  await hosting.getByLabel('答复').fill('由四方密钥保管方截止前托管的随机数与名单检查点共同算出，材料可下载复算。');
  await look(hosting, 'opening-host-objection');
  await sign(hosting, '答复', () => look(hosting, 'opening-sign'));
  await Promise.all([reading, bidding].map((page) => page.getByText('材料可下载复算').waitFor()));
  assert.ok(!(await reading.locator('.hall-objections').innerText()).includes(bidder.person.orgName), 'the objector is not named');
  const { objectUntil } = await openingOf(asScene());
  await house.advance(addMicros(present(objectUntil, 'window'), microsPerSecond));
  await hosting.reload();
  await sign(hosting, '确认开标记录');
  await Promise.all([hosting, bidding, reading].map((page) => page.getByText('已确认并公布').waitFor()));
  await look(reading, 'opening-reader-record');
  await look(hosting, 'opening-host-record');
}

/** From now on the page itself notes how many prices and laid stones it shows, at every change. */
async function watchPrices(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: { prices: number[]; stones: number[] } = { prices: [], stones: [] };
    Object.assign(window, { noted });
    new MutationObserver(() => {
      noted.prices.push(document.querySelectorAll('.hall-bid.shown').length);
      noted.stones.push(document.querySelectorAll('.hall-bid .stone.set').length);
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}

function seen(page: Page): Promise<{ prices: number[]; stones: number[] }> {
  return page.evaluate(() => (window as unknown as { noted: { prices: number[]; stones: number[] } }).noted);
}
