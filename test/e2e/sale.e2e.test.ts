import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerMinute } from '#kernel/time/instant.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import { sale } from '#trade/sale/sale.ts';
import { testPersonNumber } from '#service/subject/subject.testing.ts';
import { launchBrowser, openPage, shot, widths } from '#test/harness/browser.ts';
import { openStage } from '#test/journey/stage.testing.ts';
import { officerOf } from '#world/found.ts';
import type { Player } from '#world/troupe.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, button, sign } from './ready.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
const on = await openStage();
const { pool } = on.platform;
const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
const seller = officerOf(on.cast, on.players, present(on.cast.initiators[1], 'seller'), 'initiate.operator');
const department = officerOf(on.cast, on.players, present(on.cast.organisations.find(({ areaCode, offices }) => areaCode === '152900' && offices.includes('naturalResources')), 'department'), 'supervise.officer');
const centreOf = present(on.cast.organisations.find(({ areaCode, offices }) => areaCode === '152900' && offices.includes('centre')), 'centre');
const [centre, keeper] = [officerOf(on.cast, on.players, centreOf, 'serve.witness'), officerOf(on.cast, on.players, centreOf, 'serve.archive')];
const [winner, refused] = [0, 1].map((i) => officerOf(on.cast, on.players, present(on.cast.bidders[i], 'bidder'), 'respond.operator')) as [Player, Player];
const lotName = 'ALX-2026-17 号宗地';

