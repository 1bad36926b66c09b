import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '#kernel/json.ts';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import type { AuctionTerms } from '#trade/auction/engine/engine.types.ts';
import { act, after, ask, best, call, countdown, descending, hallOf, hammer, lottery, match, nearest, openUntil, people, play, runOut, sealed, termsOf, turns, type Act, type Hall } from '#trade/auction/engine/hall.testing.ts';
import { stepsOf, tell, type Course as Told } from '#trade/auction/engine/story.testing.ts';
import { Fault } from '../../verifier/fault.ts';
import { decimal } from '../../verifier/ratio.ts';
import { Reader } from '../../verifier/shape.ts';
import { replay, type Course, type Happened, type Replayed } from '../../verifier/steps/auction/replay.ts';
import { readTerms } from '../../verifier/steps/auction/terms.ts';

/** Every way of bidding there is, and those that are announced first. */
const layouts: readonly AuctionTerms[] = [
  termsOf([openUntil(60), ask(30), countdown(40)]),
  termsOf([openUntil(60), countdown(40)], { capFen: '1500' }),
  termsOf([descending(100, 15, 350)]),
  termsOf([openUntil(60), countdown(40)], { capFen: '1500', afterCap: [lottery(30)] }),
  termsOf([openUntil(30), countdown(40)], { capFen: '1300', afterCap: [nearest(30)], hasReserve: true }),
  termsOf([countdown(40)], { direction: 'down', startFen: '3000', tiers: [{ fromFen: '0', stepFen: '100' }, { fromFen: '2000', stepFen: '200' }] }),
  termsOf([openUntil(30), countdown(40)], { weights: { price: '0.6' }, capFen: '2000' }),
  termsOf([descending(100, 20, 500), sealed(40, 'others'), best(20)]),
  termsOf([descending(100, 15, 300), countdown(30)]),
  termsOf([sealed(40), turns(3, 20, 10, 15)]),
  termsOf([openUntil(40), turns(2, 20, 10, 15)], { capFen: '1600' }),
  termsOf([sealed(60)], { direction: 'down', startFen: '2000' }),
  termsOf([call(90, '10')]),
  termsOf([lottery(60)], { capFen: '1500' }),
  termsOf([openUntil(30), countdown(40)], { capFen: '1500', afterCap: [match(30)], resumeLeastMs: 25_000, mayChangeStep: true }),
  termsOf([turns(2, 20, 10, 15), match(20)], { resumeLeastMs: 12_000 }),
  termsOf([hammer(2)]),
  termsOf([openUntil(90), countdown(40)], { mayChangeStep: true }),
];
const participants = people(4, [4], ['50', '80', '0', '60']);
const lotId = '0123456789abcdef-1';

const paddle = fc.integer({ min: 1, max: 5 });
const price = fc.integer({ min: 2, max: 30 }).map((steps) => steps * 100);
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('bid' as const), paddle, price }) },
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('offer' as const), paddle, price, quantity: fc.constantFrom('1', '2.5', '7', '11') }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom('go' as const, 'withdraw' as const, 'draw' as const), paddle }) },
  { weight: 1, arbitrary: fc.constant({ verb: 'tick' } as const) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('change' as const), price: fc.constantFrom(50, 100, 150, 200) }) },
);
const courses = stepsOf(acts, { maxWait: 14 });
/** Where an auctioneer presides, what it says comes among the bids. */
const spoken = stepsOf(fc.oneof(acts, { weight: 16, arbitrary: fc.record({ verb: fc.constantFrom('floor' as const, 'call' as const, 'call' as const, 'knock' as const) }) }), { maxWait: 6 });

type Refusals = Course['refused'];

/** The record that the platform would have written of this hall; what is committed at one instant is one commit. */
function recordOf(hall: Hall, terms: AuctionTerms, refused: Refusals = []): Course {
  const happened = hall.happened.map(({ event: { kind, ...body }, at }, i): Happened => ({ kind, body: JSON.parse(JSON.stringify(body)) as JsonObject, at, index: at, version: i + 2, actor: 'paddle' in body ? `paddle:${lotId}:${body.paddle}` : 'system' }));
  return {
    lotId, terms: readTerms(new Reader(JSON.parse(JSON.stringify(terms)) as JsonObject, '条件', 'auction.terms')), startAt: after(0),
    people: participants.map((each) => ({ ...each, points: decimal(each.points) })), happened,
    outages: hall.gaps.map(({ from, to }) => ({ from, to, index: to - 1 })), refused,
  };
}

