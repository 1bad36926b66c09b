import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { button, sign } from './house.testing.ts';
import { house, initiator, job, look, lotIds, name, officerBeside, origin } from './world.testing.ts';

export async function witness(): Promise<void> {
  const page = await house.seat(await officerBeside('centre', 'serve.witness'));
  await page.goto(`${origin}/desk/witness`);
  await look(page, 'witness-list');
  await page.getByRole('link', { name: new RegExp(name) }).click();
  const last = '第二标段';
  await page.locator('.w-lines .chip', { hasText: last }).first().waitFor();
  assert.equal(await page.getByLabel('标段').locator('option', { hasText: last }).count(), 1);
  await page.getByLabel('情况', { exact: true }).fill('评标一室全程录音录像，无人员擅自进出。');
  await look(page, 'witness-desk');
  await button(page, '写入记录').click();
  await page.locator('.w-lines').getByText('无人员擅自进出').waitFor();
  await house.turn();
}

export async function archive(): Promise<void> {
  const [archiving, holding] = await Promise.all([house.seat(await officerBeside('centre', 'serve.archive')), house.seat(initiator)]);
  await Promise.all([archiving, holding].map(async (page) => {
    for (const lotId of lotIds()) {
      await page.goto(`${origin}/desk/archives`);
      await page.locator(`a[href="/desk/archives/${lotId}"]`).click();
      await sign(page, '签署接收');
      await button(page, '签署接收').waitFor({ state: 'hidden' });
    }
  }));
  for (const lotId of lotIds()) {
    await holding.goto(`${origin}/desk/archives/${lotId}`);
    await holding.locator('.r-side li .ok').nth(1).waitFor();
    await button(holding, '重新校验').click();
    await holding.getByText(/^完好：/).waitFor();
  }
  await look(holding, 'archive');
  await house.turn();
}

export async function verifyBothLots(): Promise<void> {
  const page = await house.visit();
  const project = `${origin}/projects/${job.tenderId}`;
  await page.goto(project);
  for (const words of ['投标截止，名单公开', '全部报价同时公布', '发出中标通知书', '合同']) await page.getByText(words).first().waitFor();
  await look(page, 'portal-project');
  const trust = await (await page.request.get(`${origin}/trust.json`)).body();
  const bundles: string[] = [];
  for (const i of lotIds().keys()) {
    await page.goto(project);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.bundles a[download]').nth(i).click()]);
    const bundle = readFileSync(await saved.path(), 'utf8');
    bundles.push(bundle);
    await page.locator('.bundles a', { hasText: '自己验证' }).nth(i).click();
    await page.getByRole('heading', { name: '自己验证一个项目' }).waitFor();
    await verify(page, bundle, trust);
    await page.getByText('全部对得上').waitFor();
    assert.ok((await page.locator('.fingerprints dd').count()) >= 4, 'whose keys it rests on is said');
    if (i === 0) await look(page, 'verify-good');
  }
  const [bundle, other] = [present(bundles[0], 'bundle'), present(bundles[1], 'bundle')];
  assert.notEqual(bundle, other);
  const place = Math.floor(bundle.length / 2);
  await verify(page, bundle.slice(0, place) + (bundle[place] === 'a' ? 'b' : 'a') + bundle.slice(place + 1), trust);
  await page.getByText('有对不上的地方').waitFor();
  await look(page, 'verify-bad');
  await verify(page, bundle, trust);
  await page.getByText('全部对得上').waitFor();
  await verify(page, `${bundle} `, trust);
  await page.getByText('有对不上的地方').waitFor();
}

async function verify(page: Page, bundle: string, trust: Buffer): Promise<void> {
  await page.locator('input[name=bundle]').setInputFiles({ name: '证据包.json', mimeType: 'application/json', buffer: Buffer.from(bundle) });
  await page.locator('input[name=trust]').setInputFiles({ name: 'trust.json', mimeType: 'application/json', buffer: trust });
  await button(page, '开始验证').click();
}
