import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { systemActor, type OrganisationKind, type Role } from '#kernel/roles.ts';
import { composePlatform } from '#apps/compose.ts';
import { TrustStore } from '#platform/ca/trust.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { makeFilesModule } from '#platform/files/files.routes.ts';
import { createHttpApp } from '#platform/http/app.ts';
import { registerCommandRoutes } from '#platform/http/command-routes.ts';
import type { MakeModule } from '#platform/module.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { makeLoginModule } from '#service/login/login.module.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { testUscc } from '#service/subject/subject.testing.ts';
import { makeVenueModule } from '#service/venue/venue.module.ts';
import { tender } from '#trade/tender/tender.ts';
import { launchBrowser, openPage, shot, widths } from '#test/harness/browser.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { demoKeyFilePath, demoKeyPassword, equip } from '#world/keys.ts';
import { makeProjectModule } from './project.module.ts';
import { freshId } from './project.testing.ts';

const webFolder = process.env['OVOO_WEB_FOLDER'] ?? fileURLToPath(new URL('../../../dist/web', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-e2e-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));

const db = await freshDatabase();
const [authority] = demoAuthorities(dataDir);
assert.ok(authority);
const tenderStream: MakeModule = () => ({ name: 'tender', aggregates: [tender] });
const platform = await composePlatform({
  mode: 'demo', pool: db.app, dataDir, trust: new TrustStore([{ name: authority.name, roots: [authority.root.certificate] }]),
  modules: [makeSubjectModule, makeKeyHolderModule, makeLoginModule, makeVenueModule, makeProjectModule, makeFilesModule, tenderStream],
});
const run = async (name: string, body: object, actor = systemActor) => {
  const definition = present(platform.pipeline.definitions.get(name), name);
  const outcome = await platform.pipeline.run({ name, actor, key: freshId(), body: definition.body.parse(body) });
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome));
};

async function found(n: number, kind: OrganisationKind, name: string, more: { areaCode?: string; offices?: string[]; role: Role; person: string; personId: string }) {
  const orgId = testUscc(n);
  await run('organisation.register', { orgId, kind, name, areaCode: more.areaCode ?? '152900', legalRepresentative: '巴特尔', basicAccount: { bank: '工商银行阿拉善左旗支行', account: '6222021234567890' }, offices: more.offices ?? [] });
  await run('person.enrol', { personId: more.personId, orgId, name: more.person, roles: [more.role] });
  await equip({ personId: more.personId, name: more.person, orgId, orgName: name, role: more.role }, present(authority, 'authority'), dataDir, await legalNow(db.app));
  return { orgId, actor: { id: `person:${more.personId}`, role: more.role, personId: more.personId, orgId } };
}

const centre = await found(1, 'centre', '阿拉善盟公共资源交易中心', { role: 'serve.venue', person: '娜仁', personId: 'venue-1' });
await found(2, 'department', '阿拉善左旗住房和城乡建设局', { areaCode: '152921', offices: ['housing'], role: 'supervise.officer', person: '李监督', personId: 'officer-1' });
await found(3, 'initiator', '阿拉善左旗教育局', { areaCode: '152921', role: 'initiate.operator', person: '其木格', personId: 'operator-1' });
await found(4, 'agency', '草原招标代理有限公司', { role: 'initiate.operator', person: '王代理', personId: 'agent-1' });
for (const [name, purpose] of [['开标一室', 'opening'], ['开标二室', 'opening'], ['评标一室', 'evaluation']]) await run('venue.open', { roomId: freshId(), name, purpose, seats: 40, address: '政务服务中心三楼' }, centre.actor);

const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 100_000 });
registerCommandRoutes(app, platform.pipeline, platform.sessions);
for (const module of platform.modules) module.routes?.(app, platform);
app.get('/api/clock', async () => ({ now: await platform.legalNow() }));
await app.register(fastifyStatic, { root: webFolder, prefix: '/assets/', decorateReply: false });
app.get('/desk/*', async (_request, reply) => reply.type('text/html').send(readFileSync(join(webFolder, 'desk.html'))));
const origin = await app.listen({ port: 0, host: '127.0.0.1' });
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await app.close();
});

