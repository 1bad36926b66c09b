import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { ReceiptSigner } from '#platform/command/pipeline.ts';

/** A folder of one process's secrets, 0700, never in the database and never in a backup of it. */
export function keyDirectory(path: string) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);

  function keep(name: string, make: () => Buffer): Buffer {
    const file = join(path, name);
    if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx', flush: true });
    return readFileSync(file);
  }

  return {
    path,
    /** A symmetric secret of 32 bytes, made at first use. */
    secret: (name: string): Buffer => keep(name, () => randomBytes(32)),
    /** An Ed25519 key, made at first use. */
    ed25519: (name: string): KeyObject =>
      createPrivateKey({ key: keep(name, () => Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))), format: 'pem' }),
  };
}

export type KeyDirectory = ReturnType<typeof keyDirectory>;

/** The 32-byte seed of an Ed25519 key: the tail of its PKCS #8 form (RFC 8410 §7). */
export function ed25519Seed(key: KeyObject): Buffer {
  return key.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
}

export function receiptSigner(origin: string, keys: KeyDirectory): ReceiptSigner {
  const key = keys.ed25519('receipt.pem');
  return { origin, sign: (statement) => sign(null, statement, key) };
}
