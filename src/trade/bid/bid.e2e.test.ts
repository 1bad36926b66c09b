import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import type { JsonObject } from '#kernel/json.ts';
import { systemActor, type Actor } from '#kernel/roles.ts';
import { addMicros, microsPerSecond } from '#kernel/time/instant.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { registerLogRoutes } from '#evidence/log/log.routes.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { composePlatform, logOrigin } from '#apps/compose.ts';
import { TrustStore } from '#platform/ca/trust.ts';
import { advanceLegalClock, legalNow } from '#platform/clock/legal-clock.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import type { Receipt } from '#platform/command/pipeline.ts';
import { createHttpApp } from '#platform/http/app.ts';
import { registerCommandRoutes } from '#platform/http/command-routes.ts';
import { registerOutcomeRoute } from '#platform/http/outcome-route.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { makeLoginModule } from '#service/login/login.module.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { testUscc } from '#service/subject/subject.testing.ts';
import { launchBrowser, openPage, shot, widths } from '#test/harness/browser.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { demoKeyFilePath, demoKeyPassword, equip } from '#world/keys.ts';
import { bid, bidIdOf } from './bid.ts';
import { makeBidModule } from './bid.module.ts';
import { makeStageModule, publishTender } from './bid.testing.ts';
import { priceListTemplate } from './price-list.ts';

const webFolder = process.env['OVOO_WEB_FOLDER'] ?? fileURLToPath(new URL('../../../dist/web', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-e2e-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));

const db = await freshDatabase();
await db.owner.query('GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app');
const authority = present(demoAuthorities(dataDir)[0], 'authority');
const platform = await composePlatform({
  mode: 'demo', pool: db.app, dataDir, trust: new TrustStore([{ name: authority.name, roots: [authority.root.certificate] }]),
  modules: [makeSubjectModule, makeLoginModule, makeStageModule, makeBidModule],
});
async function accept(actor: Actor, name: string, body: unknown): Promise<{ result: JsonObject; receipt: Receipt | null }> {
  const definition = present(platform.pipeline.definitions.get(name), name);
  const outcome = await platform.pipeline.run({ name, actor, key: randomBytes(9).toString('hex'), body: definition.body.parse(body) });
  return outcome.status === 'accepted' ? outcome : assert.fail(JSON.stringify(outcome));
}

const orgId = testUscc(5);
const orgName = '北疆建设有限公司（演示）';
const bidder: Actor = { id: 'person:bidder-1', role: 'respond.operator', personId: 'bidder-1', orgId };
await accept(systemActor, 'organisation.register', { orgId, kind: 'enterprise', name: orgName, areaCode: '152900', legalRepresentative: '巴特尔', basicAccount: { bank: '工商银行', account: '6222021234567890' }, offices: [] });
await accept(systemActor, 'person.enrol', { personId: 'bidder-1', orgId, name: '王海燕', roles: ['respond.operator'] });
await equip({ personId: 'bidder-1', name: '王海燕', orgId, orgName, role: 'respond.operator' }, authority, dataDir, await legalNow(db.app));
const initiator: Actor = { id: 'person:i', role: 'initiate.operator', personId: 'i', orgId: testUscc(3) };
const tenderOf = await publishTender({ now: () => legalNow(db.app), accept: (who, name, body) => accept(who as Actor, name, body) }, { actor: initiator }, [{ actor: bidder }]);

const logKey = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
const sequencer = createSequencer({ pool: db.sequencer, machineNow, signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, logKey)) } });
const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 100_000 });
registerCommandRoutes(app, platform.pipeline, platform.sessions);
registerOutcomeRoute(app, platform.pool, platform.sessions);
registerLogRoutes(app, platform.pool, { logKey: logKey.key, cosigners: [], quorum: 0 });
for (const module of platform.modules) module.routes?.(app, platform);
app.get('/api/clock', async () => ({ now: await platform.legalNow() }));
await app.register(fastifyStatic, { root: webFolder, prefix: '/assets/', decorateReply: false });
app.get('/desk/*', async (_request, reply) => reply.type('text/html').send(readFileSync(join(webFolder, 'desk.html'))));
const origin = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await app.close();
});

async function signIn(width: number): Promise<Page> {
  const page = await openPage(browser, width);
  page.setDefaultTimeout(15_000);
  const answer = await page.request.post(`${origin}/api/session/demo`, { data: { personId: 'bidder-1' }, headers: { origin } });
  assert.equal(answer.status(), 200);
  return page;
}

const items = present(tenderOf.published.document.lots[0], 'lot').priceList;
const filled = priceListTemplate(items).split('\r\n').map((row, i) => (i > 0 && row !== '' ? row.replace(/,,$/, ',35.00,') : row)).join('\r\n');

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
}

