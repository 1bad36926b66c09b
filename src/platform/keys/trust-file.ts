import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import { parseVerifierKey } from '#evidence/log/keys.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { TrustStore } from '#platform/ca/trust.ts';

const schema = z.strictObject({
  v: z.literal(1),
  /** Name of the log; the key name of `logKey`. */
  origin: z.string(),
  /** C2SP verifier keys. */
  logKey: z.string(),
  cosigners: z.array(z.string()),
  /** How many co-signers must stand under a checkpoint. */
  quorum: z.number().int().min(0),
  /** Ed25519 public key of the receipt signer, 32 bytes base64url. */
  receiptKey: z.string(),
  /** Recognised authorities, certificates as base64url DER. */
  authorities: z.array(z.strictObject({ name: z.string(), roots: z.array(z.string()), intermediates: z.array(z.string()) })),
});

/**
 * What a verifier must hold beforehand and compare by its fingerprints: `trust.json`, published on paper and on other
 * sites too. The platform reads the same file, so it cannot trust more than it tells.
 */
export type TrustFile = z.infer<typeof schema>;

export function trustFilePath(dataDir: string): string {
  return join(dataDir, 'trust.json');
}

export function readTrustFile(dataDir: string): TrustFile {
  return schema.parse(JSON.parse(readFileSync(trustFilePath(dataDir), 'utf8')));
}

export function writeTrustFile(dataDir: string, trust: TrustFile): void {
  const path = trustFilePath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(trust, null, 2)}\n`, { flush: true });
  renameSync(`${path}.new`, path);
}

export function trustStoreOf(trust: TrustFile): TrustStore {
  return new TrustStore(trust.authorities.map(({ name, roots, intermediates }) => ({ name, roots: roots.map(fromBase64url), intermediates: intermediates.map(fromBase64url) })));
}

export function logTrustOf(trust: TrustFile): LogTrust {
  return { logKey: keyOf(trust.logKey), cosigners: trust.cosigners.map(keyOf), quorum: trust.quorum };
}

function keyOf(text: string) {
  const parsed = parseVerifierKey(text);
  if (!parsed.ok) throw new TypeError(parsed.error.message);
  return parsed.value;
}
