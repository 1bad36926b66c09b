import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createECDH, createDecipheriv, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { concat, fromHex, toBase64url, utf8 } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import { generateKeys, rawPublicKey } from './keys.ts';

type Vector = { info: string; skRm: string; pkRm: string; enc: string; encryptions: { pt: string; aad: string; ct: string }[] };
const file = new URL('../../../test/vectors/hpke/rfc9180_p256_base.json', import.meta.url);
const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8')).vectors;

async function keysOf(secret: Bytes, point: Bytes): Promise<CryptoKeyPair> {
  const [x, y, d] = [point.slice(1, 33), point.slice(33), secret].map(toBase64url) as [string, string, string];
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  return {
    privateKey: await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y, d }, algorithm, false, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, true, []),
  };
}

test('R-088 HPKE opens the first message of the RFC 9180 P-256 base-mode vector (A.3.1)', async () => {
  assert.equal(vectors.length, 1);
  for (const { info, skRm, pkRm, enc, encryptions } of vectors) {
    const keys = await keysOf(fromHex(skRm), fromHex(pkRm));
    const [{ pt, aad, ct }] = encryptions as [Vector['encryptions'][0]];
    const context = { info: fromHex(info), aad: fromHex(aad), aead: 'AES-128-GCM' as const };
    const opened = await hpkeOpen(keys, { enc: fromHex(enc), ciphertext: fromHex(ct) }, context);
    assert.ok(opened.ok);
    assert.deepEqual(opened.value, fromHex(pt));
    assert.equal((await hpkeOpen(keys, { enc: fromHex(enc), ciphertext: fromHex(ct) }, { ...context, aead: 'AES-256-GCM' })).ok, false);
  }
});

/** RFC 9180 §4–5 written out on node:crypto: a second reading of the standard for the suite it has no vector of. */
function openByTheBook(keys: { secret: Bytes; point: Bytes }, box: { enc: Bytes; ciphertext: Bytes }, info: Bytes, aad: Bytes): Bytes {
  const hmac = (key: Uint8Array, data: Uint8Array) => new Uint8Array(createHmac('sha256', key).update(data).digest());
  const two = (n: number) => Uint8Array.of(n >> 8, n & 255);
  const extract = (id: Bytes, salt: Uint8Array, label: string, ikm: Uint8Array) => hmac(salt, concat(utf8('HPKE-v1'), id, utf8(label), ikm));
  const expand = (id: Bytes, prk: Uint8Array, step: { label: string; info: Uint8Array; length: number }) =>
    hmac(prk, concat(two(step.length), utf8('HPKE-v1'), id, utf8(step.label), step.info, Uint8Array.of(1))).subarray(0, step.length);
  const none = new Uint8Array(0);
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(keys.secret);
  const kem = concat(utf8('KEM'), two(0x10));
  const prk = extract(kem, none, 'eae_prk', new Uint8Array(ecdh.computeSecret(box.enc)));
  const shared = expand(kem, prk, { label: 'shared_secret', info: concat(box.enc, keys.point), length: 32 });
  const suite = concat(utf8('HPKE'), two(0x10), two(1), two(2));
  const schedule = concat(Uint8Array.of(0), extract(suite, none, 'psk_id_hash', none), extract(suite, none, 'info_hash', info));
  const secret = extract(suite, shared, 'secret', none);
  const key = expand(suite, secret, { label: 'key', info: schedule, length: 32 });
  const nonce = expand(suite, secret, { label: 'base_nonce', info: schedule, length: 12 });
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  decipher.setAuthTag(box.ciphertext.subarray(-16));
  return concat(decipher.update(box.ciphertext.subarray(0, -16)), decipher.final());
}

test('R-088 what suite A seals opens by an independent reading of RFC 9180 (AES-256-GCM)', async () => {
  const node = createECDH('prime256v1');
  node.generateKeys();
  const secret = concat(new Uint8Array(32 - node.getPrivateKey().length), node.getPrivateKey());
  const point = new Uint8Array(node.getPublicKey());
  const [info, aad, plain] = [utf8('info'), utf8('aad'), utf8('thirty-three bytes of one share..')];
  const box = await hpkeSeal(point, plain, { info, aad }, 'holder');
  assert.ok(box.ok);
  assert.deepEqual(openByTheBook({ secret, point }, box.value, info, aad), plain);
});

test('R-088 an envelope opens with its key, its info, its AAD and unchanged, and in no other way', async () => {
  const [keys, others] = [await generateKeys(), await generateKeys()];
  const context = { info: utf8('tender 1'), aad: utf8('core') };
  const box = await hpkeSeal(await rawPublicKey(keys.publicKey), utf8('share'), context, 'holder');
  assert.ok(box.ok);
  const flipped = { ...box.value, ciphertext: box.value.ciphertext.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) };
  assert.equal((await hpkeOpen(keys, box.value, context)).ok, true);
  assert.equal((await hpkeOpen(others, box.value, context)).ok, false);
  assert.equal((await hpkeOpen(keys, box.value, { ...context, info: utf8('tender 2') })).ok, false);
  assert.equal((await hpkeOpen(keys, box.value, { ...context, aad: utf8('other') })).ok, false);
  assert.equal((await hpkeOpen(keys, flipped, context)).ok, false);
});

test('R-088 a public key off the curve is refused and its owner named', async () => {
  const point = new Uint8Array(65).fill(9);
  point[0] = 4;
  const box = await hpkeSeal(point, utf8('share'), { info: utf8(''), aad: utf8('') }, '密钥保管方 ca-1');
  assert.ok(!box.ok && box.error.message.includes('ca-1'));
});
