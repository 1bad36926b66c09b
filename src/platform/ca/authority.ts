import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { assert, present } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { fromBase64url, toBase64url } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { readCertificate } from './certificate.ts';
import { explicit, sequence, unsigned, tlv } from './der.ts';
import { derTime } from './der-time.ts';
import type { DistinguishedName } from './names.ts';
import { derName } from './names.ts';
import type { Usage } from './profile.ts';
import * as profile from './profile.ts';

/** A certification authority that can sign: its key never leaves this object but through `storeAuthority`. */
export type Authority = {
  readonly name: AuthorityName;
  readonly certificate: Bytes;
  /** What a holder's chain carries after his own certificate: this authority and those above, without the root. */
  readonly path: readonly Bytes[];
  readonly key: KeyObject;
};

export type AuthorityName = { readonly organization: string; readonly commonName: string };

/** Both ends are valid seconds; parts below a second are cut off. */
export type Validity = { readonly notBefore: Instant; readonly notAfter: Instant };

export type Holder = {
  readonly orgName: string;
  /** Unified social credit code, or the registration number of a foreign body: `0-9A-Z-`. */
  readonly uscc: string;
  readonly personName?: string;
  readonly personId?: string;
};

export type CertificateRequest = Validity & {
  readonly subject: Holder;
  /** SubjectPublicKeyInfo, DER, P-256. */
  readonly publicKey: Uint8Array;
  readonly usage: Usage;
};

/** X.520 upper bound of O and CN, in characters. */
const mostNameCharacters = 64;

export function createRoot(name: AuthorityName, validity: Validity): Authority {
  const { privateKey, spki } = freshKey();
  const named = { country: 'CN', ...name };
  const certificate = build({ ...validity, subject: named, issuer: named, spki, key: privateKey, extensions: authorityExtensions(spki, spki, 1) });
  return { name, certificate, path: [], key: privateKey };
}

/** An authority under a root; it issues to holders only. */
export function createIntermediate(parent: Authority, name: AuthorityName, validity: Validity): Authority {
  const { privateKey, spki } = freshKey();
  const certificate = build({
    ...validity,
    subject: { country: 'CN', ...name },
    issuer: { country: 'CN', ...parent.name },
    spki,
    key: parent.key,
    extensions: authorityExtensions(spki, spkiOf(parent), 0),
  });
  return { name, certificate, path: [certificate, ...parent.path], key: privateKey };
}

/**
 * Issues a holder's certificate, DER. The caller has made sure who the holder is and that the key is his;
 * what is not a P-256 key or has no proper name throws, since no registration lets it come this far.
 */
export function issue(authority: Authority, request: CertificateRequest): Bytes {
  const { subject, publicKey, usage } = request;
  const commonName = subject.personName ?? subject.orgName;
  assert(/^[0-9A-Z-]{1,64}$/.test(subject.uscc), `a certificate wants an organisation code, got ${subject.uscc}`);
  for (const part of [subject.orgName, commonName]) assert(part !== '' && [...part].length <= mostNameCharacters, `not a certificate name: ${part}`);
  createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  return build({
    ...request,
    subject: {
      country: 'CN',
      organization: subject.orgName,
      serialNumber: subject.uscc,
      ...(subject.personId === undefined ? {} : { userId: subject.personId }),
      commonName,
    },
    issuer: { country: 'CN', ...authority.name },
    spki: publicKey,
    key: authority.key,
    extensions: [
      profile.holderConstraints(),
      profile.keyUsageExtension(profile.keyUsage[usage]),
      profile.subjectKeyIdExtension(keyId(publicKey)),
      profile.authorityKeyIdExtension(keyId(spkiOf(authority))),
    ],
  });
}

/** The chain to hand out with a holder's certificate: his own first, the root left out. */
export function chainOf(authority: Authority, certificate: Bytes): Bytes[] {
  return [certificate, ...authority.path];
}

/** JSON for the authority's own disk. It holds the private key in the clear: whoever writes it, guards the file. */
export type StoredAuthority = { readonly name: AuthorityName; readonly certificate: string; readonly path: readonly string[]; readonly pkcs8: string };

export function storeAuthority(authority: Authority): StoredAuthority {
  const pkcs8 = authority.key.export({ format: 'der', type: 'pkcs8' });
  return { name: authority.name, certificate: toBase64url(authority.certificate), path: authority.path.map(toBase64url), pkcs8: toBase64url(pkcs8) };
}

export function restoreAuthority(stored: StoredAuthority): Authority {
  const key = createPrivateKey({ key: Buffer.from(fromBase64url(stored.pkcs8)), format: 'der', type: 'pkcs8' });
  return { name: stored.name, certificate: fromBase64url(stored.certificate), path: stored.path.map(fromBase64url), key };
}

/** The serial number by which a revocation list names a certificate. */
export function serialOf(certificate: Uint8Array): string {
  return readCertificate(certificate).serial;
}

export function spkiOf(authority: Authority): Uint8Array {
  return new Uint8Array(createPublicKey(authority.key).export({ format: 'der', type: 'spki' }));
}

/** Signs a to-be-signed DER into its SEQUENCE { signed, algorithm, signature }. */
export function signDocument(tbs: Uint8Array, key: KeyObject): Bytes {
  return profile.signedDocument(tbs, sign('sha256', tbs, { key, dsaEncoding: 'der' }));
}

type Content = Validity & {
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly spki: Uint8Array;
  readonly key: KeyObject;
  readonly extensions: readonly Uint8Array[];
};

function build(content: Content): Bytes {
  assert(content.notBefore < content.notAfter, 'a certificate ends after it begins');
  const tbs = sequence(
    tlv(explicit(0), unsigned(Uint8Array.of(2))),
    unsigned(randomSerial()),
    profile.ecdsaSha256Identifier,
    derName(content.issuer),
    sequence(derTime(content.notBefore), derTime(content.notAfter)),
    derName(content.subject),
    content.spki,
    profile.extensions(3, ...content.extensions),
  );
  return signDocument(tbs, content.key);
}

function authorityExtensions(own: Uint8Array, parent: Uint8Array, pathLength: number): Uint8Array[] {
  return [
    profile.authorityConstraints(pathLength),
    profile.keyUsageExtension(profile.keyUsage.authority),
    profile.subjectKeyIdExtension(keyId(own)),
    profile.authorityKeyIdExtension(keyId(parent)),
  ];
}

function keyId(spki: Uint8Array): Uint8Array {
  return profile.keyIdOf(present(profile.p256Point(spki), 'a P-256 public key'));
}

function freshKey(): { privateKey: KeyObject; spki: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })) };
}

/** 126 random bits: positive, and always 16 octets long. */
function randomSerial(): Uint8Array {
  const serial = new Uint8Array(randomBytes(16));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}
