import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, formatBeijing, microsPerDay, microsPerHour, parseInstant, type Instant } from '#kernel/time/instant.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { bid, bidIdOf } from '#trade/bid/bid.ts';
import { tender } from '#trade/tender/tender.ts';
import { widths } from '#test/harness/browser.ts';
import { officerOf } from '#world/found.ts';
import type { Player } from '#world/troupe.ts';
import { assertSilent, field, next, openHouse, overhear, signInDialog, toStep } from './front.testing.ts';

const house = await openHouse('e2e-front');
const { cast, players, origin, look, scene } = house;
const initiator = present(cast.initiators[0], 'initiator');
const agency = officerOf(cast, players, present(cast.agencies[0], 'agency'), 'initiate.operator');
const [firstBidder, secondBidder] = [0, 1].map((i) => officerOf(cast, players, present(cast.bidders[i], 'bidder'), 'respond.operator')) as [Player, Player];
const name = `${initiator.name}门诊综合楼施工`;

type Item = readonly [code: string, name: string, unit: string, quantity: string, unitPrice: string];
const lots: readonly { readonly scope: string; readonly yuan: string; readonly items: readonly Item[] }[] = [
  { scope: '地上六层、地下一层，建筑面积 21,400 平方米的土建与安装', yuan: '68000000', items: [['010101001', '平整场地', 'm2', '12000', '35'], ['010505001', '有梁板', 'm3', '20000', '1500'], ['010515001', '现浇构件钢筋', 't', '4000', '5600'], ['011001003', '保温隔热墙面', 'm2', '40000', '180']] },
  { scope: '室外管网、道路、绿化与智能化系统', yuan: '30000000', items: [['040501001', '室外管网', 'm', '8000', '1200'], ['040203006', '沥青混凝土路面', 'm2', '30000', '320'], ['050102001', '绿化', 'm2', '20000', '150'], ['030501001', '智能化系统', '项', '1', '5000000']] },
];
const answers: Readonly<Record<string, string>> = {
  投资项目统一代码: '2611-150105-04-01-100001', '审批、核准或者备案文件': '呼发改审批〔2026〕118 号', '招标人联系人、电话、地址': '基建科，0471-0000000（演示）', '代理机构联系人、电话、地址': '项目一部，0471-0000001（演示）',
  资金来源及比例: '财政资金 100%', 建设地点: '赛罕区新华东街', 建设规模: '门诊综合楼一栋，建筑面积 21,400 平方米，及室外工程', 项目负责人要求: '建筑工程专业一级注册建造师', 平台网址: '内蒙古自治区公共资源交易网',
  评标委员会构成: '五人：招标人代表一名，随机抽取的专家四名', 总分和报价都相同时的排序方法: '由招标人在监督下随机确定', 工程款支付: '按月进度支付至百分之八十', 缺陷责任期和质量保修: '缺陷责任期二十四个月', 工程量清单说明: '投标人逐项填报单价', 图纸目录: '建筑、结构、安装施工图', 技术标准和要求: '执行国家和自治区现行标准',
};
const pdf = (part: string): string => fileURLToPath(new URL(`../world/files/${part}.pdf`, import.meta.url));

let agencyPage: Page;
let bidderPage: Page;
let phone: Page;
let tenderId = '';
let deadline: Instant;

async function register(page: Page): Promise<void> {
  await page.getByLabel('项目名称').fill(name);
  await page.getByLabel('所在地').click();
  await page.locator('.ant-cascader-menu-item').filter({ hasText: '呼和浩特市' }).click();
  await page.locator('.ant-cascader-menu-item').filter({ hasText: '赛罕区' }).click();
  await look(page, 'register-project');
  await next(page);
  await page.getByRole('combobox', { name: '招标人（委托人）' }).pressSequentially(initiator.name.slice(0, 6));
  await page.locator('.ant-select-item-option').filter({ hasText: initiator.orgId }).click();
  await page.locator('input[type=file]').setInputFiles({ name: '招标代理委托协议.pdf', mimeType: 'application/pdf', buffer: readFileSync(pdf('commercial')) });
  await page.locator('.file-drop .doc').waitFor();
  await look(page, 'register-parties');
  await next(page);
  await page.getByRole('button', { name: '增加标段' }).click();
  for (const [i, lot] of lots.entries()) {
    await page.getByLabel('招标范围').nth(i).fill(lot.scope);
    await page.getByLabel('估算价（元）').nth(i).fill(lot.yuan);
  }
  await look(page, 'register-lots');
  await next(page);
}

