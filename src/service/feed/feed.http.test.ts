import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { fromBase64url, toHex, type Bytes } from '#kernel/bytes.ts';
import type { Aggregate, DisclosureClass } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import { ok } from '#kernel/result.ts';
import type { Actor, Role } from '#kernel/roles.ts';
import { eventCommitment, partHash, type Part } from '#evidence/journal/commitment.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { httpOf } from '#service/login/login.testing.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { makeFeedModule } from './feed.module.ts';
import type { FeedEventView, FeedPage } from './feed.types.ts';

type Written = { kind: 'Written'; secret: string; fact: string } | { kind: 'Disclosed'; scope?: string; class: DisclosureClass; toClass: DisclosureClass } | { kind: 'Set'; state: JsonObject };

/** Streams named like the real ones, whose events hold what the test wants. */
function stand(type: string, disclosure: Aggregate<JsonObject, Written>['disclosure']): Aggregate<JsonObject, Written> {
  return { type, disclosure, evolve: (state, event) => (event.kind === 'Set' ? event.state : (state ?? {})) };
}
const mixed = { Written: { default: 'sealed', fields: { fact: 'parties' } }, Disclosed: 'department', Set: 'public' } as const;
const kinds = [
  stand('bid', mixed), stand('inquiry', { ...mixed, Written: { default: 'objector', fields: { fact: 'public' } } }),
  ...['tender', 'opening', 'panel'].map((type) => stand(type, { ...mixed, Written: { default: 'public', fields: { secret: 'panel', fact: 'initiator' } } })),
];
const write = command({
  name: 'stand.write', title: '写入', roles: ['respond.operator', 'initiate.operator', 'system.clock'],
  body: z.strictObject({ type: z.string(), id: z.string(), event: z.record(z.string(), z.unknown()) }),
  reads: ({ type, id }) => ({ streams: streams([{ type }, id]) }),
  decide: ({ body: { type, id, event } }) => ok({ events: [emit(kinds.find((kind) => kind.type === type) as Aggregate<JsonObject, Written>, id, event as unknown as Written)] }),
});
const makeStand: MakeModule = () => ({ name: 'stand', aggregates: kinds, commands: anyCommands(write) });

const platform = await testPlatform([makeStand, makeFeedModule]);
const { call } = await httpOf(platform);

async function who(orgId: string, role: Role, personId = randomBytes(6).toString('hex')): Promise<{ actor: Actor; cookie: string }> {
  const actor: Actor = { id: `person:${personId}`, role, personId, orgId };
  const token = await platform.platform.sessions.start({ actor, method: 'password', display: { personName: personId, orgName: orgId } });
  return { actor, cookie: `ovoo_session=${token}` };
}
const bidder = await who('B1', 'respond.operator');
const rival = await who('B2', 'respond.operator');
const department = await who('D', 'supervise.officer');
const centre = await who('C', 'serve.witness');
const initiator = await who('I', 'initiate.operator');

async function put(type: string, id: string, event: Written, actor: Actor = platform.system): Promise<void> {
  await platform.accept(actor, 'stand.write', { type, id, event });
  await platform.sequencer.publish();
}
const written = (fact: string): Written => ({ kind: 'Written', secret: `secret ${fact}`, fact });

async function read(cookie: string | undefined, from = 0, limit = 500): Promise<FeedPage> {
  const { status, body } = await call('GET', `/api/feed?from=${from}&limit=${limit}`, { cookie });
  assert.equal(status, 200, JSON.stringify(body));
  return body as unknown as FeedPage;
}

function hashesOf(event: FeedEventView): Bytes[] {
  return event.parts.map((part) => ('hash' in part ? fromBase64url(part.hash) : partHash(part.n, { ...part, salt: fromBase64url(part.salt) } as Part)));
}

const textOf = (page: FeedPage): string => JSON.stringify(page.items);

