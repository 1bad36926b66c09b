import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readAmount } from './amount.ts';
import { checkPrice, preferredBid, quickBids, stepsOf } from './prices.ts';
import { hallSample } from './samples.ts';

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;
const standing = hallSample('outbid').view;

describe('prices one press away', () => {
  test('R-017 一键报价是加一档、两档、五档', () => {
    assert.deepEqual(quickBids(standing).map(({ fen, steps }) => [fen, steps]), [[wan(2880), 1], [wan(2890), 2], [wan(2920), 5]]);
  });

  test('R-017 一键报价不超过限价，也不重复', () => {
    const limited = { ...standing, capFen: String(wan(2885)) };
    assert.deepEqual(quickBids(limited).map(({ fen }) => fen), [wan(2880), wan(2885)]);
  });

  test('R-017 反向竞价一键报价往下走', () => {
    const buying = { ...standing, direction: 'down' as const, nextFen: String(wan(2860)) };
    assert.deepEqual(quickBids(buying).map(({ fen }) => fen), [wan(2860), wan(2850), wan(2820)]);
  });

  test('R-017 优先购买权人可以按现价应买，自己领先时不再提示', () => {
    const { mine } = standing;
    assert.ok(mine);
    const preferred = { ...standing, mine: { ...mine, isPreferred: true } };
    assert.equal(preferredBid(preferred)?.fen, wan(2870));
    assert.equal(preferredBid(standing), null);
    assert.equal(preferredBid({ ...preferred, mine: { ...preferred.mine, paddle: standing.best?.paddle ?? 0 } }), null);
    assert.deepEqual(checkPrice(preferred, wan(2870)), { isRight: true, steps: 0 });
  });
});

describe('a price that was typed', () => {
  test('R-017 元、万都能填，全角和分节逗号也认得', () => {
    assert.deepEqual([readAmount('2880', 'wan'), readAmount('28,800,000', 'yuan'), readAmount('２８８０', 'wan'), readAmount('2880.5', 'wan')], [wan(2880), wan(2880), wan(2880), 2_880_500_000n]);
    assert.deepEqual([readAmount('', 'wan'), readAmount('12a', 'wan'), readAmount('0', 'yuan'), readAmount('1.234', 'yuan'), readAmount('9'.repeat(20), 'wan')], [null, null, null, null, null]);
  });

  test('R-017 低于应报价时说应报多少', () => {
    assert.deepEqual(checkPrice(standing, wan(2870)), { isRight: false, wrong: '不够', right: [wan(2880)] });
  });

  test('R-017 不是整数档时说两边可报的价', () => {
    assert.deepEqual(checkPrice(standing, wan(2885)), { isRight: false, wrong: '不是加价幅度的整数倍', right: [wan(2880), wan(2890)] });
  });

  test('R-017 到限价可以不足一档，越过限价不行', () => {
    const limited = { ...standing, capFen: String(wan(2885)) };
    assert.deepEqual(checkPrice(limited, wan(2885)), { isRight: true, steps: 2 });
    assert.deepEqual(checkPrice(limited, wan(2890)), { isRight: false, wrong: '超过公告的限价', right: [wan(2885)] });
  });

  test('R-017 高出几档数得清', () => {
    assert.deepEqual([wan(2880), wan(2920), wan(2930)].map((fen) => stepsOf(standing, fen)), [1, 5, 6]);
  });
});
