import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { birthDateOf, parsePersonNumber, personCheckCharacter } from './person-number.ts';
import { addDays, plainDate } from './time/plain-date.ts';

const first17 = fc
  .tuple(fc.integer({ min: 110_000, max: 659_999 }), fc.nat(45_000), fc.nat(999))
  .map(([division, days, order]) => `${division}${addDays(plainDate('1900-01-01'), days).replaceAll('-', '')}${String(order).padStart(3, '0')}`);

test('the two examples of GB 11643 hold', () => {
  for (const number of ['11010519491231002X', '440524188001010014']) assert.equal(personCheckCharacter(number.slice(0, 17)), number[17]);
  const parsed = parsePersonNumber(' 11010519491231002x ');
  assert.ok(parsed.ok);
  assert.equal(parsed.value, '11010519491231002X');
  assert.equal(birthDateOf(parsed.value), '1949-12-31');
});

test('any one digit changed is noticed', () => {
  fc.assert(
    fc.property(first17, fc.nat(16), fc.constantFrom(...'0123456789'), (head, place, other) => {
      const number = head + personCheckCharacter(head);
      assert.ok(parsePersonNumber(number).ok);
      const changed = number.slice(0, place) + other + number.slice(place + 1);
      assert.equal(parsePersonNumber(changed).ok, changed === number);
    }),
  );
});

test('a birthday that never was is refused though the check character holds', () => {
  const head = '15010219870229001';
  const parsed = parsePersonNumber(head + personCheckCharacter(head));
  assert.ok(!parsed.ok && parsed.error.code === 'registration.personBirth');
});

test('no refusal repeats the number', () => {
  for (const number of ['110105194912310020', '11010519491331002X', '1101051949123100', '']) {
    const parsed = parsePersonNumber(number);
    assert.ok(!parsed.ok);
    assert.ok(parsed.error.got === undefined && (number === '' || !JSON.stringify(parsed.error).includes(number)));
  }
});
