import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, formatBeijing, microsPerDay } from '#kernel/time/instant.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { openStage } from '#test/journey/stage.testing.ts';
import { officerOf } from '#world/found.ts';
import { awardOf } from '#world/playbook/award.ts';
import { bidderOf, initiatorOf, tenderOf, type Scene } from '#world/playbook/front.ts';
import { planTender, type TenderPlan } from '#world/playbook/plan.ts';
import { playTender } from '#world/playbook/tender.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, button, confirmButton, confirmDeposit, sign } from './ready.testing.ts';

const on = await openStage();
const startsAt = await on.stage.now();
const sceneOf = (plan: TenderPlan): Scene => ({ platform: on.platform, troupe: on.troupe, cast: on.cast, players: on.players, plan });

/** One of two lots whose letters are out, and later one with two lots: the first has too few bidders, of the second every bid is rejected. */
const won = sceneOf(planTender({ index: 902, cast: on.cast, beginsAt: startsAt, ending: 'awarded', lots: 2 }));
const lost = sceneOf(tooFew(planTender({ index: 905, cast: on.cast, beginsAt: addMicros(startsAt, 12 * microsPerDay), ending: 'evaluating', incident: 'all-rejected', lots: 2 })));
const [wonLot, keptLot, fewLot, rejectedLot] = [present(won.plan.lots[0], 'lot'), present(won.plan.lots[1], 'lot'), present(lost.plan.lots[0], 'lot'), present(lost.plan.lots[1], 'lot')];

function tooFew(plan: TenderPlan): TenderPlan {
  return { ...plan, lots: plan.lots.map((lot, i) => (i === 0 ? { ...lot, bidders: lot.bidders.slice(0, 2) } : lot)) };
}

for (const scene of [won, lost]) on.director.play(() => playTender(scene, on.director));
await on.director.run(addMicros(startsAt, 90 * microsPerDay));

async function catchUp(): Promise<void> {
  await on.company.publish();
  await on.platform.work();
  await on.company.publish();
  await on.platform.follow();
}
await catchUp();
const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');

let browser: Browser;
let house: ReturnType<typeof audience>;
let inviting: Page;
let other: Page;
let reading: Page;
before(async () => {
  await buildWebIfStale(`${import.meta.dirname}/../..`, () => undefined);
  browser = await launchBrowser();
  house = audience(browser, origin, 'e2e-endings');
  inviting = await house.seat(initiatorOf(lost));
  other = await house.seat(initiatorOf(won));
  reading = await house.seat(null);
});
after(() => browser?.close());

const contractPdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

