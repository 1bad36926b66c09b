import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerHour } from '#kernel/time/instant.ts';
import { award, awardOf, contract, publicityEnds, publishCandidates } from '#world/playbook/award.ts';
import type { Player } from '#world/troupe.ts';
import { button, sign } from './house.testing.ts';
import { asScene, bidders, house, initiator, job, look, lotIds, officerBeside, origin } from './world.testing.ts';

/*
 * The initiator decides the first lot on the screen; the agency does the same for the second over HTTP.
 */
export async function publishTheCandidates(): Promise<void> {
  const [one, two] = lotIds();
  const hosting = await house.seat(initiator);
  await hosting.goto(`${origin}/desk/awards`);
  await hosting.locator(`a[href="/desk/awards/${two}"]`).waitFor();
  await look(hosting, 'award-list');
  await hosting.locator(`a[href="/desk/awards/${one}"]`).click();
  await button(hosting, '签署并公示').waitFor();
  await look(hosting, 'award-review');
  await sign(hosting, '签署并公示', () => look(hosting, 'award-publicity-sign'));
  await hosting.getByText('公示中').first().waitFor();
  await publishCandidates(asScene(), two);
  await house.turn();
  const reading = await house.visit();
  await reading.goto(`${origin}/projects/${job.tenderId}`);
  for (const lotId of lotIds()) await reading.getByText(present((await awardOf(asScene(), lotId)).candidates[0], 'candidate').name).first().waitFor();
  await look(reading, 'portal-publicity');
  await reading.context().close();
}

export async function decideAndTell(): Promise<void> {
  const [one, two] = lotIds();
  const hosting = await house.seat(initiator);
  await house.advance(addMicros(await publicityEnds(asScene(), lotIds()), microsPerHour));
  await hosting.reload();
  await button(hosting, '签署定标').waitFor();
  await look(hosting, 'award-decide');
  await sign(hosting, '签署定标');
  await button(hosting, '签署并发出').waitFor();
  await look(hosting, 'award-letter');
  await sign(hosting, '签署并发出');
  await sign(hosting, '签署并公告');
  await button(hosting, '签署并提交').waitFor();
  await look(hosting, 'award-report');
  await sign(hosting, '签署并提交');
  await hosting.getByRole('heading', { name: '招标投标情况书面报告' }).waitFor();
  await award(asScene(), two);
  await house.turn();
  const supervising = await house.seat(await officerBeside('department', 'supervise.officer'));
  await supervising.goto(`${origin}/desk/awards`);
  await supervising.locator(`a[href="/desk/awards/${two}"]`).waitFor();
  await supervising.locator(`a[href="/desk/awards/${one}"]`).click();
  await supervising.getByRole('heading', { name: '已发出的通知书' }).waitFor();
  await supervising.getByText((await winnerOf(one)).person.orgName).first().waitFor();
  await supervising.getByRole('heading', { name: '招标投标情况书面报告' }).waitFor();
  await look(supervising, 'award-department');
}

async function winnerOf(lotId: string): Promise<Player> {
  const { winner } = await awardOf(asScene(), lotId);
  return present(bidders.find(({ person }) => person.orgId === winner?.bidderId), 'winner');
}

export async function readTheLetters(): Promise<void> {
  const [one, two] = lotIds();
  const winner = await winnerOf(one);
  await Promise.all(bidders.map(async (bidder) => {
    const page = await house.seat(bidder);
    for (const lotId of [two, one]) {
      await page.goto(`${origin}/desk/awards/${lotId}`);
      const hasWon = bidder === (await winnerOf(lotId));
      await page.getByRole('heading', { name: hasWon ? '你单位中标' : '你单位未中标' }).waitFor();
      if (!hasWon) assert.equal(await page.locator('.a-scores').count(), 1);
    }
  }));
  await look(await house.seat(winner), 'result-winner');
  await look(await house.seat(present(bidders.find((each) => each !== winner), 'loser')), 'result-loser');
}

export async function signTheContract(): Promise<void> {
  const [one, two] = lotIds();
  const [hosting, winning] = await Promise.all([house.seat(initiator), winnerOf(one).then((winner) => house.seat(winner))]);
  await hosting.goto(`${origin}/desk/contracts/${one}`);
  await refuseAHighBond(hosting);
  await sign(hosting, '签署合同');
  await winning.getByRole('link', { name: '签订合同' }).first().click();
  await button(winning, '签署合同').waitFor();
  await sign(winning, '签署合同', () => look(winning, 'contract-sign'));
  await winning.getByText('合同成立').waitFor();
  await look(winning, 'contract-signed');
  await contract(asScene(), two);
  await house.turn();
}

/** A bond above that of the tender document is refused with its article; the lawful one makes the draft. */
async function refuseAHighBond(hosting: Page): Promise<void> {
  const bond = hosting.getByLabel('履约保证金');
  const lawful = await bond.inputValue();
  await bond.fill(String(Number(lawful.replaceAll(',', '')) * 2));
  await button(hosting, '生成合同稿').click();
  await hosting.getByRole('alert').getByText(/第.{1,4}条/).first().waitFor();
  await look(hosting, 'contract-refused');
  await bond.fill(lawful);
  await button(hosting, '生成合同稿').click();
  await hosting.getByText('完全一致').waitFor();
  await look(hosting, 'contract-draft');
}
