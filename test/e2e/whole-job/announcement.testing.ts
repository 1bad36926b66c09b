import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, formatBeijing, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { field, next, sign, signInDialog, toStep } from './house.testing.ts';
import { agency, house, initiator, instantOf, job, look, lots, name, origin, scan, tenderNow } from './world.testing.ts';

const answers: Readonly<Record<string, string>> = {
  投资项目统一代码: '2611-150105-04-01-100001', '审批、核准或者备案文件': '呼发改审批〔2026〕118 号', '招标人联系人、电话、地址': '基建科，0471-0000000（演示）', '代理机构联系人、电话、地址': '项目一部，0471-0000001（演示）',
  资金来源及比例: '财政资金 100%', 建设地点: '赛罕区新华东街', 建设规模: '门诊综合楼一栋，建筑面积 21,400 平方米，及室外工程', 项目负责人要求: '建筑工程专业一级注册建造师', 平台网址: '内蒙古自治区公共资源交易网',
  评标委员会构成: '五人：招标人代表一名，随机抽取的专家四名', 总分和报价都相同时的排序方法: '由招标人在监督下随机确定', 工程款支付: '按月进度支付至百分之八十', 缺陷责任期和质量保修: '缺陷责任期二十四个月', 工程量清单说明: '投标人逐项填报单价', 图纸目录: '建筑、结构、安装施工图', 技术标准和要求: '执行国家和自治区现行标准',
};

export async function register(): Promise<void> {
  const page = await house.seat(agency, '/desk/projects/new');
  await page.getByLabel('项目名称').fill(name);
  await page.getByLabel('所在地').click();
  await page.locator('.ant-cascader-menu-item').filter({ hasText: '呼和浩特市' }).click();
  await page.locator('.ant-cascader-menu-item').filter({ hasText: '赛罕区' }).click();
  await look(page, 'register-project');
  await next(page);
  await page.getByRole('combobox', { name: '招标人（委托人）' }).pressSequentially(initiator.person.orgName.slice(0, 6));
  await page.locator('.ant-select-item-option').filter({ hasText: initiator.person.orgId }).click();
  await page.locator('input[type=file]').setInputFiles(scan('招标代理委托协议'));
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
  await page.getByText('呼和浩特市公共资源交易中心').waitFor();
  await page.getByText('依法必须招标').waitFor();
  await look(page, 'register-check');
  await next(page);
  await page.getByRole('checkbox').check();
  await look(page, 'register-commitment');
  await sign(page, '签名并登记', () => look(page, 'register-sign'));
  await page.getByText('项目已登记').waitFor();
  await look(page, 'register-done');
}

export async function bookOpeningRoom(): Promise<void> {
  const page = await house.seat(agency);
  await page.getByRole('link', { name: '招标项目' }).first().click();
  await page.getByRole('link', { name }).click();
  await page.getByRole('link', { name: '编制招标文件' }).click();
  const proposed = await field(page, '投标截止，同时开标').inputValue();
  job.tenderId = present(/tenders\/([^/]+)\/compose/.exec(page.url())?.[1], 'tender');
  job.deadlineAt = instantOf(proposed);
  await page.getByRole('link', { name: '场地' }).first().click();
  await bookRoom(page, job.deadlineAt, 'venue');
}

export async function bookRoom(page: Page, opensAt: Instant, step: string): Promise<void> {
  const day = page.getByRole('combobox', { name: '日期' });
  await day.click();
  await day.pressSequentially(formatBeijing(opensAt).slice(0, 10));
  await day.press('Enter');
  await page.getByRole('button', { name: '预约', exact: true }).first().click();
  await look(page, `${step}-booking`);
  await page.getByRole('button', { name: /^预约开标/ }).click();
  await page.locator('.own-booking').filter({ hasText: name }).waitFor();
  await look(page, step);
}

export async function composeAndPublish(): Promise<void> {
  const page = await house.seat(agency);
  await page.goto(`${origin}/desk/tenders/${job.tenderId}`);
  await look(page, 'tender-registered');
  await page.getByRole('link', { name: '编制招标文件' }).click();
  await correctTheDeadline(page);
  await next(page);
  for (const [i, lot] of lots.entries()) await page.locator('.t-section').nth(i).locator('textarea').fill(lot.items.map(([code, title, unit, quantity]) => [code, title, unit, quantity].join('\t')).join('\n'));
  await look(page, 'compose-lots');
  await next(page);
  await look(page, 'compose-qualification');
  await next(page);
  await composeScoring(page);
  await next(page);
  await field(page, '履约保证金比例').fill('0.1');
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
  await page.goto(`${origin}/desk/tenders/${job.tenderId}`);
  await page.getByText('本项目的期限').waitFor();
  await look(page, 'tender-published');
  assert.equal((await tenderNow()).status, 'published');
}

/** A deadline that comes too early is said with its article, and stops the publication until it is put right. */
async function correctTheDeadline(page: Page): Promise<void> {
  const deadline = page.locator('.t-field').filter({ hasText: '投标截止，同时开标' });
  await deadline.locator('input').fill(local(addMicros(job.deadlineAt, -8 * microsPerDay)));
  await deadline.getByText(/20 ?日/).first().waitFor();
  await deadline.getByText('招标投标法 第二十四条').first().waitFor();
  await look(page, 'compose-too-early');
  await toStep(page, '核对并发布');
  await page.getByText(/还有 \d+ 处需要改正/).waitFor();
  await toStep(page, '时间');
  await deadline.locator('input').fill(local(job.deadlineAt));
}

async function composeScoring(page: Page): Promise<void> {
  await page.getByLabel('施工组织设计满分').fill('20');
  await page.getByLabel('施工组织设计评分标准').fill('部署合理、针对本工程得 15–20 分；一般得 8–14 分；缺失不得分。');
  await page.getByRole('button', { name: '加一项' }).first().click();
  await page.getByLabel('评分项', { exact: true }).nth(1).fill('冬期施工措施');
  await page.getByLabel('冬期施工措施满分').fill('10');
  await page.getByLabel('冬期施工措施评分标准').fill('措施具体、符合当地气候得 8–10 分；一般得 4–7 分；缺失不得分。');
  await page.getByLabel('类似业绩评分标准').fill('每项同类业绩 2 分，最多 10 分。');
  await look(page, 'compose-scoring');
}

export async function readInPublic(): Promise<void> {
  const page = await house.visit();
  await page.goto(`${origin}/`);
  await page.getByRole('link', { name: new RegExp(name) }).first().waitFor();
  await look(page, 'public-home');
  await page.goto(`${origin}/notices`);
  await look(page, 'public-list');
  await page.getByRole('link', { name: new RegExp(name) }).first().click();
  await page.getByText('招标公告').first().waitFor();
  await look(page, 'public-notice');
  await page.goto(`${origin}/projects/${job.tenderId}`);
  await page.getByRole('heading', { name }).waitFor();
  await look(page, 'public-project');
  await page.context().close();
}

/** As a field for date and time takes it. */
function local(at: Instant): string {
  return formatBeijing(at).slice(0, 16).replace(' ', 'T');
}
