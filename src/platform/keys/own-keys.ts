import { join } from 'node:path';
import { createPublicKey } from 'node:crypto';
import { ed25519Seed, keyDirectory, type KeyDirectory } from './key-directory.ts';

/** Each process has a key folder of its own; the server cannot read the log's key, nor the sequencer the receipts'. */
export function receiptKeyDirectory(dataDir: string): KeyDirectory {
  return keyDirectory(join(dataDir, 'keys', 'server'));
}

export function logKeyOf(dataDir: string): Buffer {
  return ed25519Seed(keyDirectory(join(dataDir, 'keys', 'sequencer')).ed25519('log.pem'));
}

export function cosignerKeyOf(dataDir: string, name: string): Buffer {
  return ed25519Seed(keyDirectory(join(dataDir, 'keys', `cosigner-${name}`)).ed25519('cosigner.pem'));
}

/** The 32-byte public half of the receipt key. */
export function receiptPublicKeyOf(dataDir: string): Buffer {
  const key = receiptKeyDirectory(dataDir).ed25519('receipt.pem');
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32);
}
