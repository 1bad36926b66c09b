import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';

/** Reads as an unpacker does: end record, central directory, then each entry by its offset. Check sums and names must hold. */
export function unpacked(archive: Buffer): [path: string, content: Buffer][] {
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
    return [name, content];
  });
}
