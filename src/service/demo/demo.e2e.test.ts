import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { microsPerDay, microsPerHour } from '#kernel/time/instant.ts';
import { shot, widths } from '#test/harness/browser.ts';
import { demoKeyPassword as worldPassword } from '#world/keys.ts';
import { demoKeyPassword } from './demo-key.ts';
import { demoSite, siteBrowser } from './demo-site.testing.ts';

const browser = await siteBrowser();
const site = await demoSite();

describe('the demonstration in a browser', () => {
  for (const [kind, width] of Object.entries(widths)) {
    test(`演示条（${kind}）：时钟前进并说出发生了什么，按职责找人换身份`, async () => {
      const { page, faults } = await site.open(browser, width, 'bidder-1');
      await page.goto(`${site.origin}/desk/home`);
      await page.getByRole('button', { name: /^演示/ }).click();
      const drawer = page.getByRole('dialog');
      const before = await site.now();
      await drawer.getByRole('button', { name: '前进一小时' }).click();
      await drawer.getByText('这段时间没有到期的事').waitFor();
      await drawer.getByRole('button', { name: '前进一天' }).click();
      await page.waitForFunction(() => document.querySelector('.demo-steps [aria-busy=true]') === null);
      const moved = (await site.now()) - before;
      assert.ok(moved >= microsPerHour + microsPerDay && moved < 2 * microsPerDay, String(moved));
      await drawer.getByLabel('换一个人').fill('监督 阿拉善');
      assert.equal(await drawer.locator('.demo-person').count(), 1);
      await shot(page, `demo-bar-${kind}`, { fullPage: false });
      await drawer.getByRole('button', { name: /李监督/ }).click();
      await page.waitForURL(/\/desk\//);
      await page.locator('.desk-who', { hasText: '李监督' }).waitFor();
      assert.deepEqual(faults, []);
      await page.context().close();
    });

    test(`R-037 一键使用演示证书签名（${kind}）：当前人物自己的密钥，签署生效`, async () => {
      const { page, faults } = await site.open(browser, width, 'bidder-2');
      await page.goto(`${site.origin}/desk/organisation`);
      await page.getByLabel('法定代表人或负责人').fill(`萨仁${kind}`);
      await page.getByRole('button', { name: '签名变更' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: '使用演示证书' }).click();
      await dialog.getByText('bidder-2.ovookey').waitFor();
      await shot(page, `demo-sign-${kind}`, { fullPage: false });
      await dialog.getByRole('button', { name: '签署', exact: true }).click();
      await page.locator('ins', { hasText: `萨仁${kind}` }).waitFor();
      assert.deepEqual(faults, []);
      await page.context().close();
    });

    test(`导览（${kind}）：从登记开始，带读者换成办事的人；做完没有由项目的真实状态说了算`, async () => {
      const { page, faults } = await site.open(browser, width, null);
      await page.goto(`${site.origin}/login`);
      await page.getByRole('button', { name: /^导览/ }).click();
      const tour = page.getByRole('complementary', { name: '导览' });
      await tour.getByRole('button', { name: '从登记一个新项目开始' }).click();
      await tour.getByText('招标投标法 第九条').waitFor();
      await shot(page, `tour-start-${kind}`, { fullPage: false });
      await tour.getByRole('link', { name: '你就是其木格，去办' }).click();
      await page.waitForURL(/\/desk\/projects\/new/);
      if (width < 800) await tour.getByRole('button', { name: '展开' }).click();
      assert.equal(await tour.locator('li.done').count(), 0, 'a click does not make a step done');
      const name = `阿拉善左旗第${width}小学教学楼`;
      const tenderId = await site.registerProject(name);
      await tour.locator('li.done', { hasText: '登记项目' }).waitFor();
      await tour.getByText(name).waitFor();
      await tour.locator('li.now', { hasText: '编制并发布招标文件' }).waitFor();
      await tour.getByRole('link', { name: '你就是其木格，去办' }).click();
      await page.waitForURL(new RegExp(`/desk/tenders/${tenderId}/compose`));
      await page.getByRole('heading', { name: '编制招标文件' }).first().waitFor();
      if (width < 800) await tour.getByRole('button', { name: '展开' }).click();
      await tour.getByRole('button', { name: /获取招标文件/ }).click();
      await tour.getByText('先完成前面的步骤').waitFor();
      await shot(page, `tour-publish-${kind}`, { fullPage: false });
      assert.deepEqual(faults, []);
      await page.context().close();
    });

    test(`我的待办（${kind}）：登记了的项目在经办人首页等着编制；没有事的人看到一句话`, async () => {
      await site.registerProject(`额济纳旗幼儿园新建工程${width}`);
      const { page, faults } = await site.open(browser, width, 'operator-1');
      await page.goto(`${site.origin}/desk`);
      await page.getByRole('link', { name: new RegExp(`编制招标文件.*幼儿园新建工程${width}`) }).waitFor();
      await page.getByRole('heading', { name: '常用入口' }).waitFor();
      await shot(page, `home-${kind}`);
      const { page: other } = await site.open(browser, width, 'engineer-1');
      await other.goto(`${site.origin}/desk`);
      await other.getByText('现在没有等你办的事').waitFor();
      await shot(other, `home-empty-${kind}`);
      assert.deepEqual(faults, []);
      await page.context().close();
      await other.context().close();
    });

    test(`门户页脚的演示条（${kind}）：时钟在任何一页都能拨，拨完说出结果`, async () => {
      const { page, faults } = await site.open(browser, width, null);
      await page.goto(`${site.origin}/login`);
      const bar = page.getByRole('region', { name: '演示环境' });
      await bar.getByRole('button', { name: '前进一小时' }).click();
      await bar.getByText(/已到 \d{4}-\d\d-\d\d/).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      await shot(page, `portal-demo-${kind}`, { fullPage: false });
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }

  test('R-017 a popup of the desk stands on the page at once for people who want less motion', async () => {
    const { page } = await site.open(browser, widths.desk, 'operator-1');
    await page.goto(`${site.origin}/desk/projects/new`);
    await page.getByLabel('所在地').click();
    const popup = page.locator('.ant-cascader-dropdown, .ant-select-dropdown').first();
    await popup.waitFor();
    const box = await popup.boundingBox();
    assert.ok(box && box.x >= 0 && box.y >= 0, JSON.stringify(box));
    await page.context().close();
  });

  test('R-037 the password of demo key files is one, wherever it is written', () => {
    assert.equal(demoKeyPassword, worldPassword);
  });
});
