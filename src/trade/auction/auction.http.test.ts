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
import { bidderActor, department, makeHallStageModule, sampleLot as lotId, sampleTerms, seller } from '#apps/bench/auction.halls.ts';
import type { AnomalyRow } from './anomalies.types.ts';
import type { HallMessage, HallView } from './hall-view.types.ts';
import type { LineRow } from './line.types.ts';

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

  test('R-131 R-187 每次报价都有回执，接受的和没有接受的都能再取；只给报价的人自己', async () => {
    const asked = async (actor: Actor | null, result: string, version: number) => fetch(`${base}/api/auctions/${lotId}/receipts/${result}/${version}`, { headers: actor ? { cookie: await cookieOf(actor) } : {} });
    const rows = [...(await viewFor(leader)).rows, ...(await viewFor(rival)).rows].filter(({ paddle }) => paddle === 31 || paddle === 58);
    const [taken, refused] = [rows.find(({ result, paddle }) => result === 'accepted' && paddle === 31), rows.find(({ result }) => result === 'refused')];
    for (const [owner, other, row] of [[leader, rival, taken], [rival, leader, refused]] as const) {
      const version = row?.version ?? 0;
      const answer = await asked(owner, row?.result ?? '', version);
      assert.equal(answer.status, 200);
      const file = (await answer.json()) as { receipt: { at: number; signature: string }; event: { parts: { body: string }[] } };
      assert.deepEqual([file.receipt.at, file.event.parts.some(({ body }) => body.includes(`"priceFen":"${row?.priceFen}"`))], [row?.at, true]);
      assert.equal((await asked(other, row?.result ?? '', version)).status, 404, 'a rival does not learn that there is one');
      assert.equal((await asked(stranger, row?.result ?? '', version)).status, 404);
    }
    assert.equal((await asked(null, 'accepted', 1)).status, 401);
  });

  test('R-187 线路的快慢：断线后写进记录，本人和监督部门可读，别人不行；出让人看到的异常里没有号', async () => {
    const wanted = page(rival);
    const mine = await wanted;
    await mine.next('view');
    mine.say({ t: 'ping', sent: 1, wallMs: 5_000 });
    await mine.next('pong');
    for (let i = 0; i < 6; i++) {
      mine.say({ t: 'bid', key: `series-key-${i}`, priceFen: '3015000000' });
      await mine.next('taken');
    }
    const nextRecord = async (): Promise<void> => new Promise((resolve) => {
      const leave = on.platform.pipeline.subscribe((events) => {
        if (!events.some(({ kind, stream }) => kind === 'LineMeasured' && stream.endsWith(`:${rival.orgId}`))) return;
        leave();
        resolve();
      });
    });
    const read = async (actor: Actor | null, what: string) => fetch(`${base}/api/auctions/${lotId}/${what}`, { headers: actor ? { cookie: await cookieOf(actor) } : {} });
    const linesOf = async (actor: Actor) => ((await (await read(actor, 'lines')).json()) as { items: LineRow[] }).items;
    const isMine = ({ bids }: LineRow): boolean => bids.some(({ result }) => result === 'refused');
    const written = nextRecord();
    mine.socket.close();
    await written;
    const [record] = (await linesOf(rival)).filter(isMine);
    assert.ok(record && record.paddle === 58 && record.bidder === null && record.bids.every(({ receivedAt, answeredAt }) => receivedAt <= answeredAt));
    assert.ok((record.clockAheadMicros ?? 0) < -1_000_000, 'the page said its clock stands at 1970');
    assert.deepEqual((await linesOf(officer)).map(({ bidder }) => bidder).includes(rival.orgId), true);
    assert.ok((await linesOf(leader)).every(({ paddle }) => paddle === 31));
    const hostess: Actor = { id: 'person:s', role: 'initiate.operator', personId: 's', orgId: seller.orgId };
    assert.deepEqual(await Promise.all([null, stranger, hostess].map(async (actor) => (await read(actor, 'lines')).status)), [401, 403, 403]);

    const seen = async (actor: Actor) => ((await (await read(actor, 'anomalies')).json()) as { items: AnomalyRow[] }).items.find(({ kind }) => kind === 'refusedSeries');
    assert.deepEqual([(await seen(officer))?.paddles, (await seen(officer))?.bidders], [[58], [rival.orgId]]);
    assert.deepEqual([(await seen(hostess))?.paddles, (await seen(hostess))?.bidders], [[], []]);
    assert.deepEqual(await Promise.all([null, leader, stranger].map(async (actor) => (await read(actor, 'anomalies')).status)), [401, 403, 403]);
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
