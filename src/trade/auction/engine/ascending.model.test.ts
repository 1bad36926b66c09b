import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fold } from './engine.ts';
import { act, ask, countdown, hallOf, openUntil, people, runOut, secondsOf, termsOf, type Act, type Hall } from './hall.testing.ts';
import { stepsOf, tell, type Course } from './story.testing.ts';
import type { AuctionTerms } from './engine.types.ts';

const [openFor, askFor, cycle, preferred] = [60, 30, 40, 4];
const participants = people(4, [preferred]);
const termsWith = (cap: number | null): AuctionTerms => termsOf([openUntil(openFor), ask(askFor), countdown(cycle)], { capFen: cap === null ? null : String(cap) });

/** The rules told a second time and plainly, on a clock that stands still while time is lost. */
class Model {
  best: { price: number; paddle: number } | null = null;
  readonly goingOn = new Set<number>();
  overAt = openFor + askFor;
  private isAsked = false;
  private readonly cap: number;
  constructor(cap: number) { this.cap = cap; }

  take(live: number, what: Act): boolean {
    if (live < 0 || live >= this.overAt) return false;
    if (live >= openFor + askFor && !this.isAsked) {
      this.isAsked = true;
      if (this.best) this.goingOn.add(this.best.paddle);
    }
    const isAsking = live >= openFor && live < openFor + askFor;
    if (what.verb === 'go') return isAsking && this.goOn(what.paddle);
    if (what.verb !== 'bid' || isAsking || !this.mayBid(what.paddle) || !this.isFit(what)) return false;
    this.best = { price: what.price, paddle: what.paddle };
    if (what.price === this.cap) this.overAt = live < openFor ? openFor : live;
    else if (this.isAsked) this.overAt = live + cycle;
    return true;
  }

  private goOn(paddle: number): boolean {
    if (paddle > participants.length || this.goingOn.has(paddle)) return false;
    if (this.best) this.overAt = openFor + askFor + cycle;
    return this.goingOn.add(paddle).size > 0;
  }

  private mayBid(paddle: number): boolean {
    return paddle <= participants.length && (!this.isAsked || this.goingOn.has(paddle));
  }

  private isFit({ paddle, price }: { paddle: number; price: number }): boolean {
    if (price > this.cap) return false;
    if (!this.best) return price >= 1000 && (price === this.cap || price % 100 === 0);
    if (price === this.best.price) return paddle === preferred && this.best.paddle !== preferred;
    return price > this.best.price && (price === this.cap || (price - this.best.price) % 100 === 0);
  }
}

const bids = fc.record({ verb: fc.constant('bid' as const), paddle: fc.integer({ min: 1, max: 5 }), price: fc.oneof(fc.integer({ min: 9, max: 22 }).map((steps) => steps * 100), fc.constantFrom(1050, 1250, 1299)) });
const goOns = fc.record({ verb: fc.constant('go' as const), paddle: fc.integer({ min: 1, max: 5 }) });
const courses = stepsOf(fc.oneof({ weight: 6, arbitrary: bids }, { weight: 3, arbitrary: goOns }, { weight: 1, arbitrary: fc.constant({ verb: 'tick' } as const) }));
const caps = fc.constantFrom(null, 1250, 1800);

function run(terms: AuctionTerms, course: Course): Hall {
  const hall = hallOf(terms, participants, course.gaps);
  for (const { second, what } of course.said) act(hall, second, what);
  return hall;
}

/** How many seconds after `from` were lost to outages and pauses, as the record tells. */
function lostAfter(hall: Hall, from: number): number {
  return hall.happened.reduce((sum, { event }) => (event.kind === 'AuctionResumed' && secondsOf(event.settledTo) > from ? sum + event.lostMicros / 1_000_000 : sum), 0);
}

describe('增价竞价的模型', () => {
  test('R-086 任何过程中每一个报价的接受与否、最后的结果，都和规则直接推出的一样；中断和暂停不改变任何一个', () => {
    fc.assert(fc.property(courses, caps, (course, cap) => {
      const model = new Model(cap ?? Infinity);
      const { hall, answers } = tell(termsWith(cap), participants, course, false);
      course.said.forEach(({ live, what }, index) => {
        if (what.verb === 'bid' || what.verb === 'go') assert.equal(answers[index] === 'ok', model.take(live, what), `${live} ${JSON.stringify(what)} ${answers[index]}`);
      });
      runOut(hall);
      const { outcome } = hall.state;
      assert.deepEqual(outcome?.kind === 'sold' ? [outcome.paddle, outcome.priceFen] : null, model.best && [model.best.paddle, String(model.best.price)]);
    }), { numRuns: 1000 });
  });

  test('R-086 每次接受的报价都更优，只有行使优先权的可以相同；最后接受的就是成交的', () => {
    fc.assert(fc.property(courses, caps, (course, cap) => {
      const hall = run(termsWith(cap), course);
      runOut(hall);
      const accepted = hall.happened.flatMap(({ event }) => (event.kind === 'BidAccepted' ? [event] : []));
      accepted.slice(1).forEach(({ paddle, priceFen }, index) => {
        const before = accepted[index];
        const isTaken = before !== undefined && paddle === preferred && before.paddle !== preferred && priceFen === before.priceFen;
        assert.ok(isTaken || BigInt(priceFen) > BigInt(before?.priceFen ?? '0'));
      });
      const last = accepted.at(-1);
      assert.deepEqual(hall.state.outcome, last ? { kind: 'sold', paddle: last.paddle, priceFen: last.priceFen } : { kind: 'unsold', reason: 'no-bid' });
      assert.equal(hall.state.accepted, accepted.length);
    }));
  });

  test('R-086 只结束一次，而且限时竞价中最后一个有效报价之后至少有一个完整的周期，中断和暂停另算', () => {
    fc.assert(fc.property(courses, (course) => {
      const hall = run(termsWith(null), course);
      runOut(hall);
      const ends = hall.happened.filter(({ event }) => event.kind === 'AuctionEnded');
      assert.equal(ends.length, 1);
      const begun = hall.happened.findIndex(({ event }) => event.kind === 'StageBegun' && event.stages[0]?.kind === 'countdown');
      const last = hall.happened.slice(Math.max(begun, 0)).findLast(({ event }) => event.kind === 'BidAccepted');
      if (begun < 0 || !last) return;
      const lastAt = secondsOf(last.at);
      const endedAt = secondsOf(ends[0]?.at ?? last.at);
      assert.ok(endedAt >= lastAt + cycle + lostAfter(hall, lastAt));
    }));
  });

  test('R-086 记录重放得到同样的状态', () => {
    fc.assert(fc.property(courses, caps, (course, cap) => {
      const hall = run(termsWith(cap), course);
      runOut(hall);
      const replayed = hall.happened.reduce((state, { event, at }) => fold(state, [event], at), hallOf(termsWith(cap), participants).state);
      assert.deepEqual(replayed, hall.state);
    }));
  });

  test('R-086 被拒绝的报价什么也不改变：去掉它们，过程一样', () => {
    fc.assert(fc.property(courses, caps, (course, cap) => {
      const terms = termsWith(cap);
      const { hall, answers } = tell(terms, participants, course, true);
      const without = tell(terms, participants, { ...course, said: course.said.filter(({ what }, index) => answers[index] === 'ok' || what.verb === 'tick') }, true);
      assert.deepEqual(without.hall.happened, hall.happened);
      assert.deepEqual(without.hall.state, hall.state);
    }));
  });
});
