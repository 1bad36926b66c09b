import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { ok } from '#kernel/result.ts';
import { addMicros, instant, microsPerDay, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { passingMemory } from '#platform/agent/key-folder.ts';
import { EvidenceFault } from '#platform/agent/log-evidence.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { bid } from '#trade/bid/bid.ts';
import { panelDrawDuty } from '#trade/panel/contribution-duty.worker.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import { decideClose } from './close.ts';
import { opening } from './opening.ts';
import { openingWorld, type OpeningTender } from './opening.testing.ts';
import { releaseDuty } from './release-agent.worker.ts';

/** The operator, who holds the server's role: it appends a close of any instant, with the true bids in it, whenever it likes. */
const makeForger: MakeModule = () => ({
  name: 'forger',
  aggregates: [],
  commands: anyCommands(command({
    name: 'forge.close', title: '伪造截止', roles: ['system.clock'], body: z.strictObject({ tenderId: z.string(), deadlineAt: z.number().transform(instant), only: z.array(z.string()).optional() }),
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId], [opening, tenderId]), prefixes: [`bid:${tenderId}-`] }),
    decide({ body: { tenderId, deadlineAt }, now, world }) {
      const found = present(world.find(tender, tenderId), 'tender');
      const published = present(found.published, 'document');
      const forged = { ...found, published: { ...published, document: { ...published.document, bidDeadlineAt: deadlineAt } } };
      const events = decideClose({ tender: forged, bids: world.list(bid, `${tenderId}-`).map(({ state }) => state), hall: null, pack: packOf(found), now });
      return ok({ events: [emit(tender, tenderId, { kind: 'TenderClosed' }), ...events.map((event) => emit(opening, tenderId, event))] });
    },
  })),
});

const on = await openingWorld({ modules: [makeForger] });
const [first, second, third] = on.bidders as [TestPerson, TestPerson, TestPerson];
const at = (when: Instant) => () => Promise.resolve(when);

async function published(): Promise<OpeningTender> {
  const of = await on.publish();
  for (const bidder of [first, second, third]) await on.submit(bidder, present(of.lots[0], 'lot'));
  return of;
}

/** Every agent has its turn, by this clock; what each of them said of this tender. */
async function turn({ tenderId }: OpeningTender, clock?: () => Promise<Instant>): Promise<{ acts: number; said: string[] }> {
  on.faults.length = 0;
  let acts = 0;
  for (const { identity } of on.holders) acts += await on.agentFor([identity], clock).tick();
  const said = on.faults.map((fault) => (fault instanceof EvidenceFault ? fault.message : assert.fail(String(fault))));
  return { acts, said: said.filter((reason) => reason.startsWith(tenderId)) };
}

async function sharesOf({ tenderId }: OpeningTender): Promise<number> {
  return (await on.stateOf(tenderId)).keys.shares.length;
}

function assertRefused({ acts, said }: { acts: number; said: string[] }): void {
  assert.equal(acts, 0);
  assert.equal(said.length, on.holders.length);
  for (const reason of said) assert.match(reason, /nothing is released before/);
}

