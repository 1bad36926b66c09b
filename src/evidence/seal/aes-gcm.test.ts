import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { concat, fromHex } from '#kernel/bytes.ts';

type Case = { tcId: number; comment: string; key: string; iv: string; aad: string; msg: string; ct: string; tag: string; result: string };
const file = new URL('../../../test/vectors/aes-gcm/wycheproof_aes256_iv96.json', import.meta.url);
const groups: { tests: Case[] }[] = JSON.parse(readFileSync(file, 'utf8')).testGroups;

test('R-088 AES-256-GCM as used (12-byte IV, 16-byte tag) takes every valid Wycheproof case and no invalid one', async () => {
  let count = 0;
  for (const { tcId, comment, result, ...hex } of groups.flatMap(({ tests }) => tests)) {
    const key = await crypto.subtle.importKey('raw', fromHex(hex.key), 'AES-GCM', false, ['encrypt', 'decrypt']);
    const params = { name: 'AES-GCM', iv: fromHex(hex.iv), additionalData: fromHex(hex.aad), tagLength: 128 };
    const sealed = concat(fromHex(hex.ct), fromHex(hex.tag));
    count++;
    if (result === 'invalid') {
      await assert.rejects(crypto.subtle.decrypt(params, key, sealed), `case ${tcId} ${comment}`);
      continue;
    }
    assert.deepEqual(new Uint8Array(await crypto.subtle.decrypt(params, key, sealed)), fromHex(hex.msg), `case ${tcId}`);
    assert.deepEqual(new Uint8Array(await crypto.subtle.encrypt(params, key, fromHex(hex.msg))), sealed, `case ${tcId}`);
  }
  assert.equal(count, 66);
});
