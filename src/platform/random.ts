import { randomBytes } from 'node:crypto';
import type { Bytes } from '#kernel/bytes.ts';

const poolBytes = 8192;
let pool = new Uint8Array(0);

/** Random bytes of the system's generator, which is asked for many at a time: a call costs far more than its bytes. None is given twice. */
export function freshBytes(length: number): Bytes {
  if (length > poolBytes) return new Uint8Array(randomBytes(length));
  if (pool.length < length) pool = new Uint8Array(randomBytes(poolBytes));
  const bytes = pool.slice(0, length);
  pool.fill(0, 0, length);
  pool = pool.subarray(length);
  return bytes;
}
