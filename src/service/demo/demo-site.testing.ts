import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { systemActor, type Actor, type OrganisationKind, type Role } from '#kernel/roles.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { composePlatform, logOrigin } from '#apps/compose.ts';
import { demoCounter } from '#apps/demo-counter.ts';
import { createHttp } from '#apps/http.ts';
import { ensureTrust } from '#apps/trust.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { makeFilesModule } from '#platform/files/files.routes.ts';
import { logKeyOf } from '#platform/keys/own-keys.ts';
import { logTrustOf, trustStoreOf } from '#platform/keys/trust-file.ts';
import { every } from '#platform/wake/loops.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { loginWithPages } from '#service/login/login.module.ts';
import { groupPeople } from '#service/subject/demo-people.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { everyone } from '#service/subject/subject.store.ts';
import { testUscc } from '#service/subject/subject.testing.ts';
import { makeTasksModule } from '#service/tasks/tasks.module.ts';
import { makeVenueModule } from '#service/venue/venue.module.ts';
import { makeProjectModule } from '#trade/project/project.module.ts';
import { makeTenderModule } from '#trade/tender/tender.module.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { launchBrowser, openPage } from '#test/harness/browser.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { equip, signAct } from '#world/keys.ts';
import { giveStaffLogin } from '#world/staff.ts';
import { buildWebIfStale } from '../../../tools/build-web.ts';
import { demoWithCounter } from './demo.module.ts';

type Spec = { readonly n: number; readonly kind: OrganisationKind; readonly name: string; readonly role: Role; readonly person: string; readonly personId: string; readonly areaCode?: string; readonly offices?: readonly string[] };
const specs: readonly Spec[] = [
  { n: 1, kind: 'centre', name: '阿拉善盟公共资源交易中心', role: 'serve.witness', person: '娜仁', personId: 'witness-1' },
  { n: 2, kind: 'department', name: '阿拉善左旗住房和城乡建设局', role: 'supervise.officer', person: '李监督', personId: 'officer-1', areaCode: '152921', offices: ['housing'] },
  { n: 3, kind: 'initiator', name: '阿拉善左旗教育局', role: 'initiate.operator', person: '其木格', personId: 'operator-1', areaCode: '152921' },
  { n: 4, kind: 'enterprise', name: '大漠工程有限公司（演示）', role: 'respond.operator', person: '王海燕', personId: 'bidder-1' },
  { n: 5, kind: 'enterprise', name: '阿拉善宏远有限公司（演示）', role: 'respond.operator', person: '刘永胜', personId: 'bidder-2' },
  { n: 6, kind: 'platform', name: '平台运维中心', role: 'operate.engineer', person: '赵文博', personId: 'engineer-1' },
];

/** A small demonstration that is served: real database, sequencer, followers and pages; a handful of people with key files. */
export async function demoSite(mode: 'demo' | 'production' = 'demo') {
  const db = await freshDatabase();
  await db.owner.query('GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app');
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-demo-'));
  const trust = ensureTrust({ dataDir, mode: 'demo' });
  const logger = pino({ level: 'fatal' });
  const groups = async () => groupPeople(await everyone(db.app));
  const platform = await composePlatform({
    mode, pool: db.app, dataDir, trust: trustStoreOf(trust),
    modules: [demoWithCounter(demoCounter), makeSubjectModule, makeKeyHolderModule, loginWithPages(groups), makeFilesModule, makeVenueModule, makeProjectModule, makeTenderModule, makeTasksModule],
  });
  const signer = ed25519Signer(logOrigin, signatureType.ed25519, logKeyOf(dataDir));
  const sequencer = createSequencer({ pool: db.sequencer, machineNow, signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, signer)) } });
  const loops = [every('sequence', 100, () => sequencer.publish(), logger), every('follow', 100, platform.follow, logger)];
  const app = await createHttp(platform, { logger, trust, logTrust: logTrustOf(trust) });
  const origin = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  after(async () => {
    await app.close();
    await Promise.all(loops.map((loop) => loop.stop()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function run(actor: Actor, name: string, body: object): Promise<void> {
    const definition = present(platform.pipeline.definitions.get(name), name);
    const outcome = await platform.pipeline.run({ name, actor, key: randomBytes(12).toString('hex'), body: definition.body.parse(body) });
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome));
  }

  const authority = present(demoAuthorities(dataDir)[0], 'authority');
  const people = new Map(await Promise.all(specs.map(async (spec) => {
    const orgId = testUscc(spec.n);
    await run(systemActor, 'organisation.register', { orgId, kind: spec.kind, name: spec.name, areaCode: spec.areaCode ?? '152900', legalRepresentative: '巴特尔', basicAccount: null, offices: spec.offices ?? [] });
    await run(systemActor, 'person.enrol', { personId: spec.personId, orgId, name: spec.person, roles: [spec.role] });
    const person = { personId: spec.personId, name: spec.person, orgId, orgName: spec.name, role: spec.role };
    const keys = await equip(person, authority, dataDir, await legalNow(db.app));
    const actor: Actor = { id: `person:${spec.personId}`, role: spec.role, personId: spec.personId, orgId };
    return [spec.personId, { person, actor, keys }] as const;
  })));

  /** Registers a project as its initiator's operator would from the desk. */
  async function registerProject(name: string): Promise<string> {
    const { actor, keys } = present(people.get('operator-1'), 'operator');
    const [projectId, tenderId] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')];
    const body = {
      projectId, tenderId, name, approvalCode: '2606-152921-04-01-100001', areaCode: '152921', sector: 'housing', catalogueItem: '0101', contractKind: 'works', fund: { kind: 'stateControlled' },
      estimateFen: '9800000000', initiatorOrgId: actor.orgId, agency: null, method: 'open', methodReason: null, lots: [{ name: '教学楼施工', scope: '教学楼土建与安装', estimateFen: '9800000000' }], truthfulness: true,
    };
    await run(actor, 'project.register', { ...body, signature: await signAct(keys, actor, 'project.register', { projectId, tenderId }, body) });
    return tenderId;
  }

  /** A page at `width` with this person logged in, or nobody; what goes wrong in it is collected. */
  async function open(browser: Browser, width: number, personId: string | null): Promise<{ page: Page; faults: string[] }> {
    const page = await openPage(browser, width);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.setDefaultTimeout(20_000);
    if (personId !== null) assert.equal((await page.request.post(`${origin}/api/session/demo`, { data: { personId }, headers: { origin } })).status(), 200);
    return { page, faults };
  }

  const staff = await giveStaffLogin(present(people.get('witness-1'), 'witness'), app, dataDir);

  return { origin, dataDir, app, staff, now: () => legalNow(db.app), open, registerProject };
}

/** A browser for as long as the test file runs, over pages that are up to date. */
export async function siteBrowser(): Promise<Browser> {
  await buildWebIfStale(fileURLToPath(new URL('../../..', import.meta.url)), () => undefined);
  const browser = await launchBrowser();
  after(() => browser.close());
  return browser;
}
