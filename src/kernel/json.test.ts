import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonical, type Json } from './json.ts';

const wellFormed = fc.string({ unit: 'grapheme' });
const anyJson = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => n + 0),
    wellFormed,
    fc.array(tie('json')),
    fc.dictionary(wellFormed, tie('json')),
  ),
})).json;

test('canonical JSON reads back as the same value, whatever the order of members was', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = canonical(value);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.equal(canonical(reversed(value)), text);
      assert.equal(canonical(JSON.parse(text) as Json), text);
    }),
  );
});

test('members stand in the order of UTF-16 code units, without white space', () => {
  const value = { '€': 1, '\r': 2, '\u{1F600}': 3, '\uFB33': 4, '1': 5, '\u0080': 6, 'ö': 7, a: { c: [], b: {} } };
  assert.equal(canonical(value), '{"\\r":2,"1":5,"a":{"b":{},"c":[]},"\u0080":6,"ö":7,"€":1,"\u{1F600}":3,"\uFB33":4}');
});

test('strings escape only what they must', () => {
  assert.equal(canonical('\u0000\b\t\n\f\r"\\/\u001f\u007f敖\u2028'), '"\\u0000\\b\\t\\n\\f\\r\\"\\\\/\\u001f\u007f敖\u2028"');
});

test('a member that is undefined counts as absent, a member named __proto__ as any other', () => {
  assert.equal(canonical({ a: 1, b: undefined } as unknown as Json), '{"a":1}');
  assert.equal(canonical(JSON.parse('{"__proto__":1,"a":2}') as Json), '{"__proto__":1,"a":2}');
  assert.equal(canonical(Object.assign(Object.create(null), { z: true })), '{"z":true}');
});

const sparse: unknown[] = [];
sparse[1] = 1;
const rejected: [string, unknown][] = [
  ['a fraction', 0.1],
  ['minus zero', -0],
  ['NaN', NaN],
  ['infinity', Infinity],
  ['an integer beyond 2^53', 2 ** 53],
  ['a lone high surrogate', '\ud83d'],
  ['a lone low surrogate', 'a\ude00b'],
  ['a lone surrogate as name', { '\udead': 1 }],
  ['undefined', undefined],
  ['undefined in an array', [undefined]],
  ['a hole in an array', sparse],
  ['bigint', 1n],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a Date', new Date(0)],
  ['a Map', new Map()],
  ['bytes', new Uint8Array(2)],
  ['a class instance', new (class Point { x = 1; })()],
];

for (const [name, value] of rejected) {
  test(`${name} has no canonical form, bare or inside`, () => {
    assert.throws(() => canonical(value as Json), TypeError);
    assert.throws(() => canonical([{ a: [value] }] as Json), TypeError);
  });
}

test('a pair of surrogates is one character and is taken', () => assert.equal(canonical('\ud83d\ude00'), '"😀"'));

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member as Json)]));
}
