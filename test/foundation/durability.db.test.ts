import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { toBase64url, toHex, type Bytes } from '#kernel/bytes.ts';
import { systemActor } from '#kernel/roles.ts';
import { commitStatement, commitTree, eventCommitment, headerPart, partHash, type Part } from '#evidence/journal/commitment.ts';
import { layOut } from '#evidence/journal/cover.ts';
import { composePlatform } from '#apps/compose.ts';
import { allModules } from '#apps/modules.ts';
import { logOrigin } from '#apps/origin.ts';
import { ensureTrust } from '#apps/trust.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { receiptKeyDirectory } from '#platform/keys/own-keys.ts';
import { trustStoreOf } from '#platform/keys/trust-file.ts';
import { ensurePostgres, removePostgres } from '#platform/postgres/launch.ts';
import { testUscc } from '#service/subject/subject.testing.ts';
import { idleTrust } from './every-module.testing.ts';
import { hammer } from './hammer.testing.ts';
import { freePort, runServer, type RunningServer } from './running-server.testing.ts';

const dataDir = join(fileURLToPath(new URL('../../.data/test-runs', import.meta.url)), `${process.pid}.durability`);
mkdirSync(dataDir, { recursive: true });
const quiet = (): void => undefined;
let postgres = await ensurePostgres({ dataDir, say: quiet });
const { appUrl, ownerUrl } = await migrate({ ownerUrl: postgres.ownerUrl, keysDir: join(dataDir, 'keys') });
const owner = createPool(ownerUrl, { max: 2, name: 'owner', onError: quiet });
const orgId = testUscc(1);
const cookie = await settle();
const at = { appUrl, dataDir, port: await freePort() };
let server: RunningServer = await runServer(at);
const work = hammer(cookie);
after(async () => {
  await server.kill();
  await owner.end();
  await removePostgres(dataDir);
});

/** A centre, and one of its people logged in. */
async function settle(): Promise<string> {
  const pool = createPool(appUrl, { max: 2, name: 'settle' });
  const platform = await composePlatform({ mode: 'production', pool, dataDir, trust: trustStoreOf(ensureTrust({ dataDir, mode: 'production' })), modules: allModules(idleTrust) });
  const outcome = await platform.pipeline.run({ name: 'organisation.register', actor: systemActor, key: 'settle-centre', body: { orgId, kind: 'centre', name: '阿拉善盟公共资源交易中心', areaCode: '152900', legalRepresentative: '巴特尔', basicAccount: null, offices: [] } });
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome));
  const actor = { id: 'person:keeper', role: 'serve.venue', personId: 'keeper', orgId } as const;
  const token = await platform.sessions.start({ actor, method: 'password', display: { personName: '场地', orgName: '中心' } });
  await pool.end();
  return `ovoo_session=${token}`;
}

type EventRow = { id: number; commit_id: number; place: number; stream: string; version: number; kind: string; at: number; actor: string; class: Part['class']; salt: Bytes; commitment: Bytes; parts: { class: Part['class']; salt: string; body: string }[] | null };

async function events(): Promise<EventRow[]> {
  const { rows } = await owner.query<EventRow>(`SELECT e.*, (SELECT jsonb_agg(jsonb_build_object('class', p.class, 'salt', encode(p.salt, 'hex'), 'body', p.body) ORDER BY p.n) FROM event_part p WHERE p.event_id = e.id) AS parts
    FROM event e ORDER BY e.commit_id, e.place`);
  return rows;
}

/** Everything acknowledged is there once and answers the same, everything there is whole, nothing else is there. */
async function holds(): Promise<void> {
  const stored = await events();
  const rooms = new Map<string, number>();
  for (const { stream } of stored) rooms.set(stream, (rooms.get(stream) ?? 0) + 1);
  for (const { roomId, answer, key } of work.sent) {
    assert.ok(answer, `${roomId} has an answer after the retry`);
    assert.equal(rooms.get(`venue:${roomId}`), 1, `${roomId} happened once`);
    const outcome = JSON.parse(answer) as { receipt: { root: string; events: { commitment: string }[] } };
    assert.deepEqual(JSON.parse(await work.outcome(server.url, key)), outcome);
    const event = stored.find(({ stream }) => stream === `venue:${roomId}`);
    assert.equal(toBase64url(event?.commitment ?? new Uint8Array()), outcome.receipt.events[0]?.commitment);
  }
  assert.deepEqual([...rooms.keys()].filter((stream) => stream.startsWith('venue:')).length, work.sent.length);
  await areWhole(stored);
}

