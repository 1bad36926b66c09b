/*
 * ZIP without compression (APPNOTE 6.3, method 0): archives must be readable in thirty years with anything, and their
 * content is mostly compressed already. Names are UTF-8. Entries and the whole stay below 4 GiB.
 */
const limit = 0xffff_ffff;

/** `crc32` and `sizeBytes` are known before the content is written, so readers that stream can read it. */
export type ZipEntry = { readonly path: string; readonly sizeBytes: number; readonly crc32: number; readonly content: () => AsyncIterable<Uint8Array> };

/** The archive, piece by piece: memory stays flat whatever the files weigh. All entries carry one MS-DOS date, so equal content gives equal bytes. */
export async function* zip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = new TextEncoder().encode(entry.path);
    if (entry.sizeBytes >= limit || offset + entry.sizeBytes >= limit) throw new RangeError(`${entry.path}: a package holds less than 4 GiB`);
    const fields = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x0021, 2], [entry.crc32, 4], [entry.sizeBytes, 4], [entry.sizeBytes, 4], [name.length, 2], [0, 2]] as const;
    const local = joined([packed([[0x0403_4b50, 4], ...fields]), name]);
    directory.push(packed([[0x0201_4b50, 4], [20, 2], ...fields, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name);
    yield local;
    let written = 0;
    for await (const chunk of entry.content()) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== entry.sizeBytes) throw new RangeError(`${entry.path}: ${written} bytes instead of ${entry.sizeBytes}`);
    offset += local.length + written;
  }
  const central = joined(directory);
  const count = directory.length / 2;
  yield central;
  yield packed([[0x0605_4b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2]]);
}

/** Little-endian numbers of two or four bytes. */
function packed(fields: readonly (readonly [number, 2 | 4])[]): Uint8Array {
  const out = new Uint8Array(fields.reduce((size, [, bytes]) => size + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return out;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