async function signIn(width: number, personId: string): Promise<Page> {
  const page = await openPage(browser, width, { reducedMotion: 'no-preference' });
  page.setDefaultTimeout(15_000);
  const answer = await page.request.post(`${origin}/api/session/demo`, { data: { personId }, headers: { origin } });
  assert.equal(answer.status(), 200);
  return page;
}

async function register(page: Page, name: string, look: (step: string) => Promise<unknown>): Promise<void> {
  await page.goto(`${origin}/desk/projects/new`);
  await page.getByLabel('项目名称').fill(name);
  await page.getByLabel('所在地').click();
  await page.getByText('阿拉善盟', { exact: true }).click();
  await page.getByText('阿拉善左旗', { exact: true }).click();
  await look('project');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('switch').click();
  await page.getByRole('combobox', { name: '代理机构' }).pressSequentially('草原');
  await page.getByText('草原招标代理有限公司').click();
  const agreement = join(dataDir, '委托协议.pdf');
  writeFileSync(agreement, '%PDF-1.4 委托协议');
  await page.locator('input[type=file]').setInputFiles(agreement);
  await page.locator('.file-drop .doc').waitFor();
  await look('parties');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('招标范围').fill('教学楼土建、安装与室外管网，建筑面积 12,400 平方米');
  await page.getByLabel('估算价（元）').fill('68000000');
  await page.getByRole('button', { name: '增加标段' }).click();
  await page.getByLabel('招标范围').nth(1).fill('操场、围墙及附属施工');
  await page.getByLabel('估算价（元）').nth(1).fill('30000000');
  await look('lots');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('阿拉善盟公共资源交易中心').waitFor();
  await page.getByText('阿拉善左旗住房和城乡建设局').waitFor();
  await look('check');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('checkbox').check();
  await look('commitment');
  await page.getByRole('button', { name: '签名并登记' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(demoKeyFilePath(dataDir, 'operator-1'));
  await dialog.getByLabel('密钥口令').fill(demoKeyPassword);
  await dialog.getByLabel('密钥口令').press('Enter');
  await page.getByText('项目已登记').waitFor();
  await look('done');
}

describe('registering a project in the browser', () => {
  for (const [device, width] of Object.entries(widths)) {
    test(`R-078 R-080 R-079 招标人在浏览器里登记项目、预约场地，宽 ${width}`, async () => {
      const look = (page: Page) => (step: string) => shot(page, `project-${step}-${device}`);
      const name = `阿拉善左旗第三小学教学楼建设工程（${width}）`;
      const page = await signIn(width, 'operator-1');
      const failures: string[] = [];
      page.on('pageerror', (error) => failures.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
      await register(page, name, look(page));
      await page.getByRole('link', { name: '我的项目' }).last().click();
      const listed = page.getByRole('link', { name }).filter({ visible: true });
      await listed.waitFor();
      await look(page)('list');
      await listed.click();
      await page.getByText('还没有预约').waitFor();
      await look(page)('detail');
      await page.getByRole('link', { name: '预约场地' }).click();
      await page.getByRole('button', { name: '预约', exact: true }).nth(width === widths.desk ? 0 : 1).click();
      await look(page)('booking');
      await page.getByRole('button', { name: /^预约开标/ }).click();
      await page.locator('.own-booking').filter({ hasText: name }).waitFor();
      await look(page)('venues');
      await page.goto(`${origin}/desk/organisation`);
      await page.getByText('登记以来没有变更').waitFor();
      await look(page)('organisation');
      const { rows } = await db.app.query<{ n: number }>(`SELECT count(*) AS n FROM stream_head WHERE stream LIKE 'tender:%' AND state->>'name' = $1 AND state->'venue'->>'roomId' IS NOT NULL`, [name]);
      assert.equal(Number(rows[0]?.n), 1);
      assert.deepEqual(failures, []);
      await page.context().close();
    });
  }
});