const published = async () => present((await readHeads(pool, sale, ''))[0], 'sale').state;
const stateOf = async (lotId: string, { actor }: Player) => present(await readHead(pool, application, applicationId(lotId, actor.orgId ?? '')), 'application').state;
/** The winner's deposit reaches the collection account, and the platform reads the line. */
async function deposit(lotId: string): Promise<void> {
  const { payCode, bidderId } = await stateOf(lotId, winner);
  const paid = { amountFen: '600000000', reference: 'RZ20261122001' };
  const line = { number: 1, bookedAt: await on.stage.now(), direction: 'in', balanceFen: paid.amountFen, payoutKey: null, ...paid };
  const { applyUntil: untilAt, depositFen } = present((await published()).lots[0], 'lot');
  await on.troupe.system('bank.recordLine', { line, payCode, expected: { lotId, depositFen, untilAt } });
  await on.troupe.system('application.recordDeposit', { lotId, bidderId, ...paid });
  await on.troupe.system('bank.settleLine', { number: 1, lotId, isTaken: true });
}
const next = (page: Page) => button(page, '下一步').click();
const paper = (name: string) => ({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${name}`) });
let reserveFile = Buffer.alloc(0);
const [herderNumber, herderPassword] = [testPersonNumber(7), '敖包旁的白马二零二六'];
const rowOf = (page: Page, { person }: Player): Locator => page.locator('.s-applications li').filter({ hasText: person.orgName });

describe('土地挂牌：从发布公告到交易凭证和档案', () => {
  let browser: Browser;
  let house: ReturnType<typeof audience>;
  let herder: Page;
  async function onPhone(page: Page, name: string): Promise<void> {
    await shot(page, `e2e-sale-${name}-390`, { fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) house.faults.push(`${name} is ${over} px too wide`);
  }
  before(async () => {
    browser = await launchBrowser();
    house = audience(browser, origin, 'e2e-sale');
    herder = await openPage(browser, widths.phone);
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(house.faults, []);
    assert.deepEqual(on.problems, []);
  });

  test('R-086 R-087 出让人填名称和起始价，其余按规则先填好；时间改早的当场说出法条；底价留在自己手里；签署后公开', async () => {
    const page = await house.seat(seller);
    await page.goto(`${origin}/desk/sales`);
    await page.getByText('还没有公告').waitFor();
    await house.look(page, 'empty');
    await page.getByRole('link', { name: '发布公告' }).first().click();
    await page.getByLabel('标的所在地').click();
    await page.locator('.ant-cascader-menu-item').filter({ hasText: '阿拉善盟' }).click();
    await page.locator('.ant-cascader-menu-item').filter({ hasText: '阿拉善盟本级' }).click();
    await page.getByLabel('公告标题').fill('阿拉善盟 2026 年第 3 批国有建设用地使用权挂牌出让公告');
    await page.locator('input[type=file]').setInputFiles(paper('宗地图'));
    await page.locator('.doc').filter({ hasText: '宗地图' }).waitFor();
    await house.look(page, 'new-what');
    await next(page);

    await page.getByLabel('标的名称').fill(lotName);
    for (const [label, value] of Object.entries({ 宗地位置: '巴彦浩特镇工业园区，东至规划路', '土地面积（平方米）': '33,346.7', 土地用途: '工业用地', 容积率: '不小于 1.0', '出让年限（年）': '50' })) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel('起始价（元）').fill('30000000');
    await page.getByText('¥6,000,000.00').waitFor();
    await page.getByText('按规则算出的最早时间').waitFor();
    await house.look(page, 'new-lot');

    await button(page, '时间自己填写').click();
    const from = page.getByLabel('挂牌开始');
    const lawful = await from.inputValue();
    await from.fill(`${lawful.slice(0, 8)}${'01'}T09:00`);
    await page.getByText('招标拍卖挂牌出让国有建设用地使用权规定 第八条').first().waitFor();
    await house.look(page, 'new-too-early');
    await button(page, '时间恢复建议值').click();

    await button(page, '另设保密底价').click();
    await page.getByLabel('底价（元）').fill('32000000');
    await page.getByText('请先下载底价文件').waitFor();
    const file = page.waitForEvent('download');
    await button(page, '下载底价文件').click();
    assert.equal((await file).suggestedFilename(), '底价-ALX-2026-17-号宗地.json');
    reserveFile = readFileSync(await (await file).path());
    await house.look(page, 'new-reserve');
    await next(page);

    await page.getByText('六、其他').waitFor();
    await house.look(page, 'new-text');
    await next(page);
    await page.getByText('条全部符合').waitFor();
    await page.getByText('阿拉善盟自然资源局').waitFor();
    await house.look(page, 'new-check');
    await next(page);
    await house.look(page, 'new-sign');
    await sign(page, button(page, '签署并发布…'), () => house.look(page, 'new-dialog'));
    await page.getByRole('heading', { name: lotName }).waitFor();
    await house.look(page, 'seller-published');

    const { seller: by, lots: [lot] } = await published();
    assert.equal(by.orgId, seller.actor.orgId);
    assert.deepEqual([lot?.startFen, lot?.depositFen, lot?.mode.kind], ['3000000000', '600000000', 'listing']);
    assert.match(lot?.reserveHash ?? '', /^[0-9a-f]{64}$/);
    assert.ok(!(await (await page.request.get(`${origin}/api/sales`)).text()).includes('3200000000'), 'the figure never left the browser');
  });

  test('R-087 R-114 两家申请：一家确认，一家写明理由不予确认；各看各的，出让人不知道谁是几号', async () => {
    const { saleId, lots: [lot] } = await published();
    const lotId = present(lot, 'lot').lotId;
    for (const bidder of [winner, refused]) {
      const page = await house.seat(bidder);
      await page.goto(`${origin}/desk/sales`);
      await page.getByRole('link', { name: lotName }).first().click();
      await page.locator('input[type=file]').setInputFiles(paper(`${bidder.person.orgName}营业执照`));
      await page.locator('.doc').filter({ hasText: '营业执照' }).waitFor();
      await house.look(page, 'bidder-apply');
      await sign(page, button(page, '签署并申请…'));
      await page.getByText('缴费码', { exact: true }).waitFor();
      await house.look(page, 'bidder-applied');
    }

    const page = await house.seat(seller);
    await page.goto(`${origin}/desk/sales/${saleId}`);
    await rowOf(page, winner).waitFor();
    await house.look(page, 'seller-applications');
    await sign(page, rowOf(page, winner).getByRole('button', { name: '确认资格…' }));
    await rowOf(page, winner).getByText('资格已确认').waitFor();
    await rowOf(page, refused).getByRole('button', { name: '不予确认' }).click();
    await page.getByLabel('不予确认的理由').fill('营业执照已经注销，不符合公告的资格条件');
    await house.look(page, 'seller-refusing');
    await sign(page, button(page, '签署不予确认…'));
    await rowOf(page, refused).getByText('理由：营业执照已经注销').waitFor();
    await house.look(page, 'seller-decided');

    await deposit(lotId);
    const { paddle } = await stateOf(lotId, winner);
    assert.ok(paddle !== null && (await stateOf(lotId, refused)).paddle === null);

    const bidding = await house.seat(winner);
    await bidding.goto(`${origin}/desk/sales/${saleId}`);
    await bidding.getByLabel(`竞买号 ${paddle}`).waitFor();
    await house.look(bidding, 'bidder-paddle');
    await bidding.goto(`${origin}/desk/sales`);
    await bidding.getByText(`竞买号 ${paddle}`).waitFor();
    await house.look(bidding, 'bidder-list');

    const out = await house.seat(refused);
    await out.goto(`${origin}/desk/sales/${saleId}`);
    await out.getByText('没有确认资格：营业执照已经注销').waitFor();
    await house.look(out, 'bidder-refused');

    const watching = await house.seat(department);
    await watching.goto(`${origin}/desk/sales/${saleId}`);
    await rowOf(watching, winner).getByText(`竞买号 ${paddle}`).waitFor();
    assert.equal(await watching.getByRole('button', { name: '确认资格…' }).count(), 0);
    await house.look(watching, 'department');
    await page.reload();
    await rowOf(page, winner).getByText('保证金已到账').waitFor();
    assert.equal(await page.getByText(`竞买号 ${paddle}`).count(), 0);
  });

  test('R-017 R-036 R-087 牧民用手机登记、重新登录、申请，只输过一个口令；出让人核对身份证号后确认', async () => {
    const { saleId, lots: [lot] } = await published();
    const { lotId } = present(lot, 'lot');
    const page = herder;
    page.on('pageerror', (error) => house.faults.push(`${page.url()} ${String(error)}`));
    page.setDefaultTimeout(20_000);
    await page.goto(`${origin}/register`);
    await page.getByRole('link', { name: '个人登记' }).click();
    const form = page.locator('#person');
    await form.getByLabel('姓名').fill('斯琴高娃');
    await form.getByLabel(/^身份证号/).fill(herderNumber.replace(/.$/, (last) => (last === '1' ? '2' : '1')));
    await form.getByLabel('手机号', { exact: true }).fill('13904830007');
    await form.getByText('校验位对不上').waitFor();
    await form.getByLabel(/^身份证号/).fill(herderNumber);
    await form.getByLabel('住在哪里').selectOption('152921');
    await form.getByText('号码对得上').waitFor();
    await form.getByLabel(/设一个口令/).fill(herderPassword);
    for (const tick of [/单独同意/, /本人的真实信息/]) await form.getByLabel(tick).check();
    await onPhone(page, 'herder-register');
    await form.getByRole('button', { name: '签名并登记' }).click();
    await page.waitForURL(/\/desk\/sales/);
    await page.goto(`${origin}/login`);
    await page.getByText('已用本机保存的证书：斯琴高娃.ovookey').waitFor();
    await page.locator('#certificate').getByLabel('密钥口令').fill(herderPassword);
    await onPhone(page, 'herder-login');
    await button(page, '用证书登录').click();
    await page.getByRole('heading', { name: /斯琴高娃，你好/ }).waitFor();
    await page.goto(`${origin}/desk/organisation`);
    await page.getByText(/^1529\*{12}/).waitFor();
    await onPhone(page, 'herder-self');

    await page.goto(`${origin}/desk/sales`);
    await page.getByRole('link', { name: lotName }).last().click();
    await page.locator('input[type=file]').setInputFiles(paper('身份证照片'));
    await page.locator('.doc').filter({ hasText: '身份证' }).waitFor();
    await onPhone(page, 'herder-apply');
    await button(page, '签署并申请…').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('斯琴高娃.ovookey').waitFor();
    await dialog.getByLabel('密钥口令').fill(herderPassword);
    await dialog.getByRole('button', { name: /^签\s*署$/ }).click();
    await page.getByText('缴费码', { exact: true }).waitFor();
    await onPhone(page, 'herder-applied');

    const desk = await house.seat(seller);
    await desk.goto(`${origin}/desk/sales/${saleId}`);
    const row = desk.locator('.s-applications li').filter({ hasText: '斯琴高娃' });
    assert.ok(!(await row.innerText()).includes(herderNumber));
    await row.getByRole('button', { name: '核对身份信息' }).click();
    await row.getByText(herderNumber).waitFor();
    await house.look(desk, 'seller-herder');
    await sign(desk, row.getByRole('button', { name: '确认资格…' }));
    await row.getByText('资格已确认').waitFor();
    const [{ id } = assert.fail('a natural person applied')] = (await readHeads(pool, application, `${lotId}:P`));
    await on.troupe.system('application.recordDeposit', { lotId, bidderId: id.slice(lotId.length + 1), amountFen: '600000000', reference: 'RZ20261122002' });
  });

  test('R-086 R-017 牧民在手机上报价；竞价结束，出让人用底价文件开启；达到即成交', async () => {
    const { saleId, lots: [lot] } = await published();
    const { lotId, biddingFrom, mode } = present(lot, 'lot');
    await on.stage.advanceTo(addMicros(biddingFrom, microsPerMinute));
    await herder.goto(`${origin}/desk/auctions/${lotId}`);
    await herder.locator('.auction-bar').getByRole('button', { name: /^报 3,000 万/ }).click();
    await herder.locator('.auction-bar').getByText('你正领先').waitFor();
    await onPhone(herder, 'herder-leading');
    await on.troupe.act(winner, 'auction.bid', { lotId, priceFen: '3210000000' });
    await herder.locator('.auction-bar').getByText(/你已被 \d+ 号超过/).waitFor();
    const page = await house.seat(seller);
    await page.goto(`${origin}/desk/sales/${saleId}`);
    await page.getByText('竞价中').waitFor();
    await house.look(page, 'running');
    await on.stage.advanceTo(addMicros(mode.kind === 'listing' ? mode.until : biddingFrom, 60 * microsPerMinute));
    await page.reload();
    await page.getByRole('heading', { name: '开启底价' }).waitFor();
    await page.locator('.s-opening input[type=file]').setInputFiles({ name: '别的.json', mimeType: 'application/json', buffer: Buffer.from(reserveFile.toString().replace('3200000000', '3100000000')) });
    await page.getByText('与公告里的指纹不符').waitFor();
    await house.look(page, 'open-reserve');
    await page.locator('.s-opening input[type=file]').setInputFiles({ name: '底价.json', mimeType: 'application/json', buffer: reserveFile });
    await page.getByText('与公告的指纹相符').waitFor();
    await sign(page, button(page, '签署并开启…'));
    await page.getByText('已成交').waitFor();
    await house.look(page, 'sold');
    const { paddle } = await stateOf(lotId, winner);
    assert.deepEqual(present(await readHead(pool, auction, lotId), 'hall').state.auction.outcome, { kind: 'sold', paddle, priceFen: '3210000000' });
  });

  test('R-087 R-101 R-103 成交以后：双方签确认书，结果公布，合同对照签订，价款登记付清，中心出具交易凭证', async () => {
    const { saleId } = await published();
    await on.platform.work();
    const [selling, bidding] = [await house.seat(seller), await house.seat(winner)];
    for (const page of [selling, bidding]) {
      await page.goto(`${origin}/desk/sales/${saleId}`);
      await page.getByRole('heading', { name: '成交确认书' }).waitFor();
      await house.look(page, page === selling ? 'deal-confirm-seller' : 'deal-confirm-winner');
      await sign(page, button(page, '签署确认书…'));
    }
    await bidding.getByText('双方已签').waitFor();

    await selling.reload();
    await house.look(selling, 'deal-publish');
    await sign(selling, button(selling, '签署并公布…'), () => house.look(selling, 'deal-publish-dialog'));
    await selling.getByText('已公布', { exact: true }).waitFor();
    const result = await (await selling.request.get(`${origin}/api/sale-results`)).json() as { items: { document: { winner: string } }[] };
    assert.equal(result.items[0]?.document.winner, winner.person.orgName);

    await selling.getByLabel('其他约定').fill('受让人应当在交地之日起一年内开工。');
    await button(selling, '生成合同稿').click();
    await sign(selling, button(selling, '签署合同…'), () => house.look(selling, 'deal-contract-dialog'));
    await bidding.reload();
    await house.look(bidding, 'deal-contract-winner');
    await sign(bidding, button(bidding, '签署合同…'));
    await bidding.getByText('保证金抵作价款').waitFor();
    await on.platform.work();
    await bidding.reload();
    await bidding.getByText('保证金已抵作价款。').waitFor();
    await house.look(bidding, 'deal-paying-winner');

    await selling.reload();
    await selling.getByLabel('入账凭证号').fill('RZ20270101009');
    await house.look(selling, 'deal-paying');
    await sign(selling, button(selling, '登记到账…'));
    await selling.getByText('已付清').waitFor();

    const certifying = await house.seat(centre);
    await certifying.goto(`${origin}/desk/sales/${saleId}`);
    await certifying.getByRole('heading', { name: '交易凭证' }).waitFor();
    await house.look(certifying, 'deal-certify');
    await sign(certifying, button(certifying, '签署并出具…'));
    await certifying.getByText('已办结').waitFor();
    await house.look(certifying, 'deal-certified');
    await selling.reload();
    await selling.getByText('已办结').waitFor();
    await house.look(selling, 'deal-closed');
    const lotId = `${saleId}-1`;
    const paper = await bidding.request.get(`${origin}/api/sale-lots/${lotId}/papers/certificate.pdf`);
    assert.deepEqual([paper.status(), (await paper.body()).subarray(0, 5).toString()], [200, '%PDF-']);
    const watching = await house.seat(refused);
    assert.equal((await watching.request.get(`${origin}/api/sale-lots/${lotId}/papers/certificate.pdf`)).status(), 404);
  });

  test('R-126 R-127 R-131 办结以后编成档案：公告、申请材料、竞价和成交的记录都在，中心接收，重新校验完好', async () => {
    const { saleId } = await published();
    await on.company.publish();
    await on.platform.work();
    const page = await house.seat(keeper);
    await page.goto(`${origin}/desk/archives/${saleId}-1`);
    await page.getByText('宗地图.pdf').waitFor();
    for (const title of ['发布出让、转让公告', '有效报价', '成交确认书签署完成', '出具交易凭证']) await page.getByText(title, { exact: true }).first().waitFor();
    await sign(page, button(page, '签署接收'));
    await button(page, '重新校验').click();
    await page.getByText('完好：').waitFor();
    await house.look(page, 'archive');
    const events = await (await page.request.get(`${origin}/api/lots/${saleId}-1/archive/package.zip`)).body();
    assert.ok(!events.includes('reserveFen'), 'the figure of the reserve price is not in the package');
    assert.ok(events.includes('CertificateIssued'));
  });
});
