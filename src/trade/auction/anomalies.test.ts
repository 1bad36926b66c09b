import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addMicros, instant, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { anomaliesOf, withoutIdentities, wordsOf, type Course } from './anomalies.ts';
import type { HallEvent } from './auction.events.ts';
import type { LineRecord } from './line.types.ts';

const start = instant(1_796_000_000 * microsPerSecond);
const after = (seconds: number): Instant => addMicros(start, Math.round(seconds * microsPerSecond));
const refusal = { code: 'auction.tooLow', message: '', kind: 'refused' as const };
const happened = (second: number, event: HallEvent['event']): HallEvent => ({ version: 1, at: after(second), logIndex: null, event });
const bid = (second: number, paddle: number, endsAt = second + 300): HallEvent => happened(second, { kind: 'BidAccepted', paddle, priceFen: '1', endsAt: after(endsAt) });
const refused = (second: number, paddle: number): HallEvent => happened(second, { kind: 'BidRefused', paddle, priceFen: '1', refusal });
const record = (paddle: number, medianMicros: number, over: Partial<LineRecord> = {}): LineRecord => ({
  paddle, from: start, until: after(60), bids: [], roundTrip: { count: 3, minMicros: medianMicros, medianMicros, maxMicros: medianMicros }, clockAheadMicros: null, ...over,
});
const seen = (course: Partial<Course>): unknown[] => anomaliesOf({ events: [], lines: [], ...course }).map(({ kind, count, paddles }) => [kind, count, paddles]);

describe('竞价中值得留意的情况', () => {
  test('R-086 同一个号一分钟内接连五次被拒绝才算；中间有一次被接受，或者隔得久，就不算', () => {
    assert.deepEqual(seen({ events: [1, 2, 3, 4, 5, 6].map((second) => refused(second, 7)) }), [['refusedSeries', 6, [7]]]);
    assert.deepEqual(seen({ events: [refused(1, 7), refused(2, 7), bid(3, 7), refused(4, 7), refused(5, 7), refused(6, 7)] }), []);
    assert.deepEqual(seen({ events: [1, 20, 40, 62, 90, 120].map((second) => refused(second, 7)) }), []);
    assert.deepEqual(seen({ events: [1, 2, 3, 4, 5].map((second) => refused(second, 7 + (second % 2))) }), []);
  });

  test('R-086 三次在倒计时最后一秒内报价；刚好一秒以外的不算', () => {
    assert.deepEqual(seen({ events: [bid(0, 1, 10), bid(9.5, 2, 20), bid(19.2, 2, 30), bid(29.9, 2, 40)] }), [['lastSecond', 3, [2]]]);
    assert.deepEqual(seen({ events: [bid(0, 1, 10), bid(9.5, 2, 20), bid(18.9, 2, 30), bid(29.9, 2, 40)] }), []);
  });

  test('R-086 两个号接连十次只在彼此之间加价；第三个号插进来就重新数', () => {
    const pair = (from: number, count: number): HallEvent[] => Array.from({ length: count }, (_, i) => bid(from + i, i % 2 === 0 ? 31 : 58));
    assert.deepEqual(seen({ events: pair(0, 11) }), [['alternating', 11, [31, 58]]]);
    assert.deepEqual(seen({ events: [...pair(0, 6), bid(10, 7), ...pair(20, 6)] }), []);
    assert.deepEqual(seen({ events: Array.from({ length: 12 }, (_, i) => bid(i, 31)) }), []);
  });

  test('R-086 线路比全场中位数慢三倍、电脑时钟差两秒以上、平台答复超过一秒、平台中断', () => {
    const lines = [record(1, 20_000), record(2, 30_000), record(3, 900_000)];
    assert.deepEqual(seen({ lines }), [['slowLine', 30, [3]]]);
    assert.deepEqual(seen({ lines: [record(1, 20_000), record(2, 900_000)] }), [], 'of two nobody says who is the slow one');
    assert.deepEqual(seen({ lines: [record(1, 20_000, { clockAheadMicros: -7_000_000 })] }), [['clock', 7, [1]]]);
    const slow = { id: 'accepted-1-3', priceFen: '1', result: 'accepted' as const, receivedAt: after(1), at: after(2), answeredAt: after(2.5), roundTripMicros: null };
    assert.deepEqual(seen({ lines: [record(1, 20_000, { bids: [slow] })] }), [['slowDecision', 1, [1]]]);
    assert.deepEqual(seen({ events: [happened(5, { kind: 'AuctionPaused', reason: 'outage', from: after(1) }), happened(9, { kind: 'AuctionPaused', reason: '核实情况', from: after(9) })] }), [['outage', 1, []]]);
  });

  test('R-187 出让人知道有这样的情况，不知道被拒绝的、线路慢的是哪个号；全场都看得到的照样写明', () => {
    const found = anomaliesOf({ events: [1, 2, 3, 4, 5].map((second) => refused(second, 7)), lines: [record(1, 20_000, { clockAheadMicros: 9_000_000 })] });
    assert.deepEqual(withoutIdentities(found).map(({ paddles }) => paddles), [[], []]);
    for (const anomaly of withoutIdentities(found)) assert.match(wordsOf(anomaly), /^有一个竞买号/);
    const open = anomaliesOf({ events: [bid(0, 1, 10), bid(9.5, 2, 20), bid(19.2, 2, 30), bid(29.9, 2, 40)], lines: [] });
    assert.deepEqual(withoutIdentities(open), open);
  });

  test('R-187 任何过程里，出让人看到的都不因哪个号被拒绝而不同', () => {
    const course = fc.array(fc.record({ second: fc.integer({ min: 0, max: 200 }), paddle: fc.integer({ min: 1, max: 4 }) }), { maxLength: 60 });
    fc.assert(fc.property(course, (tries) => {
      const told = (shift: number): unknown => withoutIdentities(anomaliesOf({ events: tries.map(({ second, paddle }) => refused(second, paddle + shift)).sort((a, b) => a.at - b.at), lines: [] }));
      assert.deepEqual(told(0), told(40));
    }), { numRuns: 100 });
  });
});