scene('R-078 R-080 R-032 R-037 代理机构登录，登记两个标段的项目，上传委托协议，一键演示证书签名', async () => {
  agencyPage = await house.logIn(agency, '/desk/projects/new');
  const page = agencyPage;
  await register(page);
  await page.getByText('呼和浩特市公共资源交易中心').waitFor();
  await page.getByText('依法必须招标').waitFor();
  await look(page, 'register-check');
  await next(page);
  await page.getByRole('checkbox').check();
  await look(page, 'register-commitment');
  await page.getByRole('button', { name: '签名并登记' }).click();
  await signInDialog(page, () => look(page, 'register-sign'));
  await page.getByText('项目已登记').waitFor();
  await look(page, 'register-done');
});

scene('R-079 预约开标场地', async () => {
  const page = agencyPage;
  await page.getByRole('link', { name: '招标项目' }).first().click();
  await page.getByRole('link', { name }).click();
  await page.getByRole('link', { name: '编制招标文件' }).click();
  const proposed = await field(page, '投标截止，同时开标').inputValue();
  tenderId = present(/tenders\/([^/]+)\/compose/.exec(page.url())?.[1], 'tender');
  deadline = present(parseInstant(proposed), 'deadline');
  await page.getByRole('link', { name: '场地' }).first().click();
  await bookRoom(page, proposed.slice(0, 10), 'venue');
});

async function bookRoom(page: Page, date: string, step: string): Promise<void> {
  const day = page.getByRole('combobox', { name: '日期' });
  await day.click();
  await day.pressSequentially(date);
  await day.press('Enter');
  await page.getByRole('button', { name: '预约', exact: true }).first().click();
  await look(page, `${step}-booking`);
  await page.getByRole('button', { name: /^预约开标/ }).click();
  await page.locator('.own-booking').filter({ hasText: name }).waitFor();
  await look(page, step);
}

scene('R-081 R-197 R-202 编制招标文件：截止早了当场说出二十日与法条，改正后逐条核对全绿，签署并发布', async () => {
  const page = agencyPage;
  await page.goto(`${origin}/desk/tenders/${tenderId}`);
  await look(page, 'tender-registered');
  await page.getByRole('link', { name: '编制招标文件' }).click();
  const deadlineField = page.locator('.t-field').filter({ hasText: '投标截止，同时开标' });
  await deadlineField.locator('input').fill(local(addMicros(deadline, -8 * microsPerDay)));
  await deadlineField.getByText(/20 ?日/).first().waitFor();
  await deadlineField.getByText('招标投标法 第二十四条').first().waitFor();
  await look(page, 'compose-too-early');
  await toStep(page, '核对并发布');
  await page.getByText(/还有 \d+ 处需要改正/).waitFor();
  await toStep(page, '时间');
  await deadlineField.locator('input').fill(local(deadline));
  await next(page);
  for (const [i, lot] of lots.entries()) await page.locator('.t-section').nth(i).locator('textarea').fill(lot.items.map(([code, title, unit, quantity]) => [code, title, unit, quantity].join('\t')).join('\n'));
  await look(page, 'compose-lots');
  await next(page);
  await look(page, 'compose-qualification');
  await next(page);
  await page.getByLabel('施工组织设计评分标准').fill('部署合理、针对本工程得 20–30 分；一般得 10–19 分；缺失不得分。');
  await page.getByLabel('类似业绩评分标准').fill('每项同类业绩 2 分，最多 10 分。');
  await look(page, 'compose-scoring');
  await next(page);
  await look(page, 'compose-award');
  await next(page);
  for (const [label, text] of Object.entries(answers)) await field(page, label).fill(text);
  await look(page, 'compose-text');
  await next(page);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已保存', { exact: true }).waitFor();
  await look(page, 'compose-review');
  assert.equal(await page.locator('.rule.broken').count(), 0);
  await page.getByRole('button', { name: '签署并发布…' }).click();
  await signInDialog(page, () => look(page, 'compose-sign'));
  await page.getByText('招标文件已经发布').waitFor();
  await house.turn();
  await page.goto(`${origin}/desk/tenders/${tenderId}`);
  await page.getByText('本项目的期限').waitFor();
  await look(page, 'tender-published');
  assert.equal((await readHead(house.platform.pool, tender, tenderId))?.state.status, 'published');
});

