/*
 * ZIP without compression (APPNOTE 6.3, method 0): archives must be readable in thirty years with anything, and their
 * content is mostly compressed already. Names are UTF-8. What does not fit 32 bits stands in the ZIP64 fields (APPNOTE 4.5.3).
 */
const limit = 0xffff_ffff;
const countLimit = 0xffff;

/** `crc32` and `sizeBytes` are known before the content is written, so readers that stream can read it. */
export type ZipEntry = { readonly path: string; readonly sizeBytes: number; readonly crc32: number; readonly content: () => AsyncIterable<Uint8Array> };

type Field = readonly [value: number, bytes: 2 | 4 | 8];

/** The archive, piece by piece: memory stays flat whatever the files weigh. All entries carry one MS-DOS date, so equal content gives equal bytes. */
export async function* zip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  let count = 0;
  for await (const entry of entries) {
    const local = localHeader(entry);
    directory.push(centralHeader(entry, offset));
    count++;
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
  yield central;
  yield endRecords(count, central.length, offset);
}

/** Version needed, flags (UTF-8), method, time and date, check sum, sizes, lengths of name and extra. */
function common({ path, sizeBytes, crc32 }: ZipEntry, extraBytes: number, isLarge: boolean): { name: Uint8Array; fields: Field[] } {
  const name = new TextEncoder().encode(path);
  const size = Math.min(sizeBytes, limit);
  return { name, fields: [[isLarge ? 45 : 20, 2], [0x0800, 2], [0, 2], [0, 2], [0x0021, 2], [crc32, 4], [size, 4], [size, 4], [name.length, 2], [extraBytes, 2]] };
}

function localHeader(entry: ZipEntry): Uint8Array {
  const extra = large(entry.sizeBytes >= limit ? [entry.sizeBytes, entry.sizeBytes] : []);
  const { name, fields } = common(entry, extra.length, extra.length > 0);
  return joined([packed([[0x0403_4b50, 4], ...fields]), name, extra]);
}

function centralHeader(entry: ZipEntry, offset: number): Uint8Array {
  const extra = large([...(entry.sizeBytes >= limit ? [entry.sizeBytes, entry.sizeBytes] : []), ...(offset >= limit ? [offset] : [])]);
  const { name, fields } = common(entry, extra.length, extra.length > 0);
  return joined([packed([[0x0201_4b50, 4], [45, 2], ...fields, [0, 2], [0, 2], [0, 2], [0, 4], [Math.min(offset, limit), 4]]), name, extra]);
}

/** The ZIP64 extra field: only the values whose 32-bit places say that they are here. */
function large(values: readonly number[]): Uint8Array {
  return values.length === 0 ? new Uint8Array(0) : packed([[0x0001, 2], [values.length * 8, 2], ...values.map((value): Field => [value, 8])]);
}

function endRecords(count: number, size: number, offset: number): Uint8Array {
  const end = packed([[0x0605_4b50, 4], [0, 2], [0, 2], [Math.min(count, countLimit), 2], [Math.min(count, countLimit), 2], [Math.min(size, limit), 4], [Math.min(offset, limit), 4], [0, 2]]);
  if (count < countLimit && size < limit && offset < limit) return end;
  const record = packed([[0x0606_4b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [count, 8], [count, 8], [size, 8], [offset, 8]]);
  return joined([record, packed([[0x0706_4b50, 4], [0, 4], [offset + size, 8], [1, 4]]), end]);
}

/** Little-endian numbers of two, four or eight bytes. */
function packed(fields: readonly Field[]): Uint8Array {
  const out = new Uint8Array(fields.reduce((size, [, bytes]) => size + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
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
