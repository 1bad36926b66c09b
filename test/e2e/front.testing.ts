import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Instant } from '#kernel/time/instant.ts';
import { openStage } from '../journey/stage.testing.ts';
import { launchBrowser, openPage, shot, widths } from '#test/harness/browser.ts';
import type { Player } from '#world/troupe.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';

/** No picture is taller than this. */
const tallest = 5_000;
/** How long a page may take to lie still at another width. */
const settlesMs = 3_000;
const projectRoot = join(import.meta.dirname, '../..');

/** The whole platform, served on a port, and a browser; every visitor has a session of his own. */
export async function openHouse(shots: string) {
  await buildWebIfStale(projectRoot, () => undefined);
  const on = await openStage();
  const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  const browser: Browser = await launchBrowser();
  after(() => browser.close());
  const faults: string[] = [];
  const pages: Page[] = [];
  let isBroken = false;

  /** Everything that has happened stands in the log and on the public pages. */
  async function turn(): Promise<void> {
    await on.company.publish();
    await on.platform.follow();
  }

  async function advance(target: Instant): Promise<void> {
    await on.stage.advanceTo(target);
    await turn();
  }

  /** Someone without login. What fails in the page is collected. */
  async function visit(width: number): Promise<Page> {
    const page = await openPage(browser, width);
    page.setDefaultTimeout(20_000);
    pages.push(page);
    page.on('pageerror', (error) => faults.push(`${page.url()} ${String(error)}`));
    return page;
  }

  /** Logs in on the login page by picking this person, and lands on `next`. */
  async function logIn(player: Player, next: string, width: number = widths.desk): Promise<Page> {
    const page = await visit(width);
    const { person } = player;
    await page.goto(`${origin}/login?next=${encodeURIComponent(next)}`);
    await page.getByLabel('找人').fill(person.name);
    await page.getByLabel('找人').press('Enter');
    await page.waitForURL((address) => address.searchParams.get('who') === person.name);
    await look(page, `login-${person.role}`);
    await page.locator('button.person').filter({ hasText: person.orgName }).filter({ hasText: person.name }).click();
    await page.waitForURL((address) => address.pathname === next);
    return page;
  }

  /** One scene of the play. After one that failed, the rest has nothing to stand on; what every visitor saw then is kept as pictures. */
  function scene(title: string, play: () => Promise<void>): void {
    void test(title, async () => {
      assert.ok(!isBroken, 'an earlier scene failed');
      isBroken = true;
      try {
        await play();
        isBroken = false;
      } finally {
        if (isBroken) for (const [i, page] of pages.entries()) if (!page.isClosed()) await shot(page, `${shots}-failed-${i}`);
      }
    });
  }

  /** Pictures of the screen at both designed widths, as tall as it is; on neither does it scroll sideways. */
  async function look(page: Page, step: string): Promise<void> {
    const before = page.viewportSize();
    for (const width of Object.values(widths)) {
      const usual = width < 600 ? 844 : 900;
      await page.setViewportSize({ width, height: usual });
      const fits = await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, null, { timeout: settlesMs }).then(() => true, () => false);
      const [isDialog, tall] = await page.evaluate(() => [document.querySelector('[role=dialog]') !== null, document.documentElement.scrollHeight] as const);
      if (!isDialog) await page.setViewportSize({ width, height: Math.min(Math.max(tall, usual), tallest) });
      await shot(page, `${shots}-${step}-${width}`, { fullPage: false });
      if (!fits) faults.push(`${step} is too wide at ${width}`);
    }
    if (before) await page.setViewportSize(before);
  }

  return { ...on, origin, faults, turn, advance, visit, logIn, look, scene };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Signs what the open dialog shows, with the person's own demo certificate. */
export async function signInDialog(page: Page, look: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ hasText: '你将要签署的内容' });
  await dialog.getByRole('button', { name: '使用演示证书' }).click();
  await dialog.getByText(/\.ovookey/).first().waitFor();
  await look();
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
}

/** Goes to a step of a wizard by its name. */
export async function toStep(page: Page, title: string): Promise<void> {
  await page.getByRole('list', { name: '步骤' }).getByRole('button', { name: title }).click();
  await page.locator('.flow-body').getByRole('heading', { name: title, level: 2 }).waitFor();
}

/** The field of a form whose name begins so. */
export function field(page: Page, name: string): Locator {
  return page.locator('label.field').filter({ hasText: name }).locator('input, textarea, select').first();
}

/** Keeps every answer of the API and every page that this visitor is given. */
export function overhear(page: Page): { text(): Promise<string> } {
  const heard: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/json|html/.test(response.headers()['content-type'] ?? '')) heard.push(response.text().catch(() => ''));
  });
  return { text: async () => (await Promise.all(heard)).join('\n') };
}

/** None of these words is among what was heard. */
export function assertSilent(heard: string, secrets: readonly string[], who: string): void {
  for (const secret of secrets) assert.ok(!heard.includes(secret), `${who} was told ${secret}`);
}