describe('the feed', () => {
  test('R-191 投标信息在公开前对外不可见，也看不出有没有、有多少', async () => {
    await put('tender', 't', { kind: 'Set', state: { tenderId: 't', initiator: { orgId: 'I' }, agency: null, centre: { orgId: 'C' }, department: { orgId: 'D' } } });
    await put('tender', 't', written('plain'), initiator.actor);
    const before = await read(undefined);
    await put('bid', 't-1:B1', written('offer'), bidder.actor);
    await put('bid', 't-1:B1', written('better'), bidder.actor);
    const after = await read(undefined);
    assert.equal(textOf(after), textOf(before), 'two bids have changed nothing');
    const { rows } = await platform.db.owner.query<{ size: number }>('SELECT max(size) AS size FROM log_checkpoint');
    assert.equal(after.next, rows[0]?.size, 'the end is that of the published, padded log');
    for (const { cookie } of [rival, centre, initiator, department]) assert.doesNotMatch(textOf(await read(cookie)), /secret offer|bid:t-1/);
    assert.match(textOf(await read(bidder.cookie)), /secret offer.*secret better/s);
  });

  test('R-191 a page that is full ends after what it shows, whatever lies behind', async () => {
    const all = await read(undefined);
    const first = await read(undefined, 0, 1);
    assert.equal(first.items.length, 1);
    assert.equal(first.next, (all.items[0]?.logIndex ?? NaN) + 1);
    const walked = [];
    for (let page = first; page.items.length > 0; page = await read(undefined, page.next, 1)) walked.push(...page.items);
    assert.deepEqual(walked, all.items);
    const end = await read(undefined, all.next);
    assert.deepEqual([end.items, end.next], [[], all.next]);
    assert.equal((await read(undefined, 10 ** 9)).next, 10 ** 9, 'a follower ahead of the log waits where it is');
  });

  test('R-131 R-179 every event shown has the commitment that the journal holds, however little of it is shown', async () => {
    await put('inquiry', 't:q1', written('question'), bidder.actor);
    const { rows } = await platform.db.owner.query<{ commitment: Buffer }>('SELECT commitment FROM event');
    const known = new Set(rows.map(({ commitment }) => toHex(commitment)));
    for (const cookie of [undefined, bidder.cookie, department.cookie, initiator.cookie]) {
      for (const event of (await read(cookie)).items.flatMap(({ events, opened }) => [...events, ...opened])) {
        assert.ok(known.has(toHex(eventCommitment(hashesOf(event)))));
      }
    }
  });

  test('R-191 R-077 each relation sees its own parts and no more', async () => {
    const fact = /"body":"\{\\"fact\\":\\"plain\\"/;
    assert.match(textOf(await read(initiator.cookie)), fact);
    assert.match(textOf(await read(department.cookie)), fact);
    for (const cookie of [undefined, centre.cookie, rival.cookie]) assert.doesNotMatch(textOf(await read(cookie)), fact);
    const asked = textOf(await read(undefined));
    assert.match(asked, /question/);
    assert.doesNotMatch(asked, new RegExp(`secret question|inquiry:t|${bidder.actor.id}`), 'a question is public, its asker is not');
  });

  test('R-191 a disclosure tells at its own place what it opens; old pages stay as they were, and who follows misses nothing', async () => {
    const before = await read(undefined);
    await put('opening', 't', { kind: 'Disclosed', scope: 't-1', class: 'sealed', toClass: 'public' });
    const whole = await read(undefined);
    assert.deepEqual(whole.items.slice(0, before.items.length), before.items, 'pages that were read are the same');
    const [told] = (await read(undefined, before.next)).items;
    assert.ok(told);
    assert.deepEqual(told.events, [], 'the disclosure itself is the department’s to read');
    assert.equal(told.opened.length, 2);
    assert.ok(told.opened.every(({ logIndex }) => logIndex < told.logIndex));
    assert.match(JSON.stringify(told.opened), /bid:t-1:B1.*secret offer.*secret better/s);
    assert.doesNotMatch(JSON.stringify(told), /\\"fact\\":\\"offer/, 'a part of another class stays closed');
    await put('bid', 't-1:B2', written('late word'), rival.actor);
    assert.match(textOf(await read(undefined, whole.next)), /secret late word/, 'from then on it opens at once');
    await put('opening', 't', { kind: 'Disclosed', scope: 't-1', class: 'sealed', toClass: 'public' });
    assert.deepEqual((await read(undefined, (await read(undefined, whole.next)).items.at(-1)?.logIndex)).items.map(({ opened }) => opened), [[]], 'the same disclosure again opens nothing');
    assert.deepEqual((await read(bidder.cookie)).items.flatMap(({ opened }) => opened).length, 0, 'who saw it all along is told nothing twice');
  });

  test('R-191 an erased part leaves its hash', async () => {
    await platform.db.owner.query(`INSERT INTO part_hash (event_id, n, hash) SELECT id, 1, decode(repeat('ab', 32), 'hex') FROM event WHERE stream = 'inquiry:t:q1'`);
    await platform.db.owner.query(`DELETE FROM event_part WHERE n = 1 AND event_id = (SELECT id FROM event WHERE stream = 'inquiry:t:q1')`);
    const page = textOf(await read(initiator.cookie));
    assert.ok(page.includes(Buffer.alloc(32, 0xab).toString('base64url')));
  });

  test('R-183 a malformed position is refused', async () => {
    for (const search of ['from=-1', 'from=x', 'limit=0', 'limit=501', 'from=1e99']) assert.equal((await call('GET', `/api/feed?${search}`)).status, 400, search);
  });
});
