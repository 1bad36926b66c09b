import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { after, describe, test } from 'node:test';
import pino from 'pino';
import { toBase64url } from '#kernel/bytes.ts';
import { addMicros } from '#kernel/time/instant.ts';
import type { Role } from '#kernel/roles.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { makeBidModule } from './bid.module.ts';
import { bodyFor, makeStageModule, planFor, publishTender, type BidTender } from './bid.testing.ts';
import { prepareBid, signBid } from './bid-agent.ts';
import { tusUploads } from './tus-upload.ts';

const on = await testPlatform([makeStageModule, makeBidModule]);
const written: string[] = [];
const logger = pino({ level: 'debug' }, new Writable({ write: (chunk: Buffer, _encoding, done) => (written.push(chunk.toString()), done()) }));
const logSigner = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
const trust = { v: 1 as const, origin: logOrigin, logKey: formatVerifierKey(logSigner.key), cosigners: [], quorum: 0, receiptKey: toBase64url(randomBytes(32)), authorities: [] };
const app = await createHttp(on.platform, { logger, trust, logTrust: logTrustOf(trust) });
const base = await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.close());

const person = (orgId: string, role: Role) => on.person({ orgId, orgName: `${orgId}公司`, name: '钱', role });
const initiator = await person('INITIATOR', 'initiate.operator');
const centre = await person('CENTRE', 'serve.witness');
const department = await person('DEPT', 'supervise.officer');
const expert = await person('POOL', 'evaluate.expert');
const engineer = await person('PLATFORM', 'operate.engineer');
const bidders = await Promise.all(['RIVAL1', 'RIVAL2', 'RIVAL3'].map((org) => person(org, 'respond.operator')));
const watcher = await person('WATCHER', 'respond.operator');

async function cookieOf(who: TestPerson): Promise<string> {
  return `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'demo', display: { personName: who.spec.name, orgName: who.spec.orgName } })}`;
}

async function bidOver(who: TestPerson, tenderOf: BidTender): Promise<Response> {
  const cookie = await cookieOf(who);
  const sealed = await prepareBid(planFor(who, tenderOf), tusUploads({ endpoint: `${base}/upload`, headers: { cookie } }));
  assert.ok(sealed.ok);
  const body = await signBid(sealed.value, 'guarantee', (...given) => who.sign(...given));
  return fetch(`${base}/api/commands/bid.submit`, { method: 'POST', headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomBytes(9).toString('hex') }, body: JSON.stringify(body) });
}

/** Every address that can be asked for, from the API's own description and the pages beside it. */
function addresses({ tenderId, lotId }: BidTender): string[] {
  const paths = Object.entries(app.swagger().paths ?? {}).filter(([, methods]) => methods && 'get' in methods).map(([path]) => path).filter((path) => path !== '/metrics');
  const of = (path: string) => path.replace('{lotId}', lotId).replace('{tenderId}', tenderId).replace('{key}', 'none-such').replaceAll(/\{[^}]+\}/g, tenderId);
  return [...paths.map(of), `/projects/${tenderId}`, `/lots/${lotId}`, `/upload/${tenderId}`];
}

const empty = await publishTender(on, initiator, [...bidders, watcher]);
const wanted = await publishTender(on, initiator, [...bidders, watcher]);

