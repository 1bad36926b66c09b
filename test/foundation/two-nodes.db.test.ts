import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import type { Aggregate } from '#kernel/decider.ts';
import { ok, err } from '#kernel/result.ts';
import { catalogue } from '#kernel/refusal.ts';
import { systemActor } from '#kernel/roles.ts';
import { addMicros, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { composePlatform } from '#apps/compose.ts';
import { advanceLegalClock } from '#platform/clock/legal-clock.store.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { createPool } from '#platform/db/pool.ts';
import { catchUp, rebuild, type Follower } from '#platform/follow/follower.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { createPulse } from '#platform/wake/pulse.ts';
import { sweepAll } from '#platform/wake/sweep.ts';
import { testPlatform } from '#test/harness/platform.ts';

/** A bell that rings at its instant, and again at every instant it is set to. */
type Bell = { readonly ringsAt: Instant | null; readonly rung: number };
type BellEvent = { kind: 'Set'; at: Instant; note: string } | { kind: 'Rang' };
const bell: Aggregate<Bell, BellEvent> = {
  type: 'bell', disclosure: { Set: 'public', Rang: 'public' },
  evolve: (state, event) => (event.kind === 'Set' ? { ringsAt: event.at, rung: state?.rung ?? 0, note: event.note } as Bell : { ringsAt: null, rung: (state?.rung ?? 0) + 1 }),
  nextWake: ({ ringsAt }) => ringsAt,
  onWake: (_state, _now, id) => [{ name: 'bell.ring', body: { id } }],
};
const refusals = catalogue('bell', { silent: { text: (_: object) => '没有定时。' } });
const set = command({
  name: 'bell.set', title: '定时', roles: ['system.clock'], body: z.strictObject({ id: z.string(), at: z.int(), note: z.string() }),
  reads: ({ id }) => ({ streams: streams([bell, id]) }),
  decide: ({ body: { id, at, note } }) => ok({ events: [emit(bell, id, { kind: 'Set', at: at as Instant, note })] }),
});
const ring = command({
  name: 'bell.ring', title: '响', roles: ['system.clock'], body: z.strictObject({ id: z.string() }),
  reads: ({ id }) => ({ streams: streams([bell, id]) }),
  decide: ({ body: { id }, world }) => (world.find(bell, id)?.ringsAt ? ok({ events: [emit(bell, id, { kind: 'Rang' })] }) : err(refusals.silent({}))),
});
const counting: Follower = {
  name: 'counting', version: 1, tables: ['bell_count'],
  async apply(db, events) {
    for (const { stream, kind } of events) if (kind === 'Rang') await db.query('INSERT INTO bell_count (stream) VALUES ($1)', [stream]);
  },
};
const makeBellModule: MakeModule = () => ({ name: 'bell', aggregates: [bell], commands: anyCommands(set, ring), followers: [counting] });
const modules = [makeOutageModule, makeBellModule];

const one = await testPlatform(modules);
await one.db.owner.query('CREATE TABLE bell_count (n bigint GENERATED ALWAYS AS IDENTITY, stream text); GRANT SELECT, INSERT, DELETE ON bell_count TO ovoo_app');
const otherPool = createPool(one.db.appUrl, { max: 4, name: 'second', onError: () => undefined });
const two = await composePlatform({ mode: 'demo', pool: otherPool, dataDir: one.platform.dataDir, trust: one.trust, modules });
const nodes = [{ pool: one.db.app, platform: one.platform }, { pool: otherPool, platform: two }];
const bells = 120;

async function count(sql: string): Promise<number> {
  return (await one.db.owner.query<{ n: number }>(sql)).rows[0]?.n ?? NaN;
}

describe('two nodes on one database', () => {
  test('R-184 what falls due is done once, though both sweep at the same moment', async () => {
    const at = addMicros(await one.now(), microsPerMinute);
    await Promise.all(Array.from({ length: bells }, (_, i) => one.accept(one.system, 'bell.set', { id: `b${i}`, at, note: '' })));
    await advanceLegalClock(one.db.app, addMicros(at, 1));
    const problems: string[] = [];
    await Promise.all([...nodes, ...nodes].map(({ pool, platform }) => sweepAll(pool, platform.pipeline, (problem) => problems.push(problem))));
    assert.equal(await count(`SELECT count(*) AS n FROM event WHERE kind = 'Rang'`), bells);
    assert.equal(await count(`SELECT count(DISTINCT stream) AS n FROM event WHERE kind = 'Rang'`), bells);
    assert.deepEqual(problems, [], 'neither node takes the other’s work for its own failure');
  });

  test('R-184 each event counts once in a view that both keep, and the one that is rebuilt is the same', async () => {
    await one.sequencer.publish();
    await Promise.all([...nodes, ...nodes, ...nodes].map(({ platform }) => platform.follow()));
    await one.platform.follow();
    assert.equal(await count('SELECT count(*) AS n FROM bell_count'), bells);
    await rebuild(one.db.app, counting);
    assert.equal(await count('SELECT count(*) AS n FROM bell_count'), bells);
    assert.equal(await count('SELECT count(DISTINCT stream) AS n FROM bell_count'), bells);
  });

  test('R-001 R-184 newer code writes its view anew, readers see the old one until the new is whole, and an older node leaves it alone', async () => {
    const seen: number[] = [];
    const doubling: Follower = {
      ...counting, version: 2,
      async apply(db, events) {
        await counting.apply(db, events);
        await counting.apply(db, events);
        seen.push(await count('SELECT count(*) AS n FROM bell_count'));
      },
    };
    await catchUp(one.db.app, [doubling]);
    assert.deepEqual(new Set(seen), new Set([bells]), 'while it is written, what stood before is read');
    assert.equal(await count('SELECT count(*) AS n FROM bell_count'), 2 * bells);

    const at = addMicros(await one.now(), microsPerMinute);
    await one.accept(one.system, 'bell.set', { id: 'late', at, note: '' });
    await advanceLegalClock(one.db.app, addMicros(at, 1));
    await sweepAll(one.db.app, one.platform.pipeline, assert.fail);
    await one.sequencer.publish();
    await two.follow();
    assert.equal(await count('SELECT count(*) AS n FROM bell_count'), 2 * bells, 'the older node neither adds to it nor writes it back');
    await catchUp(one.db.app, [doubling]);
    assert.equal(await count('SELECT count(*) AS n FROM bell_count'), 2 * bells + 2);
  });

  test('R-131 one key, sent to both nodes at once, is one act with one answer', async () => {
    const at = addMicros(await one.now(), microsPerMinute);
    for (let i = 0; i < 20; i++) {
      const envelope = { name: 'bell.set', actor: systemActor, key: `twice-${i}-key`, body: { id: `twice${i}`, at, note: '' } };
      const [first, second] = await Promise.all(nodes.map(({ platform }) => platform.pipeline.run(envelope)));
      assert.equal(first?.status, 'accepted');
      assert.deepEqual(JSON.parse(JSON.stringify(first)), JSON.parse(JSON.stringify(second)));
      assert.equal(await count(`SELECT count(*) AS n FROM event WHERE stream = 'bell:twice${i}'`), 1);
    }
  });

  test('R-185 nodes that come back together record one outage, before either sweeps', async () => {
    const pulses = nodes.map(({ pool, platform }, i) => createPulse(pool, platform.pipeline, `node${i}`));
    await Promise.all(pulses.map((pulse) => pulse.keep()));
    const outages = (): Promise<number> => count(`SELECT count(*) AS n FROM event WHERE kind = 'OutageRecorded'`);
    assert.equal(await outages(), 0);
    for (const expected of [1, 2]) {
      await one.db.owner.query(`UPDATE node_pulse SET machine_at = machine_at - 30000000`);
      await Promise.all(pulses.map((pulse) => pulse.keep()));
      assert.equal(await outages(), expected);
    }
    await one.db.owner.query(`UPDATE node_pulse SET machine_at = machine_at - 30000000 WHERE node = 'node0'`);
    await Promise.all(pulses.map((pulse) => pulse.keepIfLate()));
    assert.equal(await outages(), 2, 'one node alone that was away is no outage');
  });

  test('R-185 whichever command comes first after an outage, at whichever node, the journal has the outage before it', async () => {
    const newest = await count('SELECT max(id) AS n FROM event');
    const at = addMicros(await one.now(), microsPerMinute);
    await one.db.owner.query(`UPDATE node_pulse SET machine_at = machine_at - 30000000`);
    await Promise.all(nodes.map(({ platform: { pipeline } }, i) => pipeline.run({ name: 'bell.set', actor: systemActor, key: `first-${i}-key`, body: { id: `first${i}`, at, note: '' } })));
    const { rows } = await one.db.owner.query<{ kind: string }>('SELECT kind FROM event WHERE id > $1 ORDER BY commit_id, place', [newest]);
    assert.deepEqual(rows.map(({ kind }) => kind), ['OutageRecorded', 'Set', 'Set']);
  });
});

describe('a command that the database does not take', () => {
  test('R-184 fails alone: what shares its batch is accepted', async () => {
    const at = addMicros(await one.now(), microsPerMinute);
    const outcomes = await Promise.allSettled(Array.from({ length: 9 }, (_, i) =>
      one.platform.pipeline.run({ name: 'bell.set', actor: systemActor, key: `poison-${i}-key`, body: { id: `p${i}`, at, note: i === 4 ? 'a\u0000b' : 'fine' } })));
    assert.deepEqual(outcomes.map(({ status }) => status), Array.from({ length: 9 }, (_, i) => (i === 4 ? 'rejected' : 'fulfilled')));
    assert.equal(await count(`SELECT count(*) AS n FROM event WHERE stream LIKE 'bell:p%'`), 8);
    await otherPool.end();
  });
});