async function compose(page: Page, look: (step: string) => Promise<unknown>): Promise<void> {
  await page.goto(`${origin}/desk/bids`);
  await page.getByText('土建').waitFor();
  await look('progress');
  await page.getByRole('link', { name: /编制投标文件|查看或替换/ }).click();
  await page.getByRole('heading', { name: '招标文件要求' }).waitFor();
  await look('requirements');
  await next(page);
  await page.locator('input[type=file]').setInputFiles({ name: '清单.csv', mimeType: 'text/csv', buffer: Buffer.from(filled) });
  await page.getByText('柒万贰仟壹佰壹拾柒元伍角').waitFor();
  await look('price');
  await next(page);
  await page.getByLabel('工期').fill('280');
  await page.getByLabel('质量标准').fill('合格');
  await page.getByLabel('项目经理').fill('王建国');
  await page.getByLabel('注册证书编号').fill('蒙1502021202200123');
  await page.getByRole('radio', { name: '银行或担保机构保函' }).check();
  await look('terms');
  await next(page);
  await page.getByLabel('法定代表人').fill('巴特尔');
  for (const [i, name] of ['营业执照与资质.pdf', '施工组织设计.pdf', '投标函.pdf'].entries()) {
    const file = join(dataDir, name);
    writeFileSync(file, Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(i === 1 ? 9_000_000 : 20_000)]));
    await page.locator('input[type=file]').nth(i).setInputFiles(file);
  }
  await look('files');
  await next(page);
  await page.getByRole('checkbox').check();
  await look('check');
  await next(page);
}

async function sign(page: Page, look: (step: string) => Promise<unknown>): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(demoKeyFilePath(dataDir, 'bidder-1'));
  await dialog.getByLabel('密钥口令').fill(demoKeyPassword);
  await look('sign');
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
}

async function standing() {
  return (await readHead(db.app, bid, bidIdOf(tenderOf.lotId, orgId)))?.state;
}

describe('在浏览器里投标', () => {
  test('R-088 R-089 编制、加密、上传、签名、递交，拿到两步回执；手机上替换，断网后接着传完；再撤回', async () => {
    const sent: string[] = [];
    const page = await signIn(widths.desk);
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await compose(page, (step) => shot(page, `bid/${step}`));
    await page.getByRole('button', { name: '签署、加密并递交' }).click();
    await sign(page, (step) => shot(page, `bid/${step}`, { fullPage: false }));
    await page.getByText('第 1 版', { exact: true }).waitFor();
    await sequencer.publish();
    await page.getByRole('button', { name: '下载日志证明' }).waitFor();
    await shot(page, 'bid/receipt');
    assert.deepEqual([(await standing())?.version, (await standing())?.objects.length], [1, 5]);
    for (const secret of ['7211750', '蒙1502021202200123', '%PDF']) assert.ok(!sent.some((body) => body.includes(secret)), `${secret} left the machine`);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载回执' }).click()]);
    const receipt = JSON.parse(readFileSync(await saved.path(), 'utf8')) as { manifestHash: string; logIndex: number; logProof: string; receipt: { signature: string } };
    assert.equal(receipt.manifestHash, (await standing())?.manifestHash);
    assert.ok(receipt.logProof.startsWith('c2sp.org/tlog-proof@v1\n') && receipt.receipt.signature.length > 60);
    await page.context().close();

    const phone = await signIn(widths.phone);
    await compose(phone, (step) => shot(phone, `bid/phone-${step}`));
    await phone.getByRole('button', { name: '签署并替换' }).click();
    await sign(phone, () => phone.context().setOffline(true));
    await phone.getByText('网络断了，正在等它恢复').waitFor();
    await shot(phone, 'bid/phone-offline');
    await phone.context().setOffline(false);
    await phone.getByText('第 2 版', { exact: true }).waitFor();
    await shot(phone, 'bid/phone-receipt');
    await phone.getByRole('button', { name: '撤回投标文件' }).click();
    await sign(phone, () => Promise.resolve());
    await phone.getByRole('heading', { name: '已撤回' }).waitFor();
    assert.equal((await standing())?.status, 'withdrawn');
    await phone.context().close();
  });

  test('R-088 私钥自测只在本机：测的时候一个请求也不发；口令错了说得出来', async () => {
    const page = await signIn(widths.desk);
    await page.goto(`${origin}/desk/key-test`);
    await page.locator('input[type=file]').setInputFiles(demoKeyFilePath(dataDir, 'bidder-1'));
    await page.getByLabel('密钥口令').fill('wrong password');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByRole('button', { name: '开始自测' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('密钥口令').fill(demoKeyPassword);
    await page.getByRole('button', { name: '开始自测' }).click();
    await page.getByText('王海燕 的私钥可用').waitFor();
    assert.deepEqual(requests, []);
    await shot(page, 'bid/key-test');
    await page.context().close();
  });

  test('R-088 截止之后：按钮没有了，说明依据', async () => {
    const page = await signIn(widths.desk);
    await advanceLegalClock(db.app, addMicros(tenderOf.published.document.bidDeadlineAt, microsPerSecond));
    await page.goto(`${origin}/desk/bids/${tenderOf.lotId}`);
    await page.getByText('电子招标投标办法 第二十七条').waitFor();
    assert.equal(await page.getByRole('button', { name: /递交|替换|撤回/ }).count(), 0);
    await shot(page, 'bid/late');
    await page.context().close();
  });
});
