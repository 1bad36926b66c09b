import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerSecond } from '#kernel/time/instant.ts';
import { sampleTerms } from '#apps/bench/auction.halls.ts';
import { stageHalls } from '#apps/bench/auction.stage.ts';
import { ensureTrust } from '#apps/trust.ts';
import { createSessions } from '#platform/auth/session.store.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { ensurePostgres, removePostgres } from '#platform/postgres/launch.ts';
import type { Bid, CrowdRequest } from './hall-crowd.testing.ts';
import { answersStand, decideAgain, historyOf } from './hall-history.testing.ts';
import { freePort, runServer, type RunningServer } from './running-server.testing.ts';

const bidders = 500;
const cycleMs = 8_000;
const awayMs = 10_000;
/** Long enough for the crowd to come. */
const openMs = 8_000;
const dataDir = join(fileURLToPath(new URL('../../.data/test-runs', import.meta.url)), `${process.pid}.hall-faults`);
mkdirSync(dataDir, { recursive: true });
const quiet = (): void => undefined;
let postgres = await ensurePostgres({ dataDir, say: quiet });
const { appUrl, ownerUrl } = await migrate({ ownerUrl: postgres.ownerUrl, keysDir: join(dataDir, 'keys') });
const owner = createPool(ownerUrl, { max: 2, name: 'owner', onError: quiet });
ensureTrust({ dataDir, mode: 'production' });
const ports = await Promise.all([freePort(), freePort(), freePort()]);
const servers: RunningServer[] = await Promise.all(ports.map((port) => runServer({ appUrl, dataDir, port })));
const crowd = fork(fileURLToPath(new URL('./hall-crowd.testing.ts', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
await once(crowd, 'message');
const { lotId, tokens } = await settle();
after(async () => {
  crowd.kill('SIGKILL');
  await Promise.all(servers.map((server) => server.kill()));
  await owner.end();
  await removePostgres(dataDir);
});

/** A hall that is open, with a countdown to follow, and everyone logged in. */
async function settle(): Promise<{ lotId: string; tokens: string[] }> {
  const pool = createPool(appUrl, { max: 4, name: 'settle' });
  const { lotIds, actors } = await stageHalls(pool, dataDir, { bidders, lots: 1, termsOf: (_, startAt) => ({ ...sampleTerms, stages: [{ kind: 'open', untilAt: addMicros(startAt, openMs * 1_000) }, { kind: 'countdown', cycleMs }] }) });
  const sessions = createSessions(pool);
  const started = await Promise.all(actors.map((actor) => sessions.start({ actor, method: 'password', display: { personName: actor.id, orgName: actor.id } })));
  await pool.end();
  return { lotId: present(lotIds[0], 'hall'), tokens: started };
}

function begin(run: string, everyMs: number, among = tokens): void {
  crowd.send({ kind: 'begin', ports, lotId, tokens: among, everyMs, run } satisfies CrowdRequest);
}

/** Stops the crowd; every bid it made, answered. */
async function end(): Promise<readonly Bid[]> {
  crowd.send({ kind: 'end' } satisfies CrowdRequest);
  return ((await once(crowd, 'message')) as [Bid[]])[0];
}

async function count(kinds: readonly string[]): Promise<number> {
  const { rows } = await owner.query<{ n: number }>('SELECT count(*) AS n FROM event WHERE kind = ANY ($1)', [kinds]);
  return present(rows[0], 'count').n;
}

/** Until so many more bids have been decided. */
async function more(bids: number): Promise<void> {
  const spoken = ['BidAccepted', 'BidRefused'];
  for (const goal = (await count(spoken)) + bids; (await count(spoken)) < goal; ) await sleep(50);
}

async function crash(node: number, meanwhile: number): Promise<void> {
  await present(servers[node], 'server').kill();
  await more(meanwhile);
  servers[node] = await runServer({ appUrl, dataDir, port: present(ports[node], 'port') });
}

describe('故障中的竞价大厅', { timeout: 300_000 }, () => {
  test('R-184 R-185 R-196 三个节点、五百名竞买人：节点逐个被杀、数据库停十秒，每一次报价都只算一次，记录与规则逐条一致，倒计时一秒不少，没有人因为中断而得标', async () => {
    begin('rush', 1_200);
    await more(250);
    await crash(1, 250);
    await crash(0, 250);
    while ((await count(['StageBegun'])) < 2) await sleep(50);
    await more(100);
    await postgres.stop();
    await sleep(awayMs);
    postgres = await ensurePostgres({ dataDir, say: quiet, mustExist: true });
    assert.equal(postgres.ownerUrl, ownerUrl, 'at the same address');
    await more(250);
    await crash(2, 150);
    const rush = await end();
    while ((await count(['AuctionEnded'])) === 0) await sleep(50);
    begin('late', 200, tokens.slice(0, 20));
    await more(20);
    const late = await end();

    const history = await historyOf(owner, lotId);
    const state = decideAgain(history);
    answersStand(history, [...rush, ...late], (bidder) => 10 + bidder);
    const { rows: [head] } = await owner.query<{ state: { auction: unknown } }>('SELECT state FROM stream_head WHERE stream = $1', [`auction:${lotId}`]);
    assert.deepEqual(head?.state.auction, JSON.parse(JSON.stringify(state)), 'the hall as it is kept is what its record comes to');

    const of = <K extends string>(kind: K) => history.flatMap((placed) => (placed.event.kind === kind ? [{ ...placed, event: placed.event as Extract<typeof placed.event, { kind: K }> }] : []));
    assert.ok(rush.some(({ sent }) => sent > 1), 'the faults fell into the load');
    assert.ok(of('BidRefused').length > 100);
    const accepted = of('BidAccepted');
    for (const [i, { event }] of accepted.entries()) assert.ok(i === 0 || BigInt(event.priceFen) > BigInt(accepted[i - 1]?.event.priceFen ?? ''), 'each better than the one before');
    const last = present(accepted.at(-1), 'last bid');

    const [away, ...others] = of('OutageRecorded');
    assert.deepEqual(others, [], 'a node that is killed is no outage, the others go on');
    assert.ok(away && away.event.to - away.event.from >= awayMs * 1_000);
    const [[paused], [resumed]] = [of('AuctionPaused'), of('AuctionResumed')];
    assert.deepEqual(paused?.event, { kind: 'AuctionPaused', reason: 'outage', from: away.event.from });
    assert.equal(of('StageBegun').filter(({ place }) => place < away.place).length, 2, 'the outage fell into the countdown');
    const before = present(accepted.findLast(({ place }) => place < away.place), 'bid before the outage');
    const wouldEndAt = present(before.event.endsAt, 'countdown');
    assert.ok(wouldEndAt < away.event.to, 'the outage was longer than what was left');
    assert.equal(resumed?.event.endsAt, addMicros(wouldEndAt, away.event.to - away.event.from), 'what was left is left again');
    assert.ok(last.place > away.place, 'and the bidding went on');

    assert.equal(of('AuctionEnded').length, 1);
    const [ended] = of('AuctionEnded');
    assert.deepEqual(state.outcome, { kind: 'sold', paddle: last.event.paddle, priceFen: last.event.priceFen });
    const lateMicros = present(ended, 'end').at - present(last.event.endsAt, 'countdown');
    assert.ok(lateMicros >= 0 && lateMicros < microsPerSecond, `ended ${lateMicros} µs after its instant`);
    assert.ok(late.every(({ answers }) => answers.every(({ code }) => code === 'auction.ended')));
  });
});
