import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { utf8 } from '#kernel/bytes.ts';
import { instant, microsPerSecond } from '#kernel/time/instant.ts';
import { base32, fromBase32, matchTotp, totpCode, totpStepAt } from './totp.ts';

const secret = utf8('12345678901234567890');
/** RFC 6238 appendix B, SHA-1: seconds and the 8-digit code. */
const vectors: readonly (readonly [number, string])[] = [
  [59, '94287082'], [1111111109, '07081804'], [1111111111, '14050471'], [1234567890, '89005924'], [2000000000, '69279037'], [20000000000, '65353130'],
];
const at = (seconds: number) => instant(seconds * microsPerSecond);

describe('one-time codes', () => {
  test('R-037 动态码与 RFC 6238 附录 B 的全部 SHA-1 例子一致', () => {
    for (const [seconds, code] of vectors) assert.equal(totpCode(secret, Math.floor(seconds / 30), 8), code);
  });

  test('R-037 a code is good one step around its own, once, and never after a later one', () => {
    const step = totpStepAt(at(1_234_567_890));
    const code = totpCode(secret, step);
    for (const shift of [-30, 0, 30]) assert.equal(matchTotp(secret, code, at(1_234_567_890 + shift), 0), step);
    for (const shift of [-90, 90]) assert.equal(matchTotp(secret, code, at(1_234_567_890 + shift), 0), null);
    assert.equal(matchTotp(secret, code, at(1_234_567_890), step), null);
  });

  test('secrets are shown in base 32 as RFC 4648 has it', () => {
    assert.deepEqual(['', 'f', 'fo', 'foo', 'foobar'].map((text) => base32(utf8(text))), ['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YTBOI']);
    assert.deepEqual(fromBase32('MZXW 6YTB OI'), utf8('foobar'));
  });
});
