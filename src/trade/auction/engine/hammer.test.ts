import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decideCall, decideKnockDown, decideOpenFloor } from './hammer.ts';
import { decideBid, decidePause, decideResume, elapse, fold, wakeAt, type Moment } from './engine.ts';
import { after, hallOf, said, termsOf, type Hall } from './hall.testing.ts';
import type { AuctionEvent } from './engine.types.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';

const steps = {
  open: (hall: Hall, moment: Moment) => decideOpenFloor(hall.state, moment),
  call: (hall: Hall, moment: Moment) => decideCall(hall.state, moment),
  knock: (hall: Hall, moment: Moment) => decideKnockDown(hall.state, moment),
  pause: (hall: Hall, moment: Moment) => decidePause(hall.state, moment, '核实'),
  resume: (hall: Hall, moment: Moment) => decideResume(hall.state, moment),
} as const;

/** `call → floorClosed`, `bid #1 1000`: what is said, second by second, and the reason where it is refused. */
function played(script: readonly string[], over = {}): Hall {
  const hall = hallOf(termsOf([{ kind: 'hammer', calls: 3 }], over));
  script.forEach((line, second) => {
    const [what = '', wanted = 'ok'] = line.split(' → ');
    const [verb = '', paddle = '', price = ''] = what.split(' ');
    const moment: Moment = { now: after(second), gaps: [] };
    const decided: Result<AuctionEvent[], Refusal> = verb === 'bid' ? decideBid(hall.state, moment, { paddle: Number(paddle.slice(1)), priceFen: BigInt(price) }) : steps[verb as keyof typeof steps](hall, moment);
    assert.equal(decided.ok ? 'ok' : decided.error.code.split('.')[1], wanted, `${second}: ${line}`);
    if (decided.ok) hall.state = fold(hall.state, decided.value, moment.now);
  });
  return hall;
}

describe('拍卖师主持的拍卖', () => {
  const rows: readonly (readonly [string, readonly string[], string])[] = [
    ['拍卖师宣布开始以前不能应价，也不能叫价、落槌', ['bid #1 1000 → floorClosed', 'call → floorClosed', 'knock → floorClosed', 'open', 'open → floorOpen'], 'hammer waits'],
    ['叫满三次无人加价，落槌成交', ['open', 'bid #1 1000', 'call', 'call', 'knock → notCalled', 'call', 'call → calledOut', 'knock'], 'sold #1 1000'],
    ['叫价中有人加价，从第一次重新叫', ['open', 'bid #1 1000', 'call', 'call', 'bid #2 1100', 'knock → notCalled', 'call', 'call', 'call', 'knock'], 'sold #2 1100'],
    ['被拒绝的应价不打断叫价', ['open', 'bid #1 1000', 'call', 'bid #2 1050 → tooLow', 'call', 'call', 'knock'], 'sold #1 1000'],
    ['叫满三次无人应价，落槌流拍', ['open', 'call', 'call', 'call', 'knock'], 'unsold no-bid'],
    ['落槌以后的应价是迟到的', ['open', 'bid #1 1000', 'call', 'call', 'call', 'knock', 'bid #2 1100 → ended', 'call → ended'], 'sold #1 1000'],
    ['暂停以后从第一次重新叫', ['open', 'bid #1 1000', 'call', 'call', 'call', 'pause', 'knock → paused', 'resume', 'knock → notCalled'], 'hammer waits'],
  ];
  for (const [title, script, outcome] of rows) test(`R-086 拍卖法第五十一条：${title}`, () => assert.equal(said(played(script).state), outcome));

  test('R-086 拍卖法第五十条：有保留价的，落槌以后等保留价开启', () => {
    assert.equal(said(played(['open', 'bid #1 1000', 'call', 'call', 'call', 'knock'], { hasReserve: true }).state), 'reserve-pending #1 1000');
  });

  test('R-086 没有哪一个时刻会自己落槌：不管过多久，只有拍卖师能结束', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('open', 'call', 'bid'), { maxLength: 12 }), fc.nat(10_000_000), (script, later) => {
      const hall = hallOf(termsOf([{ kind: 'hammer', calls: 3 }]));
      script.forEach((verb, second) => {
        const moment: Moment = { now: after(second), gaps: [] };
        const decided = verb === 'bid' ? decideBid(hall.state, moment, { paddle: 1 + (second % 4), priceFen: BigInt(1000 + 100 * second) }) : steps[verb as 'open' | 'call'](hall, moment);
        if (decided.ok) hall.state = fold(hall.state, decided.value, moment.now);
      });
      const moment: Moment = { now: after(script.length + later), gaps: [{ from: after(script.length + 1), to: after(script.length + 2) }] };
      const state = fold(hall.state, elapse(hall.state, moment), moment.now);
      assert.deepEqual([state.status, wakeAt(state), state.best], ['running', null, hall.state.best]);
    }));
  });
});