describe('运营方独自提前开标', () => {
  test('R-094 R-095 伪造的提前截止进了日志、也有全部共签：四方代理都不放出，封存的时刻过了也不认它', async () => {
    const of = await published();
    await on.accept(on.system, 'forge.close', { tenderId: of.tenderId, deadlineAt: await on.now() });
    await on.publishLog();
    assertRefused(await turn(of));
    assert.equal(await sharesOf(of), 0);
    // Its window is long over by then; the operator says that it is open, and shows the same close.
    const due = addMicros(of.document.bidDeadlineAt, microsPerMinute);
    await on.publishLog(2, at(due));
    assertRefused(await turn(of, at(due)));
    assert.equal(await sharesOf(of), 0);
  });

  test('R-094 截止名单写着真的时刻，却提前写进日志：不放出', async () => {
    const of = await published();
    await on.accept(on.system, 'forge.close', { tenderId: of.tenderId, deadlineAt: of.document.bidDeadlineAt });
    const due = addMicros(of.document.bidDeadlineAt, microsPerMinute);
    await on.publishLog(2, at(due));
    assertRefused(await turn(of, at(due)));
    assert.equal(await sharesOf(of), 0);
  });

  test('R-094 服务器谎报时间，共签方也跟着说：代理只信自己的钟，到了时刻才放出', async () => {
    const of = await published();
    const true_ = addMicros(of.document.bidDeadlineAt, -microsPerDay);
    await on.open(of);
    assertRefused(await turn(of, at(true_)));
    assertRefused(await turn(of, at(addMicros(of.document.bidDeadlineAt, -1))));
    assert.equal(await sharesOf(of), 0);
    assert.equal((await turn(of, at(of.document.bidDeadlineAt))).acts, on.holders.length);
    assert.equal(await sharesOf(of), on.holders.length * 3);
  });

  test('R-094 代理自己的钟快了：够数的共签方还没有到这一刻，也不放出；一家共签方谎报不算数', async () => {
    const of = await published();
    await on.advanceTo(of.document.bidDeadlineAt);
    let asked = 0;
    const oneLies = () => Promise.resolve(asked++ === 0 ? addMicros(of.document.bidDeadlineAt, microsPerDay) : addMicros(of.document.bidDeadlineAt, -microsPerHour));
    await on.publishLog(2, oneLies);
    assertRefused(await turn(of));
    await on.publishLog();
    assert.equal((await turn(of)).acts, on.holders.length);
  });

  test('R-094 截止顺延后，名单里只要有一家按新的时刻封存，仍按旧时刻开的名单一家也不放出', async () => {
    const of = await published();
    const lot = present(of.lots[0], 'lot');
    const old = of.document.bidDeadlineAt;
    const bidDeadlineAt = addMicros(old, 2 * microsPerDay);
    await on.accept(on.officer, 'stage.postpone', { tenderId: of.tenderId, to: bidDeadlineAt });
    await on.submit(first, lot, { bidDeadlineAt, version: 2 });
    await on.advanceTo(addMicros(old, microsPerHour));
    await on.accept(on.system, 'forge.close', { tenderId: of.tenderId, deadlineAt: old });
    await on.publishLog();
    assertRefused(await turn(of));
    assert.equal(await sharesOf(of), 0);
  });

  test('R-094 截止顺延后如期开标：按旧时刻和新时刻封存的一起打开', async () => {
    const of = await published();
    const bidDeadlineAt = addMicros(of.document.bidDeadlineAt, 2 * microsPerDay);
    await on.accept(on.officer, 'stage.postpone', { tenderId: of.tenderId, to: bidDeadlineAt });
    await on.submit(first, present(of.lots[0], 'lot'), { bidDeadlineAt, version: 2 });
    await on.advanceTo(addMicros(of.document.bidDeadlineAt, microsPerMinute));
    assert.equal((await turn(of)).acts, 0);
    await on.advanceTo(bidDeadlineAt);
    await on.publishLog();
    await on.settle(on.agents);
    assert.deepEqual((await on.stateOf(of.tenderId)).lots[0]?.accepted.map(({ outcome }) => outcome.kind), ['opened', 'opened', 'opened']);
  });

  test('R-110 招标终止以后，运营方照旧伪造一份如期的截止：记下了终止的代理一份也不放出', async () => {
    const of = await published();
    await on.accept(on.initiator, 'stage.terminate', { tenderId: of.tenderId });
    await on.publishLog();
    assert.deepEqual(await turn(of), { acts: 0, said: [] });
    await on.advanceTo(of.document.bidDeadlineAt);
    await on.accept(on.system, 'forge.close', { tenderId: of.tenderId, deadlineAt: of.document.bidDeadlineAt });
    await on.publishLog();
    const { acts, said } = await turn(of);
    assert.equal(acts, 0);
    assert.equal(said.length, on.holders.length);
    for (const reason of said) assert.match(reason, /was terminated: its bids stay sealed/);
    // One that had never heard of it finds the platform itself in the way.
    for (const { identity } of on.holders) assert.equal(await on.agentFor([{ ...identity, memory: passingMemory() }]).tick(), 0);
    assert.equal(await sharesOf(of), 0);
  });

  test('R-110 没有入日志的终止，代理不认：服务器不能拿一句空话让谁的标打不开', async () => {
    const of = await published();
    await on.accept(on.initiator, 'stage.terminate', { tenderId: of.tenderId });
    assert.deepEqual(await turn(of), { acts: 0, said: [] });
    for (const { identity } of on.holders) assert.equal(await identity.memory.read(`terminated-${of.tenderId}`), null);
  });

  test('R-094 信任根没有共签方：代理不开工，并说出要登记什么', () => {
    const alone: LogTrust = { ...on.logTrust, cosigners: [], quorum: 0 };
    for (const trust of [alone, { ...alone, quorum: 1 }, { ...on.logTrust, quorum: 0 }]) {
      assert.throws(() => releaseDuty(trust, on.now), /enrol them and set a quorum/);
      assert.throws(() => panelDrawDuty(trust, 1), /enrol them and set a quorum/);
    }
  });
});
