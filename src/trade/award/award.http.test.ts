import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { after, describe, test } from 'node:test';
import pino from 'pino';
import { toBase64url } from '#kernel/bytes.ts';
import { canonical, type JsonObject } from '#kernel/json.ts';
import type { Role } from '#kernel/roles.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { makeContractModule } from '#trade/contract/contract.module.ts';
import { makeDepositModule } from '#trade/deposit/deposit.module.ts';
import { makeArchiveModule } from '#service/archive/archive.module.ts';
import { makeWitnessModule } from '#service/witness/witness.module.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { makeAwardModule } from './award.module.ts';
import { makeStageModule, people, stagedEvaluation, stagedOpening, stagedTender } from './award.testing.ts';

const on = await testPlatform([makeStageModule, makeAwardModule, makeContractModule, makeDepositModule, makeWitnessModule, makeArchiveModule]);
const logger = pino({ level: 'silent' }, new Writable({ write: (_chunk, _encoding, done) => done() }));
const logSigner = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
const trust = { v: 1 as const, origin: logOrigin, logKey: formatVerifierKey(logSigner.key), cosigners: [], quorum: 0, receiptKey: toBase64url(randomBytes(32)), authorities: [] };
const app = await createHttp(on.platform, { logger, trust, logTrust: logTrustOf(trust) });
after(() => app.close());

const person = (orgId: string, role: Role) => on.person({ orgId, orgName: orgId, name: '钱', role });
const who = {
  initiator: await person(people.initiator, 'initiate.operator'), department: await person(people.department, 'supervise.officer'), centre: await person(people.centre, 'serve.witness'),
  winner: await person('ALPHA', 'respond.operator'), loser: await person('BETA', 'respond.operator'), rejected: await person('DELTA', 'respond.operator'), stranger: await person('STRANGER', 'respond.operator'), nobody: null,
} as const;
type Who = keyof typeof who;
const everyone = Object.keys(who) as Who[];

async function headersOf(actor: TestPerson | null): Promise<Record<string, string>> {
  if (!actor) return {};
  return { cookie: `ovoo_session=${await on.platform.sessions.start({ actor: actor.actor, method: 'demo', display: { personName: '钱', orgName: actor.spec.orgName } })}` };
}
async function ask(name: Who, url: string) {
  return await app.inject({ method: 'GET', url, headers: await headersOf(who[name]) });
}
async function table(url: string): Promise<Record<string, number>> {
  return Object.fromEntries(await Promise.all(everyone.map(async (name) => [name, (await ask(name, url)).statusCode] as const)));
}

type View = { readonly previews: Readonly<Record<string, { readonly content: JsonObject; readonly body?: JsonObject }>>; readonly can: readonly string[]; readonly notice: JsonObject | null };
const lotId = 't1-1';
const now = await on.now();
await on.accept(on.system, 'stage.put', { type: 'tender', id: 't1', state: stagedTender('t1', now) });
await on.accept(on.system, 'stage.put', { type: 'opening', id: 't1', state: stagedOpening('t1', now) });
await on.accept(on.system, 'stage.put', { type: 'evaluation', id: lotId, state: stagedEvaluation('t1', now) });
await on.platform.work();

/** Signs the preview that the query gives and posts it, as the screen does. */
async function signPreview(act: string): Promise<void> {
  const preview = (await ask('initiator', `/api/lots/${lotId}/award`)).json<View>().previews[act];
  assert.ok(preview, act);
  const payload = { lotId, ...preview.body, content: canonical(preview.content), signature: await who.initiator.sign(act, { tenderId: 't1', lotId }, preview.content) };
  const answer = await app.inject({ method: 'POST', url: `/api/commands/${act}`, headers: { ...(await headersOf(who.initiator)), 'idempotency-key': randomBytes(9).toString('hex') }, payload });
  assert.equal(answer.statusCode, 200, answer.body);
}

