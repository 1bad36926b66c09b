import { concat, toHex, utf8 } from './bytes.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id of 16 random characters (80 bits, Crockford base 32) from the given bytes: says nothing of order or time. */
export function idFrom(random: Uint8Array): string {
  if (random.length < 16) throw new RangeError('an id wants 16 random bytes');
  return Array.from(random.subarray(0, 16), (byte) => alphabet[byte & 31]).join('');
}

/**
 * Ids are hierarchical, so that a lot names its tender and no look-up is needed:
 * tender `t`, its lots `t-1`, `t-2`.
 */
export function lotIdOf(tenderId: string, lotNumber: number): string {
  return `${tenderId}-${lotNumber}`;
}

export function tenderIdOf(lotId: string): string {
  return lotId.replace(/-\d+$/, '');
}

/** A stable pseudonym of `name` under `scope`, for streams that must not show what they are about. */
export async function pseudonym(scope: string, name: string, secret: Uint8Array): Promise<string> {
  const key = await crypto.subtle.importKey('raw', secret as BufferSource, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, concat(utf8(scope), new Uint8Array(1), utf8(name)));
  return toHex(new Uint8Array(mac)).slice(0, 24);
}
