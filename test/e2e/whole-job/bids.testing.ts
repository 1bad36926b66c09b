import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { submitBid } from '#world/playbook/bids.ts';
import type { Player } from '#world/troupe.ts';
import { assertSilent, field, next, overhear, signInDialog, toStep } from './house.testing.ts';
import { agency, asScene, bidderBodies, bidders, bidOf, house, initiator, job, look, lotIds, lots, name, officerBeside, origin, pdf, secrets } from './world.testing.ts';

type Offer = { readonly bidder: Player; readonly factor: number; readonly manager: string; readonly certificate: string; readonly deposit: string };
const [first, second, third] = bidders;
const offers: readonly [Offer, Offer, Offer] = [
  { bidder: first, factor: 1, manager: '王建国', certificate: '蒙1502021202200123', deposit: '转账' },
  { bidder: second, factor: 0.99, manager: '李海峰', certificate: '蒙1502021202200456', deposit: '银行或担保机构保函' },
  { bidder: third, factor: 1.01, manager: '乌云其其格', certificate: '蒙1502021202200789', deposit: '保证保险' },
];
type See = (step: string) => Promise<void>;
const unseen: See = () => Promise.resolve();

async function priceList(page: Page, lot: number, factor: number): Promise<void> {
  const rows = present(lots[lot], 'lot').items.map(([code, title, unit, quantity, price]) => [code, title, unit, quantity, (Number(price) * factor).toFixed(2), ''].join('\t'));
  await page.getByLabel('粘贴清单').fill([['编码', '名称', '单位', '工程量', '单价（元）', '合价（元）'].join('\t'), ...rows].join('\n'));
  await page.locator('.bid-total').waitFor();
}

/** From the list of lots to the last step before the hand-in. */
async function compose(page: Page, lot: number, { bidder, factor, manager, certificate, deposit }: Offer, see: See): Promise<void> {
  await page.goto(`${origin}/desk/bids`);
  await page.locator(`a[href="/desk/bids/${present(lotIds()[lot], 'lot')}"]`).click();
  await page.getByRole('heading', { name: '招标文件要求' }).waitFor();
  await see('requirements');
  await next(page);
  await priceList(page, lot, factor);
  await see('price');
  await next(page);
  await field(page, '工期').fill('340');
  await field(page, '质量标准').fill('合格');
  await field(page, '项目经理').fill(manager);
  await field(page, '注册证书编号').fill(certificate);
  await page.getByRole('radio', { name: deposit }).check();
  await see('terms');
  await next(page);
  await field(page, '法定代表人').fill(present(bidderBodies.find(({ orgId }) => orgId === bidder.actor.orgId), 'organisation').legalRepresentative);
  for (const [i, part] of ['qualification', 'technical', 'commercial'].entries()) await page.locator('input[type=file]').nth(i).setInputFiles(pdf(part));
  await page.getByText('commercial.pdf').waitFor();
  await see('files');
  await next(page);
  await page.getByRole('checkbox').check();
  await see('check');
  await next(page);
}

async function handIn(page: Page, button: string, version: number, see: See): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await signInDialog(page, () => see(`sign-${version}`));
  const receipt = page.getByRole('region', { name: '递交回执' });
  await receipt.getByText(`第 ${version} 版`, { exact: true }).waitFor();
  await receipt.getByRole('heading', { name: '已递交' }).waitFor();
  await house.turn();
  await receipt.getByRole('button', { name: '下载日志证明' }).waitFor();
  await see(`receipt-${version}`);
}

