import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fromBase64url, toBase64url } from '#kernel/bytes.ts';
import { keyDirectory } from './key-directory.ts';

/**
 * Personal data locked with a key that lies in the server's key folder and in no database. The adversary is whoever reads or
 * copies the database: without the key it has neither the data nor a way to try out what they are.
 */
export type Lockbox = {
  /** Bound to what it is of: moved to another record it does not open. */
  seal(of: string, text: string): string;
  open(of: string, sealed: string): string;
  /** The same for one text, 64 hex digits, and nothing to whoever has no key. */
  fingerprint(text: string): string;
};

const ivBytes = 12;
const tagBytes = 16;

/** `secret`: 32 bytes. AES-256-GCM; iv ‖ tag ‖ ciphertext, base64url. */
export function lockbox(secret: Buffer): Lockbox {
  const derived = (purpose: string): Buffer => createHmac('sha256', secret).update(purpose).digest();
  const [key, names] = [derived('seal'), derived('fingerprint')];
  return {
    seal(of, text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(of));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return toBase64url(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
    },
    open(of, sealed) {
      const bytes = Buffer.from(fromBase64url(sealed));
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes)).setAAD(Buffer.from(of)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
    fingerprint: (text) => createHmac('sha256', names).update(text).digest('hex'),
  };
}

/** This server's box for numbers and phones of natural persons. */
export function identityLockbox(dataDir: string): Lockbox {
  return lockbox(keyDirectory(join(dataDir, 'keys', 'server')).secret('identity.key'));
}
