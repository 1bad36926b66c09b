import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromBase64url, fromUtf8, toBase64url } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { formOf, importSigningKey, lowS } from './es256.ts';
import type { Signature, Statement } from './statement.ts';
import { parseSignature, parseStatement, signStatement, statementBytes, verifyStatement } from './statement.ts';

const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
const chain = [Uint8Array.of(0x30, 0)];
const statement: Statement = { v: 1, act: 'bid.submit', subject: { lotId: 'a-1', tenderId: 'a' }, content: { priceFen: '9864000000', years: [1, 2] }, signerOrg: '91152921MA0N000001' };
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function codeOf(answer: Result<unknown, Refusal>): string {
  return answer.ok ? 'ok' : answer.error.code.replace('signature.', '');
}

function withValue(signature: Signature, raw: Uint8Array): Signature {
  return { ...signature, value: toBase64url(raw) };
}

/** The other form of the same signature: (r, n−s). */
function mirrored(raw: Uint8Array): Uint8Array {
  const s = order - BigInt(`0x${raw.subarray(32).toHex()}`);
  return Uint8Array.of(...raw.subarray(0, 32), ...Uint8Array.fromHex(s.toString(16).padStart(64, '0')));
}

describe('R-037 statements', () => {
  test('R-037 the signed bytes are fixed: domain line, then canonical JSON whatever the order of members', () => {
    const shuffled = { signerOrg: statement.signerOrg, content: { years: [1, 2], priceFen: '9864000000' }, subject: { tenderId: 'a', lotId: 'a-1' }, act: 'bid.submit', v: 1 } as const;
    const text = 'ovoo-statement/v1\n{"act":"bid.submit","content":{"priceFen":"9864000000","years":[1,2]},"signerOrg":"91152921MA0N000001","subject":{"lotId":"a-1","tenderId":"a"},"v":1}';
    assert.equal(fromUtf8(statementBytes(statement)), text);
    assert.equal(fromUtf8(statementBytes(shuffled)), text);
  });

  test('R-037 a signature holds for its statement and key alone', async () => {
    const signature = await signStatement(statement, pair.privateKey, chain);
    const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    assert.equal(codeOf(await verifyStatement(statement, signature, pair.publicKey)), 'ok');
    assert.equal(codeOf(await verifyStatement(statement, signature, other.publicKey)), 'mismatch');
    const changes: Partial<Statement>[] = [{ act: 'bid.withdraw' }, { subject: { lotId: 'a-2', tenderId: 'a' } }, { content: { priceFen: '9864000001', years: [1, 2] } }, { signerOrg: 'x' }, { signerPerson: 'p' }];
    for (const change of changes) assert.equal(codeOf(await verifyStatement({ ...statement, ...change }, signature, pair.publicKey)), 'mismatch', JSON.stringify(change));
  });

  test('R-037 no bit of a signature can be turned without a refusal', async () => {
    const signature = await signStatement(statement, pair.privateKey, chain);
    for (let bit = 0; bit < 512; bit++) {
      const raw = fromBase64url(signature.value);
      raw[bit >> 3] = (raw[bit >> 3] as number) ^ (1 << (bit & 7));
      assert.notEqual(codeOf(await verifyStatement(statement, withValue(signature, raw), pair.publicKey)), 'ok');
    }
  });

  test('R-037 of the two forms of a signature only the low-S one is made and accepted', async () => {
    for (let i = 0; i < 32; i++) {
      const signature = await signStatement(statement, pair.privateKey, chain);
      const raw = fromBase64url(signature.value);
      assert.equal(formOf(raw), 'canonical');
      const twin = mirrored(raw);
      assert.ok(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, pair.publicKey, new Uint8Array(twin), statementBytes(statement)));
      assert.equal(codeOf(await verifyStatement(statement, withValue(signature, twin), pair.publicKey)), 'notCanonical');
      assert.deepEqual(lowS(twin), raw);
    }
  });

  test('R-037 DER, other lengths, zero and out-of-range values and loose base64url are malformed', async () => {
    const signature = await signStatement(statement, pair.privateKey, chain);
    const raw = fromBase64url(signature.value);
    const zeroR = new Uint8Array(raw).fill(0, 0, 32);
    const zeroS = new Uint8Array(raw).fill(0, 32);
    const orderR = Uint8Array.of(...Uint8Array.fromHex(order.toString(16)), ...raw.subarray(32));
    const der = Uint8Array.of(0x30, 68, 2, 32, ...raw.subarray(0, 32), 2, 32, ...raw.subarray(32));
    for (const bad of [der, raw.subarray(1), Uint8Array.of(0, ...raw), new Uint8Array(0), zeroR, zeroS, orderR]) assert.equal(codeOf(parseSignature(withValue(signature, bad))), 'malformedSignature');
    for (const value of [`${signature.value}==`, ` ${signature.value}`, `${signature.value.slice(0, -1)}${looseEnd(signature.value)}`, 7]) {
      assert.equal(codeOf(parseSignature({ ...signature, value })), 'malformedSignature', String(value));
    }
    assert.equal(codeOf(parseSignature({ ...signature, alg: 'RS256' })), 'unsupportedAlgorithm');
    assert.equal(codeOf(parseSignature({ ...signature, chain: [] })), 'malformedSignature');
    assert.equal(codeOf(parseSignature({ ...signature, chain: ['MAA', 'MAA', 'MAA', 'MAA', 'MAA'] })), 'malformedSignature');
    assert.equal(codeOf(parseSignature({ ...signature, chain: ['A'.repeat(12_000)] })), 'malformedSignature');
    assert.equal(codeOf(parseSignature(null)), 'malformedSignature');
  });

  test('R-037 what is not a statement is refused and never throws', async () => {
    const bad = [null, [], { ...statement, v: 2 }, { ...statement, act: 'publish' }, { ...statement, extra: 1 }, { ...statement, subject: { a: 1 } }, { ...statement, signerOrg: '' }, { ...statement, signerPerson: 1 }, { ...statement, content: 0.5 }, { ...statement, content: '\ud800' }, { ...statement, content: undefined }];
    for (const value of bad) assert.equal(codeOf(parseStatement(value)), 'malformedStatement', JSON.stringify(value));
    const signature = await signStatement(statement, pair.privateKey, chain);
    assert.equal(codeOf(await verifyStatement({ ...statement, content: 1.5 }, signature, pair.publicKey)), 'malformedStatement');
  });

  test('R-037 a key read back from its SPKI verifies', async () => {
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
    const signature = await signStatement(statement, pair.privateKey, chain);
    assert.equal(codeOf(await verifyStatement(statement, signature, await importSigningKey(spki))), 'ok');
  });
});

/** 64 bytes leave four unused bits in the last character; this sets one. */
function looseEnd(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(text.at(-1) as string) | 1] as string;
}
