import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_PADDABLE_BYTES, PADDED_BYTES, pad, unpad } from './padding.ts';

test('R-088 whatever fits is padded to 65,536 bytes and comes back; what does not fit is refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (content) => {
      const padded = pad(content, 'price');
      assert.ok(padded.ok && padded.value.length === PADDED_BYTES);
      assert.deepEqual(unpad(padded.value, 'price'), { ok: true, value: new Uint8Array(content) });
    }),
    { numRuns: 20 },
  );
  assert.equal(pad(new Uint8Array(MAX_PADDABLE_BYTES), 'price').ok, true);
  assert.equal(pad(new Uint8Array(MAX_PADDABLE_BYTES + 1), 'price').ok, false);
});

test('R-088 one content has one padded form: hidden bytes, a false length and another size are refused', () => {
  const padded = pad(new Uint8Array(5).fill(1), 'price');
  assert.ok(padded.ok);
  const hidden = padded.value.slice();
  hidden[60_000] = 1;
  const tooLong = padded.value.slice();
  tooLong[0] = 1;
  for (const forged of [hidden, tooLong, padded.value.slice(1), new Uint8Array(0)]) assert.equal(unpad(forged, 'price').ok, false);
});