export async function handInReplaceWithdraw(): Promise<void> {
  const [offer] = offers;
  const [one, two] = lotIds();
  const page = await house.seat(first);
  const see: See = (step) => look(page, `bid-${step}`);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await compose(page, 0, offer, see);
  await handIn(page, '签署、加密并递交', 1, see);
  await toStep(page, '清单报价');
  await priceList(page, 0, 0.98);
  await toStep(page, '加密与递交');
  await handIn(page, '签署并替换', 2, see);
  await page.getByRole('button', { name: '撤回投标文件' }).click();
  await signInDialog(page, () => see('withdraw'));
  await page.getByRole('heading', { name: '已撤回' }).waitFor();
  assert.equal((await bidOf(first, one))?.status, 'withdrawn');
  await page.getByText('第 2 版已撤回').waitFor();
  assert.equal(await page.getByText('已递交，回执在上面').count(), 0, 'what was taken back is not called handed in');
  await see('withdrawn');
  await handIn(page, '签署、加密并递交', 3, see);
  const mine = await bidOf(first, one);
  assert.deepEqual([mine?.status, mine?.version, mine?.objects.length], ['submitted', 3, 5]);

  await compose(page, 1, offer, unseen);
  await handIn(page, '签署、加密并递交', 1, unseen);
  assert.equal((await bidOf(first, two))?.status, 'submitted');
  for (const secret of [offer.certificate, offer.manager, '%PDF', '有梁板']) assert.ok(!sent.some((body) => body.includes(secret)), `${secret} left the machine`);
  await page.goto(`${origin}/desk/bids`);
  await page.getByText(/已递交第 3 版/).waitFor();
  await page.getByText(/已递交第 1 版/).waitFor();
  await see('progress');
  await page.goto(`${origin}/desk/bids/${two}`);
  await toStep(page, '清单报价');
  await page.locator('.bid-total').waitFor();
  assert.equal(await page.getByText('已恢复上次填写的内容').count() + await page.getByText(/已递交；在这里再改的/).count(), 1, 'what was typed outlives the page');
}

/** The second on a phone, the third at a desk, at the same time; their second lot they hand in over HTTP, sealed by the code that the page runs. */
export async function handInBeside(): Promise<void> {
  const [phone, desk] = await Promise.all([house.seat(second), house.seat(third)]);
  const one = async (page: Page, offer: Offer, see: See): Promise<void> => {
    await compose(page, 0, offer, see);
    await handIn(page, '签署、加密并递交', 1, see);
  };
  await Promise.all([one(phone, offers[1], (step) => look(phone, `bid-phone-${step}`)), one(desk, offers[2], unseen)]);
  const scene = asScene();
  await Promise.all(bidderBodies.slice(1).map((body) => submitBid(scene, present(scene.plan.lots[1], 'lot'), body)));
  for (const bidder of [second, third]) for (const lotId of lotIds()) assert.equal((await bidOf(bidder, lotId))?.status, 'submitted');
}

/** Nobody but a bidder is told, in any page or answer, who bids or how many. */
export async function keepTheSecret(): Promise<void> {
  await house.turn();
  const { tenderId } = job;
  const [centre, department] = await Promise.all([officerBeside('centre', 'serve.witness'), officerBeside('department', 'supervise.officer')]);
  const desk = ['/desk/home', `/desk/tenders/${tenderId}`, '/desk/openings', `/desk/openings/${tenderId}`];
  const views: readonly (readonly [who: string, player: Player | null, addresses: readonly string[]])[] = [
    ['initiator', initiator, [`/desk/tenders/${tenderId}`, `/desk/openings/${tenderId}`, `/desk/panels/${tenderId}`]],
    ['agency', agency, [...desk, `/desk/tenders/${tenderId}/clarify`, `/desk/panels/${tenderId}`, '/desk/deposits']],
    ['centre', centre, [...desk, `/desk/witness/${tenderId}`, '/desk/deposits']],
    ['department', department, [...desk, `/desk/witness/${tenderId}`, '/desk/deposits']],
    ['public', null, ['/', '/notices', `/projects/${tenderId}`, '/openings', '/log', `/api/bids/${tenderId}-1`, `/api/bids/${tenderId}-2`]],
  ];
  await Promise.all(views.map(async ([who, player, addresses]) => {
    const page = player ? await house.seat(player) : await house.visit();
    const heard = overhear(page);
    for (const address of addresses) {
      await page.goto(`${origin}${address}`, { waitUntil: 'networkidle' });
      const text = await page.locator('body').innerText();
      assert.doesNotMatch(text, /(投标人|递交|已收到|获取)[^。\n]{0,6}\d+ ?(家|份|个单位)/, `${who} ${address}`);
      if (address.startsWith('/desk/witness/') || address.startsWith('/desk/openings/')) await look(page, `secret-${who}-${address.split('/')[2]}`);
    }
    const told = await heard.text();
    assert.ok(told.includes(name), `${who} was told of the tender`);
    assertSilent(told, secrets, who);
    if (!player) await page.context().close();
  }));
}