async function areWhole(stored: readonly EventRow[]): Promise<void> {
  const key = createPublicKey(receiptKeyDirectory(dataDir).ed25519('receipt.pem'));
  const { rows: commits } = await owner.query<{ id: number; root: Buffer; at: number; signature: Buffer; cover: Buffer }>('SELECT * FROM commit ORDER BY id');
  const byCommit = Map.groupBy(stored, ({ commit_id: id }) => id);
  for (const { id, root, at: moment, signature, cover } of commits) {
    const own = byCommit.get(id) ?? [];
    for (const event of own) {
      const { stream, version, kind, at: when, actor } = event;
      const parts: Part[] = [headerPart({ stream, version, kind, at: when, actor }, event.class, event.salt), ...(event.parts ?? []).map((part) => ({ ...part, salt: Buffer.from(part.salt, 'hex') }))];
      assert.equal(toHex(eventCommitment(parts.map((part, n) => partHash(n, part)))), toHex(event.commitment), `${stream} is whole`);
    }
    assert.equal(toHex(commitTree(layOut(own.map(({ commitment }) => commitment), cover).leaves).root), toHex(root), `commit ${id} holds all its events`);
    assert.ok(verify(null, commitStatement(logOrigin, toBase64url(root), moment), key, signature));
  }
  const { rows } = await owner.query(`SELECT h.stream FROM stream_head h FULL JOIN (SELECT stream, max(version) AS version, count(*) AS n FROM event GROUP BY stream) e USING (stream)
    WHERE h.version IS DISTINCT FROM e.version OR e.n <> e.version`);
  assert.deepEqual(rows, [], 'every head stands at the last event of its stream, and no version is missing');
  const { rows: outcomes } = await owner.query<{ n: number }>(`SELECT count(*) AS n FROM command WHERE name = 'venue.open'`);
  assert.equal(outcomes[0]?.n, work.sent.length);
}

describe('what was acknowledged is kept', () => {
  for (const round of [1, 2]) {
    test(`R-131 R-184 kill -9 of the server under load, time ${round}: nothing acknowledged is lost, nothing happens twice, nothing is half there`, async () => {
      await work.load(server.url, 200, () => server.kill());
      assert.ok(work.sent.filter(({ answer }) => answer !== null).length >= 200 * round);
      server = await runServer(at);
      assert.ok((await work.retry(server.url)) > 0, 'the kill fell into the load');
      await holds();
    });
  }

  test('R-131 R-184 kill -9 of PostgreSQL under load: it recovers, the server finds it again, and all holds', async () => {
    await work.load(server.url, 150, async () => {
      process.kill(postgres.pid, 'SIGKILL');
      postgres = await ensurePostgres({ dataDir, say: quiet });
    });
    assert.equal(postgres.ownerUrl, ownerUrl, 'at the same address');
    await work.retry(server.url);
    assert.ok((await fetch(`${server.url}/readyz`)).ok);
    await holds();
  });

  test('R-185 R-184 an absence is the first thing that the journal learns after it; a restart of a moment is none', async () => {
    const outagesIn = (rows: readonly EventRow[]) => rows.filter(({ kind }) => kind === 'OutageRecorded').map(({ parts }) => JSON.parse(parts?.[0]?.body ?? '') as { from: number; to: number });
    const before = await events();
    for (const { from, to } of outagesIn(before)) assert.ok(to - from > 5_000_000, `${to - from} µs is no outage`);
    await server.kill();
    await owner.query('UPDATE node_pulse SET machine_at = machine_at - 60000000');
    server = await runServer(at);
    await work.load(server.url, 10, async () => undefined);
    const added = (await events()).slice(before.length);
    assert.equal(added[0]?.kind, 'OutageRecorded');
    const [{ from, to }, ...others] = outagesIn(added) as [{ from: number; to: number }];
    assert.ok(to - from >= 60_000_000 && to - from < 120_000_000, `${to - from}`);
    assert.deepEqual(others, []);
  });
});