describe('谁能看、谁能办', () => {
  test('R-099 公示以前，评标报告只有招标人和监督部门看得到', async () => {
    assert.deepEqual(await table(`/api/lots/${lotId}/award`), { initiator: 200, department: 200, centre: 404, winner: 404, loser: 404, rejected: 404, stranger: 404, nobody: 401 });
    assert.deepEqual((await ask('department', `/api/lots/${lotId}/award`)).json<View>().can, []);
    assert.deepEqual((await ask('loser', '/api/awards')).json<{ items: unknown[] }>().items, []);
  });

  test('R-098 界面签的就是查询给出的预览；公示以后人人可见，但看不到别人的得分明细', async () => {
    await signPreview('award.publishCandidates');
    assert.equal((await table(`/api/lots/${lotId}/award`)).stranger, 200);
    const body = (await ask('stranger', `/api/lots/${lotId}/award`)).body;
    assert.ok(!body.includes('58.2500') && !body.includes('安全生产许可证') && body.includes('96.2500'));
  });

  test('R-100 通知书发出后，每个投标人的回答里只有自己的得分', async () => {
    await on.advanceDays(6);
    const content = { bidderId: 'ALPHA', reason: '', passedOver: [] };
    await on.accept(who.initiator, 'award.decide', { lotId, ...content, signature: await who.initiator.sign('award.decide', { tenderId: 't1', lotId }, content) });
    await signPreview('award.issueLetter');
    const [loser, rejected, stranger] = await Promise.all((['loser', 'rejected', 'stranger'] as const).map(async (name) => (await ask(name, `/api/lots/${lotId}/award`)).body));
    assert.ok(loser?.includes('57.2500') && !loser.includes('58.2500') && !loser.includes('56.2500') && !loser.includes('安全生产许可证'));
    assert.ok(rejected?.includes('安全生产许可证') && !rejected.includes('57.2500'));
    assert.equal((JSON.parse(stranger ?? '{}') as View).notice, null);
  });

  test('R-100 中标通知书和结果通知的纸面只给收件人、招标人一方和监督部门；PDF 写明原文的 SHA-256', async () => {
    const official = { initiator: 200, department: 200 };
    const shut = { centre: 404, loser: 404, rejected: 404, stranger: 404, nobody: 401 };
    assert.deepEqual(await table(`/api/lots/${lotId}/award/letter.json`), { ...official, ...shut, winner: 200 });
    assert.deepEqual(await table(`/api/lots/${lotId}/award/notice.json?bidder=BETA`), { ...official, ...shut, winner: 404, loser: 200 });
    assert.deepEqual(await table(`/api/lots/${lotId}/award/notice.json`), { initiator: 404, department: 404, centre: 404, winner: 200, loser: 200, rejected: 200, stranger: 404, nobody: 401 });
    const [letter, own] = await Promise.all([ask('winner', `/api/lots/${lotId}/award/letter.json`), ask('loser', `/api/lots/${lotId}/award/notice.json`)]);
    assert.equal(letter.body, canonical(letter.json<JsonObject>()), '下载的就是算哈希的规范形式');
    const { rows } = await on.db.app.query<{ body: string }>(`SELECT p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 AND e.kind = 'LetterIssued'`, [`award:${lotId}`]);
    const event = JSON.parse(rows[0]?.body ?? '{}') as { letter: JsonObject; statement: { content: JsonObject } };
    assert.deepEqual([letter.body, letter.body], [canonical(event.letter), canonical(event.statement.content)], '原文就是签名的内容');
    assert.ok(own.body.includes('57.2500') && !own.body.includes('58.2500') && !own.body.includes('安全生产许可证'));
    for (const [name, what] of [['winner', 'letter'], ['rejected', 'notice']] as const) {
      const answer = await ask(name, `/api/lots/${lotId}/award/${what}.pdf`);
      assert.deepEqual([answer.statusCode, answer.headers['content-type'], answer.rawPayload.subarray(0, 5).toString()], [200, 'application/pdf', '%PDF-']);
    }
  });

  test('R-098 书面报告提交后，监督部门和招标人一方在标段页上打得开，就是提交的那一份；别人看不到', async () => {
    const reportOf = async (name: Who): Promise<JsonObject | null> => (await ask(name, `/api/lots/${lotId}/award`)).json<{ filedReport: JsonObject | null }>().filedReport;
    assert.equal(await reportOf('department'), null);
    await signPreview('award.reportToDepartment');
    const filed = await reportOf('department');
    assert.deepEqual([filed?.['lotId'], (filed?.['bidders'] as unknown[]).length, (filed?.['winner'] as JsonObject)['bidderId']], [lotId, 4, 'ALPHA']);
    assert.deepEqual(await reportOf('initiator'), filed);
    for (const name of ['centre', 'winner', 'loser', 'stranger'] as const) assert.equal(await reportOf(name), null);
  });

  test('R-101 合同只有双方和监督部门能看；见证记录只有中心和监督部门能看；档案还没有编成', async () => {
    const sides = { initiator: 200, department: 200, centre: 403, winner: 200, loser: 403, rejected: 403, stranger: 403, nobody: 401 };
    assert.deepEqual(await table(`/api/lots/${lotId}/contract`), sides);
    assert.deepEqual(await table('/api/tenders/t1/witness'), { initiator: 403, department: 200, centre: 200, winner: 403, loser: 403, rejected: 403, stranger: 403, nobody: 401 });
    assert.deepEqual(await table(`/api/lots/${lotId}/archive`), { initiator: 404, department: 404, centre: 404, winner: 403, loser: 403, rejected: 403, stranger: 403, nobody: 401 });
  });

  test('R-092 保证金台账：投标人只看到自己的一笔', async () => {
    const counts = await Promise.all((['initiator', 'centre', 'loser', 'stranger'] as const).map(async (name) => (await ask(name, '/api/deposits')).json<{ items: unknown[] }>().items.length));
    assert.deepEqual(counts, [4, 4, 1, 0]);
    type Row = { bidderId: string; status: string; can: string[]; arrival: { voucher: string | null; paidFrom: string | null } | null };
    const rowOf = async (name: Who, bidderId: string) => (await ask(name, '/api/deposits')).json<{ items: Row[] }>().items.find((row) => row.bidderId === bidderId);
    assert.deepEqual([(await rowOf('initiator', 'ALPHA'))?.can, (await rowOf('centre', 'BETA'))?.can, (await rowOf('department', 'ALPHA'))?.can, (await rowOf('winner', 'ALPHA'))?.can], [['deposit.confirmArrival', 'deposit.recordNonArrival'], ['deposit.receiveGuarantee', 'deposit.recordNonArrival'], [], []]);
    const body = { lotId, bidderId: 'ALPHA', amountFen: '80000000', arrivedOn: '2026-11-20', voucher: '入账回单 0001', paidFrom: '150000000000', isOtherAccount: true };
    const send = async (name: Who, over: object = {}) => (await app.inject({ method: 'POST', url: '/api/commands/deposit.confirmArrival', headers: { ...(await headersOf(who[name])), 'idempotency-key': randomBytes(9).toString('hex') }, payload: { ...body, ...over } })).statusCode;
    assert.deepEqual([await send('nobody'), await send('winner'), await send('initiator', { paidFrom: '不是账号' }), await send('initiator', { bidderId: 'NOBODY' }), await send('initiator', { isOtherAccount: false }), await send('initiator'), await send('initiator')], [401, 403, 400, 404, 422, 200, 409]);
    const arrivals = await Promise.all((['initiator', 'winner', 'department'] as const).map(async (name) => (await rowOf(name, 'ALPHA'))?.arrival));
    assert.deepEqual(arrivals.map((arrival) => [arrival?.voucher, arrival?.paidFrom]), [['入账回单 0001', '150000000000'], ['入账回单 0001', '150000000000'], [null, null]]);
  });

  test('R-186 中心和监督部门的角色连定标的命令都到不了', async () => {
    for (const name of ['centre', 'department', 'winner'] as const) {
      const answer = await app.inject({ method: 'POST', url: '/api/commands/award.decide', headers: { ...(await headersOf(who[name])), 'idempotency-key': randomBytes(9).toString('hex') }, payload: { lotId } });
      assert.equal(answer.statusCode, 403);
    }
  });
});
