import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { fromBase64url, toBase64url } from '#kernel/bytes.ts';
import { microsPerMinute, type Instant } from '#kernel/time/instant.ts';

const lifetimeMicros = 3 * microsPerMinute;
const randomLength = 16;
const bodyLength = 8 + randomLength;
const nonceLength = bodyLength + 32;
const rememberedMax = 100_000;

/**
 * Login challenges without a table: a nonce carries its own end and a MAC, so any node can tell its own. A nonce that has
 * let someone in is spent on this node; elsewhere its short life and the signed host keep it from being of use.
 */
export function createChallenges(secret: Uint8Array, machineNow: () => Instant) {
  const spent = new Map<string, number>();

  function issue(): { nonce: string; expiresAt: Instant } {
    const expiresAt = (machineNow() + lifetimeMicros) as Instant;
    const body = Buffer.alloc(bodyLength);
    body.writeBigUInt64BE(BigInt(expiresAt));
    randomBytes(randomLength).copy(body, 8);
    return { nonce: toBase64url(Buffer.concat([body, macOf(body)])), expiresAt };
  }

  function isGood(nonce: string): boolean {
    const bytes = parse(nonce);
    if (!bytes || spent.has(nonce)) return false;
    const body = bytes.subarray(0, bodyLength);
    if (!timingSafeEqual(macOf(body), bytes.subarray(bodyLength))) return false;
    return body.readBigUInt64BE() > BigInt(machineNow());
  }

  /** Uses the nonce up; false when it was not good any more. */
  function spend(nonce: string): boolean {
    if (!isGood(nonce)) return false;
    const now = machineNow();
    if (spent.size >= rememberedMax) for (const [old, until] of spent) if (until <= now) spent.delete(old);
    spent.set(nonce, now + lifetimeMicros);
    return true;
  }

  function macOf(body: Uint8Array): Buffer {
    return createHmac('sha256', secret).update('ovoo-challenge/v1\n').update(body).digest();
  }

  return { issue, isGood, spend };
}

export type Challenges = ReturnType<typeof createChallenges>;

function parse(nonce: string): Buffer | null {
  try {
    const bytes = Buffer.from(fromBase64url(nonce));
    return bytes.length === nonceLength ? bytes : null;
  } catch {
    return null;
  }
}