/** A course of the engine played to its end, with every bid that it refused. */
function played(terms: AuctionTerms, course: Told): { readonly hall: Hall; readonly record: Course } {
  const { hall, answers } = tell(terms, participants, course, false);
  const refused = course.said.flatMap(({ second, what }, i) => (what.verb === 'bid' && answers[i] !== 'ok' ? [{ paddle: what.paddle, price: BigInt(what.price), at: after(second), index: after(second) }] : []));
  runOut(hall);
  return { hall, record: recordOf(hall, terms, refused) };
}

function codeOf(record: Course): string {
  try {
    replay(record);
    return 'holds';
  } catch (error) {
    return error instanceof Fault ? error.code : assert.fail(error as Error);
  }
}

function withHappened(record: Course, change: (happened: readonly Happened[]) => readonly Happened[]): Course {
  return { ...record, happened: change(record.happened).map((event, i) => ({ ...event, version: i + 2 })) };
}

function alter(record: Course, at: number, change: (event: Happened) => Partial<Happened>): Course {
  return withHappened(record, (happened) => happened.with(at, { ...(happened[at] as Happened), ...change(happened[at] as Happened) }));
}

const later = (at: number, seconds: number): number => addMicros(at as Instant, seconds * 1_000_000);

describe('验证工具独立重放竞价', () => {
  layouts.forEach((terms, index) => {
    test(`R-179 R-086 引擎走过的任何过程，独立的重放都同意：每个接受、每个拒绝、结果（${index + 1} ${[...terms.stages, ...terms.afterCap].map(({ kind }) => kind).join('、')}）`, () => {
      fc.assert(fc.property(terms.stages[0]?.kind === 'hammer' ? spoken : courses, (course) => {
        const { hall, record } = played(terms, course);
        const replayed: Replayed = replay(record);
        assert.deepEqual(replayed.hall.outcome, hall.state.outcome);
        assert.deepEqual(replayed.hall.best && [replayed.hall.best.paddle, String(replayed.hall.best.price)], hall.state.best && [hall.state.best.paddle, hall.state.best.priceFen]);
        assert.deepEqual([replayed.bids, replayed.refused], [hall.state.accepted, record.refused.length]);
        assert.deepEqual(replayed.unchecked.filter((each) => !/摇号|主持|加价幅度/.test(each)), [], 'nothing was hidden');
      }), { numRuns: 60 });
    });
  });

  test('R-179 被拒绝的报价要是当时应当接受的，就被找出来', () => {
    fc.assert(fc.property(courses, (course) => {
      const { record } = played(layouts[0] as AuctionTerms, course);
      const at = record.happened.findIndex(({ kind }) => kind === 'BidAccepted');
      const taken = record.happened[at];
      fc.pre(taken !== undefined && record.happened[at - 1]?.at !== taken.at);
      // The first bid, as it was a moment before it was taken, and refused then.
      const refused = { paddle: Number(taken?.body['paddle']), price: BigInt(String(taken?.body['priceFen'])), at: (taken?.at ?? 0) - 1, index: (taken?.at ?? 0) - 1 };
      fc.pre(replayOf(record, at).hall.state === 'running');
      assert.equal(codeOf({ ...record, refused: [refused] }), 'auction.refusal');
    }), { numRuns: 60 });
  });
});

function replayOf(record: Course, count: number): Replayed {
  return replay({ ...record, refused: [], happened: record.happened.slice(0, count) });
}

