import type { KeyObject } from 'node:crypto';
import { createPublicKey, verify } from 'node:crypto';
import { signatureRefusals as refusals } from '#evidence/signature/signature.refusals.ts';
import { equalBytes, toHex } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { Certificate } from './certificate.ts';
import { readCertificate } from './certificate.ts';
import { DerError } from './der-reader.ts';
import { showName } from './names.ts';
import { ecdsaSha256, keyUsage } from './profile.ts';

/** A certificate and the one whose key signed it; a root is its own issuer. */
export type Step = { readonly certificate: Certificate; readonly issuer: Certificate };

type Configured = { readonly roots: readonly Uint8Array[]; readonly intermediates?: readonly Uint8Array[] };

const longestPath = 6;

/** The certificates of authorities that stand in the configuration. */
export class KnownAuthorities {
  readonly #roots = new Set<string>();
  readonly #named = new Map<string, Certificate[]>();

  constructor(cas: readonly Configured[]) {
    for (const { roots, intermediates = [] } of cas) {
      for (const der of roots) this.#roots.add(this.#take(der).fingerprint);
      for (const der of intermediates) this.#take(der);
    }
  }

  isRoot(certificate: Certificate): boolean {
    return this.#roots.has(certificate.fingerprint);
  }

  named(subjectDer: Uint8Array): readonly Certificate[] {
    return this.#named.get(toHex(subjectDer)) ?? [];
  }

  #take(der: Uint8Array): Certificate {
    const certificate = readCertificate(new Uint8Array(der));
    const name = toHex(certificate.subjectDer);
    this.#named.set(name, [...(this.#named.get(name) ?? []), certificate]);
    return certificate;
  }
}

/**
 * From the holder's certificate up to a root. The given ones must follow one another, each signed by the next;
 * what is missing above them is taken from `known`. Nothing else is tried, so two checkers come to the same path.
 */
export function buildPath(given: readonly Certificate[], known: KnownAuthorities): Result<Step[], Refusal> {
  const path: Step[] = [];
  const foreign = given.map(foreignAlgorithm).find((algorithm) => algorithm !== null);
  if (foreign) return err(refusals.unsupportedAlgorithm({ algorithm: foreign }));
  let current = given[0] as Certificate;
  while (path.length < longestPath) {
    if (known.isRoot(current)) {
      if (path.length + 1 < given.length) return err(refusals.malformedCertificate({ what: '根证书之后还有证书' }));
      return ok([...path, { certificate: current, issuer: current }]);
    }
    const next = given[path.length + 1];
    const issuer = (next === undefined ? known.named(current.issuerDer) : [next]).find((candidate) => fits(candidate, current));
    if (issuer === undefined) return err(refusals.unknownIssuer({ issuer: showName(current.issuer) }));
    const refusal = notIssued(current, issuer, path.length);
    if (refusal !== null) return err(refusal);
    path.push({ certificate: current, issuer });
    current = issuer;
  }
  return err(refusals.malformedCertificate({ what: '证书链过长' }));
}

/** Same name and, where both say it, the same key. */
function fits(issuer: Certificate, issued: Certificate): boolean {
  if (!equalBytes(issuer.subjectDer, issued.issuerDer)) return false;
  return issued.authorityKeyId === null || issuer.subjectKeyId === null || issued.authorityKeyId === issuer.subjectKeyId;
}

/** `below`: how many certificates stand under `issued` in the path. */
function notIssued(issued: Certificate, issuer: Certificate, below: number): Refusal | null {
  const names = { subject: showName(issued.subject), issuer: showName(issuer.subject) };
  const foreign = foreignAlgorithm(issuer);
  if (foreign !== null) return refusals.unsupportedAlgorithm({ algorithm: foreign });
  const mayIssue = issuer.isAuthority && (issuer.keyUsage & keyUsage.certificateSigning) !== 0 && below <= issuer.pathLength;
  if (!mayIssue) return refusals.wrongUsage({ subject: names.issuer, want: '签发证书' });
  return holdsSignature(issued, issuer) ? null : refusals.forgedCertificate(names);
}

function foreignAlgorithm({ keyAlgorithm, signatureAlgorithm }: Certificate): string | null {
  if (keyAlgorithm !== 'P-256') return keyAlgorithm;
  return signatureAlgorithm === ecdsaSha256 ? null : signatureAlgorithm;
}

type SignedDocument = { readonly tbs: Uint8Array; readonly signature: Uint8Array; readonly signatureAlgorithm: string };

export function holdsSignature(document: SignedDocument, issuer: Pick<Certificate, 'keyAlgorithm' | 'spki'>): boolean {
  if (document.signatureAlgorithm !== ecdsaSha256 || issuer.keyAlgorithm !== 'P-256') return false;
  return verify('sha256', document.tbs, { key: publicKeyOf(issuer), dsaEncoding: 'der' }, document.signature);
}

/** Throws `DerError` where the point is not on the curve. */
export function publicKeyOf(certificate: Pick<Certificate, 'spki'>): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(certificate.spki), format: 'der', type: 'spki' });
  } catch {
    throw new DerError('公钥不在曲线上');
  }
}
