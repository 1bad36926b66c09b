import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { JsonObject } from '#kernel/json.ts';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import { advanceTo } from '#platform/wake/sweep.ts';
import { launchBrowser, openPage, resize, shot, takesPictures, widths } from '#test/harness/browser.ts';
import { openStage } from '#test/journey/stage.testing.ts';
import type { Player, Troupe } from '#world/troupe.ts';
import { buildWebIfStale } from '../../../tools/build-web.ts';

/** No picture is taller than this. */
const tallest = 5_000;
/** How long a page may take to lie still at another width. */
const settlesMs = 3_000;
const projectRoot = join(import.meta.dirname, '../../..');

/** The whole platform, served on a port, and browsers; everyone has a session of his own. */
export async function openHouse(shots: string) {
  await buildWebIfStale(projectRoot, () => undefined);
  const on = await openStage();
  const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  const browser = await launchBrowser();
  after(() => browser.close());
  const faults: string[] = [];
  const pages: Page[] = [];
  const seats = new Map<string, Promise<Page>>();
  const rolesSeen = new Set<string>();
  let isBroken = false;
  let turning = Promise.resolve();

  /** What runs beside the server all the time: log, workers, followers. Whoever asks while it runs waits for a turn of their own. */
  function turn(): Promise<void> {
    turning = turning.then(runBeside, runBeside);
    return turning;
  }

  async function runBeside(): Promise<void> {
    await on.company.publish();
    await on.platform.work();
    await on.company.publish();
    await on.platform.follow();
  }

  /** Time passes and everything due on the way happens, the key agents' work included. */
  async function advance(target: Instant): Promise<void> {
    await on.stage.advanceTo(target);
    await turn();
  }

  async function pass(micros: number): Promise<void> {
    await advance(addMicros(await on.stage.now(), micros));
  }

  /** Time passes while the key agents stay silent. */
  async function advanceWithoutAgents(target: Instant): Promise<void> {
    await advanceTo(target, { pool: on.db.app, pipeline: on.platform.pipeline, report: (problem) => on.problems.push(problem), settle: () => Promise.resolve() });
  }

  /** Someone without login. What fails in the page is collected. */
  async function visit(width: number = widths.desk): Promise<Page> {
    const page = await openPage(browser, width);
    pages.push(page);
    page.on('pageerror', (error) => faults.push(`${page.url()} ${String(error)}`));
    return page;
  }

  /** The browser of this person. Whoever comes for the first time logs in on the login page and lands on `next`. */
  function seat(player: Player, next = '/desk/home', width: number = widths.desk): Promise<Page> {
    const taken = seats.get(player.person.personId);
    if (taken) return taken;
    const page = logIn(player, next, width);
    seats.set(player.person.personId, page);
    return page;
  }

  async function logIn({ person }: Player, next: string, width: number): Promise<Page> {
    const page = await visit(width);
    await page.goto(`${origin}/login?next=${encodeURIComponent(next)}`);
    await page.getByLabel('找人').fill(person.name);
    await page.getByLabel('找人').press('Enter');
    await page.waitForURL((address) => address.searchParams.get('who') === person.name);
    if (!rolesSeen.has(person.role)) {
      rolesSeen.add(person.role);
      await look(page, `login-${person.role}`);
    }
    await page.locator(`button.person[value="${person.personId}"]`).filter({ hasText: person.name }).click();
    await page.waitForURL((address) => address.pathname === next);
    return page;
  }

  /** One scene of the play. After one that failed, the rest has nothing to stand on; what everyone saw then is kept as pictures. */
  function scene(play: () => Promise<void>): () => Promise<void> {
    return async () => {
      assert.ok(!isBroken, 'an earlier scene failed');
      isBroken = true;
      try {
        await play();
        isBroken = false;
      } finally {
        // A page on its way elsewhere gives no picture; what went wrong is said by what was thrown.
        if (isBroken) await Promise.allSettled(pages.map((page, i) => shot(page, `${shots}-failed-${i}`)));
      }
    };
  }

  /** Pictures of the screen at both designed widths, as tall as it is; on neither does it scroll sideways. */
  async function look(page: Page, step: string): Promise<void> {
    const before = page.viewportSize();
    for (const width of Object.values(widths)) {
      const usual = width < 600 ? 844 : 900;
      await resize(page, { width, height: usual });
      await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, null, { timeout: settlesMs }).catch(() => undefined);
      // Measured once more: a machine that was too busy to lay the page out in time has not made it wide.
      const [fits, isDialog, tall] = await page.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.querySelector('[role=dialog]') !== null, document.documentElement.scrollHeight] as const);
      if (takesPictures && !isDialog) await resize(page, { width, height: Math.min(Math.max(tall, usual), tallest) });
      await shot(page, `${shots}-${step}-${width}`, { fullPage: false });
      if (!fits) faults.push(`${step} is too wide at ${width}`);
    }
    if (before) await resize(page, before);
  }

  async function send({ person }: Player, name: string, body: unknown): Promise<JsonObject> {
    const page = await (seats.get(person.personId) ?? assert.fail(`${person.role} ${person.name} has no browser yet`));
    const answer = await page.request.post(`${origin}/api/commands/${name}`, { data: body, headers: { origin, 'idempotency-key': randomUUID() } });
    const said = (await answer.json()) as { result: JsonObject };
    assert.ok(answer.ok(), `${name}: ${JSON.stringify(said)}`);
    return said.result;
  }

  /** Acts without the screen, each over HTTP in the session of that person's own browser: only for what somebody has done on the screen before. */
  const byHand: Troupe = {
    ...on.troupe,
    act: send,
    async actSigned(player, name, subject, content, beside = {}) {
      return await send(player, name, { ...beside, ...content, signature: await on.troupe.sign(player, name, subject, content) });
    },
  };

  return { ...on, origin, faults, turn, advance, pass, advanceWithoutAgents, visit, seat, look, scene, byHand };
}

/** Signs what the open dialog shows, with the person's own demo certificate. */
export async function signInDialog(page: Page, look: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ hasText: '你将要签署的内容' });
  await dialog.getByRole('button', { name: '使用演示证书' }).click();
  await dialog.getByText(/\.ovookey/).first().waitFor();
  await look();
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Presses the button of a signed act and signs. */
export async function sign(page: Page, name: string, look?: () => Promise<void>): Promise<void> {
  await button(page, name).click();
  await signInDialog(page, look);
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
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
