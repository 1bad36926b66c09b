import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, formatBeijing, microsPerDay } from '#kernel/time/instant.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { organisation } from '#service/subject/organisation.ts';
import { confirmArrivals, returnDeposits } from '#world/playbook/deposits.ts';
import type { Player } from '#world/troupe.ts';
import { confirmButton, confirmDeposit } from '../ready.testing.ts';
import { button } from './house.testing.ts';
import { asScene, bidders, house, initiator, job, look, lotIds, lots, origin } from './world.testing.ts';

/*
 * The first bidder transfers, the second hands in a guarantee, the third a policy. Of the first lot the initiator finds on the
 * screen what came; the policy is not there when it looks, and is when the money goes back.
 */
const reason = '保险公司查无此保单，电话核对未果';
export const missingFact = `投标保证金未到账：${reason}`;

/** The row of the bidder, of the first lot: it stands first. */
function rowOf(page: Page, { person }: Player): Locator {
  return page.locator('tr').filter({ hasText: person.orgName }).first();
}

async function accountOf({ person }: Player): Promise<string> {
  return present((await readHead(house.platform.pool, organisation, person.orgId))?.state.basicAccount, 'basic account').account;
}

export async function findWhatArrived(): Promise<void> {
  const [, two] = lotIds();
  const [transferring, guaranteed, insured] = bidders;
  await house.turn();
  const hosting = await house.seat(initiator);
  await hosting.goto(`${origin}/desk`);
  await hosting.getByText(`核对投标保证金到账（${bidders.length * lots.length} 笔）`).first().waitFor();
  await hosting.goto(`${origin}/desk/deposits`);
  await hosting.getByText('待核对').nth(bidders.length * lots.length - 1).waitFor();
  assert.equal(await button(hosting, '登记退还').count(), 0, 'nothing is owed back that nobody has seen');
  await look(hosting, 'deposits-declared');
  const day = formatBeijing(addMicros(job.deadlineAt, -microsPerDay)).slice(0, 10);
  await confirmDeposit(hosting, rowOf(hosting, transferring), { day, account: '6222000011112222' });
  await confirmButton(hosting).click();
  await hosting.getByRole('alert').getByText(/第二十六条/).first().waitFor();
  await look(hosting, 'deposit-other-account');
  await hosting.getByLabel('付款账号').fill(await accountOf(transferring));
  await confirmButton(hosting).click();
  await rowOf(hosting, transferring).getByText('在管').waitFor();
  await confirmDeposit(hosting, rowOf(hosting, guaranteed), { day, account: null });
  await confirmButton(hosting).click();
  await rowOf(hosting, guaranteed).getByText('在管').waitFor();
  await rowOf(hosting, insured).getByRole('button', { name: '未到账' }).click();
  await hosting.getByLabel('原因').fill(reason);
  await look(hosting, 'deposit-missing');
  await button(hosting, '登记未到账').click();
  await rowOf(hosting, insured).getByText(reason).waitFor();
  await confirmArrivals(asScene(), [two]);
  await house.turn();
  await hosting.reload();
  await hosting.getByText('在管').nth(bidders.length * lots.length - 2).waitFor();
  await look(hosting, 'deposits-confirmed');
  const bidding = await house.seat(insured);
  await bidding.goto(`${origin}/desk/deposits`);
  await bidding.getByText(reason).waitFor();
  await look(bidding, 'deposit-missing-bidder');
}

export async function payBack(): Promise<void> {
  const hosting = await house.seat(initiator);
  await hosting.goto(`${origin}/desk/deposits`);
  await button(hosting, '登记退还').first().waitFor();
  assert.equal(await button(hosting, '登记退还').count(), bidders.length * lots.length - 1, 'what did not come is not owed');
  // The policy has come after all.
  const insured = hosting.locator('tr').filter({ hasText: reason });
  await confirmDeposit(hosting, insured, { day: '', account: null });
  await confirmButton(hosting).click();
  await insured.waitFor({ state: 'detached' });
  await house.turn();
  await hosting.reload();
  await button(hosting, '登记退还').nth(bidders.length * lots.length - 1).waitFor();
  const row = hosting.locator('tr').filter({ hasText: bidders[0].person.orgName }).filter({ has: button(hosting, '登记退还') }).first();
  assert.ok(!/¥0\.00/.test(await row.locator('td[data-label=利息]').innerText()), 'money that was paid in bears interest');
  await button(hosting, '登记退还').first().click();
  await hosting.getByLabel('付款凭证号').fill('YH20261121001');
  await look(hosting, 'deposits');
  await hosting.getByRole('button', { name: /^登记退还 ¥/ }).click();
  await hosting.getByText('已退还').first().waitFor();
  for (const lotId of lotIds()) await returnDeposits(asScene(), lotId);
  await house.turn();
  await hosting.reload();
  await hosting.getByText('已退还').nth(bidders.length * lots.length - 1).waitFor();
  await look(hosting, 'deposits-returned');
}