describe('改过的过程，重放都不同意', () => {
  const terms = [layouts[0], layouts[1], layouts[2], layouts[5]] as AuctionTerms[];
  const some = fc.tuple(fc.constantFrom(...terms), courses);

  /** In every made-up course in which it can be done, the lie is found. */
  function lies(name: string, make: (record: Course) => Course | null): void {
    test(`R-179 ${name}`, () => {
      let told = 0;
      fc.assert(fc.property(some, ([layout, course]) => {
        const { record } = played(layout, course);
        const lie = make(record);
        if (lie === null) return;
        told++;
        assert.notEqual(codeOf(lie), 'holds');
      }), { numRuns: 150 });
      assert.ok(told > 20, `${told} lies were told`);
    });
  }

  const find = ({ happened }: Course, kind: string): number => happened.findLastIndex((event) => event.kind === kind);
  const withBid = (record: Course, change: (event: Happened) => Partial<Happened>): Course | null => {
    const at = find(record, 'BidAccepted');
    return at < 0 ? null : alter(record, at, change);
  };

  lies('接受了低于一个加价幅度的报价', (record) => withBid(record, ({ body }) => ({ body: { ...body, priceFen: String(BigInt(String(body['priceFen'])) + 1n) } })));
  lies('接受了没有竞买资格的号', (record) => withBid(record, ({ body }) => ({ body: { ...body, paddle: 9 }, actor: `paddle:${lotId}:9` })));
  lies('报价记在了别人的号下', (record) => withBid(record, ({ body }) => ({ body: { ...body, paddle: (Number(body['paddle']) % 4) + 1 } })));
  lies('报价之后的截止时刻往前挪', (record) => withBid(record, ({ body }) => ({ body: { ...body, endsAt: later(Number(body['endsAt']), -1) } })));
  lies('最后一次报价被抽走', (record) => {
    const at = find(record, 'BidAccepted');
    return at < 0 ? null : withHappened(record, (happened) => happened.toSpliced(at, 1));
  });
  lies('结束之后又接受报价', (record) => {
    const at = find(record, 'AuctionEnded');
    const end = record.happened[at] as Happened;
    const late: Happened = { kind: 'BidAccepted', body: { paddle: 1, priceFen: '2900', endsAt: later(end.at, 40) }, at: later(end.at, 1), index: later(end.at, 1), version: 0, actor: `paddle:${lotId}:1` };
    return withHappened(record, (happened) => [...happened, late]);
  });
  lies('到时以后、结束写下以前插进一个报价', (record) => {
    const at = find(record, 'AuctionEnded');
    const end = record.happened[at] as Happened;
    if (record.happened[at - 1]?.at === end.at) return null;
    const late: Happened = { kind: 'BidAccepted', body: { paddle: 1, priceFen: '2900', endsAt: later(end.at, 40) }, at: end.at, index: end.at, version: 0, actor: `paddle:${lotId}:1` };
    return withHappened(record, (happened) => happened.toSpliced(at, 0, late));
  });
  lies('早一秒结束', (record) => {
    const at = find(record, 'AuctionEnded');
    const end = record.happened[at] as Happened;
    if (record.happened[at - 1]?.at === end.at) return null;
    const before = replayOf(record, at).hall;
    if (before.endsAt === null) return null;
    const early = later(before.endsAt, -1);
    return early <= (record.happened[at - 1]?.at ?? 0) ? null : alter(record, at, () => ({ at: early, index: early }));
  });
  lies('阶段开始的时刻往后挪', (record) => {
    const at = find(record, 'StageBegun');
    return at < 0 ? null : alter(record, at, ({ body }) => ({ body: { ...body, begunAt: later(Number(body['begunAt']), 1) } }));
  });
  lies('阶段结束的时刻往后挪', (record) => {
    const at = find(record, 'StageBegun');
    return at < 0 ? null : alter(record, at, ({ body }) => ({ body: { ...body, endsAt: later(Number(body['endsAt']), 1) } }));
  });
  lies('跳过了一个阶段', (record) => {
    const at = record.happened.findIndex(({ kind, body }) => kind === 'StageBegun' && (body['stages'] as unknown[]).length > 1);
    return at < 0 ? null : alter(record, at, ({ body }) => ({ body: { ...body, stages: (body['stages'] as never[]).slice(1) } }));
  });
  lies('公布了另一个竞得人', (record) => withOutcome(record, (outcome) => ('paddle' in outcome ? { ...outcome, paddle: (Number(outcome['paddle']) % 4) + 1 } : { kind: 'sold', paddle: 1, priceFen: '1000' })));
  lies('公布了另一个价格', (record) => withOutcome(record, (outcome) => ('priceFen' in outcome ? { ...outcome, priceFen: `${String(outcome['priceFen'])}0` } : null)));
  lies('中断以后没有还时间', (record) => {
    const at = record.happened.findIndex(({ kind, body }) => kind === 'AuctionPaused' && body['reason'] === 'outage');
    return at < 0 ? null : withHappened(record, (happened) => happened.toSpliced(at, 2));
  });
  lies('暂停以后少还一秒', (record) => {
    const at = find(record, 'AuctionResumed');
    if (at < 0 || record.happened[at]?.body['endsAt'] === null) return null;
    return alter(record, at, ({ body }) => ({ body: { ...body, endsAt: later(Number(body['endsAt']), -1) } }));
  });
  lies('没有中断却记成中断', (record) => (record.happened.some(({ body }) => body['reason'] === 'outage') ? { ...record, outages: [] } : null));
  lies('事件里多出一个字段', (record) => alter(record, 0, ({ body }) => ({ body: { ...body, extra: 1 } })));

  function withOutcome(record: Course, change: (outcome: JsonObject) => JsonObject | null): Course | null {
    const at = find(record, 'AuctionEnded');
    const outcome = change(record.happened[at]?.body['outcome'] as JsonObject);
    return outcome && alter(record, at, () => ({ body: { outcome } }));
  }
});