scene('R-081 不登录的人在门户首页、公告列表和项目页读到它', async () => {
  const page = await house.visit(widths.desk);
  await page.goto(`${origin}/`);
  await page.getByRole('link', { name: new RegExp(name) }).first().waitFor();
  await look(page, 'public-home');
  await page.goto(`${origin}/notices`);
  await look(page, 'public-list');
  await page.getByRole('link', { name: new RegExp(name) }).first().click();
  await page.getByText('招标公告').first().waitFor();
  await look(page, 'public-notice');
  await page.goto(`${origin}/projects/${tenderId}`);
  await page.getByRole('heading', { name }).waitFor();
  await look(page, 'public-project');
  await page.context().close();
});

async function take(page: Page): Promise<void> {
  await page.getByRole('link', { name: '编制投标文件' }).first().click();
  await page.waitForURL(new RegExp(`/desk/documents/${tenderId}`));
  await page.getByRole('button', { name: '获取招标文件' }).click();
  await page.getByText(/已获取/).waitFor();
}

scene('R-107 投标人从项目页一步获取招标文件并提问；第二家在手机上获取', async () => {
  await house.advance(addMicros(present(await documentFrom(), 'from'), microsPerHour));
  bidderPage = await house.logIn(firstBidder, `/projects/${tenderId}`);
  await take(bidderPage);
  await field(bidderPage, '问题').fill('室外管网的接口位置在图纸上没有标明，请明确。');
  await look(bidderPage, 'document');
  await bidderPage.getByRole('button', { name: '提交问题' }).click();
  await bidderPage.getByText('已提交，答复会以澄清公布。').waitFor();
  phone = await house.logIn(secondBidder, `/projects/${tenderId}`, widths.phone);
  await take(phone);
  await look(phone, 'document-phone');
});

scene('R-107 R-108 截止前不足十五日的澄清影响编制：表单要求顺延截止时间，获取文件的单位都收到通知', async () => {
  await house.advance(addMicros(deadline, -10 * microsPerDay));
  const page = agencyPage;
  const sentAt = await house.stage.now();
  await page.goto(`${origin}/desk/tenders/${tenderId}`);
  await page.getByRole('link', { name: '澄清与修改' }).click();
  const heard = overhear(page);
  await page.reload();
  await page.getByRole('button', { name: '答复这条' }).click();
  await field(page, '答复').fill('接口位于院区东侧新华东街市政井，详见补充说明。');
  await page.getByLabel('影响投标文件编制').check();
  await page.getByText(/距投标截止不足十五日，截止时间至少顺延到/).waitFor();
  await look(page, 'clarify');
  await page.getByRole('button', { name: '签署并发布…' }).click();
  await signInDialog(page, () => look(page, 'clarify-sign'));
  await page.getByRole('heading', { name: '第 2 号澄清' }).waitFor();
  await look(page, 'clarified');
  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('link', { name: '改约场地' }).waitFor();
  await look(page, 'tender-must-rebook');
  await page.getByRole('link', { name: '改约场地' }).click();
  await bookRoom(page, formatBeijing(present((await readHead(house.platform.pool, tender, tenderId))?.state.published, 'published').document.bidDeadlineAt).slice(0, 10), 'venue-again');
  assertSilent(await heard.text(), secretsOf(), 'the agency');
  await house.turn();
  const { document } = present((await readHead(house.platform.pool, tender, tenderId))?.state.published, 'published');
  assert.ok(document.bidDeadlineAt > deadline && document.bidDeadlineAt - sentAt >= 15 * microsPerDay);
  deadline = document.bidDeadlineAt;
  await bidderPage.goto(`${origin}/desk/notices`);
  await bidderPage.getByText('接口位于院区东侧').waitFor();
  await look(bidderPage, 'notices');
  await bidderPage.getByRole('button', { name: '确认收到' }).click();
  await bidderPage.getByText('都读过了').waitFor();
});

