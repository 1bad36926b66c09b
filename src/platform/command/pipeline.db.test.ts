import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { catalogue } from '#kernel/refusal.ts';
import { err, ok } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { instant, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { commitStatement } from '#evidence/journal/commitment.ts';
import { advanceLegalClock, legalNow } from '#platform/clock/legal-clock.store.ts';
import { advanceTo, sweepAll } from '#platform/wake/sweep.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { anyCommands } from '#platform/module.ts';
import { command, emit, streams } from './command.ts';
import { Pipeline } from './pipeline.ts';

type Box = { readonly closesAt: Instant; readonly closed: boolean };
type BoxEvent = { kind: 'Opened'; closesAt: Instant } | { kind: 'Closed'; entries: number };
const box: Aggregate<Box, BoxEvent> = {
  type: 'box', gate: true,
  disclosure: { Opened: 'public', Closed: 'public' },
  evolve: (state, event) => (event.kind === 'Opened' ? { closesAt: event.closesAt, closed: false } : { ...(state as Box), closed: true }),
  nextWake: (state) => (state.closed ? null : state.closesAt),
  onWake: (_state, _now, id) => [{ name: 'box.close', body: { id } }],
};
type Entry = { readonly count: number; readonly note: string };
const entry: Aggregate<Entry, { kind: 'Entered'; note: string; hint: string }> = {
  type: 'entry',
  disclosure: { Entered: { default: 'sealed', fields: { hint: 'public' } } },
  evolve: (state, event) => ({ count: (state?.count ?? 0) + 1, note: event.note }),
};
const refusals = catalogue('box', { late: { text: (_: object) => '已经截止。' } });

const open = command({
  name: 'box.open', title: '开箱', roles: ['initiate.operator'], body: z.object({ id: z.string(), closesAt: z.number() }),
  reads: ({ id }) => ({ streams: streams([box, id]) }),
  decide: ({ body }) => ok({ events: [emit(box, body.id, { kind: 'Opened', closesAt: instant(body.closesAt) })] }),
});
const enter = command({
  name: 'box.enter', title: '投入', roles: ['respond.operator'], body: z.object({ id: z.string(), note: z.string() }),
  reads: ({ id }, actor) => ({ streams: streams([box, id], [entry, `${id}:${actor.orgId}`]) }),
  decide: ({ body, actor, now, world }) => {
    const found = world.find(box, body.id);
    if (!found || found.closed || now >= found.closesAt) return err(refusals.late({}));
    return ok({ events: [emit(entry, `${body.id}:${actor.orgId}`, { kind: 'Entered', note: body.note, hint: 'x' })], result: { note: body.note } });
  },
});
const close = command({
  name: 'box.close', title: '截止', roles: ['system.clock'], body: z.object({ id: z.string() }),
  reads: ({ id }) => ({ streams: streams([box, id]), prefixes: [`entry:${id}:`], barriers: [`box:${id}`] }),
  decide: ({ body, world }) => ok({ events: [emit(box, body.id, { kind: 'Closed', entries: world.list(entry, `${body.id}:`).length })] }),
});

const initiator: Actor = { id: 'person:i', role: 'initiate.operator', personId: 'i', orgId: 'ORG-I' };
function bidder(n: number): Actor {
  return { id: `person:b${n}`, role: 'respond.operator', personId: `b${n}`, orgId: `ORG${n}` };
}

const db = await freshDatabase();
await db.owner.query('GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app');

describe('command pipeline', () => {
  const keys = generateKeyPairSync('ed25519');
  const make = () => new Pipeline({
    pool: db.app, aggregates: [box, entry], commands: anyCommands(open, enter, close),
    signer: { origin: 'test', sign: (statement) => sign(null, statement, keys.privateKey) },
  });
  const pipeline = make();

  async function openBox(id: string, hours = 1): Promise<void> {
    const closesAt = (await legalNow(db.app)) + hours * microsPerHour;
    const outcome = await pipeline.run({ name: 'box.open', actor: initiator, key: `open-${id}-0000`, body: { id, closesAt } });
    assert.equal(outcome.status, 'accepted');
  }

  test('R-179 an accepted command leaves an event, its parts by class, and a receipt that the key signed', async () => {
    await openBox('a');
    const outcome = await pipeline.run({ name: 'box.enter', actor: bidder(1), key: 'enter-1-0001', body: { id: 'a', note: 'secret' } });
    assert.equal(outcome.status, 'accepted');
    const receipt = outcome.receipt;
    assert.ok(receipt);
    assert.ok(verify(null, commitStatement('test', receipt.root, receipt.at), createPublicKey(keys.publicKey.export({ type: 'spki', format: 'pem' })), fromBase64url(receipt.signature)));
    const { rows } = await db.app.query<{ class: string; body: string }>("SELECT p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = 'entry:a:ORG1' ORDER BY p.n");
    assert.deepEqual(rows, [{ class: 'public', body: '{"hint":"x"}' }, { class: 'sealed', body: '{"note":"secret"}' }]);
  });

  test('R-088 the same key answers the same, another body under it is refused, a refusal is remembered too', async () => {
    const first = await pipeline.run({ name: 'box.enter', actor: bidder(1), key: 'enter-1-0001', body: { id: 'a', note: 'secret' } });
    assert.equal(first.status, 'accepted');
    const other = await pipeline.run({ name: 'box.enter', actor: bidder(1), key: 'enter-1-0001', body: { id: 'a', note: 'other' } });
    assert.equal(other.status === 'refused' && other.refusal.code, 'command.keyReused');
    const missing = await pipeline.run({ name: 'box.enter', actor: bidder(1), key: 'enter-1-0002', body: { id: 'none', note: 'x' } });
    assert.equal(missing.status === 'refused' && missing.refusal.code, 'box.late');
    await openBox('none');
    const again = await pipeline.run({ name: 'box.enter', actor: bidder(1), key: 'enter-1-0002', body: { id: 'none', note: 'x' } });
    assert.equal(again.status, 'refused');
  });

  test('R-088 two nodes decide over the same streams: every command once, versions without gaps', async () => {
    await openBox('two');
    const nodes = [make(), make()];
    const outcomes = await Promise.all(Array.from({ length: 120 }, (_, i) =>
      (nodes[i % 2] as Pipeline).run({ name: 'box.enter', actor: bidder(i % 3), key: `two-${i}-000000`, body: { id: 'two', note: `n${i}` } })));
    assert.ok(outcomes.every((o) => o.status === 'accepted'));
    const { rows } = await db.app.query<{ n: number; top: number }>("SELECT count(*) AS n, max(version) AS top FROM event WHERE stream LIKE 'entry:two:%' GROUP BY stream");
    assert.deepEqual(rows.map((r) => r.n), [40, 40, 40]);
    assert.ok(rows.every((r) => Number(r.n) === r.top));
  });

  test('R-088 截止时刻之前受理的全部计入，截止时刻之后一件也不受理', async () => {
    await openBox('rush');
    const found = await db.app.query<{ at: number }>("SELECT next_wake_at AS at FROM stream_head WHERE stream = 'box:rush'");
    const closesAt = instant((found.rows[0] as { at: number }).at);
    const problems: string[] = [];
    const nodes = [make(), make()];
    await advanceLegalClock(db.app, instant(closesAt - 150_000));
    let accepted = 0;
    const load = Array.from({ length: 40 }, async (_, i) => {
      for (let j = 0; j < 15; j++) {
        const outcome = await (nodes[i % 2] as Pipeline).run({ name: 'box.enter', actor: bidder(100 + i), key: `rush-${i}-${j}-0000`, body: { id: 'rush', note: `${j}` } });
        if (outcome.status === 'accepted') {
          accepted++;
          assert.ok((outcome.receipt?.at ?? 0) < closesAt);
        }
      }
    });
    const sweeping = (async () => {
      while ((await legalNow(db.app)) < closesAt + 300_000) await sweepAll(db.app, pipeline, (p) => problems.push(p));
    })();
    await Promise.all([...load, sweeping]);
    const late = await db.app.query<{ n: number }>("SELECT count(*) AS n FROM event e WHERE stream LIKE 'entry:rush:%' AND e.at >= $1", [closesAt]);
    assert.equal(late.rows[0]?.n, 0);
    const events = await db.app.query<{ n: number }>("SELECT count(*) AS n FROM event WHERE stream LIKE 'entry:rush:%'");
    assert.equal(events.rows[0]?.n, accepted);
    const closed = await db.app.query<{ body: string }>("SELECT p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE stream = 'box:rush' AND kind = 'Closed'");
    const entrants = await db.app.query<{ n: number }>("SELECT count(DISTINCT stream) AS n FROM event WHERE stream LIKE 'entry:rush:%'");
    assert.deepEqual(closed.rows.map((r) => JSON.parse(r.body) as object), [{ entries: entrants.rows[0]?.n }]);
    assert.deepEqual(problems, []);
  });

  /** A database whose first append ends as `ends` says, once the batch after it has been read. */
  function troubled(ends: (append: () => Promise<unknown>) => Promise<unknown>) {
    let reads = 0;
    let appends = 0;
    let followed: () => void = () => undefined;
    const isFollowed = new Promise<void>((resolve) => (followed = resolve));
    const query = async (config: { name?: string }): Promise<unknown> => {
      const run = (): Promise<unknown> => (db.app as { query(config: object): Promise<unknown> }).query(config);
      if (config.name === 'journal_append' && appends++ === 0) {
        await isFollowed;
        return await ends(run);
      }
      const result = await run();
      if (config.name === 'journal_read' && ++reads === 2) followed();
      return result;
    };
    return Object.assign(Object.create(db.app) as typeof db.app, { query });
  }

  for (const [title, ends] of [
    ['another writer was first', () => Promise.reject(Object.assign(new Error('moved'), { code: 'OV001' }))],
    ['the connection broke before it was stored', () => Promise.reject(new Error('Connection terminated'))],
    ['the connection broke after it was stored', async (append: () => Promise<unknown>) => {
      await append();
      throw new Error('Connection terminated');
    }],
  ] as const) {
    test(`R-088 what was decided over a batch ahead falls with it and is decided again: ${title}`, async () => {
      const id = `ahead${title.length}`;
      await openBox(id);
      const node = new Pipeline({ pool: troubled(ends), aggregates: [box, entry], commands: anyCommands(enter), signer: { origin: 'test', sign: (statement) => sign(null, statement, keys.privateKey) } });
      const told: number[] = [];
      node.subscribe((events) => told.push(...events.map(({ version }) => version)));
      const enterAs = (i: number) => node.run({ name: 'box.enter', actor: bidder(7), key: `${id}-${i}-000000`, body: { id, note: `n${i}` } });
      const first = [enterAs(1), enterAs(2)];
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      const outcomes = await Promise.all([...first, enterAs(3), enterAs(4)]);
      assert.deepEqual(outcomes.map((outcome) => outcome.status === 'accepted' && outcome.receipt?.events.map(({ version }) => version)), [[1], [2], [3], [4]]);
      const { rows } = await db.app.query<{ note: string }>(`SELECT p.body::jsonb->>'note' AS note FROM event e JOIN event_part p ON p.event_id = e.id AND p.class = 'sealed' WHERE e.stream = 'entry:${id}:ORG7' ORDER BY e.version`);
      assert.deepEqual(rows.map(({ note }) => note), ['n1', 'n2', 'n3', 'n4']);
      assert.deepEqual(told.slice(-2), [3, 4]);
    });
  }

  test('R-088 a long state is kept by each node and never believed once another node has changed it', async () => {
    await openBox('long');
    const nodes = [make(), make()];
    const note = '长'.repeat(3000);
    for (let i = 0; i < 9; i++) {
      const outcome = await (nodes[i % 2] as Pipeline).run({ name: 'box.enter', actor: bidder(8), key: `long-${i}-000000`, body: { id: 'long', note } });
      assert.equal(outcome.status === 'accepted' && outcome.receipt?.events[0]?.version, i + 1);
    }
    const { rows } = await db.app.query<{ count: number }>("SELECT (state->>'count')::int AS count FROM stream_head WHERE stream = 'entry:long:ORG8'");
    assert.equal(rows[0]?.count, 9);
  });

  test('R-094 demo time never jumps over an awaited instant', async () => {
    for (const id of ['s1', 's2', 's3']) await openBox(id, Number(id.slice(1)));
    const target = instant((await legalNow(db.app)) + 5 * microsPerHour);
    await advanceTo(target, { pool: db.app, pipeline, report: assert.fail, settle: async () => undefined });
    const { rows } = await db.app.query<{ late: number }>("SELECT e.at - (p.body::jsonb->>'closesAt')::bigint AS late FROM event e JOIN event o ON o.stream = e.stream AND o.kind = 'Opened' JOIN event_part p ON p.event_id = o.id WHERE e.kind = 'Closed' AND e.stream IN ('box:s1', 'box:s2', 'box:s3')");
    assert.equal(rows.length, 3);
    for (const { late } of rows) assert.ok(late >= 0 && late < 1_000_000, `closed ${late} µs after its instant`);
  });

  test('R-131 the server role can neither change nor remove what happened', async () => {
    for (const table of ['event', 'event_part', 'commit', 'command', 'disclosure']) {
      await assert.rejects(db.app.query(`DELETE FROM ${table}`), /permission denied/);
      await assert.rejects(db.app.query(`UPDATE ${table} SET at = 0`), /permission denied|does not exist/);
    }
    for (const forged of ['commit (root) VALUES (NULL)', "event (kind) VALUES ('Forged')", 'event_part (n) VALUES (1)', "command (actor) VALUES ('x')", "disclosure (scope) VALUES ('x')", "stream_head (stream) VALUES ('x')"]) {
      await assert.rejects(db.app.query(`INSERT INTO ${forged}`), /permission denied/, forged);
    }
    await assert.rejects(db.app.query("UPDATE stream_head SET version = 9 WHERE stream = 'box:a'"), /permission denied/);
    await assert.rejects(db.app.query('INSERT INTO log_leaf (index, leaf) VALUES (0, decode(repeat(\'00\', 32), \'hex\'))'), /permission denied/);
  });
});
