import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shot, widths } from '#test/harness/browser.ts';
import { fromBase32, totpCode, totpStepAt } from '#platform/auth/totp.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { demoSite, siteBrowser } from '#service/demo/demo-site.testing.ts';

const browser = await siteBrowser();
const site = await demoSite();

describe('staff log in by password and one-time code in a browser', () => {
  /** The step before this one is spent: the phone logs in with the next code, which is good from half a minute early. */
  for (const [ahead, [kind, width]] of Object.entries(widths).entries()) {
    test(`R-037 工作人员（${kind}）：登录页显示演示工号和当前动态码，填入即登录；同一个动态码不能再用`, async () => {
      const { page, faults } = await site.open(browser, width, null);
      await page.goto(`${site.origin}/login`);
      const card = page.locator('section', { has: page.getByRole('heading', { name: '工作人员' }) });
      await card.getByText(/还有 \d+ 秒/).waitFor();
      await card.getByRole('button', { name: '填入' }).click();
      assert.equal(await card.getByLabel('工号').inputValue(), site.staff.login);
      assert.match(await card.getByLabel('六位动态码').inputValue(), /^\d{6}$/);
      await shot(page, `login-staff-${kind}`);
      await card.getByLabel('口令').fill('不是这个口令');
      await card.getByRole('button', { name: '登录', exact: true }).click();
      await card.getByText(/工号、口令或动态码不对/).waitFor();
      const fill = async (code: string): Promise<void> => {
        await card.getByLabel('工号').fill(site.staff.login);
        await card.getByLabel('口令').fill(site.staff.password);
        await card.getByLabel('六位动态码').fill(code);
        await card.getByRole('button', { name: '登录', exact: true }).click();
      };
      const code = totpCode(fromBase32(site.staff.totpSecret), totpStepAt(machineNow()) + ahead);
      await fill(code);
      await page.waitForURL(/\/desk/);
      await page.getByRole('heading', { name: new RegExp(`${site.staff.name}，你好`) }).waitFor();
      const session = await page.evaluate(async () => (await (await fetch('/api/session')).json()) as { method: string; role: string });
      assert.deepEqual([session.method, session.role], ['password', 'serve.witness']);
      await page.goto(`${site.origin}/login`);
      await fill(code);
      await card.getByText(/工号、口令或动态码不对/).waitFor();
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
});
