import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { drawPayCode, formatPayCode, isPayCode, payCodesIn, payCodeSymbols, tailOf } from './pay-code.ts';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXY';
const code = fc.uint8Array({ minLength: 400, maxLength: 400 }).map((bytes) => {
  let at = 0;
  return drawPayCode((length) => bytes.slice(at, (at += length)));
});
const place = fc.integer({ min: 0, max: payCodeSymbols - 1 });
const symbol = fc.constantFrom(...symbols);
const put = (text: string, at: number, mark: string): string => text.slice(0, at) + mark + text.slice(at + 1);

describe('pay code', () => {
  test('R-090 缴费码写错一个或者两个字符，不会是任何人的码', () => {
    fc.assert(fc.property(code, place, symbol, place, symbol, (right, at, mark, alsoAt, alsoMark) => {
      const wrong = put(put(right, at, mark), alsoAt, alsoMark);
      assert.equal(isPayCode(wrong), wrong === right, `${right} ${wrong}`);
    }), { numRuns: 5_000 });
  });

  test('R-090 每一个单字符的错都查得出，没有遗漏', () => {
    for (let n = 0; n < 20; n++) {
      const right = drawPayCode(randomBytes);
      for (let at = 0; at < payCodeSymbols; at++) for (const mark of symbols) assert.equal(isPayCode(put(right, at, mark)), right[at] === mark);
    }
  });

  test('R-090 任意两个字符写颠倒了，不会是任何人的码', () => {
    fc.assert(fc.property(code, place, place, (right, one, other) => {
      const swapped = put(put(right, one, right[other] ?? ''), other, right[one] ?? '');
      assert.equal(isPayCode(swapped), swapped === right);
    }), { numRuns: 3_000 });
  });

  test('R-090 漏写、多写字符的不是缴费码', () => {
    fc.assert(fc.property(code, place, symbol, (right, at, mark) => {
      assert.deepEqual(payCodesIn(right.slice(0, at) + right.slice(at + 1)), []);
      assert.deepEqual(payCodesIn(right.slice(0, at) + mark + right.slice(at)), []);
    }));
  });

  test('R-090 缴费码随机抽取：每个字符一样常见，两次不会相同', () => {
    const drawn = Array.from({ length: 4_000 }, () => drawPayCode(randomBytes));
    assert.equal(new Set(drawn).size, drawn.length);
    for (let at = 0; at < payCodeSymbols; at++) for (const mark of symbols) {
      const share = drawn.filter((each) => each[at] === mark).length / drawn.length;
      assert.ok(share > 0.5 / symbols.length && share < 1.5 / symbols.length, `${mark} at ${at}: ${share}`);
    }
  });

  test('R-090 附言里怎样写都认得：小写、全角、空格、横线，前后有汉字、年份；字母 O、I、Z 当作 0、1、2', () => {
    fc.assert(fc.property(code, (right) => {
      const spaced = formatPayCode(right);
      const wide = [...right].map((mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0)).join('');
      const handwritten = right.replaceAll('0', 'O').replaceAll('1', 'l').replaceAll('2', 'z').replaceAll('V', 'u');
      for (const remark of [right, spaced, right.toLowerCase(), spaced.replaceAll(' ', '-'), spaced.replaceAll(' ', ' — '), `保证金${right}某某公司`, `2026 ${spaced}`, `竞买保证金 ${spaced} 2026-12-11`, wide, handwritten]) {
        assert.ok(payCodesIn(remark).includes(right), remark);
      }
    }));
  });

  test('R-090 年份和缴费码的前两组碰巧也成一个码：两个都认出来，由登记簿判断哪个有人应缴', () => {
    assert.deepEqual(payCodesIn('2026 15HR 70EF 0046'), ['202615HR70EF', '15HR70EF0046']);
  });

  test('R-090 附言里有几个缴费码就认出几个，没有就没有', () => {
    const [one, other] = [drawPayCode(randomBytes), drawPayCode(randomBytes)];
    for (const code of [one, other]) assert.ok(payCodesIn(`${one} ${other}`).includes(code));
    assert.deepEqual(payCodesIn(`${one}，${one}`), [one]);
    for (const remark of ['', '竞买保证金', '91152900MA0000000X', '6222 0212 0301 2345 678', '💰'.repeat(40)]) assert.deepEqual(payCodesIn(remark), [], remark);
  });

  test('R-116 工作人员只看到缴费码的最后两个字符', () => assert.equal(tailOf('7KPM3XQ9TW4N'), '4N'));
});
