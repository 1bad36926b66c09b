import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import pino from 'pino';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, microsPerHour, microsPerSecond } from '#kernel/time/instant.ts';
import { composePlatform } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { allModules } from '#apps/modules.ts';
import { createAgentApi } from '#platform/agent/client.ts';
import { agentFolder, readIdentities } from '#platform/agent/key-folder.ts';
import { certificateSignIn } from '#platform/agent/sign-in.ts';
import { networkTransport } from '#platform/agent/transport.ts';
import { serialOf } from '#platform/ca/authority.ts';
import { moment, testCa } from '#platform/ca/ca.fixture.ts';
import { revocationFolderPath } from '#platform/ca/revocation-folder.ts';
import { issueRevocationList } from '#platform/ca/revocation.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { logTrustOf, readTrustFile, trustFilePath, trustStoreOf } from '#platform/keys/trust-file.ts';
import { keyHolder, keyHolderParts, type KeyHolderPart } from '#service/keyholder/key-holder.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { makeCast, type Cast } from '#world/cast.ts';
import { roomId } from '#world/found.ts';
import { equip } from '#world/keys.ts';
import { planTender } from '#world/playbook/plan.ts';
import { publish, register, tenderOf } from '#world/playbook/front.ts';
import { createTroupe, playerOf, type Player } from '#world/troupe.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { becomeHolder, runToEnd, runUntil, type Holding } from './parties.testing.ts';
import { freePort, runServer } from './running-server.testing.ts';
import { folder, shareRoles } from './start.testing.ts';

/** A working day whose calendar is published; so the test is the same whenever it is run. */
const today = moment('2026-11-23 10:00');
const validity = { notBefore: addMicros(today, -30 * microsPerDay), notAfter: addMicros(today, 365 * microsPerDay) };

const db = await freshDatabase();
await db.owner.query('UPDATE legal_clock SET offset_us = $1 - machine_now()', [today]);
const dataDir = folder('production');
shareRoles(db, dataDir);
const ca = testCa('草原数字认证有限公司');
const initiator = { orgId: '12150100MB0N00006R', name: '示例市卫生健康委员会', kind: 'initiator', areaCode: '150100', legalRepresentative: '朝鲁', offices: [] } as const;
const cosignerName = 'chifeng';

type Enrolment = { trust: { authorities: { name: string; roots: string[]; intermediates: string[] }[]; cosigners: string[] }; organisations: Cast['organisations']; keyHolders: string[] };

/** The file that docs/enrolment.md shows, with certificates and cards that exist. */
function enrolmentWith(cards: readonly string[], cosignerCard: string): string {
  const doc = readFileSync(new URL('../../docs/enrolment.md', import.meta.url), 'utf8');
  const file = JSON.parse(present(/```json\n(.*?)```/s.exec(doc)?.[1], 'the example')) as Enrolment;
  writeFileSync(join(dataDir, 'root.der'), ca.root.certificate);
  writeFileSync(join(dataDir, 'issuing.der'), ca.sub.certificate);
  for (const authority of file.trust.authorities) Object.assign(authority, { roots: ['root.der'], intermediates: ['issuing.der'] });
  file.trust.cosigners = [cosignerCard];
  file.keyHolders = [...cards];
  const path = join(dataDir, 'enrolment.json');
  writeFileSync(path, JSON.stringify(file));
  return path;
}

const organisations = (JSON.parse(readFileSync(enrolmentWith([], 'none'), 'utf8')) as Enrolment).organisations;
const centre = present(organisations.find(({ areaCode }) => areaCode === '150100'), 'centre');

const enrol = (path: string) => runToEnd('enrol', [path], { DATA_DIR: dataDir, DATABASE_URL: db.ownerUrl });
/** A machine for each part; gone with the file, not with the test. */
const machines = new Map(keyHolderParts.map((part) => [part, folder(`holder-${part}`)]));
const holderOf = ({ orgId, name }: { orgId: string; name: string }, part: KeyHolderPart): Promise<Holding> => becomeHolder({ ca, validity, dataDir: present(machines.get(part), part) }, { orgId, name, part });

