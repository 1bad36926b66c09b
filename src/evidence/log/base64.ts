import type { Bytes } from '#kernel/bytes.ts';

/** Standard base64 with padding (RFC 4648 §4), as the C2SP formats ask. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Strict: null unless `text` is the one canonical encoding, so that no signed text has two forms. */
export function fromBase64(text: string): Bytes | null {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