async function priceList(page: Page, lot: number, factor: number): Promise<void> {
  const rows = present(lots[lot], 'lot').items.map(([code, title, unit, quantity, price]) => [code, title, unit, quantity, (Number(price) * factor).toFixed(2), ''].join('\t'));
  await page.getByLabel('粘贴清单').fill([['编码', '名称', '单位', '工程量', '单价（元）', '合价（元）'].join('\t'), ...rows].join('\n'));
  await page.locator('.bid-total').waitFor();
}

async function compose(page: Page, lot: number, bidder: Player, factor: number, see: (step: string) => Promise<void>): Promise<void> {
  await page.goto(`${origin}/desk/bids`);
  await page.getByRole('link', { name: '编制投标文件' }).nth(lot).click();
  await page.getByRole('heading', { name: '招标文件要求' }).waitFor();
  await see('requirements');
  await next(page);
  await priceList(page, lot, factor);
  await see('price');
  await next(page);
  await field(page, '工期').fill('340');
  await field(page, '质量标准').fill('合格');
  await field(page, '项目经理').fill('王建国');
  await field(page, '注册证书编号').fill('蒙1502021202200123');
  await page.getByRole('radio', { name: '银行或担保机构保函' }).check();
  await see('terms');
  await next(page);
  await field(page, '法定代表人').fill(present(cast.organisations.find(({ orgId }) => orgId === bidder.actor.orgId), 'organisation').legalRepresentative);
  for (const [i, part] of ['qualification', 'technical', 'commercial'].entries()) await page.locator('input[type=file]').nth(i).setInputFiles(pdf(part));
  await page.getByText('commercial.pdf').waitFor();
  await see('files');
  await next(page);
  await page.getByRole('checkbox').check();
  await see('check');
  await next(page);
}

