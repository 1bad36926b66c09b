import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { expert } from '#service/expert/expert.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { openStage } from '#test/journey/stage.testing.ts';
import { officerOf } from '#world/found.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, button } from './ready.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
const on = await openStage();
const origin = (await on.company.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
const member = present(on.players.get(present(on.cast.experts[0], 'expert').personId), 'player');
const department = present(on.cast.organisations.find(({ kind }) => kind === 'department'), 'department');
const unit = present(on.cast.bidders[0], 'bidder');
const recordOf = async (personId: string) => present(await readHead(on.platform.pool, expert, personId), 'record').state;

describe('专家库：专家自己申报，监督部门管理', () => {
  let browser: Browser;
  let house: ReturnType<typeof audience>;
  before(async () => {
    browser = await launchBrowser();
    house = audience(browser, origin, 'e2e-experts');
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(house.faults, []);
  });

  test('R-063 R-077 专家在自己的页面上查到单位、申报利害关系，也可以撤销', async () => {
    const page = await house.seat(member);
    await page.goto(`${origin}/desk/relations`);
    await page.getByText('还没有申报').waitFor();
    await page.getByLabel('单位').fill(unit.name.slice(0, 6));
    await page.locator('.ant-select-item-option').filter({ hasText: unit.orgId }).click();
    await page.getByLabel('说明').fill('配偶是该单位项目经理');
    await house.look(page, 'declaring');
    await button(page, '申报').click();
    await page.locator('.relations').getByText(unit.name).waitFor();
    await house.look(page, 'declared');
    assert.deepEqual((await recordOf(member.person.personId)).relations, [{ orgId: unit.orgId, kind: 'employment', note: '配偶是该单位项目经理' }]);
    await button(page, '撤销').click();
    await page.getByText('还没有申报').waitFor();
    assert.deepEqual((await recordOf(member.person.personId)).relations, []);
  });

  test('R-063 监督部门看得到谁在库，看不到专家的申报；写明理由暂停、恢复；新专家审核入库，年限不够的当场说出法条', async () => {
    const supervisor = await house.seat(officerOf(on.cast, on.players, department, 'supervise.officer'));
    await on.troupe.act(member, 'expert.declareRelations', { relations: [{ orgId: unit.orgId, kind: 'kin', note: '配偶' }] });
    const answer = await supervisor.request.get(`${origin}/api/experts`);
    assert.equal((await answer.text()).includes('relations'), false);
    await supervisor.goto(`${origin}/desk/experts`);
    await supervisor.getByLabel('查找专家').fill(member.person.name);
    const row = supervisor.locator(`tr[data-row-key="${member.person.personId}"]`);
    await row.getByRole('button').first().click();
    await supervisor.getByLabel('暂停的理由').fill('三次无故缺席，暂停一年');
    await house.look(supervisor, 'suspending');
    await button(supervisor, '暂停资格').click();
    await row.getByText('已暂停').waitFor();
    await supervisor.getByLabel('恢复的理由').fill('暂停期满，恢复资格');
    await button(supervisor, '恢复资格').click();
    await row.getByText('可抽取').waitFor();

    await supervisor.getByLabel('人员编号').fill('expert-new-01');
    await supervisor.getByRole('textbox', { name: '姓名' }).fill('乌云其其格');
    await supervisor.getByRole('combobox', { name: '专业' }).fill('A0801');
    await supervisor.locator('.ant-select-item-option').filter({ hasText: 'A0801' }).first().click();
    await supervisor.getByLabel('所在盟市').fill('阿拉善');
    await supervisor.locator('.ant-select-item-option').filter({ hasText: '阿拉善' }).click();
    await supervisor.getByRole('textbox', { name: '职称' }).fill('高级工程师');
    await supervisor.getByLabel('从事相关领域的年数').fill('3');
    await button(supervisor, '入库').click();
    await supervisor.getByText('招标投标法 第三十七条').waitFor();
    await house.look(supervisor, 'enrolling-refused');
    await supervisor.getByLabel('从事相关领域的年数').fill('12');
    await button(supervisor, '入库').click();
    await supervisor.getByText('已入库，从现在起可以被抽取。').waitFor();
    assert.equal((await recordOf('expert-new-01')).name, '乌云其其格');
  });
});
