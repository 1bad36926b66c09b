import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseUscc, registrationDivisionOf, usccCheckCharacter } from './uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const first17 = fc
  .tuple(fc.string({ unit: fc.constantFrom(...alphabet), minLength: 2, maxLength: 2 }), fc.nat(999_999), fc.string({ unit: fc.constantFrom(...alphabet), minLength: 9, maxLength: 9 }))
  .map(([head, division, body]) => `${head}${String(division).padStart(6, '0')}${body}`);

test('R-038 the example of the standard and codes in public registers hold', () => {
  for (const code of ['91350100M000100Y43', '91330100799655058B', '9144030071526726XG', '914403001922038216']) {
    assert.deepEqual(parseUscc(code), { ok: true, value: code });
  }
});

test('R-038 lower case and blanks around are taken, the key is always the same', () => {
  const parsed = parseUscc(' 91330100799655058b\n');
  assert.ok(parsed.ok);
  assert.equal(parsed.value, '91330100799655058B');
  assert.equal(registrationDivisionOf(parsed.value), '330100');
});

test('R-038 any one character changed, or any two unequal neighbours swapped, is noticed', () => {
  fc.assert(
    fc.property(first17, fc.nat(17), fc.constantFrom(...alphabet), (head, place, other) => {
      const code = head + usccCheckCharacter(head);
      assert.ok(parseUscc(code).ok);
      const changed = code.slice(0, place) + other + code.slice(place + 1);
      assert.equal(parseUscc(changed).ok, changed === code);
      const swapped = code.slice(0, place) + code.slice(place, place + 2).split('').reverse().join('') + code.slice(place + 2);
      assert.equal(parseUscc(swapped).ok, swapped === code);
    }),
  );
});

test('R-038 a wrong form and a wrong check character are told apart', () => {
  for (const text of ['', '9133010079965505', '91330100799655058BB', '9133010079965505OB', '91330I00799655058B', '９1330100799655058B']) {
    const parsed = parseUscc(text);
    assert.ok(!parsed.ok && parsed.error.code === 'registration.usccForm' && parsed.error.remedy, text);
  }
  const wrong = parseUscc('913301007996550588');
  assert.ok(!wrong.ok && wrong.error.code === 'registration.usccCheck' && wrong.error.article === 'GB 32100-2015');
});
