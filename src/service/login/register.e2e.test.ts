import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { shot, widths } from '#test/harness/browser.ts';
import { demoSite, siteBrowser } from '#service/demo/demo-site.testing.ts';

const browser = await siteBrowser();
const site = await demoSite();
const password = '我的口令-2026';

/** Gets a certificate at the counter; answers the text of the key file that was saved. */
async function takeCertificate(page: Page, orgName: string): Promise<string> {
  await page.goto(`${site.origin}/register`);
  const counter = page.locator('#counter');
  await counter.getByLabel('单位全称').fill(orgName);
  await counter.getByLabel('经办人姓名').fill('乌云其其格');
  await counter.getByLabel('给密钥设一个口令').fill(password);
  const [download] = await Promise.all([page.waitForEvent('download'), counter.getByRole('button', { name: '领取演示证书' }).click()]);
  await counter.getByText('已领取').waitFor();
  return await readFile(await download.path(), 'utf8');
}

describe('registering an organisation in a browser', () => {
  for (const [kind, width] of Object.entries(widths)) {
    test(`R-036 R-037 新单位（${kind}）：领证、读证、填表、签名，登记完就在工作台里，再来一次被告知已登记`, async () => {
      const orgName = `乌兰察布晴川建设${width}有限公司`;
      const { page, faults } = await site.open(browser, width, null);
      const file = await takeCertificate(page, orgName);
      await page.locator('#certificate').getByRole('button', { name: '读取证书' }).click();
      await page.getByText('证书有效').waitFor();
      await page.locator('[data-subject]', { hasText: orgName }).waitFor();
      const form = page.locator('#registration');
      await form.getByLabel('所在地').selectOption('152900');
      await form.getByLabel('法定代表人或负责人').fill('苏日娜');
      await form.getByLabel(/以上内容真实/).check();
      await shot(page, `register-${kind}`);
      await form.getByRole('button', { name: '签名并登记' }).click();
      await page.waitForURL(/\/desk/);
      await page.getByRole('heading', { name: /乌云其其格，你好/ }).waitFor();
      await page.goto(`${site.origin}/desk/organisation`);
      await page.getByRole('heading', { name: orgName }).waitFor();
      await page.getByRole('button', { name: '签名变更' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '使用演示证书' }).click();
      await page.getByRole('dialog').getByText(/\.ovookey/).waitFor();
      const { page: again } = await site.open(browser, width, null);
      await again.goto(`${site.origin}/register`);
      await again.locator('#certificate input[type=file]').setInputFiles({ name: 'mine.ovookey', mimeType: 'application/json', buffer: Buffer.from(file) });
      await again.locator('#certificate .drop').getByText('mine.ovookey').waitFor();
      await again.locator('#certificate').getByLabel('密钥口令').fill(password);
      await again.locator('#certificate').getByRole('button', { name: '读取证书' }).click();
      await again.getByText('这家单位已经登记').waitFor();
      assert.equal(await again.getByRole('button', { name: '签名并登记' }).isDisabled(), true);
      assert.deepEqual(faults, []);
      await page.context().close();
      await again.context().close();
    });
  }

  test('R-036 填到一半刷新：再读同一张证书，内容还在，账号也在，承诺要重新勾；别人的证书读不出来', async () => {
    const { page, faults } = await site.open(browser, widths.desk, null);
    const file = await takeCertificate(page, '呼伦贝尔半途建设有限公司');
    const read = async (text: string, name: string) => {
      const form = page.locator('#certificate');
      await form.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
      await form.getByLabel('密钥口令').fill(password);
      await form.getByRole('button', { name: '读取证书' }).click();
      await form.getByText('证书有效').waitFor();
    };
    const form = page.locator('#registration');
    await read(file, 'mine.ovookey');
    await form.getByLabel('所在地').selectOption('152900');
    await form.getByLabel('法定代表人或负责人').fill('苏日娜');
    await form.getByLabel('基本账户账号').fill('6222020000001');
    await form.getByLabel(/以上内容真实/).check();
    await form.getByText('已自动保存').waitFor();
    await page.reload();
    await read(file, 'mine.ovookey');
    await page.getByText('已恢复上次填写的内容').waitFor();
    assert.deepEqual([await form.getByLabel('所在地').inputValue(), await form.getByLabel('法定代表人或负责人').inputValue(), await form.getByLabel('基本账户账号').inputValue()], ['152900', '苏日娜', '6222020000001']);
    assert.equal(await form.getByLabel(/以上内容真实/).isChecked(), false);
    await shot(page, 'register-restored');
    const other = await takeCertificate(page, '呼伦贝尔旁人建设有限公司');
    await read(other, 'other.ovookey');
    assert.equal(await form.getByLabel('法定代表人或负责人').inputValue(), '');
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  test('R-037 口令不对、文件不对，读不出证书，并说该怎么办', async () => {
    const { page } = await site.open(browser, widths.desk, null);
    await takeCertificate(page, '锡林郭勒试错建设有限公司');
    const form = page.locator('#certificate');
    await form.getByLabel('密钥口令').fill('别的口令-2026');
    await form.getByRole('button', { name: '读取证书' }).click();
    await form.locator('[data-state].bad').waitFor();
    await form.locator('input[type=file]').setInputFiles({ name: 'x.ovookey', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await form.getByRole('button', { name: '读取证书' }).click();
    await form.locator('[data-state].bad', { hasText: '密钥文件' }).waitFor();
    await page.context().close();
  });
});
