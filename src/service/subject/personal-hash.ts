import { toHex, utf8 } from '#kernel/bytes.ts';
import { sha256 } from '#kernel/sha256.ts';

/** What is known of a natural person beside name and place: seen by itself, and by whoever must judge its application. */
export type Personal = { readonly number: string; readonly phone: string };

/** What is signed and kept in place of number and phone: SHA-256 of `<number>\n<phone>\n<salt>`, lower-case hex. */
export function personalHash({ number, phone }: Personal, salt: string): string {
  return toHex(sha256(utf8(`${number}\n${phone}\n${salt}`)));
}
