import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instant } from '#kernel/time/instant.ts';
import { matchLine } from './match.ts';

const untilAt = instant(1_000);
const line = (amountFen: string, at: number) => ({ amountFen, bookedAt: instant(at) });
const expected = { depositFen: '500', untilAt, isPaid: false };

describe('match', () => {
  const rows: readonly (readonly [string, ReturnType<typeof line>, typeof expected | null, string])[] = [
    ['缴费码有效、金额一致、截止前入账', line('500', 999), expected, 'matched'],
    ['没有这个缴费码', line('500', 1), null, 'unknownCode'],
    ['少一分', line('499', 1), expected, 'wrongAmount'],
    ['多一分', line('501', 1), expected, 'wrongAmount'],
    ['截止的那一刻入账', line('500', 1_000), expected, 'late'],
    ['截止后金额也不对', line('499', 1_001), expected, 'late'],
    ['已经到账过', line('500', 1), { ...expected, isPaid: true }, 'duplicate'],
    ['已经到账过，这一笔又迟又不对', line('1', 2_000), { ...expected, isPaid: true }, 'duplicate'],
  ];
  for (const [title, given, asked, is] of rows) test(`R-090 ${title}：${is === 'matched' ? '归属投标人' : '不归属任何人，等待退回'}`, () => assert.equal(matchLine(given, asked), is));

  test('R-116 归属只由缴费码、金额和入账时间决定：没有人可以选', () => {
    fc.assert(fc.property(fc.nat(2_000), fc.nat(1_000), fc.nat(1_000), fc.boolean(), (at, paid, due, isPaid) => {
      const match = matchLine(line(String(paid), at), { depositFen: String(due), untilAt, isPaid });
      assert.equal(match === 'matched', !isPaid && at < untilAt && paid === due);
    }));
  });
});
