import { test } from 'node:test';
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import type { Bytes } from '#kernel/bytes.ts';
import { selfTestKey } from './self-test.ts';

function keyFile(namedCurve = 'P-256'): { pkcs8: Bytes; spki: Bytes } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  return { pkcs8: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })), spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })) };
}

test('R-088 投标人在自己的电脑上试密钥：成对的能开，不成对、损坏、不支持的各说明原因', async () => {
  const [own, other, unsupported] = [keyFile(), keyFile(), keyFile('P-384')];
  const code = async (pkcs8: Bytes, certificateSpki: Bytes) => {
    const tested = await selfTestKey({ pkcs8, certificateSpki });
    return tested.ok ? `ok ${tested.value.publicKey.length}` : tested.error.code;
  };
  assert.equal(await code(own.pkcs8, own.spki), 'ok 65');
  assert.equal(await code(other.pkcs8, own.spki), 'seal.keyPairMismatch');
  assert.equal(await code(own.pkcs8.slice(0, 40), own.spki), 'seal.badPrivateKey');
  assert.equal(await code(unsupported.pkcs8, own.spki), 'seal.badPrivateKey');
  assert.equal(await code(own.pkcs8, unsupported.spki), 'seal.badPublicKey');
});

test('R-088 试密钥不碰网络', async (t) => {
  const calls = t.mock.method(globalThis, 'fetch', async () => assert.fail('no network'));
  const own = keyFile();
  assert.equal((await selfTestKey({ pkcs8: own.pkcs8, certificateSpki: own.spki })).ok, true);
  assert.equal(calls.mock.callCount(), 0);
});
