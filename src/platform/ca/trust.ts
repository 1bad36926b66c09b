import type { KeyObject } from 'node:crypto';
import { createHash, verify } from 'node:crypto';
import type { Statement, Signature } from '#evidence/signature/statement.ts';
import { maxCertificateBytes, maxChainCertificates, readSigned } from '#evidence/signature/statement.ts';
import { signatureRefusals as refusals } from '#evidence/signature/signature.refusals.ts';
import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { addMicros, formatBeijing, microsPerSecond } from '#kernel/time/instant.ts';
import type { Certificate } from './certificate.ts';
import { readCertificate } from './certificate.ts';
import { DerError } from './der-reader.ts';
import type { AttributeName } from './names.ts';
import { showName } from './names.ts';
import type { Step } from './path.ts';
import { buildPath, holdsSignature, KnownAuthorities, publicKeyOf } from './path.ts';
import type { Usage } from './profile.ts';
import { keyUsage } from './profile.ts';
import { readRevocationList } from './revocation.ts';

/** An authority whose certificates are recognised here. */
export type TrustedCa = {
  readonly name: string;
  /** DER; believed because they stand here. */
  readonly roots: readonly Uint8Array[];
  /** DER; believed because a root signed them. Here so that holders need not send them. */
  readonly intermediates?: readonly Uint8Array[];
  /** Where this authority writes the organisation's code and the person's id. */
  readonly usccIn?: AttributeName;
  readonly personIdIn?: AttributeName;
};

/** Whom a chain certifies: plain data. */
export type CertifiedSubject = {
  readonly orgName: string;
  readonly uscc: string;
  readonly commonName: string;
  readonly personId?: string;
  readonly caName: string;
  /** Hex, as revocation lists have it. */
  readonly serial: string;
  /** Hex SHA-256 of the certificate. */
  readonly fingerprint: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** SubjectPublicKeyInfo, DER: the last 65 octets are the uncompressed P-256 point. */
  readonly publicKey: Bytes;
};

/** A list in force. */
export type TakenList = {
  /** Of whom, as its certificate names it. */
  readonly issuer: string;
  readonly number: number;
  /** By then the authority promised a newer one. */
  readonly nextUpdate: Instant;
  readonly revokedCount: number;
};

type HeldList = { readonly digest: string; readonly number: number; readonly revoked: ReadonlyMap<string, Instant> };
type Checked = { readonly subject: CertifiedSubject; readonly path: readonly Step[]; readonly key: KeyObject };

/** Chains kept with their signatures checked, some 5 KB each. */
const mostCachedChains = 10_000;
const usageName: Record<Usage, string> = { sign: '电子签名', encrypt: '加密' };

/**
 * The authorities that are recognised, and what they have revoked. Whether signatures in a chain hold is worked out
 * once and kept under the digest of the whole chain; time, usage and revocation are looked at on every call.
 */
export class TrustStore {
  readonly #known: KnownAuthorities;
  readonly #cas: readonly TrustedCa[];
  readonly #checked = new Map<string, Checked>();
  readonly #lists = new Map<string, HeldList>();

  constructor(cas: readonly TrustedCa[]) {
    this.#cas = cas;
    this.#known = new KnownAuthorities(cas);
  }

  /**
   * @param chainDer the holder's certificate, then each one's issuer; the root, and intermediates known here, may be left out.
   * @param at when the certificate was used, by the legal clock.
   */
  checkChain(chainDer: readonly Uint8Array[], at: Instant, usage: Usage): Result<CertifiedSubject, Refusal> {
    const found = this.certify(chainDer, at, usage);
    return found.ok ? ok(found.value.subject) : found;
  }

