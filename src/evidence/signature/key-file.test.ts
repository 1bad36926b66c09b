import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { midYear, testCa, testHolder, zhang } from '#platform/ca/ca.fixture.ts';
import { TrustStore, verifySignedStatement } from '#platform/ca/trust.ts';
import { fromUtf8, utf8 } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { changePassword, createKeyFile, keyFileIterations, unlockKeyFile } from './key-file.ts';
import { parseKeyFile } from './key-file.form.ts';
import { signStatement } from './statement.ts';

const fewIterations = 1000;
const password = '骆驼 过沙漠 2026';
const ca = testCa('北疆电子认证有限公司');
const trust = new TrustStore([{ name: '北疆CA', roots: [ca.root.certificate] }]);
const { keys, signChain, encryptChain } = await testHolder(ca);
const certified = { sign: { privateKey: keys.sign, chain: signChain }, decrypt: { privateKey: keys.decrypt, chain: encryptChain } };
const who = { name: '张敖其尔', orgId: zhang.uscc, personId: zhang.personId as string };
const file = valueOf(await createKeyFile(who, certified, password, fewIterations));

function valueOf<T>(answer: Result<T, Refusal>): T {
  assert.ok(answer.ok, answer.ok ? '' : answer.error.message);
  return answer.value;
}

function codeOf(answer: Result<unknown, Refusal>): string {
  return answer.ok ? 'ok' : answer.error.code.replace('signature.', '');
}

describe('R-039 software key file', () => {
  test('R-039 从文件文字打开后，签的名能核验，密封给本人的能拆开', async () => {
    const opened = valueOf(await unlockKeyFile(JSON.stringify(file), password));
    assert.deepEqual([opened.name, opened.orgId, opened.personId], [who.name, who.orgId, who.personId]);
    const statement = { v: 1, act: 'bid.submit', subject: { lotId: 'a-1' }, content: null, signerOrg: zhang.uscc } as const;
    const signature = await signStatement(statement, opened.signKey, opened.signChain);
    assert.equal(codeOf(verifySignedStatement(statement, signature, midYear, trust)), 'ok');

    const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const { publicKey } = valueOf(trust.checkChain(opened.decryptChain, midYear, 'encrypt'));
    const recipientPublicKey = await suite.kem.importKey('raw', publicKey.slice(-65).buffer, true);
    const sender = await suite.createSenderContext({ recipientPublicKey });
    const sealed = await sender.seal(utf8('阶段密钥').buffer);
    const recipient = await suite.createRecipientContext({ recipientKey: opened.decryptKey, enc: sender.enc });
    assert.equal(fromUtf8(new Uint8Array(await recipient.open(sealed))), '阶段密钥');
  });

  test('R-039 the opened private keys cannot be copied out', async () => {
    const opened = valueOf(await unlockKeyFile(file, password));
    assert.equal(opened.signKey.extractable || opened.decryptKey.privateKey.extractable, false);
    assert.deepEqual([opened.signKey.usages, opened.decryptKey.privateKey.usages], [['sign'], ['deriveBits']]);
    assert.equal(JSON.stringify(file).includes((await crypto.subtle.exportKey('jwk', keys.sign)).d as string), false);
  });

  test('R-039 口令不对时给出看得懂的拒绝', async () => {
    const answer = await unlockKeyFile(file, '骆驼 过沙漠 2025');
    assert.ok(!answer.ok);
    assert.deepEqual([answer.error.code, answer.error.kind], ['signature.wrongPassword', 'unauthenticated']);
    assert.match(answer.error.message, /口令不对/);
  });

  test('R-039 full-width letters of an input method count as the plain ones', async () => {
    const made = valueOf(await createKeyFile(who, certified, 'Camel-2026', fewIterations));
    assert.equal(codeOf(await unlockKeyFile(made, 'Ｃａｍｅｌ－２０２６')), 'ok');
  });

  test('R-039 a file whose holder, certificates or boxes were exchanged does not open', async () => {
    const changed = [
      { ...file, personId: 'someone-else' },
      { ...file, kdf: { ...file.kdf, iterations: fewIterations + 1 } },
      { ...file, sign: { ...file.sign, chain: file.decrypt.chain } },
      { ...file, sign: file.decrypt, decrypt: file.sign },
      { ...file, sign: { ...file.sign, box: `${file.sign.box.startsWith('A') ? 'B' : 'A'}${file.sign.box.slice(1)}` } },
    ];
    for (const each of changed) assert.equal(codeOf(await unlockKeyFile(each, password)), 'wrongPassword');
  });

  test('R-039 what is no key file, or would keep the browser busy for hours, is refused before any work', async () => {
    const bad = ['', 'not json', '[]', { ...file, v: 2 }, { ...file, sign: undefined }, { ...file, kdf: { ...file.kdf, iterations: 2_000_000_000 } }, { ...file, kdf: { ...file.kdf, name: 'MD5' } }, { ...file, decrypt: { ...file.decrypt, iv: '!!' } }];
    for (const each of bad) assert.equal(codeOf(await unlockKeyFile(each, password)), 'notKeyFile');
    assert.deepEqual(valueOf(parseKeyFile({ ...file, stray: 1 })), file);
  });

  test('R-039 a key goes into a file only with its own certificate and under a password worth the name', async () => {
    const crossed = { sign: { privateKey: keys.sign, chain: encryptChain }, decrypt: certified.decrypt };
    assert.equal(codeOf(await createKeyFile(who, crossed, password, fewIterations)), 'keyWithoutCertificate');
    assert.equal(codeOf(await createKeyFile(who, { ...certified, decrypt: { ...certified.decrypt, chain: [] } }, password, fewIterations)), 'keyWithoutCertificate');
    assert.equal(codeOf(await createKeyFile(who, certified, 'seven-7', fewIterations)), 'weakPassword');
  });

  test('R-039 换口令后旧口令打不开，密钥不变', async () => {
    const renewed = valueOf(await changePassword(file, password, '新的 口令 一二三', fewIterations));
    assert.equal(codeOf(await changePassword(file, 'not-the-one', '新的 口令 一二三', fewIterations)), 'wrongPassword');
    assert.equal(codeOf(await unlockKeyFile(renewed, password)), 'wrongPassword');
    const opened = valueOf(await unlockKeyFile(renewed, '新的 口令 一二三'));
    assert.deepEqual(await crypto.subtle.exportKey('spki', opened.decryptKey.publicKey), keys.decryptSpki.buffer);
    assert.notEqual(renewed.kdf.salt, file.kdf.salt);
  });

  test('R-039 a file made without a stated figure costs a guesser the full rounds', async () => {
    const made = valueOf(await createKeyFile(who, certified, password));
    assert.equal(made.kdf.iterations, keyFileIterations);
    assert.ok(keyFileIterations >= 600_000);
  });
});