describe('标段的另外几种结局', () => {
  test('R-098 R-107 全部否决：招标人审查报告、公告招标失败；门户显示失败，监督部门和投标人各自看到', async () => {
    const url = `${origin}/desk/awards/${rejectedLot.lotId}`;
    await inviting.goto(url);
    await button(inviting, '签署并公告招标失败').waitFor();
    await house.look(inviting, 'failure-preview');
    await sign(inviting, button(inviting, '签署并公告招标失败'));
    await inviting.getByText('登记重新招标').waitFor();
    await house.look(inviting, 'failure-published');
    await catchUp();

    await reading.goto(`${origin}/projects/${lost.plan.tenderId}`);
    await reading.getByText('评标委员会否决了全部投标').first().waitFor();
    assert.match(await reading.locator('body').innerText(), /招标失败/);
    assert.ok(!(await reading.locator('body').innerText()).includes('安全生产许可证'), '公众看不到具体理由');
    await house.look(reading, 'failure-portal');
    await reading.goto(`${origin}/notices?q=${encodeURIComponent(lost.plan.name)}&kind=failure`);
    await reading.getByRole('link', { name: /二标段.*招标失败公告/ }).click();
    await reading.getByText('招标投标法 第四十二条').waitFor();
    await house.look(reading, 'failure-notice');

    const { department } = await tenderOf(lost);
    const organisation = present(on.cast.organisations.find(({ orgId }) => orgId === department.orgId), 'department');
    const watching = await house.seat(officerOf(on.cast, on.players, organisation, 'supervise.officer'));
    await watching.goto(`${origin}/desk/awards`);
    await watching.getByText('招标失败').first().waitFor();
    await house.look(watching, 'failure-department-list');
    await watching.goto(url);
    await watching.getByText('已发出的通知书').waitFor();
    await house.look(watching, 'failure-department');
    await watching.context().close();

    const rejected = await house.seat(bidderOf(lost, present(rejectedLot.bidders[0], 'bidder')));
    await rejected.goto(url);
    await rejected.getByRole('heading', { name: '你单位的投标被否决' }).waitFor();
    assert.ok((await rejected.locator('body').innerText()).includes('安全生产许可证'));
    await house.look(rejected, 'failure-bidder');
    const pdf = await rejected.request.get(`${origin}/api/lots/${rejectedLot.lotId}/award/notice.pdf`);
    assert.deepEqual([pdf.status(), (await pdf.body()).subarray(0, 5).toString()], [200, '%PDF-']);
    await rejected.goto(`${origin}/desk/deposits`);
    await rejected.getByText('招标失败').first().waitFor();
    await house.look(rejected, 'failure-deposit-bidder');
    await rejected.context().close();
  });

  test('R-092 R-094 投标人不足的标段：招标人只看到缴费码，照码核对到账、退还；投标人看到自己的一笔', async () => {
    const own = present(fewLot.bidders[0], 'bidder');
    const bidding = await house.seat(bidderOf(lost, own));
    await bidding.goto(`${origin}/desk/deposits`);
    const line = bidding.locator('tr', { hasText: fewLot.name }).first();
    await line.getByText('缴费码').waitFor();
    await house.look(bidding, 'sealed-deposit-bidder');
    await inviting.goto(`${origin}/desk/deposits`);
    const coded = inviting.locator('tr', { hasText: fewLot.name });
    await coded.first().waitFor();
    assert.equal(await coded.count(), 2);
    const shown = (await coded.allInnerTexts()).join();
    for (const { name } of fewLot.bidders) assert.ok(!shown.includes(name), name);
    await confirmDeposit(inviting, coded.first(), { day: formatBeijing(startsAt).slice(0, 10), account: null });
    assert.equal(await inviting.getByLabel('付款账号').count(), 0, '账户会说出谁投了标');
    await house.look(inviting, 'sealed-deposit-arrival');
    await confirmButton(inviting).click();
    await coded.filter({ hasText: '在管' }).first().waitFor();
    await catchUp();
    await inviting.reload();
    await coded.filter({ has: inviting.getByRole('button', { name: '登记退还' }) }).first().getByRole('button', { name: '登记退还' }).click();
    await inviting.getByLabel('付款凭证号').fill('YH20261121002');
    await house.look(inviting, 'sealed-deposit-initiator');
    await inviting.getByRole('button', { name: /^登记退还 ¥/ }).click();
    await inviting.getByText('已退还').first().waitFor();
    await bidding.context().close();
  });

  test('R-100 中标通知书和结果通知：PDF 写明数据原文的 SHA-256，下载的原文恰是它', async () => {
    const { winner } = await awardOf(won, wonLot.lotId);
    await other.goto(`${origin}/desk/awards/${wonLot.lotId}`);
    await other.getByText('已发出的通知书').waitFor();
    await house.look(other, 'papers-initiator');
    const winning = await house.seat(bidderOf(won, present(wonLot.bidders.find(({ orgId }) => orgId === winner?.bidderId), 'winner')));
    await winning.goto(`${origin}/desk/awards/${wonLot.lotId}`);
    await winning.getByRole('link', { name: 'PDF', exact: true }).waitFor();
    await house.look(winning, 'papers-winner');
    const base = `${origin}/api/lots/${wonLot.lotId}/award`;
    const [text, pdf] = await Promise.all([winning.request.get(`${base}/letter.json`), winning.request.get(`${base}/letter.pdf`)]);
    assert.match(createHash('sha256').update(await text.body()).digest('hex'), /^[0-9a-f]{64}$/);
    assert.deepEqual([pdf.status(), pdf.headers()['content-type']], [200, 'application/pdf']);
    await winning.context().close();
    const losing = await house.seat(bidderOf(won, present(wonLot.bidders.find(({ orgId }) => orgId !== winner?.bidderId), 'loser')));
    assert.equal((await losing.request.get(`${base}/letter.pdf`)).status(), 404);
    assert.equal((await losing.request.get(`${base}/notice.pdf`)).status(), 200);
    await losing.goto(`${origin}/desk/awards/${wonLot.lotId}`);
    await losing.getByText('本单位的通知书').waitFor();
    await house.look(losing, 'papers-loser');
    await losing.context().close();
  });

  test('R-092 不予退还：只在记录支持法定情形的一笔上提供，落标人的只能退还；记录不支持的情形不能选，投标人看到理由和材料', async () => {
    const { winner } = await awardOf(won, keptLot.lotId);
    await other.goto(`${origin}/desk/deposits`);
    const rowOf = (name: string) => other.locator('tr', { hasText: name }).filter({ hasText: keptLot.name }).filter({ has: other.getByRole('button', { name: '不予退还' }) });
    const kept = present(keptLot.bidders.find(({ orgId }) => orgId === winner?.bidderId), 'winner');
    const loser = present(keptLot.bidders.find(({ orgId }) => orgId !== winner?.bidderId), 'loser');
    await rowOf(kept.name).first().waitFor();
    assert.equal(await rowOf(loser.name).count(), 0, '落标人没有法定情形');
    await house.look(other, 'deposits');
    await rowOf(kept.name).getByRole('button', { name: '不予退还' }).click();
    assert.ok(await other.getByLabel(/投标截止后撤销/).isDisabled(), '开标记录里没有撤销，不能选');
    await other.getByLabel(/中标后无正当理由不与招标人订立合同/).check();
    await other.getByLabel('事实').fill('通知书发出后两次书面催告，对方书面答复不签合同。');
    await other.locator('.c-forfeit input[type=file]').setInputFiles({ name: '催告函.pdf', mimeType: 'application/pdf', buffer: contractPdf });
    await other.getByText('催告函.pdf').waitFor();
    await house.look(other, 'forfeit-form');
    await sign(other, other.getByRole('button', { name: /^签署：不予退还/ }), () => house.look(other, 'forfeit-sign'));
    await other.getByText('不予退还：中标后无正当理由').waitFor();
    const bidding = await house.seat(bidderOf(won, kept));
    await bidding.goto(`${origin}/desk/deposits`);
    await bidding.getByText('两次书面催告').waitFor();
    const href = present(await bidding.getByRole('link', { name: /催告函/ }).getAttribute('href'), 'evidence');
    assert.equal((await bidding.request.get(`${origin}${href}`)).status(), 200);
    assert.equal((await reading.request.get(`${origin}${href}`)).status(), 404);
    await house.look(bidding, 'forfeit-bidder');
    await bidding.context().close();
  });

  test('R-101 R-103 已签合同：背离价款的不能提交；上传、中标人打开文件核对并签名确认后成立', async () => {
    const { winner, candidates } = await awardOf(won, wonLot.lotId);
    const winning = await house.seat(bidderOf(won, present(wonLot.bidders.find(({ orgId }) => orgId === winner?.bidderId), 'winner')));
    await other.goto(`${origin}/desk/contracts/${wonLot.lotId}`);
    await other.getByLabel(/上传已签合同/).check();
    await other.locator('.c-draft input[type=file]').setInputFiles({ name: '施工合同（双方签章）.pdf', mimeType: 'application/pdf', buffer: contractPdf });
    await other.getByText('施工合同（双方签章）.pdf').waitFor();
    const price = other.getByLabel('合同价款');
    const lawful = await price.inputValue();
    await price.fill(String(Number(lawful.replaceAll(',', '')) - 1));
    await other.getByText('背离实质性内容，不能提交').waitFor();
    await house.look(other, 'contract-upload-refused');
    await price.fill(lawful);
    await other.getByLabel('履约保证金').fill('0');
    await other.getByText('允许的约定，会标明').waitFor();
    await house.look(other, 'contract-upload');
    await sign(other, button(other, '签名并提交，请中标人确认'), () => house.look(other, 'contract-upload-sign'));
    await other.getByText('待确认').waitFor();
    await winning.goto(`${origin}/desk/contracts/${wonLot.lotId}`);
    await button(winning, '确认并签名').waitFor();
    const href = present(await winning.getByRole('link', { name: '施工合同（双方签章）.pdf' }).getAttribute('href'), 'file');
    assert.deepEqual(await (await winning.request.get(`${origin}${href}`)).body(), contractPdf);
    assert.equal((await reading.request.get(`${origin}${href}`)).status(), 404, '别人打不开');
    await house.look(winning, 'contract-confirm');
    await sign(winning, button(winning, '确认并签名'), () => house.look(winning, 'contract-confirm-sign'));
    await winning.getByText('合同成立').waitFor();
    await house.look(winning, 'contract-concluded');
    await catchUp();
    await reading.goto(`${origin}/projects/${won.plan.tenderId}`);
    await reading.getByText('合同订立公告').first().waitFor();
    assert.ok(candidates.length > 0);
    await winning.context().close();
  });

  test('没有一个页面出错或者比手机宽', () => assert.deepEqual([...house.faults, ...on.problems], []));
});
