import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { crashBrowser, keptBrowser, shot, widths } from '#test/harness/browser.ts';
import { demoSite, siteBrowser } from './demo-site.testing.ts';

const browser = await siteBrowser();
const site = await demoSite();
const projectName = '阿拉善左旗草稿小学教学楼';

async function enterAs(page: Page, personId: string): Promise<void> {
  page.setDefaultTimeout(20_000);
  assert.equal((await page.request.post(`${site.origin}/api/session/demo`, { data: { personId }, headers: { origin: site.origin } })).status(), 200);
}

const nameField = (page: Page) => page.getByLabel('项目名称');

describe('what was typed and not yet sent', () => {
  for (const [kind, width] of Object.entries(widths)) {
    test(`R-036 项目登记（${kind}）：填写的内容自动保存，刷新还在；别人看不到，退出登录后本机不留`, async () => {
      const { page, faults } = await site.open(browser, width, 'operator-1');
      await page.goto(`${site.origin}/desk/projects/new`);
      await nameField(page).fill(projectName);
      await page.getByText(/已自动保存 \d\d:\d\d:\d\d/).waitFor();
      await page.reload();
      await page.getByText('已恢复上次填写的内容').waitFor();
      assert.equal(await nameField(page).inputValue(), projectName);
      await shot(page, `draft-restored-${kind}`);

      await enterAs(page, 'bidder-1');
      await page.goto(`${site.origin}/desk/home`);
      await enterAs(page, 'operator-1');
      await page.goto(`${site.origin}/desk/projects/new`);
      await page.getByText('已恢复上次填写的内容').waitFor();
      await page.getByRole('button', { name: '清空重填' }).click();
      assert.equal(await nameField(page).inputValue(), '');
      await nameField(page).fill(projectName);
      await page.getByText(/已自动保存/).waitFor();

      await page.getByRole('button', { name: '退出登录' }).click();
      await page.waitForURL(`${site.origin}/`);
      assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), []);
      await enterAs(page, 'operator-1');
      await page.goto(`${site.origin}/desk/projects/new`);
      await nameField(page).waitFor();
      assert.equal(await nameField(page).inputValue(), '');
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }

  test('R-036 浏览器崩溃（进程被杀）以后，重新登录还能接着填；磁盘上没有明文', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ovoo-profile-'));
    try {
      const first = await keptBrowser(folder);
      const page = await first.newPage();
      await enterAs(page, 'operator-1');
      await page.goto(`${site.origin}/desk/projects/new`);
      await nameField(page).fill(projectName);
      await page.getByText(/已自动保存/).waitFor();
      await crashBrowser(folder);
      const kept = filesIn(folder).map((path) => readFileSync(path));
      for (const encoding of ['utf8', 'utf16le'] as const) assert.ok(!kept.some((bytes) => bytes.includes(Buffer.from(projectName, encoding))), `no plain text in ${encoding}`);
      const second = await keptBrowser(folder);
      const again = await second.newPage();
      await enterAs(again, 'operator-1');
      await again.goto(`${site.origin}/desk/projects/new`);
      await again.getByText('已恢复上次填写的内容').waitFor();
      assert.equal(await nameField(again).inputValue(), projectName);
      await second.close();
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
