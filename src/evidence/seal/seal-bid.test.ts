import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { canonical } from '#kernel/json.ts';
import { fromUtf8, toHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { parseManifest } from './parse-manifest.ts';
import { PART_BYTES } from './parts.ts';
import { sealBid } from './seal-bid.ts';
import type { SealProgress, SealRequest } from './seal-bid.ts';
import { PRICE, seal, sealedWorld } from './seal.testing.ts';

async function refusalOf(request: SealRequest): Promise<string> {
  for await (const step of sealBid(request)) if (step.kind === 'refused') return step.refusal.code;
  return 'none';
}

describe('R-088 加密在投标人自己的电脑上完成', () => {
  test('R-088 the manifest agrees with the parts that were handed out, and is read back strictly', async () => {
    const { request } = await sealedWorld();
    const bid = await seal(request);
    const parsed = parseManifest(bid.text);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.value, bid.manifest);
    for (const object of bid.manifest.objects) assert.equal(bid.ciphertexts.get(object.name)?.length, object.ctSizeBytes);
    assert.deepEqual(bid.manifest.stages.map(({ k, n, sealedShares }) => [k, n, sealedShares.length]), [[3, 4, 4], [3, 4, 4]]);
  });

  test('R-088 报价文件一律同样长短：清单与密文都看不出报价有几个字', async () => {
    const { request } = await sealedWorld();
    const sizes = [];
    for (const text of ['1', '9'.repeat(60_000)]) {
      const objects = request.objects.map((object) => (object.stage === 'price' ? { ...object, source: new Blob([text]) } : object));
      const { manifest, ciphertexts } = await seal({ ...request, objects });
      sizes.push([manifest.objects[1]?.sizeBytes, ciphertexts.get('报价.json')?.length]);
    }
    assert.deepEqual(sizes[0], sizes[1]);
  });

  test('R-088 nothing that is handed out holds the plaintext, and sealing twice gives nothing in common', async () => {
    const { request } = await sealedWorld();
    const [first, second] = [await seal(request), await seal(request)];
    const all = (bid: typeof first) => [bid.text, ...[...bid.ciphertexts.values()].map(toHex)].join();
    assert.ok(!all(first).includes(toHex(PRICE)) && !all(first).includes(fromUtf8(PRICE)));
    const secrets = (bid: typeof first) => bid.manifest.stages.flatMap(({ keyCommit, shareCommits, sealedShares }) => [keyCommit, ...shareCommits, ...sealedShares.map(({ ciphertext }) => ciphertext)]);
    assert.deepEqual(secrets(first).filter((value) => secrets(second).includes(value)), []);
  });

  test('R-088 加密边做边交：大文件不占内存，进度可见', async () => {
    let produced = 0;
    let taken = 0;
    let furthestAhead = 0;
    async function* big(): AsyncGenerator<Bytes> {
      for (let i = 0; i < 16; i++) {
        produced += PART_BYTES;
        furthestAhead = Math.max(furthestAhead, produced - taken);
        yield new Uint8Array(PART_BYTES).fill(i);
      }
    }
    const seen: SealProgress[] = [];
    const { request } = await sealedWorld({ stages: ['technical'], objects: [{ name: 'big.bin', stage: 'technical', source: big() }], onProgress: (progress) => seen.push(progress) });
    for await (const step of sealBid(request)) if (step.kind === 'part') taken += step.part.bytes.length;
    assert.ok(taken > 16 * PART_BYTES);
    assert.ok(furthestAhead <= 6 * PART_BYTES, `${furthestAhead} bytes were held`);
    assert.equal(seen.at(-1)?.doneBytes, 16 * PART_BYTES);
    assert.deepEqual(seen.map(({ doneBytes }) => doneBytes), [...seen].map(({ doneBytes }) => doneBytes).sort((a, b) => a - b));
  });
});

