import { test } from 'node:test';
import assert from 'node:assert/strict';
import { shot, widths } from '../harness/browser.ts';
import { samplePages } from './portal-samples.ts';
import { faultsOfLook, sampleBrowser } from './sample-browser.ts';

const { open, addressOf } = sampleBrowser();

for (const path of ['assets/ui/preview.html', 'desk', ...Object.keys(samplePages())]) {
  test(`R-017 ${path} has no serious barrier and fits a desk and a phone`, async () => {
    const page = await open(widths.desk, { bypassCSP: false });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(addressOf(path), { waitUntil: 'networkidle' });
    assert.deepEqual([...faults, ...(await faultsOfLook(page, `look-${path.replaceAll('/', '-')}`))], []);
    await page.context().close();
  });
}

test('R-017 the portal counts down on server time whatever the clock of the reader says', async () => {
  const page = await open();
  await page.clock.install({ time: new Date('2031-01-01T00:00:00Z') });
  await page.goto(addressOf('project'), { waitUntil: 'networkidle' });
  await page.clock.runFor(5000);
  const shown = await page.locator('.deadline .countdown').textContent();
  assert.match(shown ?? '', /^20 天 23:18:4\d$/);
  await page.context().close();
});

test('R-017 the sign dialog shows the statement first and signs only with key and password', async () => {
  const page = await open(widths.phone);
  await page.goto(addressOf('assets/ui/preview.html'), { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '签署投标函…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('玖仟捌佰陆拾肆万元整').waitFor();
  const sign = dialog.getByRole('button', { name: '签署', exact: true });
  assert.equal(await sign.isDisabled(), true);
  await dialog.locator('input[type=file]').setInputFiles({ name: 'key.ovookey', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await dialog.getByLabel('密钥口令').fill('a password');
  assert.equal(await sign.isDisabled(), false);
  await page.context().close();
});

test('R-017 of a long statement the sign dialog says that it goes on, and its buttons stand on the screen', async () => {
  for (const width of Object.values(widths)) {
    const page = await open(width);
    await page.goto(addressOf('assets/ui/preview.html'), { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: '签署投标函…' }).click();
    const dialog = page.getByRole('dialog');
    const more = dialog.getByText('请往下滚动');
    await more.waitFor();
    await shot(page, `look-sign-${width}`, { fullPage: false });
    const { bottom, left, right } = await dialog.getByRole('button', { name: '签署', exact: true }).evaluate((button) => button.getBoundingClientRect().toJSON() as DOMRect);
    const [across, down] = await page.evaluate(() => [innerWidth, innerHeight]);
    assert.ok(bottom <= down && left >= 0 && right <= across, `${bottom} of ${down}, ${right} of ${across} at ${width}`);
    await dialog.getByText('第 14 条').scrollIntoViewIfNeeded();
    await dialog.getByLabel('将要签署的内容').evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await more.waitFor({ state: 'detached' });
    await page.context().close();
  }
});
