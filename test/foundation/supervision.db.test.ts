import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { systemActor } from '#kernel/roles.ts';
import { composePlatform } from '#apps/compose.ts';
import { allModules } from '#apps/modules.ts';
import { ensureTrust } from '#apps/trust.ts';
import { keepProcess } from '#apps/supervisor.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { trustStoreOf } from '#platform/keys/trust-file.ts';
import { ensurePostgres, removePostgres } from '#platform/postgres/launch.ts';
import { isAlive } from '#platform/postgres/postmaster.ts';
import { testUscc } from '#service/subject/subject.testing.ts';
import { idleTrust } from './every-module.testing.ts';
import { hammer } from './hammer.testing.ts';
import { freePort } from './running-server.testing.ts';
import { surroundings } from '#test/harness/surroundings.ts';

const script = fileURLToPath(new URL('../../src/apps/start.ts', import.meta.url));
const dataDir = join(fileURLToPath(new URL('../../.data/test-runs', import.meta.url)), `${process.pid}.supervision`);
mkdirSync(dataDir, { recursive: true });
const port = await freePort();
const url = `http://127.0.0.1:${port}`;

// The first start, and somebody who may act: then the platform is started as anyone starts it.
const first = await ensurePostgres({ dataDir, say: () => undefined });
const { appUrl, ownerUrl } = await migrate({ ownerUrl: first.ownerUrl, keysDir: join(dataDir, 'keys') });
const cookie = await settle();
const work = hammer(cookie);
let said = '';
const start: ChildProcess = spawn(process.execPath, [script], {
  env: { ...surroundings(), DATA_DIR: dataDir, PORT: String(port), OVOO_MODE: 'production', LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'ignore'],
});
start.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
after(async () => {
  if (start.exitCode === null && start.signalCode === null) {
    const ended = once(start, 'exit');
    start.kill('SIGTERM');
    await ended;
  }
  await removePostgres(dataDir);
});

async function settle(): Promise<string> {
  const pool = createPool(appUrl, { max: 2, name: 'settle' });
  const platform = await composePlatform({ mode: 'production', pool, dataDir, trust: trustStoreOf(ensureTrust({ dataDir, mode: 'production' })), modules: allModules(idleTrust) });
  const orgId = testUscc(1);
  await platform.pipeline.run({ name: 'organisation.register', actor: systemActor, key: 'settle-centre', body: { orgId, kind: 'centre', name: '阿拉善盟公共资源交易中心', areaCode: '152900', legalRepresentative: '巴特尔', basicAccount: null, offices: [] } });
  const actor = { id: 'person:keeper', role: 'serve.venue', personId: 'keeper', orgId } as const;
  const token = await platform.sessions.start({ actor, method: 'password', display: { personName: '场地', orgName: '中心' } });
  await pool.end();
  return `ovoo_session=${token}`;
}

async function until(what: string, holds: () => Promise<boolean> | boolean, withinMs = 90_000): Promise<void> {
  for (const deadline = performance.now() + withinMs; !(await holds()); await later(50)) assert.ok(performance.now() < deadline, `${what}\n${said}`);
}

const isReady = async (): Promise<boolean> => (await fetch(`${url}/readyz`).catch(() => null))?.ok ?? false;

/** Children of the start process that run this program. */
function childrenOf(program: string): number[] {
  const pids = readFileSync(`/proc/${start.pid}/task/${start.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  return pids.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`/${program}.ts`));
}

async function checkNothingIsLost(): Promise<void> {
  await work.retry(url);
  for (const { key, answer, roomId } of work.sent) {
    assert.ok(answer, `${roomId} has an answer`);
    assert.deepEqual(JSON.parse(await work.outcome(url, key)), JSON.parse(answer), roomId);
  }
  const owner = createPool(ownerUrl, { max: 1, name: 'owner', onError: () => undefined });
  const { rows } = await owner.query<{ n: number }>(`SELECT count(*) AS n FROM event WHERE kind = 'RoomOpened'`);
  await owner.end();
  assert.equal(rows[0]?.n, work.sent.length, 'each happened once');
}

describe('npm start keeps all its parts', () => {
  test('R-184 R-131 kill -9 of PostgreSQL under load: start brings it back at its address, the server finds it, nothing acknowledged is lost', async () => {
    await until('the first start', isReady);
    const { pid } = await ensurePostgres({ dataDir, say: () => undefined });
    await work.load(url, 150, async () => {
      process.kill(pid, 'SIGKILL');
      await until('it is gone', () => !isAlive(pid));
      await until('it was brought back', () => said.includes('PostgreSQL 已恢复'));
    });
    assert.ok(work.sent.filter(({ answer }) => answer !== null).length > 10);
    await until('it serves', isReady);
    const again = await ensurePostgres({ dataDir, say: () => undefined });
    assert.deepEqual([again.adopted, again.ownerUrl, again.pid !== pid], [true, ownerUrl, true]);
    await checkNothingIsLost();
  });

  test('R-184 kill -9 of the server, then of the sequencer: each is started again, and the log goes on', async () => {
    const before = childrenOf('server');
    await work.load(url, 60, async () => void before.forEach((pid) => process.kill(pid, 'SIGKILL')));
    await until('another server', () => childrenOf('server').some((pid) => !before.includes(pid)));
    await until('it serves', isReady);
    await checkNothingIsLost();
    const sequencers = childrenOf('sequencer');
    sequencers.forEach((pid) => process.kill(pid, 'SIGKILL'));
    await until('another sequencer', () => childrenOf('sequencer').some((pid) => !sequencers.includes(pid)));
    const sizeOf = async () => Number((await (await fetch(`${url}/log/checkpoint`)).text()).split('\n')[1]);
    const size = await sizeOf();
    await until('the log grows', async () => (await sizeOf()) > size);
  });

  test('R-184 a cluster that cannot come back ends the whole with a sentence that says why, and no empty one is made in its place', async () => {
    const { pid } = await ensurePostgres({ dataDir, say: () => undefined });
    const cluster = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[2] ?? assert.fail('cluster');
    const ended = once(start, 'exit');
    renameSync(join(cluster, 'PG_VERSION'), join(dirname(cluster), 'PG_VERSION.away'));
    process.kill(pid, 'SIGKILL');
    const [code] = (await ended) as [number];
    assert.equal(code, 1);
    assert.match(said, /PostgreSQL 不能恢复：the data are gone from/);
    assert.equal(await isReady(), false, 'no part is left running');
    renameSync(join(dirname(cluster), 'PG_VERSION.away'), join(cluster, 'PG_VERSION'));
  });
});

describe('a part that does not stay up', () => {
  test('R-184 is not started for ever: after eight short lives the whole ends with a sentence', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const told: string[] = [];
    let lives = 0;
    const gone = new Promise<string>((resolve) => {
      keepProcess({
        name: 'server', isStopping: () => false, giveUp: resolve, say: (line) => told.push(line),
        launch: () => {
          lives++;
          const child = spawn(process.execPath, ['--eval', 'process.exit(3)'], { stdio: 'ignore' });
          if (lives < 9) child.once('exit', () => setImmediate(() => t.mock.timers.tick(10_000)));
          return child;
        },
      });
    });
    assert.match(await gone, /server 连续 8 次启动后很快退出（3）/);
    assert.equal(lives, 9);
    assert.match(told[0] ?? '', /500 毫秒后/);
    assert.match(told[7] ?? '', /10000 毫秒后/);
  });
});