describe('R-088 做不成的加密说明原因', () => {
  test('R-088 报价文件超出固定长度、文件读不到、保管方公钥无效，各有各的答复', async () => {
    const { request } = await sealedWorld();
    async function* gone(): AsyncGenerator<Bytes> {
      yield new Uint8Array(3);
      throw new DOMException('moved', 'NotReadableError');
    }
    const [file, price] = request.objects as [SealRequest['objects'][0], SealRequest['objects'][0]];
    const [holder, ...others] = request.holders as [SealRequest['holders'][0]];
    const cases: [string, Partial<SealRequest>][] = [
      ['seal.tooLargeToPad', { objects: [file, { ...price, source: new Blob([new Uint8Array(65_533)]) }] }],
      ['seal.sourceUnreadable', { objects: [{ ...file, source: gone() }, price] }],
      ['seal.badPublicKey', { holders: [{ ...holder, publicKey: new Uint8Array(65) }, ...others] }],
      ['seal.malformed', { holders: [holder, holder, ...others] }],
      ['seal.malformed', { holders: [holder] }],
      ['seal.malformed', { objects: [file, { ...price, name: file.name }] }],
      ['seal.malformed', { stages: ['technical'] }],
      ['seal.malformed', { stages: ['technical', 'price', 'empty'] }],
      ['seal.malformed', { bidderId: 'b 1' }],
    ];
    for (const [code, change] of cases) assert.equal(await refusalOf({ ...request, ...change }), code);
  });
});

describe('R-088 清单只认一种写法', () => {
  test('R-088 any field that is missing, foreign, of another form or at odds with the others is refused', async () => {
    const { request } = await sealedWorld();
    const { text } = await seal(request);
    const changes: [string, (m: Record<string, never>) => void][] = [
      ['extra', (m) => Object.assign(m, { extra: 1 })],
      ['stages.0.extra', (m) => Object.assign(m['stages']?.[0] ?? {}, { extra: 1 })],
      ['lotId', (m) => Reflect.deleteProperty(m, 'lotId')],
      ['v', (m) => Object.assign(m, { v: 1 })],
      ['bidDeadlineAt', (m) => Reflect.deleteProperty(m, 'bidDeadlineAt')],
      ['bidDeadlineAt', (m) => Object.assign(m, { bidDeadlineAt: 0 })],
      ['bidDeadlineAt', (m) => Object.assign(m, { bidDeadlineAt: '2026-12-11' })],
      ['suite', (m) => Object.assign(m, { suite: 'C' })],
      ['bidVersion', (m) => Object.assign(m, { bidVersion: 0 })],
      ['bidderCertFp', (m) => Object.assign(m, { bidderCertFp: 'AB'.repeat(32) })],
      ['stages.0.k', (m) => Object.assign(m['stages']?.[0] ?? {}, { k: 5 })],
      ['stages.1', (m) => Object.assign(m['stages']?.[1] ?? {}, { n: 3 })],
      ['stages.0.bidderWrap.enc', (m) => Object.assign(m['stages']?.[0]?.['bidderWrap'] ?? {}, { enc: '02' })],
      ['objects.0.ctSizeBytes', (m) => Object.assign(m['objects']?.[0] ?? {}, { ctSizeBytes: 1 })],
      ['objects.0.partCount', (m) => Object.assign(m['objects']?.[0] ?? {}, { partCount: 2 })],
      ['objects.1.sizeBytes', (m) => Object.assign(m['objects']?.[1] ?? {}, { sizeBytes: 7 })],
      ['objects', (m) => Object.assign(m['objects']?.[0] ?? {}, { name: '报价.json' })],
    ];
    for (const [path, change] of changes) {
      const changed = JSON.parse(text);
      change(changed);
      const parsed = parseManifest(canonical(changed));
      assert.ok(!parsed.ok, path);
      assert.ok(parsed.error.message.includes(path), `${path}: ${parsed.error.message}`);
    }
    for (const other of [JSON.stringify(JSON.parse(text), null, 1), `${text} `, text.replace('{', '{"v":2,'), 'null', '[]', '']) assert.equal(parseManifest(other).ok, false);
  });
});
