import { existsSync } from 'node:fs';
import { toBase64url } from '#kernel/bytes.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import type { Config } from '#platform/config/config.ts';
import { cosignerKeyOf, logKeyOf, receiptPublicKeyOf } from '#platform/keys/own-keys.ts';
import { readTrustFile, trustFilePath, writeTrustFile, type TrustFile } from '#platform/keys/trust-file.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { logOrigin } from './origin.ts';
import { cosignerNames, cosignerQuorum } from './parties.ts';

/** Writes `trust.json` at the first start: the public halves of the platform's own keys and the recognised authorities. */
export function ensureTrust({ dataDir, mode }: Pick<Config, 'dataDir' | 'mode'>): TrustFile {
  if (existsSync(trustFilePath(dataDir))) return readTrustFile(dataDir);
  const log = ed25519Signer(logOrigin, signatureType.ed25519, logKeyOf(dataDir));
  const cosigners = mode === 'demo' ? cosignerNames.map((name) => ed25519Signer(cosignerKeyName(name), signatureType.cosignature, cosignerKeyOf(dataDir, name))) : [];
  const trust: TrustFile = {
    v: 1,
    origin: logOrigin,
    logKey: formatVerifierKey(log.key),
    cosigners: cosigners.map(({ key }) => formatVerifierKey(key)),
    quorum: mode === 'demo' ? cosignerQuorum : 0,
    receiptKey: toBase64url(receiptPublicKeyOf(dataDir)),
    authorities: mode === 'demo' ? demoAuthorities(dataDir).map(({ name, root, issuing }) => ({ name, roots: [toBase64url(root.certificate)], intermediates: [toBase64url(issuing.certificate)] })) : [],
  };
  writeTrustFile(dataDir, trust);
  return trust;
}

export function cosignerKeyName(name: string): string {
  return `cosign.ovoo.nmg/${name}`;
}