  /** `checkChain`, with the key at hand for verifying. */
  certify(chainDer: readonly Uint8Array[], at: Instant, usage: Usage): Result<{ subject: CertifiedSubject; key: KeyObject }, Refusal> {
    const checked = this.#signaturesOf(chainDer);
    if (!checked.ok) return checked;
    const { path, subject, key } = checked.value;
    const refusal = wrongUsage(path, usage) ?? firstOf(path, (step) => outOfTime(step.certificate, at) ?? this.#revoked(step, at));
    return refusal === null ? ok({ subject, key }) : err(refusal);
  }

  /** Takes in an authority's list, whole. A list older than the one at hand is refused: rolling back is no way to un-revoke. */
  addRevocationList(der: Uint8Array): Result<TakenList, Refusal> {
    const list = readOr(() => readRevocationList(new Uint8Array(der)), refusals.malformedList);
    if (!list.ok) return list;
    const { number, nextUpdate, revoked, issuerDer } = list.value;
    const issuers = this.#known.named(issuerDer).filter((ca) => (ca.keyUsage & keyUsage.listSigning) !== 0);
    const [first] = issuers;
    if (first === undefined) return err(refusals.unknownListIssuer());
    const issuer = issuers.find((ca) => holdsSignature(list.value, ca));
    if (issuer === undefined) return err(refusals.forgedList({ issuer: showName(first.subject) }));
    const [keyDigest, digest] = [digestOf(issuer.spki), digestOf(der)];
    const held = this.#lists.get(keyDigest);
    if (held && held.digest !== digest && held.number >= number) return err(refusals.staleList({ issuer: showName(issuer.subject), number, held: held.number }));
    this.#lists.set(keyDigest, { digest, number, revoked });
    return ok({ issuer: showName(issuer.subject), number, nextUpdate, revokedCount: revoked.size });
  }

  #signaturesOf(chainDer: readonly Uint8Array[]): Result<Checked, Refusal> {
    const fits = chainDer.length >= 1 && chainDer.length <= maxChainCertificates && chainDer.every((der) => der.length <= maxCertificateBytes);
    if (!fits) return err(refusals.malformedCertificate({ what: '证书链的长度不对' }));
    const name = chainDer.map(digestOf).join();
    const kept = this.#checked.get(name);
    if (kept !== undefined) return ok(kept);
    const read = readOr(() => this.#check(chainDer));
    if (!read.ok || !read.value.ok) return read.ok ? read.value : read;
    this.#keep(name, read.value.value);
    return read.value;
  }

  #check(chainDer: readonly Uint8Array[]): Result<Checked, Refusal> {
    const path = buildPath(chainDer.map((der) => readCertificate(new Uint8Array(der))), this.#known);
    if (!path.ok) return path;
    const subject = this.#subjectOf(path.value);
    return subject.ok ? ok({ subject: subject.value, path: path.value, key: publicKeyOf((path.value[0] as Step).certificate) }) : subject;
  }

  #keep(name: string, checked: Checked): void {
    this.#checked.set(name, checked);
    const [oldest] = this.#checked.keys();
    if (this.#checked.size > mostCachedChains && oldest !== undefined) this.#checked.delete(oldest);
  }

  #subjectOf(path: readonly Step[]): Result<CertifiedSubject, Refusal> {
    const { certificate } = path[0] as Step;
    const root = (path.at(-1) as Step).certificate;
    const ca = this.#cas.find((each) => each.roots.some((der) => digestOf(der) === root.fingerprint));
    assert(ca !== undefined, 'a path ends in a root of this store');
    const { organization: orgName, commonName, [ca.usccIn ?? 'serialNumber']: uscc, [ca.personIdIn ?? 'userId']: personId } = certificate.subject;
    if (orgName === undefined || uscc === undefined) return err(refusals.subjectWithoutOrganisation({ subject: showName(certificate.subject) }));
    const { serial, fingerprint, notBefore, notAfter, spki } = certificate;
    return ok({
      orgName,
      uscc,
      commonName: commonName ?? orgName,
      ...(personId === undefined ? {} : { personId }),
      caName: ca.name,
      serial,
      fingerprint,
      notBefore,
      notAfter,
      publicKey: new Uint8Array(spki),
    });
  }

  #revoked({ certificate, issuer }: Step, at: Instant): Refusal | null {
    const revokedAt = this.#lists.get(digestOf(issuer.spki))?.revoked.get(certificate.serial);
    if (revokedAt === undefined || revokedAt > at) return null;
    return refusals.revokedCertificate({ subject: showName(certificate.subject), revokedAt: formatBeijing(revokedAt) });
  }
}

/**
 * Whether the holder named in the statement signed it, with a certificate that was good at that moment.
 * @param at when the statement was received, by the legal clock.
 */
export function verifySignedStatement(statement: Statement, signature: Signature, at: Instant, trust: TrustStore): Result<CertifiedSubject, Refusal> {
  const read = readSigned(statement, signature);
  if (!read.ok) return read;
  const { chain, signed, raw } = read.value;
  const signer = trust.certify(chain, at, 'sign');
  if (!signer.ok) return signer;
  const { key, subject } = signer.value;
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, raw)) return err(refusals.mismatch());
  if (statement.signerOrg !== subject.uscc) return err(refusals.signerMismatch({ stated: statement.signerOrg, certified: subject.uscc }));
  const { signerPerson } = statement;
  if (signerPerson !== undefined && signerPerson !== subject.personId) {
    return err(refusals.signerMismatch({ stated: signerPerson, certified: subject.personId ?? subject.commonName }));
  }
  return ok(subject);
}

function wrongUsage(path: readonly Step[], usage: Usage): Refusal | null {
  const { certificate } = path[0] as Step;
  const wanted = keyUsage[usage];
  if (!certificate.isAuthority && (certificate.keyUsage & wanted) === wanted) return null;
  return refusals.wrongUsage({ subject: showName(certificate.subject), want: usageName[usage] });
}

function outOfTime({ subject, notBefore, notAfter }: Certificate, at: Instant): Refusal | null {
  const named = { subject: showName(subject), at: formatBeijing(at) };
  if (at < notBefore) return refusals.notYetValidCertificate({ ...named, notBefore: formatBeijing(notBefore) });
  if (at >= addMicros(notAfter, microsPerSecond)) return refusals.expiredCertificate({ ...named, notAfter: formatBeijing(notAfter) });
  return null;
}

function firstOf(path: readonly Step[], check: (step: Step) => Refusal | null): Refusal | null {
  for (const step of path) {
    const refusal = check(step);
    if (refusal !== null) return refusal;
  }
  return null;
}

function readOr<T>(read: () => T, malformed: (p: { what: string }) => Refusal = refusals.malformedCertificate): Result<T, Refusal> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof DerError) return err(malformed({ what: error.message }));
    throw error;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