describe('开标前的保密', () => {
  test('R-088 投标人经 HTTP 加密上传并递交，得到回执；再看得到自己的投标', async () => {
    for (const bidder of bidders) {
      const answer = await bidOver(bidder, wanted);
      assert.equal(answer.status, 200);
      const { receipt } = (await answer.json()) as { receipt: { signature: string } };
      assert.ok(receipt.signature.length > 60);
    }
    const own = await fetch(`${base}/api/bids/${wanted.lotId}`, { headers: { cookie: await cookieOf(bidders[0] as TestPerson) } });
    const view = (await own.json()) as { bid: { version: number; objects: { name: string }[] }; can: string[]; nextVersion: number };
    assert.deepEqual([view.bid.version, view.nextVersion, view.can], [1, 2, ['bid.submit', 'bid.withdraw']]);
    const list = (await (await fetch(`${base}/api/bids`, { headers: { cookie: await cookieOf(bidders[0] as TestPerson) } })).json()) as { lots: { lotId: string; bid: object | null }[] };
    assert.deepEqual(list.lots.map(({ lotId, bid }) => [lotId, bid !== null]).sort(), [[empty.lotId, false], [wanted.lotId, true]].sort());
  });

  test('R-088 同单位的另一位经办人也拿得到回执，别的单位拿不到', async () => {
    const colleague = await person('RIVAL1', 'respond.operator');
    const ask = async (who: TestPerson) => fetch(`${base}/api/bids/${wanted.lotId}/receipt`, { headers: { cookie: await cookieOf(who) } });
    const own = (await (await ask(colleague)).json()) as { version: number; receipt: { root: string; events: { stream: string }[] } };
    assert.deepEqual([own.version, own.receipt.events.map(({ stream }) => stream)], [1, [`bid:${wanted.lotId}:RIVAL1`]]);
    assert.equal((await ask(watcher)).status, 404);
    assert.equal((await ask(initiator)).status, 403);
  });

  test('R-191 有三家投标与一家也没有的项目，谁来问、问什么地址，答案都一样', async () => {
    await on.sequencer.publish();
    await on.platform.follow();
    const viewers: Record<string, string> = { public: '' };
    for (const who of [initiator, centre, department, expert, engineer, watcher]) viewers[who.actor.role + who.spec.orgId] = await cookieOf(who);
    let compared = 0;
    for (const [viewer, cookie] of Object.entries(viewers)) {
      const [a, b] = await Promise.all([empty, wanted].map(async (tenderOf) => {
        const seen: string[] = [];
        for (const address of addresses(tenderOf)) {
          const answer = await fetch(`${base}${address}`, { headers: cookie ? { cookie } : {} });
          seen.push(stable(`${address} ${answer.status} ${await answer.text()}`));
        }
        return seen;
      }));
      a?.forEach((answer, i) => assert.equal(b?.[i], answer, viewer));
      compared += a?.length ?? 0;
    }
    assert.ok(compared > 50, `${compared} answers compared`);
  });

  test('R-191 事件流、日志叶子、运行日志里都找不到谁投了标', async () => {
    const { rows } = await on.db.app.query<{ leaf: Buffer }>('SELECT leaf FROM log_leaf');
    assert.ok(rows.every(({ leaf }) => leaf.length === 32));
    const views = await on.db.app.query<{ class: string }>(`SELECT DISTINCT p.class FROM event e JOIN event_part p ON p.event_id = e.id WHERE p.body LIKE '%RIVAL%' AND e.stream LIKE 'bid:%'`);
    assert.deepEqual(views.rows, [{ class: 'sealed' }]);
    const log = written.join('');
    for (const secret of ['RIVAL', wanted.lotId, 'bid:', 'bid.submit']) assert.ok(!log.includes(secret), `the log says ${secret}`);
    const metrics = await (await fetch(`${base}/metrics`)).text();
    for (const secret of ['RIVAL', wanted.tenderId]) assert.ok(!metrics.includes(secret), secret);
  });

  test('R-191 别的职责不能上传、不能看投标；没有登录的也不能', async () => {
    for (const [cookie, status] of [['', 401], [await cookieOf(initiator), 403], [await cookieOf(centre), 403], [await cookieOf(department), 403], [await cookieOf(expert), 403], [await cookieOf(engineer), 403]] as const) {
      const headers = cookie ? { cookie } : {};
      assert.equal((await fetch(`${base}/api/bids/${wanted.lotId}`, { headers })).status, status);
      assert.equal((await fetch(`${base}/api/bids`, { headers })).status, status);
      assert.equal((await fetch(`${base}/upload`, { method: 'POST', headers: { ...headers, 'tus-resumable': '1.0.0', 'upload-length': '1000' } })).status, status);
      const body = JSON.stringify({ lotId: wanted.lotId });
      assert.equal((await fetch(`${base}/api/commands/bid.withdraw`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': 'abcdefgh12' }, body })).status, status);
    }
    assert.equal((await fetch(`${base}/upload/x`, { headers: { cookie: await cookieOf(watcher) } })).status, 404);
  });

  test('R-088 截止延后，自己的投标上写着封存到哪一刻；重新递交之后不再提示', async () => {
    const [bidder] = bidders as [TestPerson];
    const to = addMicros(wanted.published.document.bidDeadlineAt, 86_400_000_000);
    await on.accept(department, 'stage.postpone', { tenderId: wanted.tenderId, to });
    const short = async () => ((await (await fetch(`${base}/api/bids/${wanted.lotId}`, { headers: { cookie: await cookieOf(bidder) } })).json()) as { bid: { sealedShort: number | null } }).bid.sealedShort;
    assert.equal(await short(), wanted.published.document.bidDeadlineAt);
    await on.accept(bidder, 'bid.submit', await bodyFor(on, bidder, wanted, { version: 2, bidDeadlineAt: to }));
    assert.equal(await short(), null);
  });
});

/** Without what differs between any two questions: whose tender it is, trace ids, the time, holders' random keys. */
function stable(text: string): string {
  const named = [empty, wanted].reduce((rest, { tenderId }) => rest.replaceAll(tenderId, 'TENDER'), text);
  return named.replaceAll(/"(traceId|serverNow|now|publishedAt|bidDeadlineAt|documentFrom|documentUntil|deadlineAt|takenAt|registeredAt)":("[^"]*"|\d+)/g, '"$1":0').replaceAll(/"publicKey":"[^"]*"/g, '"publicKey":""');
}