test('R-179 R-086 拍卖法第五十一条：少叫一次就落槌、落给了别人、没有宣布就开始，都被找出来', () => {
  const terms = termsOf([hammer(2)]);
  const hall = hallOf(terms, participants);
  play(hall, ['0 tick → hammer waits', '1 floor', '2 bid #1 1000', '3 call', '4 call', '5 knock']);
  const record = recordOf(hall, terms);
  assert.equal(codeOf(record), 'holds');
  assert.ok(replay(record).unchecked.some((each) => each.includes('主持')), 'who presided is told as not checked');
  for (const kind of ['FloorOpened', 'PriceCalled']) {
    const at = record.happened.findIndex((event) => event.kind === kind);
    assert.notEqual(codeOf(withHappened(record, (happened) => happened.toSpliced(at, 1))), 'holds', kind);
  }
  const fell = record.happened.findIndex(({ kind }) => kind === 'HammerFell');
  assert.notEqual(codeOf(alter(record, fell, ({ body }) => ({ body: { ...body, paddle: 2 } }))), 'holds');
});

describe('不能重放的，说清楚', () => {
  const terms = termsOf([sealed(60)]);

  test('R-179 密封的报价不在这一版中：结果照样核对，开启的是否就是原来报的，明说没有核对', () => {
    const hall = hallOf(terms, participants);
    play(hall, ['5 offer #1 1100', '6 offer #2 1300', '61 tick → sold #2 1300']);
    const whole = recordOf(hall, terms);
    assert.deepEqual(replay(whole).unchecked, []);
    const shown = { ...whole, happened: whole.happened.filter(({ kind }) => kind !== 'OfferSealed') };
    assert.match(replay(shown).unchecked.join(), /没有核对/);
    const swapped = { ...shown, happened: shown.happened.map((event) => (event.kind === 'OffersOpened' ? { ...event, body: { ...event.body, best: { paddle: 1, priceFen: '1100', at: after(5) } } } : event)) };
    assert.equal(codeOf(swapped), 'auction.outcome', 'what is opened is still decided again');
  });

  test('R-179 摇号摇到谁没有核对；不认识的事件和不认识的阶段不放过', () => {
    const drawing = termsOf([lottery(60)], { capFen: '1500' });
    const hall = hallOf(drawing, participants);
    play(hall, ['5 offer #1 1500', '6 offer #2 1500', '61 tick → lottery waits']);
    act(hall, 70, { verb: 'draw', paddle: 2 });
    assert.match(replay(recordOf(hall, drawing)).unchecked.join(), /摇到谁，没有核对/);
    const strange = recordOf(hall, drawing);
    assert.notEqual(codeOf({ ...strange, happened: strange.happened.with(0, { ...(strange.happened[0] as Happened), kind: 'PriceWhispered' }) }), 'holds');
    assert.throws(() => readTerms(new Reader({ ...JSON.parse(JSON.stringify(drawing)) as JsonObject, stages: [{ kind: 'candle', windowMs: 1 }] }, '条件', 'auction.terms')), Fault);
  });
});
