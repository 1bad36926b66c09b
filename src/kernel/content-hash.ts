import { toBase64url } from './bytes.ts';
import { canonical, type Json } from './json.ts';
import { sha256 } from './sha256.ts';

/** SHA-256 of canonical JSON, base64url, 43 characters: what people sign of a text that both their browser and the server work out. */
export function hashOfContent(content: object): string {
  return toBase64url(sha256(canonical(content as unknown as Json)));
}
