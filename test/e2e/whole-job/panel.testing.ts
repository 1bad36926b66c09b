import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { addMicros, formatBeijing, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { isStanding } from '#trade/panel/panel.ts';
import { memberPlayer, panelOf, signAvoidances } from '#world/playbook/panel.ts';
import type { Player } from '#world/troupe.ts';
import { assertSilent, button, overhear, sign } from './house.testing.ts';
import { asScene, house, initiator, instantOf, job, look, name, origin, representative, scan } from './world.testing.ts';

export type Member = { readonly memberId: string; readonly player: Player };

/** Who sits: the experts as they were drawn, and the representative. */
export async function membersNow(): Promise<{ readonly experts: readonly [Member, Member, Member, Member]; readonly delegate: Member; readonly all: readonly Member[] }> {
  const scene = asScene();
  const all = (await panelOf(scene)).members.filter(isStanding).map(({ memberId, personId }) => ({ memberId, player: memberPlayer(scene, personId) }));
  const [experts, delegates] = [all.filter(({ player }) => player !== representative), all.filter(({ player }) => player === representative)];
  assert.deepEqual([experts.length, delegates.length], [4, 1]);
  return { experts: experts as [Member, Member, Member, Member], delegate: delegates[0] as Member, all };
}

export async function request(): Promise<void> {
  const page = await house.seat(initiator);
  await page.getByRole('link', { name: '评标委员会' }).first().click();
  await page.getByRole('link', { name }).click();
  await specialty(page, 0, 'A0401', [3, 6]);
  await button(page, '再加一个专业').click();
  await specialty(page, 1, 'A0801', [1, 4]);
  job.reportAt = instantOf(await page.getByLabel('报到时间').inputValue());
  assert.ok(job.reportAt > job.deadlineAt && formatBeijing(job.reportAt).slice(0, 10) === formatBeijing(job.deadlineAt).slice(0, 10), 'the hour proposed is after the opening, on its day');
  await page.getByLabel('报到地点').fill('呼和浩特市公共资源交易中心三层评标一室');
  await page.getByRole('switch').click();
  await page.getByRole('combobox', { name: '代表' }).click();
  await page.locator('.ant-select-item-option', { hasText: representative.person.name }).click();
  await page.getByLabel('职务').fill('基建科科长');
  await page.getByLabel('熟悉法规和本项目的情况').fill('熟悉招标投标法律法规，全程参与本项目前期工作。');
  await page.locator('input[type=file]').setInputFiles(scan('招标人代表授权书'));
  await page.getByText('招标人代表授权书.pdf').waitFor();
  await look(page, 'panel-request');
  await button(page, '提出申请并开始抽取').click();
  await page.getByText('正在锁定专家库').or(page.getByText('正在产生随机数')).first().waitFor();
  await look(page, 'panel-requested');
}

async function specialty(page: Page, row: number, code: string, [count, alternates]: readonly [number, number]): Promise<void> {
  await page.getByRole('combobox', { name: '专业' }).nth(row).fill(code);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: new RegExp(`^${code}\\s`) }).click();
  await page.getByLabel('人数').nth(row).fill(String(count));
  await page.getByLabel('候补').nth(row).fill(String(alternates));
}

/** Each of the four in a browser of their own: an hour, a place, and nothing about whose bids they are. */
export async function accept(): Promise<void> {
  await house.pass(10 * microsPerMinute);
  const { experts } = await membersNow();
  await Promise.all(experts.map(async ({ player }, i) => {
    const page = await house.seat(player);
    const heard = overhear(page);
    await page.goto(`${origin}/desk/calls`);
    await page.getByText('评标一室').waitFor();
    if (i === 0) await look(page, 'expert-called');
    await button(page, '接受').click();
    await page.getByText('已接受').waitFor();
    if (i === 0) await look(page, 'expert-accepted');
    assert.ok(!(await page.locator('main').innerText()).includes(name));
    assertSilent(await heard.text(), [job.tenderId, name, initiator.person.orgName], 'an expert');
  }));
  await house.pass(microsPerSecond);
  const asking = await house.seat(initiator);
  await asking.reload();
  await asking.getByText('已抽取').first().waitFor();
  await look(asking, 'panel-drawn');
  const text = await asking.locator('main').innerText();
  assert.ok(!experts.some(({ player }) => text.includes(player.person.name)), 'who was drawn stays hidden from who asked');
  assert.ok((await panelOf(asScene())).members.filter(isStanding).every(({ status }) => status === 'accepted'));
}

export async function report(): Promise<void> {
  const { experts: [chair], delegate } = await membersNow();
  const [chairing, representing] = await Promise.all([house.seat(chair.player), house.seat(delegate.player)]);
  await chairing.goto(`${origin}/desk/calls`);
  await chairing.getByText('评标一室').waitFor();
  assert.ok(!(await chairing.locator('main').innerText()).includes(name));
  await look(chairing, 'expert-calls');
  await house.advance(addMicros(job.reportAt, 5 * microsPerMinute));
  await chairing.reload();
  await chairing.getByRole('link', { name: /报到/ }).click();
  await button(chairing, '签署回避声明').waitFor();
  await look(chairing, 'expert-declaration');
  await sign(chairing, '签署回避声明');
  await chairing.getByText(/^已签署 /).waitFor();
  await representing.goto(`${origin}/desk/panels/${job.tenderId}`);
  await sign(representing, '签署回避声明');
  await representing.getByText(/^已签署 /).waitFor();
  await look(representing, 'representative-declaration');
  // The other three experts sign what the first has signed on the screen.
  await signAvoidances(asScene());
  await house.pass(microsPerSecond);
}

