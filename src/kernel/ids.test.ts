import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idFrom, lotIdOf, pseudonym, tenderIdOf } from './ids.ts';
import { utf8 } from './bytes.ts';

test('an id is 16 characters that cannot be misread, and only the given bytes decide it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 20 }), (random) => {
      assert.match(idFrom(random), /^[0-9a-hjkmnp-tv-z]{16}$/);
      assert.equal(idFrom(random), idFrom(random.slice(0, 16)));
    }),
  );
  assert.throws(() => idFrom(new Uint8Array(15)), RangeError);
});

test('every value of the five low bits has a character of its own', () => {
  const low = idFrom(Uint8Array.from({ length: 16 }, (_, i) => i));
  const high = idFrom(Uint8Array.from({ length: 16 }, (_, i) => i + 16));
  assert.equal(new Set(low + high).size, 32);
});

test('a lot names its tender', () => {
  assert.equal(lotIdOf('abc', 12), 'abc-12');
  assert.equal(tenderIdOf('abc-12'), 'abc');
  assert.equal(tenderIdOf('abc'), 'abc');
});

test('a pseudonym is stable under one secret and scope, and says nothing under another', async () => {
  const secret = utf8('a secret of the platform');
  const name = await pseudonym('expert', '甲', secret);
  assert.match(name, /^[0-9a-f]{24}$/);
  assert.equal(await pseudonym('expert', '甲', secret), name);
  const others = await Promise.all([pseudonym('expert', '乙', secret), pseudonym('bidder', '甲', secret), pseudonym('expert', '甲', utf8('another'))]);
  assert.ok(!others.includes(name));
  assert.notEqual(await pseudonym('ab', 'c', secret), await pseudonym('a', 'bc', secret));
});
