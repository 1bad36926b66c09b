import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { canonical as ours, type Json } from '#kernel/json.ts';
import { parse as parseRatio, round as roundOurs } from '#kernel/ratio.ts';
import { priceScores } from '#rules/evaluation/price.ts';
import { fromBase64, fromBase64url, fromHex, toBase64url, toHex, utf8 } from '../../verifier/bytes.ts';
import { Fault } from '../../verifier/fault.ts';
import { floeDecrypt, suiteA, type FloeParams } from '../../verifier/floe.ts';
import { canonical, parseCanonical } from '../../verifier/json.ts';
import { isConsistent, isIncluded } from '../../verifier/merkle.ts';
import { decimal, round } from '../../verifier/ratio.ts';
import { benchmarkOf, priceMark } from '../../verifier/steps/price.ts';

const vectors = new URL('../vectors/', import.meta.url);

function failsWith(code: string) {
  return (error: unknown) => error instanceof Fault && error.code === code;
}

describe('验证程序与公开的测试向量', () => {
  type Case = { leafIdx: string; treeSize: string; size1: string; size2: string; root: string; leafHash: string; root1: string; root2: string; proof: string[] | null; wantErr: boolean; file: string };
  const merkle = JSON.parse(readFileSync(new URL('merkle/rfc6962_vectors.json', vectors), 'utf8')) as { inclusion: Case[]; consistency: Case[] };
  const bytes = (text: string) => fromBase64(text) ?? new Uint8Array(0);

  test('R-179 Merkle 包含证明 98 例、一致性证明 98 例的判断都与公布的相同', async () => {
    for (const { leafIdx, treeSize, root, leafHash, proof, wantErr, file } of merkle.inclusion) {
      assert.equal(await isIncluded({ leaf: bytes(leafHash), index: Number(leafIdx), size: Number(treeSize), root: bytes(root) }, (proof ?? []).map(bytes)), !wantErr, file);
    }
    for (const { size1, size2, root1, root2, proof, wantErr, file } of merkle.consistency) {
      assert.equal(await isConsistent({ size: Number(size1), root: bytes(root1) }, { size: Number(size2), root: bytes(root2) }, (proof ?? []).map(bytes)), !wantErr, file);
    }
    assert.equal(merkle.inclusion.length + merkle.consistency.length, 196);
  });

  const floe = new URL('floe/', vectors);
  const names = readdirSync(floe).filter((file) => file.endsWith('_ct.txt')).map((file) => file.slice(0, -'_ct.txt'.length));
  const hex = (name: string) => fromHex(readFileSync(new URL(`${name}.txt`, floe), 'utf8').trim().toLowerCase()) ?? assert.fail(name);
  const paramsOf = (name: string): FloeParams => ({ ivLength: 32, segmentLength: name.endsWith('_64') ? 64 : name.endsWith('_4K') ? 4096 : 40, rotationMask: name.endsWith('_64') || name.endsWith('_4K') ? 20 : 2 });

  test(`R-179 FLOE ${names.length} 例已知答案都解得开；改动任何一个字节都解不开`, async () => {
    const key = new Uint8Array(32);
    const aad = utf8('This is AAD');
    for (const name of names) assert.deepEqual(await floeDecrypt(key, aad, hex(`${name}_ct`), paramsOf(name)), hex(`${name}_pt`), name);
    const ciphertext = hex('go_rotation_ct');
    for (let at = 0; at < ciphertext.length; at++) {
      const bent = ciphertext.with(at, (ciphertext[at] as number) ^ 1);
      await assert.rejects(floeDecrypt(key, aad, new Uint8Array(bent), paramsOf('go_rotation')), failsWith('bids.ciphertext'), `byte ${at}`);
      if (at > 0) await assert.rejects(floeDecrypt(key, aad, ciphertext.slice(0, at), paramsOf('go_rotation')), failsWith('bids.ciphertext'), `cut at ${at}`);
    }
    await assert.rejects(floeDecrypt(key, utf8('another'), ciphertext, paramsOf('go_rotation')), failsWith('bids.ciphertext'));
    await assert.rejects(floeDecrypt(key, aad, ciphertext, suiteA), failsWith('bids.ciphertext'));
  });
});

describe('验证程序与平台各写一遍，结果相同', () => {
  const anyJson = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.boolean(), fc.maxSafeInteger().map((n) => n + 0), fc.string({ unit: 'grapheme' }), fc.array(tie('json')), fc.dictionary(fc.string({ unit: 'grapheme' }), tie('json'))),
  })).json;

  test('R-179 规范格式的 JSON 一个值只有一种写法', () => {
    fc.assert(fc.property(anyJson, (value) => {
      assert.equal(canonical(value), ours(value));
      assert.deepEqual(parseCanonical(ours(value)), JSON.parse(ours(value)));
    }));
    for (const text of ['{"b":1,"a":2}', '{"a":1, "b":2}', '1.0', '1e3', '-0', '"\\u0041"', '{"a":1,"a":1}', '9007199254740993', '"\\ud800"', '[1,]', ' 1']) {
      assert.throws(() => parseCanonical(text), (error) => error instanceof Fault && error.code.startsWith('form.'), text);
    }
  });

  test('R-179 base64url 和十六进制一组字节只有一种写法', () => {
    fc.assert(fc.property(fc.uint8Array(), (value) => {
      assert.deepEqual(fromBase64url(toBase64url(value)), new Uint8Array(value));
      assert.deepEqual(fromHex(toHex(value)), new Uint8Array(value));
    }));
    for (const text of ['A', 'AB', 'AAB', 'AA==', 'A A', 'A+', 'AA\n']) assert.equal(fromBase64url(text), null, text);
    for (const text of ['A0', 'a', '0x00', ' 00']) assert.equal(fromHex(text), null, text);
  });

  test('R-179 价格分和四舍五入与规则库逐位相同', () => {
    const formula = { points: '50', trimFrom: 5, coefficients: ['0', '0.015', '0.03'], overRate: '2', underRate: '1', floorPoints: '10' };
    const rules = { kind: 'deviation', fullMark: '50', floor: '10', decimals: 2, above: '2', below: '1', benchmark: { kind: 'mean', trim: { from: 5, each: 1 }, drawn: { from: '0', to: '0.03', step: '0.015' } } } as const;
    fc.assert(fc.property(fc.array(fc.bigInt(1n, 10n ** 12n), { minLength: 1, maxLength: 9 }), fc.constantFrom(...formula.coefficients), (prices, coefficient) => {
      const expected = priceScores(rules, prices.map((priceFen, i) => ({ bidId: String(i), priceFen })), { capFen: null, coefficient });
      fc.pre(expected.benchmarkFen > 0n);
      assert.equal(benchmarkOf(formula, prices, coefficient), expected.benchmarkFen);
      for (const { priceFen, score } of expected.rows) assert.equal(priceMark(formula, priceFen, expected.benchmarkFen), score);
    }));
    fc.assert(fc.property(fc.integer(), fc.nat(9), fc.nat(6), (whole, tenths, places) => {
      const text = `${whole}.${tenths}5`;
      const parsed = parseRatio(text);
      assert.ok(parsed.ok);
      assert.equal(round(decimal(text), places), roundOurs(parsed.value, places));
    }));
  });
});
