import { sha256 as portable } from '@noble/hashes/sha2.js';
import { concat, utf8, type Bytes } from './bytes.ts';

type NodeCrypto = ReturnType<typeof process.getBuiltinModule<'node:crypto'>>;

const hashBytes = 32;
const scratchBytes = 65_536;
/** Node's own where there is one: a command takes a dozen. Browsers have theirs only as a promise. */
const native = (globalThis as { process?: Partial<NodeJS.Process> }).process?.getBuiltinModule?.('node:crypto');

/** SHA-256 (FIPS 180-4), at once, over these one after the other; a text counts as its UTF-8. */
export const sha256: (...parts: readonly (Uint8Array | string)[]) => Bytes = native ? nativeSha256(native) : portableSha256;

export function portableSha256(...parts: readonly (Uint8Array | string)[]): Bytes {
  return new Uint8Array(portable(concat(...parts.map((part) => (typeof part === 'string' ? utf8(part) : part)))));
}

/**
 * Gathers the parts in one place that stays, and takes the hash as a text: a fresh buffer for each of them costs several
 * times what the hash does, when it is made and again when it is swept.
 */
function nativeSha256({ hash, createHash }: NodeCrypto): typeof portableSha256 {
  const scratch = Buffer.allocUnsafeSlow(scratchBytes);

  return (...parts) => {
    const most = parts.reduce((sum, part) => sum + (typeof part === 'string' ? 3 * part.length : part.length), 0);
    return fromLatin1(most > scratchBytes ? long(parts) : hash('sha256', scratch.subarray(0, gather(parts)), 'latin1'));
  };

  function gather(parts: readonly (Uint8Array | string)[]): number {
    let length = 0;
    for (const part of parts) {
      if (typeof part === 'string') length += scratch.write(part, length);
      else {
        scratch.set(part, length);
        length += part.length;
      }
    }
    return length;
  }

  function long(parts: readonly (Uint8Array | string)[]): string {
    const running = createHash('sha256');
    for (const part of parts) running.update(part);
    return running.digest('latin1');
  }
}

function fromLatin1(text: string): Bytes {
  const bytes = new Uint8Array(hashBytes);
  for (let i = 0; i < hashBytes; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
