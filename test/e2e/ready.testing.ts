import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { advanceTo } from '#platform/wake/sweep.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import { openPage, resize, shot, widths } from '#test/harness/browser.ts';
import { openStage } from '#test/journey/stage.testing.ts';
import { submitBid } from '#world/playbook/bids.ts';
import { publish, register, takeDocuments, tenderOf, type Scene } from '#world/playbook/front.ts';
import type { Cast } from '#world/cast.ts';
import { acceptCalls, panelOf, requestPanel, type PanelRow } from '#world/playbook/panel.ts';
import { planTender } from '#world/playbook/plan.ts';
import type { Player } from '#world/troupe.ts';


export type ReadyStage = { readonly index?: number; readonly bidders?: number; /** False: nobody has asked for a panel yet. */ readonly panel?: boolean; readonly rowsFor?: (cast: Cast) => readonly PanelRow[] };

/** A tender of one lot, its panel drawn and its bids handed in, half an hour before its opening; served to browsers. */
export async function openReadyStage({ index = 902, bidders = 3, panel = true, rowsFor }: ReadyStage = {}) {
  const on = await openStage();
  const startsAt = await on.stage.now();
  const planned = planTender({ index, cast: on.cast, beginsAt: startsAt, ending: 'contracted' });
  const plan = { ...planned, lots: planned.lots.map((lot) => ({ ...lot, bidders: lot.bidders.slice(0, bidders) })) };
  const scene: Scene = { platform: on.platform, troupe: on.troupe, cast: on.cast, players: on.players, plan };
  const lot = present(plan.lots[0], 'lot');
  let reportAt = startsAt;

  on.director.play(async () => {
    const { until, now } = on.director;
    await until(startsAt);
    await register(scene);
    const published = await publish(scene, await now());
    await until(addMicros(published.documentFrom, 2 * microsPerHour));
    await takeDocuments(scene);
    if (panel) reportAt = await requestPanel(scene, rowsFor?.(on.cast));
    for (let called = panel; called;) {
      await until(addMicros(await now(), microsPerHour));
      await acceptCalls(scene);
      const { members } = await panelOf(scene);
      called = members.length === 0 || members.some((member) => member.status === 'called');
    }
    const deadlineAt = deadlineOf(await tenderOf(scene));
    await until(addMicros(deadlineAt, -microsPerDay));
    await Promise.all(lot.bidders.map((bidder) => submitBid(scene, lot, bidder)));
    await until(addMicros(deadlineAt, -30 * microsPerMinute));
  });
  await on.director.run(addMicros(startsAt, 40 * microsPerDay));
  await catchUp();
  const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');

  /** What runs beside the server all the time: log, workers, followers. */
  async function catchUp(): Promise<void> {
    await on.company.publish();
    await on.platform.work();
    await on.company.publish();
    await on.platform.follow();
  }

  return {
    ...on, scene, plan, lot, origin, reportAt, catchUp,
    deadlineAt: deadlineOf(await tenderOf(scene)),
    /** Time passes and everything due on the way happens, the key agents' work included. */
    async advance(to: Instant): Promise<void> {
      await on.stage.advanceTo(to);
      await catchUp();
    },
    /** Time passes while the key agents stay silent. */
    advanceWithoutAgents: (to: Instant) => advanceTo(to, { pool: on.db.app, pipeline: on.platform.pipeline, report: (problem) => on.problems.push(problem), settle: () => Promise.resolve() }),
  };
}

/** The deposit of this row on the ledger is found where it should be, on the screen; a row of a sealed bid asks for no account. */
export async function confirmDeposit(page: Page, row: Locator, arrived: { readonly day: string; readonly account: string | null }): Promise<void> {
  const way = row.getByRole('button', { name: /^登记(到账|保函|保单)$/ });
  const isMoney = (await way.innerText()) === '登记到账';
  await way.click();
  if (isMoney) {
    await page.getByLabel('到账日期').fill(arrived.day);
    await page.getByLabel('入账凭证号').fill('RZ20261120001');
    if (arrived.account !== null) await page.getByLabel('付款账号').fill(arrived.account);
  } else {
    await page.getByLabel(/^保(函|单)编号$/).fill('BH2026-000123');
    await page.getByLabel('出具单位').fill('蒙商银行（演示）');
  }
}

/** What `confirmDeposit` has filled in is sent off. */
export function confirmButton(page: Page): Locator {
  return page.getByRole('button', { name: /^(登记到账 ¥|确认收到)/ });
}

/** Browsers of several people, each with a session of its own; what goes wrong in any page is kept. */
export function audience(browser: Browser, origin: string, shots: string) {
  const faults: string[] = [];

  async function seat(player: Player | null): Promise<Page> {
    const page = await openPage(browser, widths.desk);
    page.on('pageerror', (error) => faults.push(`${page.url()} ${String(error)}`));
    if (player) {
      const { personId, orgId, role } = player.actor;
      const answer = await page.request.post(`${origin}/api/session/demo`, { data: { personId, orgId, role }, headers: { origin } });
      assert.equal(answer.status(), 200, await answer.text());
    }
    return page;
  }

  /** Pictures of a screen at both designed widths. A screen wider than a phone is a fault. */
  async function look(page: Page, name: string): Promise<void> {
    for (const width of [widths.phone, widths.desk]) {
      await resize(page, { width, height: width < 600 ? 844 : 900 });
      await shot(page, `${shots}-${name}-${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) faults.push(`${name} is ${over} px wider than ${width}`);
    }
  }

  return { faults, seat, look };
}

/** Presses the button of a signed act, reads, takes the demo certificate, signs. */
export async function sign(page: Page, button: Locator, whileOpen: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await button.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '使用演示证书' }).click();
  await dialog.getByText('.ovookey').waitFor();
  await whileOpen();
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}
