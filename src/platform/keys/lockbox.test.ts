import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { lockbox } from './lockbox.ts';

test('R-190 what is locked opens only with the key, only for what it is of, and never looks the same twice', () => {
  const [box, other] = [lockbox(randomBytes(32)), lockbox(randomBytes(32))];
  fc.assert(fc.property(fc.string(), fc.string(), (of, text) => {
    const sealed = box.seal(of, text);
    assert.equal(box.open(of, sealed), text);
    assert.notEqual(box.seal(of, text), sealed);
    assert.throws(() => box.open(`${of}x`, sealed));
    assert.throws(() => other.open(of, sealed));
    assert.notEqual(box.fingerprint(text), other.fingerprint(text));
    assert.equal(box.fingerprint(text), box.fingerprint(text));
  }), { numRuns: 50 });
});