async function handIn(page: Page, button: string, version: number, see: (step: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await signInDialog(page, () => see(`sign-${version}`));
  const receipt = page.getByRole('region', { name: '递交回执' });
  await receipt.getByText(`第 ${version} 版`, { exact: true }).waitFor();
  await receipt.getByRole('heading', { name: '已递交' }).waitFor();
  await house.turn();
  await receipt.getByRole('button', { name: '下载日志证明' }).waitFor();
  await see(`receipt-${version}`);
}

scene('R-088 R-089 编制投标文件、浏览器里加密、签名递交，回执有日志位置；替换一次，撤回，再递交', async () => {
  const see = (step: string): Promise<void> => look(bidderPage, `bid-${step}`);
  const sent: string[] = [];
  bidderPage.on('request', (request) => sent.push(request.postData() ?? ''));
  await compose(bidderPage, 0, firstBidder, 1, see);
  await handIn(bidderPage, '签署、加密并递交', 1, see);
  await toStep(bidderPage, '清单报价');
  await priceList(bidderPage, 0, 0.98);
  await toStep(bidderPage, '加密与递交');
  await handIn(bidderPage, '签署并替换', 2, see);
  await bidderPage.getByRole('button', { name: '撤回投标文件' }).click();
  await signInDialog(bidderPage, () => see('withdraw'));
  await bidderPage.getByRole('heading', { name: '已撤回' }).waitFor();
  assert.equal((await standing(firstBidder, 1))?.status, 'withdrawn');
  await see('withdrawn');
  await toStep(bidderPage, '完整性检查');
  await toStep(bidderPage, '加密与递交');
  await handIn(bidderPage, '签署、加密并递交', 3, see);
  const mine = await standing(firstBidder, 1);
  assert.deepEqual([mine?.status, mine?.version, mine?.objects.length], ['submitted', 3, 5]);
  for (const secret of ['蒙1502021202200123', '王建国', '%PDF', '有梁板']) assert.ok(!sent.some((body) => body.includes(secret)), `${secret} left the machine`);
  await bidderPage.goto(`${origin}/desk/bids`);
  await bidderPage.getByText(/已递交第 3 版/).waitFor();
  await see('progress');
});

scene('R-088 第二家投标人在 390 像素的手机上编制并递交', async () => {
  const see = (step: string): Promise<void> => look(phone, `bid-phone-${step}`);
  await compose(phone, 0, secondBidder, 0.99, see);
  await handIn(phone, '签署、加密并递交', 1, see);
  assert.equal((await standing(secondBidder, 1))?.status, 'submitted');
});

scene('R-089 R-011 开标前，招标人一方、交易中心、监督部门和公众都看不到谁投了标、投了几家', async () => {
  const state = present((await readHead(house.platform.pool, tender, tenderId))?.state, 'tender');
  const centre = officerOf(cast, players, present(cast.organisations.find(({ orgId }) => orgId === state.centre.orgId), 'centre'), 'serve.witness');
  const department = officerOf(cast, players, present(cast.organisations.find(({ orgId }) => orgId === state.department.orgId), 'department'), 'supervise.officer');
  await house.turn();
  const desk = [`/desk/home`, `/desk/tenders/${tenderId}`, '/desk/openings', `/desk/openings/${tenderId}`];
  const views: readonly (readonly [who: string, player: Player | null, addresses: readonly string[]])[] = [
    ['initiator', officerOf(cast, players, initiator, 'initiate.operator'), [`/desk/tenders/${tenderId}`, `/desk/openings/${tenderId}`]],
    ['agency', agency, [...desk, `/desk/tenders/${tenderId}/clarify`, `/desk/panels/${tenderId}`, '/desk/deposits']],
    ['centre', centre, [...desk, `/desk/witness/${tenderId}`, '/desk/deposits']],
    ['department', department, [...desk, `/desk/witness/${tenderId}`, '/desk/deposits']],
    ['public', null, ['/', '/notices', `/projects/${tenderId}`, '/openings', '/log', `/api/bids/${tenderId}-1`]],
  ];
  // At once: each has a browser session of its own.
  await Promise.all(views.map(async ([who, player, addresses]) => {
    const page = player ? await house.logIn(player, '/desk/home') : await house.visit(widths.desk);
    const heard = overhear(page);
    for (const address of addresses) {
      await page.goto(`${origin}${address}`, { waitUntil: 'networkidle' });
      const text = await page.locator('body').innerText();
      assert.doesNotMatch(text, /(投标人|递交|已收到|获取)[^。\n]{0,6}\d+ ?(家|份|个单位)/, `${who} ${address}`);
      if (address.startsWith('/desk/witness/') || address.startsWith('/desk/openings/')) await look(page, `secret-${who}-${address.split('/')[2]}`);
    }
    const told = await heard.text();
    assert.ok(told.includes(name), `${who} was told of the tender`);
    assertSilent(told, secretsOf(), who);
    await page.context().close();
  }));
});

scene('R-011 没有一个页面出错，没有一屏在 1440 或 390 像素宽时左右滚动', async () => {
  assert.deepEqual(house.faults, []);
  assert.deepEqual(house.problems, []);
});

function secretsOf(): string[] {
  return [firstBidder, secondBidder].flatMap(({ person }) => [person.orgId, person.orgName, person.personId]);
}

async function standing(player: Player, lot: number) {
  return (await readHead(house.platform.pool, bid, bidIdOf(`${tenderId}-${lot}`, present(player.actor.orgId, 'organisation'))))?.state;
}

async function documentFrom(): Promise<Instant | undefined> {
  return (await readHead(house.platform.pool, tender, tenderId))?.state.published?.document.documentFrom;
}

/** As a field for date and time takes it. */
function local(at: Instant): string {
  return formatBeijing(at).slice(0, 16).replace(' ', 'T');
}
