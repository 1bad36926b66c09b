import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { toBase64url } from '#kernel/bytes.ts';
import { parseVerifierKey } from '#evidence/log/keys.ts';
import { logTrustOf, trustStoreOf, type TrustFile } from '#platform/keys/trust-file.ts';
import { readCosignerCard } from './cards.ts';
import type { Enrolment } from './enrolment-file.ts';

/**
 * `trust.json` with these authorities and co-signers: an authority of the same name is replaced, a key is added once, nothing is
 * taken away. What would make the platform refuse its own file throws here instead.
 */
export function withTrust(trust: TrustFile, wanted: NonNullable<Enrolment['trust']>, folder: string): TrustFile {
  const authorities = wanted.authorities.map(({ name, roots, intermediates }) => ({ name, roots: roots.map(certificate), intermediates: intermediates.map(certificate) }));
  const merged: TrustFile = {
    ...trust,
    authorities: [...trust.authorities.filter(({ name }) => !authorities.some((each) => each.name === name)), ...authorities],
    cosigners: [...new Set([...trust.cosigners, ...wanted.cosigners.map(verifierKey)])],
    quorum: wanted.quorum ?? trust.quorum,
  };
  trustStoreOf(merged);
  const { cosigners, quorum } = logTrustOf(merged);
  if (quorum > cosigners.length) throw new Error(`quorum 是 ${quorum}，共签方只有 ${cosigners.length} 家。`);
  return merged;

  function verifierKey(given: string): string {
    return parseVerifierKey(given).ok ? given : readCosignerCard(resolve(folder, given)).verifierKey;
  }

  function certificate(file: string): string {
    try {
      return toBase64url(new Uint8Array(new X509Certificate(readFileSync(resolve(folder, file))).raw));
    } catch (cause) {
      throw new Error(`${file} 不是可用的证书文件（PEM 或者 DER）。`, { cause });
    }
  }
}
