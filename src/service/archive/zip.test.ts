import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { instant, parseInstant } from '#kernel/time/instant.ts';
import { archivable, eventList, filesNamed, retainUntil } from './manifest.ts';
import { zip, type ZipEntry } from './zip.ts';
import { unpacked } from './zip.testing.ts';

function entry(path: string, text: string): ZipEntry {
  const bytes = Buffer.from(text);
  return {
    path, sizeBytes: bytes.length, crc32: crc32(bytes),
    content: async function* () {
      yield bytes;
    },
  };
}

async function packed(entries: readonly ZipEntry[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip((async function* () {
    yield* entries;
  })())) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('R-126 档案包是标准 ZIP：从尾部目录能找到每个文件，中文文件名、内容和校验和都对，同样内容得到同样字节', async () => {
  const archive = await packed([entry('manifest.json', '{"v":1}'), entry('files/001-招标文件.pdf', '内容'), entry('empty', '')]);
  assert.deepEqual(unpacked(archive).map(([name, content]) => [name, content.toString('utf8')]), [['manifest.json', '{"v":1}'], ['files/001-招标文件.pdf', '内容'], ['empty', '']]);
  assert.deepEqual(await packed([entry('a', 'x')]), await packed([entry('a', 'x')]));
});

test('R-131 打包时文件与登记的大小不符，打包就失败，不会悄悄短少', async () => {
  await assert.rejects(packed([{ ...entry('a', 'abc'), sizeBytes: 4 }]), /3 bytes instead of 4/);
});

test('R-126 R-128 清单列出记录里提到的每个文件各一次；没有写入日志的记录不编档；保存期限按年算', () => {
  const file = { sha256: 'a'.repeat(64), name: '../证明.pdf', sizeBytes: 3, mediaType: 'application/pdf' };
  const event = { stream: 'award:t1-1', version: 1, kind: 'X', at: instant(1), commitment: new Uint8Array(32), logIndex: 7, parts: [{ body: JSON.stringify({ passedOver: [{ evidence: [file, file] }] }) }] };
  assert.deepEqual(filesNamed([event, event]), [{ ...file, path: 'files/001-__证明.pdf' }]);
  assert.equal(eventList([event, { ...event, logIndex: null }]), null);
  assert.equal(retainUntil(parseInstant('2028-02-29 10:00') ?? instant(0), 15), '2043-02-28');
});

test('R-126 R-094 档案里只出现进入截止名单的投标人：没有投标的、撤回的、被替换的版本和失败标段的投标人，连记录的名字都不留', () => {
  const event = (stream: string, kind: string, body: object) => ({ stream, kind, parts: [{ body: '{"depositForm":"transfer"}' }, { body: JSON.stringify(body) }] });
  const kept = [
    event('project:p1', 'ProjectRegistered', {}), event('hall:t1', 'HostSignedIn', {}), event('draw:t1', 'TranscriptKept', {}), event('deposit:t1-1:A', 'DepositRecorded', {}),
    event('taking:t1:A', 'DocumentTaken', {}), event('taking:t1:B', 'DocumentTaken', {}), event('taking:t1:C', 'DocumentTaken', {}),
    event('bid:t1-1:A', 'BidSubmitted', { manifestHash: 'old' }), event('bid:t1-1:A', 'BidSubmitted', { manifestHash: 'last' }),
    event('bid:t1-1:B', 'BidSubmitted', { manifestHash: 'b' }), event('bid:t1-1:B', 'BidWithdrawn', {}),
  ];
  const streams = (accepted: { bidderId: string; manifestHash: string }[]) => archivable(kept, accepted).map(({ stream, parts }) => `${stream} ${(JSON.parse(parts[1]?.body ?? '') as { manifestHash?: string }).manifestHash ?? ''}`.trim());
  const always = ['project:p1', 'hall:t1', 'draw:t1', 'deposit:t1-1:A'];
  assert.deepEqual(streams([{ bidderId: 'A', manifestHash: 'last' }]), [...always, 'taking:t1:A', 'bid:t1-1:A last']);
  assert.deepEqual(streams([]), always);
});

test('R-126 超过 4 GiB 的档案按 ZIP64 写：每个条目的大小和位置都写在扩展字段里，尾部能找到目录', async () => {
  const size = 2 ** 32 + 5;
  const chunk = Buffer.alloc(2 ** 24);
  const big: ZipEntry = {
    path: 'big', sizeBytes: size, crc32: 7,
    content: async function* () {
      for (let left = size; left > 0; left -= chunk.length) yield left < chunk.length ? chunk.subarray(0, left) : chunk;
    },
  };
  let length = 0;
  let tail = Buffer.alloc(0);
  for await (const piece of zip((async function* () {
    yield big;
    yield entry('small', 'x');
  })())) {
    length += piece.length;
    tail = piece.length < 1000 ? Buffer.concat([tail, piece]).subarray(-1000) : Buffer.alloc(0);
  }
  const end = tail.length - 22;
  assert.deepEqual([tail.readUInt32LE(end), tail.readUInt32LE(end + 16), tail.readUInt32LE(end - 20)], [0x0605_4b50, 0xffff_ffff, 0x0706_4b50]);
  const recordAt = Number(tail.readBigUInt64LE(end - 20 + 8));
  const at = (position: number): number => position - (length - tail.length);
  assert.equal(tail.readUInt32LE(at(recordAt)), 0x0606_4b50);
  const directory = at(Number(tail.readBigUInt64LE(at(recordAt) + 48)));
  assert.deepEqual([tail.readUInt32LE(directory), tail.readUInt32LE(directory + 24), Number(tail.readBigUInt64LE(directory + 46 + 3 + 4))], [0x0201_4b50, 0xffff_ffff, size]);
  const second = directory + 46 + 3 + 20;
  assert.deepEqual([tail.toString('utf8', second + 46, second + 51), tail.readUInt32LE(second + 42), Number(tail.readBigUInt64LE(second + 46 + 5 + 4))], ['small', 0xffff_ffff, size + 30 + 3 + 20]);
});
