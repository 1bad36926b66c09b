import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tenderStages } from '#service/portal/portal.types.ts';
import { isAlive } from '#platform/postgres/postmaster.ts';
import { createDatabase } from '#test/harness/database.ts';
import { folder, npmStart, shareRoles, type Started } from './start.testing.ts';

const tenders = 5;
const laterStartMaxMs = 15_000;
const database = await createDatabase({ empty: true });
after(() => database.drop());
const dataDir = folder('demo');
shareRoles(database, dataDir);

const start = () => npmStart({ DATA_DIR: dataDir, DATABASE_URL: database.ownerUrl, DEMO_TENDERS: String(tenders) });

/** The processes below this one, by what runs in them. */
function below(pid: number): Map<number, string> {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => ({ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(readOrNothing(`/proc/${name}/status`))?.[1] ?? 0) }));
  const own = parents.filter(({ parent }) => parent === pid).map((child) => child.pid);
  return new Map(own.flatMap((child) => [[child, /[\w-]+\.ts/.exec(readOrNothing(`/proc/${child}/cmdline`))?.[0] ?? ''] as const, ...below(child)]));
}

function readOrNothing(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** As somebody in a terminal stops it: everything has gone by the time it ends, and nothing went wrong. */
async function interrupt({ child, ended, said }: Started): Promise<void> {
  const children = below(child.pid ?? assert.fail('no process'));
  assert.deepEqual([...children.values()].filter(Boolean).sort(), ['bank.ts', 'cosigner.ts', 'cosigner.ts', 'key-agent.ts', 'key-agent.ts', 'key-agent.ts', 'key-agent.ts', 'sequencer.ts', 'server.ts']);
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null], said());
  assert.deepEqual([...children].filter(([pid]) => isAlive(pid)), []);
  assert.match(said(), /正在停止……\s*$/, '停止时没有别的话');
}

/** Which tenders the portal lists at each stage. */
async function shown({ url }: Started): Promise<Record<string, string[]>> {
  const listed = await Promise.all(tenderStages.map(async (stage) => {
    const page = await (await fetch(`${url}/notices?kind=tender&stage=${stage}`)).text();
    return [stage, [...new Set(page.matchAll(/href="\/notices\/tender\.(\w+)\./g).map(([, id]) => id ?? ''))].sort()] as const;
  }));
  return Object.fromEntries(listed.filter(([, ids]) => ids.length > 0));
}

async function journal(): Promise<string[]> {
  const { rows } = await database.owner.query<{ root: string }>("SELECT encode(root, 'hex') AS root FROM commit ORDER BY id");
  return rows.map(({ root }) => root);
}

/** By which duties one may come in. */
async function duties({ url }: Started): Promise<string[]> {
  const page = await (await fetch(`${url}/login`)).text();
  return [...page.matchAll(/<legend>([^<]+)<\/legend>/g)].map(([, name]) => name ?? '');
}

test('R-184 R-011 演示环境用 DATABASE_URL 的数据库启动：门户上有各个阶段的项目；Ctrl-C 后以 0 退出，不留进程；再次启动很快，数据还是那些', async () => {
  const first = await start();
  await first.saying(/Ctrl-C 停止/);
  assert.deepEqual([(await fetch(`${first.url}/readyz`)).status, (await fetch(`${first.url}/`)).status], [200, 200]);
  assert.ok(!existsSync(join(dataDir, 'postgres')), '不另起数据库');
  const world = await shown(first);
  assert.equal(Object.values(world).flat().length, tenders);
  assert.ok(Object.keys(world).length >= 3, JSON.stringify(world));
  const offered = await duties(first);
  for (const duty of ['个人竞买人', '产权交易经办人', '拍卖师', '拍卖记录人']) assert.ok(offered.includes(duty), `${duty}: ${offered.join()}`);
  assert.ok('bidding' in world && 'contracted' in world, JSON.stringify(world));
  await interrupt(first);
  const played = await journal();
  assert.ok(played.length > 200, String(played.length));

  const began = performance.now();
  const second = await start();
  await second.saying(/Ctrl-C 停止/);
  assert.ok(performance.now() - began < laterStartMaxMs, `${performance.now() - began} ms`);
  assert.doesNotMatch(second.said(), /位专家登记完毕|个项目（/, '不再演一遍');
  assert.deepEqual(await shown(second), world);
  assert.deepEqual((await journal()).slice(0, played.length), played);
  await interrupt(second);
});
