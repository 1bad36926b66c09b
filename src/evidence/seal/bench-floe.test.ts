import { test } from 'node:test';
import assert from 'node:assert/strict';
import { measureEncrypt, measureRawAesGcm, measureSealParts } from './bench-floe.ts';

test('R-088 the three speeds that the bench compares are measured over the bytes asked for', async (t) => {
  const encrypted: number[] = [];
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  t.mock.method(crypto.subtle, 'encrypt', (...given: Parameters<SubtleCrypto['encrypt']>) => {
    encrypted.push(given[2].byteLength);
    return encrypt(...given);
  });
  for (const measure of [measureRawAesGcm, measureEncrypt, measureSealParts]) {
    encrypted.length = 0;
    assert.ok((await measure(9_000_000)) > 0);
    assert.equal(encrypted.reduce((sum, bytes) => sum + bytes, 0), 9_000_000, measure.name);
    assert.equal(encrypted.length, 9);
  }
});
