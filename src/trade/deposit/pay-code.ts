import { toHex } from '#kernel/bytes.ts';
import { sha256 } from '#kernel/sha256.ts';

/**
 * The code under which the deposit of a bid stands that nobody may learn of: neither a lot that failed nor a tender that was
 * terminated ever tells who had responded, yet the money must go back the way it came. It follows from the bid's manifest hash,
 * which only its bidder knows, so that nobody who tries all organisations can tell whose it is.
 */
export function payCodeOf(lotId: string, manifestHash: string): string {
  return toHex(sha256(`ovoo-pay-code/v1\n${lotId}\n${manifestHash}`)).slice(0, 16).toUpperCase();
}

/** Four by four, as a person reads it out. */
export function formatPayCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join(' ');
}
