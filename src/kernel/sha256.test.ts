import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex, utf8 } from './bytes.ts';
import { portableSha256, sha256 } from './sha256.ts';

test('R-131 server and browser hash alike, and as FIPS 180-4 says', () => {
  assert.notEqual(sha256, portableSha256);
  assert.equal(toHex(sha256(utf8('abc'))), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  const part = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('很'.repeat(30_000)), fc.constant('\ud800'));
  fc.assert(fc.property(fc.array(part, { maxLength: 5 }), (parts) => assert.deepEqual(sha256(...parts), portableSha256(...parts))));
});