async function open() {
  const trust = readTrustFile(dataDir);
  const platform = await composePlatform({ mode: 'production', pool: db.app, dataDir, trust: trustStoreOf(trust), modules: allModules(logTrustOf(trust)) });
  const app = await createHttp(platform, { logger: pino({ level: 'silent' }), trust, logTrust: logTrustOf(trust) });
  await app.listen({ port: 0, host: '127.0.0.1' });
  after(() => app.close());
  const { port } = present(app.server.address() as { port: number } | null, 'address');
  return { platform, app, api: `http://127.0.0.1:${port}` };
}

/** As its browser does: the signed challenge and the signed registration, in one request. */
async function registerOneself({ api }: { api: string }, troupe: ReturnType<typeof createTroupe>, player: Player): Promise<void> {
  const post = (path: string, body: object) => fetch(new URL(path, api), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const { nonce, host } = (await (await post('/api/session/challenge', {})).json()) as { nonce: string; host: string };
  const content = { ...initiator, offices: [], basicAccount: null };
  const login = { nonce, host };
  const statement = { v: 1, act: 'session.login', subject: {}, content: login, signerOrg: player.actor.orgId, signerPerson: player.actor.personId };
  const registration = { ...content, signature: await troupe.sign(player, 'organisation.register', { orgId: initiator.orgId }, content) };
  const answer = await post('/api/session/register', { statement, signature: await troupe.sign(player, 'session.login', {}, login), registration });
  assert.equal(answer.status, 200, await answer.text());
}

const cosignerDir = folder('cosigner');
const holdings: Holding[] = [];

describe('从空的生产平台到能发布招标公告，照 docs/enrolment.md 一步一步', () => {
  test('R-094 共签方和密钥保管方在自己的机器上生成密钥，交出登记卡；卡上改了一个字就不登记，别家的卡也不登记', async () => {
    const card = await runToEnd('cosigner', ['card', '--name', cosignerName], { DATA_DIR: cosignerDir });
    assert.match(card.said, /^cosign\.ovoo\.nmg\/chifeng\+[0-9a-f]{8}\+\S+\n/, card.wrong);
    const early = await runToEnd('cosigner', ['--name', cosignerName, '--api', 'http://127.0.0.1:9'], { DATA_DIR: cosignerDir });
    assert.deepEqual([early.code, early.said.split('\n')[0]], [1, card.said.split('\n')[0]], 'not in trust.json: says the key again');
    const [local, partner, authority] = ['12150100MB0N00001A', '12150200MB0N00004Q', '91150000MA0N00005A'].map((orgId) => present(organisations.find((each) => each.orgId === orgId), orgId)) as [typeof centre, typeof centre, typeof centre];
    holdings.push(...await Promise.all([holderOf(local, 'local-centre'), holderOf(partner, 'partner-centre'), holderOf(authority, 'independent-ca'), holderOf(initiator, 'initiator')]));
    assert.equal(statSync(agentFolder(present(holdings[0], 'holding').dataDir, 'own')).mode & 0o777, 0o700);
    const bent = join(dataDir, 'bent.card.json');
    writeFileSync(bent, readFileSync(present(holdings[0], 'holding').cardPath, 'utf8').replace(local.name, '另一个单位'));
    const { code, said, wrong } = await enrol(enrolmentWith([bent, present(holdings[3], 'holding').cardPath], join(cosignerDir, 'keys', `cosigner-${cosignerName}`, 'card.json')));
    assert.equal(code, 1, said + wrong);
    assert.match(said, /✗ 密钥代理 local-centre-12150100MB0N00001A：电子签名与内容不符/);
    assert.match(said, /✗ 密钥代理 initiator-12150100MB0N00006R：密钥代理所属的单位 12150100MB0N00006R 还没有登记/);
    assert.match(said, /密钥保管方还缺：招标人（或者其代理机构）、本地交易中心、轮值的交易中心、独立的数字认证机构/);
    assert.deepEqual(await readHeads(db.app, keyHolder, ''), []);
  });

  test('R-094 R-186 所有者登记各方的卡，招标人上网登记后补上第四张；再运行一次什么也不多；四方齐了，公告发布，份额锁给这四把密钥', async () => {
    const cosignerCard = join(cosignerDir, 'keys', `cosigner-${cosignerName}`, 'card.json');
    const cards = holdings.map(({ cardPath }) => cardPath);
    const three = await enrol(enrolmentWith(cards.slice(0, 3), cosignerCard));
    assert.equal(three.code, 0, three.said + three.wrong);
    assert.match(three.said, /密钥保管方还缺：招标人（或者其代理机构）。/);
    const { platform, app, api } = await open();
    const troupe = createTroupe(platform, app);
    const authority = { id: 'caoyuan', name: '草原数字认证', root: ca.root, issuing: ca.sub } as const;
    const play = async (personId: string, name: string, { orgId, name: orgName }: { orgId: string; name: string }, role: 'initiate.operator' | 'serve.venue') => {
      const person = { personId, name, orgId, orgName, role };
      return playerOf(person, await equip(person, authority, dataDir, today));
    };
    const [operator, clerk] = await Promise.all([play('operator-0001', '阿古拉', initiator, 'initiate.operator'), play('centre-0001', '其其格', centre, 'serve.venue')]);
    await registerOneself({ api }, troupe, operator);
    const four = await enrol(enrolmentWith(cards, cosignerCard));
    assert.deepEqual([four.code, four.said.includes('还缺')], [0, false], four.said + four.wrong);
    const count = async () => (await db.app.query('SELECT FROM commit')).rowCount;
    const before = await count();
    const again = await enrol(enrolmentWith(cards, cosignerCard));
    assert.deepEqual([again.code, again.said.match(/· 已有密钥代理/g)?.length, await count()], [0, 4, before], again.said + again.wrong);

    await troupe.act(clerk, 'venue.open', { roomId: roomId(centre, 0), name: '开标一室', purpose: 'opening', seats: 60, address: `${centre.name}三层` });
    const made = makeCast();
    const cast = { ...made, organisations: [centre, initiator], people: [operator.person] };
    const plan = { ...planTender({ index: 2, cast: made, beginsAt: today, ending: 'published', initiator }), agency: null };
    const scene = { platform, troupe, cast, plan, players: new Map([[operator.person.personId, operator]]) };
    await register(scene);
    await publish(scene, await legalNow(db.app));
    const published = present((await tenderOf(scene)).published, 'published document');
    const sealedTo = published.keyHolders.map(({ holderId, publicKey }) => [holderId, publicKey]);
    const carried = cards.map((path) => JSON.parse(readFileSync(path, 'utf8')) as { holderId: string; publicKey: string }).map(({ holderId, publicKey }) => [holderId, publicKey]);
    assert.deepEqual(sealedTo.toSorted(), carried.toSorted());

    for (const { dataDir: own } of [{ dataDir: cosignerDir }, ...holdings]) copyFileSync(trustFilePath(dataDir), trustFilePath(own));
    await runUntil(/共签方 cosign\.ovoo\.nmg\/chifeng 已经开工/, 'cosigner', ['--name', cosignerName, '--api', api], { DATA_DIR: cosignerDir });
    const [holding] = holdings as [Holding];
    await runUntil(/密钥代理 own 已经开工：local-centre-12150100MB0N00001A/, 'key-agent', ['--agent', 'own', '--api', api], { DATA_DIR: holding.dataDir });
  });

  test('R-039 R-094 服务器启动时执行吊销列表：证书吊销了的密钥代理不能登录，其他代理照旧', async () => {
    const [stolen, kept] = (await Promise.all(holdings.slice(0, 2).map((each) => readIdentities(agentFolder(each.dataDir, each.agent))))).flat();
    const stored = JSON.parse(readFileSync(present(holdings[0], 'holding').cardPath, 'utf8')) as { signature: { chain: string[] } };
    const leaf = Uint8Array.fromBase64(present(stored.signature.chain[0], 'certificate'), { alphabet: 'base64url' });
    const thisUpdate = addMicros(today, -microsPerHour);
    mkdirSync(revocationFolderPath(dataDir));
    writeFileSync(join(revocationFolderPath(dataDir), 'caoyuan.crl'), issueRevocationList(ca.sub, { number: 1, thisUpdate, nextUpdate: addMicros(today, microsPerDay), revoked: [{ serial: serialOf(leaf), revokedAt: addMicros(thisUpdate, microsPerSecond) }] }));
    const server = await runServer({ appUrl: db.appUrl, dataDir, port: await freePort() });
    after(() => server.kill());
    const transport = networkTransport(server.url);
    const roleOf = async (identity: typeof stolen) => (await createAgentApi(present(identity, 'identity'), transport, certificateSignIn).get<{ role: string }>('/api/session')).role;
    assert.equal(await roleOf(kept), 'hold-key.agent');
    await assert.rejects(roleOf(stolen), /signature\.revokedCertificate/);
  });
});
