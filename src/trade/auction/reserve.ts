import { toHex, utf8 } from '#kernel/bytes.ts';
import { sha256 } from '#kernel/sha256.ts';

/** What stands in the announcement in place of the figure: SHA-256 of `<分>\n<salt>`, lower-case hex. */
export function reserveHashOf(reserveFen: string, salt: string): string {
  return toHex(sha256(utf8(`${reserveFen}\n${salt}`)));
}
