import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { instant, parseInstant } from '#kernel/time/instant.ts';
import { eventList, filesNamed, retainUntil } from './manifest.ts';
import { zip, type ZipEntry } from './zip.ts';

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
  assert.deepEqual(unpacked(archive), [['manifest.json', '{"v":1}'], ['files/001-招标文件.pdf', '内容'], ['empty', '']]);
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

/** Reads as an unpacker does: end record, central directory, then each entry by its offset. */
function unpacked(archive: Buffer): [string, string][] {
  const end = archive.length - 22;
  assert.equal(archive.readUInt32LE(end), 0x0605_4b50);
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    assert.equal(archive.readUInt32LE(at), 0x0201_4b50);
    const [sum, size, nameLength, local] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 24), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength;
    assert.equal(archive.readUInt32LE(local), 0x0403_4b50);
    assert.equal(archive.toString('utf8', local + 30, local + 30 + nameLength), name);
    const content = archive.subarray(local + 30 + nameLength, local + 30 + nameLength + size);
    assert.equal(crc32(content), sum);
    return [name, content.toString('utf8')];
  });
}
