import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import pino from 'pino';
import { WebSocket } from 'ws';
import { toBase64url } from '#kernel/bytes.ts';
import type { Actor } from '#kernel/roles.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { bidderActor, department, makeHallStageModule, sampleLot as lotId, sampleTerms } from '#apps/bench/auction.halls.ts';
import type { HallMessage, HallView } from './hall-view.types.ts';

const on = await testPlatform([makeOutageModule, makeHallStageModule]);
const logSigner = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
const trust = { v: 1 as const, origin: logOrigin, logKey: formatVerifierKey(logSigner.key), cosigners: [], quorum: 0, receiptKey: toBase64url(randomBytes(32)), authorities: [] };
const app = await createHttp(on.platform, { logger: pino({ level: 'silent' }), trust, logTrust: logTrustOf(trust) });
const base = await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.close());

const [leader, rival, stranger] = [1, 2, 9].map(bidderActor) as [Actor, Actor, Actor];
const officer: Actor = { id: 'person:d', role: 'supervise.officer', personId: 'd', orgId: department.orgId };
await on.accept(on.system, 'stage.schedule', { lotId, startAt: await on.now(), terms: sampleTerms, reserveHash: null });
await on.accept(on.system, 'stage.admit', { lotId, bidderId: leader.orgId, paddle: 31 });
await on.accept(on.system, 'stage.admit', { lotId, bidderId: rival.orgId, paddle: 58 });
await on.accept(on.system, 'auction.tick', { lotId });

async function cookieOf(actor: Actor): Promise<string> {
  return `ovoo_session=${await on.platform.sessions.start({ actor, method: 'demo', display: { personName: 'x', orgName: 'y' } })}`;
}

/** A page in the hall: what it was sent, and the next message of a kind. */
async function page(actor: Actor | null, { since = 0, origin = base }: { since?: number; origin?: string } = {}) {
  const socket = new WebSocket(`${base.replace('http', 'ws')}/api/auctions/${lotId}/live?since=${since}`, { headers: { ...(actor ? { cookie: await cookieOf(actor) } : {}), origin } });
  const inbox: HallMessage[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data: Buffer) => {
    inbox.push(JSON.parse(data.toString()) as HallMessage);
    waiting.splice(0).forEach((wake) => wake());
  });
  await once(socket, 'open');
  after(() => socket.terminate());
  return {
    socket, inbox,
    async next<T extends HallMessage['t']>(t: T): Promise<Extract<HallMessage, { t: T }>> {
      for (;;) {
        const found = inbox.findIndex((message) => message.t === t);
        if (found >= 0) return inbox.splice(found, 1)[0] as Extract<HallMessage, { t: T }>;
        await new Promise<void>((wake) => waiting.push(wake));
      }
    },
    say: (message: object): void => socket.send(JSON.stringify(message)),
  };
}
const viewFor = async (actor: Actor | null): Promise<HallView> => (await fetch(`${base}/api/auctions/${lotId}`, { headers: actor ? { cookie: await cookieOf(actor) } : {} })).json() as Promise<HallView>;

describe('竞价大厅的线路', { timeout: 60_000 }, () => {
  test('R-086 一次报价：本人得到回执，全场在同一时刻看到同一个价格和新的倒计时', async () => {
    const [mine, theirs, watching] = await Promise.all([page(leader), page(rival), page(null)]);
    const first = await mine.next('view');
    assert.deepEqual([first.view.mine?.paddle, first.view.nextFen, first.view.can], [31, sampleTerms.startFen, ['auction.bid']]);
    assert.equal((await watching.next('view')).view.mine, null);
    await theirs.next('view');
    mine.say({ t: 'bid', key: 'bid-key-0001', priceFen: sampleTerms.startFen });
    const taken = await mine.next('taken');
    assert.deepEqual([taken.key, taken.row.result, taken.row.paddle], ['bid-key-0001', 'accepted', 31]);
    assert.ok(taken.receipt);
    for (const price of await Promise.all([theirs.next('price'), watching.next('price')])) assert.deepEqual([price.priceFen, price.paddle, price.nextFen], [sampleTerms.startFen, 31, '3010000000']);
    mine.say({ t: 'bid', key: 'bid-key-0001', priceFen: sampleTerms.startFen });
    assert.deepEqual((await mine.next('taken')).row.version, taken.row.version, 'the same key is the same bid');
  });

  test('R-187 未被接受的报价只有本人和监督部门看得到，别人连有过都不知道', async () => {
    const [mine, watching] = await Promise.all([page(rival), page(null)]);
    await Promise.all([mine.next('view'), watching.next('view')]);
    mine.say({ t: 'bid', key: 'bid-key-0002', priceFen: '3015000000' });
    const { row } = await mine.next('taken');
    assert.deepEqual([row.result, row.refusal?.code], ['refused', 'auction.offStep']);
    for (const [actor, seen] of [[rival, 1], [officer, 1], [leader, 0], [stranger, 0], [null, 0]] as const) {
      assert.equal((await viewFor(actor)).rows.filter(({ result }) => result === 'refused').length, seen, actor?.id ?? 'public');
    }
    watching.say({ t: 'ping', sent: 1 });
    await watching.next('pong');
    assert.deepEqual(watching.inbox.filter(({ t }) => t === 'price' || t === 'moved'), []);
  });

  test('R-086 断线后再接上，看到错过的报价', async () => {
    const before = await viewFor(null);
    const bidding = await page(leader);
    await bidding.next('view');
    bidding.say({ t: 'bid', key: 'bid-key-0003', priceFen: '3020000000' });
    await bidding.next('taken');
    const back = await (await page(null, { since: before.version })).next('view');
    assert.deepEqual(back.missed.map(({ priceFen, paddle }) => [priceFen, paddle]), [['3020000000', 31]]);
  });

  test('R-187 没有竞买号、没有登录、别的网站打开的线路都报不了价', async () => {
    const [outside, nobody] = await Promise.all([page(stranger), page(null)]);
    outside.say({ t: 'bid', key: 'bid-key-0004', priceFen: '3100000000' });
    assert.equal((await outside.next('refused')).refusal.code, 'auctionLot.notAdmitted');
    nobody.say({ t: 'bid', key: 'bid-key-0005', priceFen: '3100000000' });
    assert.equal((await nobody.next('refused')).refusal.code, 'auctionLot.loginFirst');
    await assert.rejects(page(leader, { origin: 'https://elsewhere.example' }), /403/);
    outside.say({ t: 'bid', key: 'x', priceFen: '-1' });
    assert.equal((await once(outside.socket, 'close'))[0], 1007);
  });
});
