import { createHash } from 'node:crypto';
import { equalBytes, toHex } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { explicit, implicit, tag } from './der.ts';
import { readTime } from './der-time.ts';
import type { Node } from './der-reader.ts';
import { childrenOf, DerError, expect, readBits, readBoolean, readOid, readOne, readSmall, readUnsigned } from './der-reader.ts';
import type { DistinguishedName } from './names.ts';
import { readName } from './names.ts';
import { algorithmName, ecdsaSha256, p256Point } from './profile.ts';

/** An X.509 v3 certificate, read but not believed. Names stay as DER too: they are compared byte for byte. */
export type Certificate = {
  readonly der: Uint8Array;
  /** Hex SHA-256 of the DER. */
  readonly fingerprint: string;
  readonly tbs: Uint8Array;
  /** Hex, without leading zero octets. */
  readonly serial: string;
  readonly issuer: DistinguishedName;
  readonly issuerDer: Uint8Array;
  readonly subject: DistinguishedName;
  readonly subjectDer: Uint8Array;
  readonly notBefore: Instant;
  /** The last second in which it is valid. */
  readonly notAfter: Instant;
  readonly spki: Uint8Array;
  /** `P-256`, or the name of what it is instead. */
  readonly keyAlgorithm: string;
  /** `ECDSA-SHA256`, or the name of what it is instead. */
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
} & Extensions;

export type Extensions = {
  readonly isAuthority: boolean;
  /** How many authorities may stand between this one and a holder. */
  readonly pathLength: number;
  /** First octet of KeyUsage; 0 when there is none. */
  readonly keyUsage: number;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
};

const extensionId = { subjectKeyId: '2.5.29.14', keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19', authorityKeyId: '2.5.29.35' } as const;

/** Throws `DerError` on anything that is not one strict v3 certificate. */
export function readCertificate(der: Uint8Array): Certificate {
  const { signed, fields, signatureAlgorithm, signature } = readSignedDocument(der);
  const [version, serial, algorithm, issuer, validity, subject, spki, ...rest] = fields;
  const [versionNumber] = childrenOf(expect(version, explicit(0)));
  if (readSmall(versionNumber) !== 2) throw new DerError('应为第 3 版证书');
  if (!equalBytes(expect(algorithm, tag.sequence).raw, signatureAlgorithm.raw)) throw new DerError('两处签名算法不一致');
  const [notBefore, notAfter, ...stray] = childrenOf(expect(validity, tag.sequence));
  if (stray.length > 0) throw new DerError('有效期格式不对');
  return {
    der,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    tbs: signed.raw,
    serial: toHex(readUnsigned(serial)),
    issuer: readName(issuer),
    issuerDer: expect(issuer, tag.sequence).raw,
    subject: readName(subject),
    subjectDer: expect(subject, tag.sequence).raw,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    spki: expect(spki, tag.sequence).raw,
    keyAlgorithm: keyAlgorithmOf(expect(spki, tag.sequence)),
    signatureAlgorithm: algorithmName(signatureAlgorithm),
    signature,
    ...readExtensions(rest),
  };
}

/** SEQUENCE { what is signed, algorithm, signature }: the outer form of certificates and of revocation lists. */
export function readSignedDocument(der: Uint8Array): { signed: Node; fields: Node[]; signatureAlgorithm: Node; signature: Uint8Array } {
  const [signed, algorithm, signature, ...stray] = childrenOf(readOne(der, tag.sequence));
  if (stray.length > 0) throw new DerError('结尾有多余内容');
  const signatureAlgorithm = expect(algorithm, tag.sequence);
  const raw = readBits(signature);
  if (algorithmName(signatureAlgorithm) === ecdsaSha256) checkEcdsaForm(raw);
  return { signed: expect(signed, tag.sequence), fields: childrenOf(expect(signed, tag.sequence)), signatureAlgorithm, signature: raw };
}

/** Ecdsa-Sig-Value as strict DER, so that a signature has no second encoding. */
function checkEcdsaForm(signature: Uint8Array): void {
  const [r, s, ...stray] = childrenOf(readOne(signature, tag.sequence));
  if (stray.length > 0 || readUnsigned(r).length > 32 || readUnsigned(s).length > 32) throw new DerError('签名值格式不对');
}

function keyAlgorithmOf(spki: Node): string {
  const [algorithm] = childrenOf(spki);
  return p256Point(spki.raw) === null ? algorithmName(expect(algorithm, tag.sequence)) : 'P-256';
}

function readExtensions(rest: readonly Node[]): Extensions {
  const last = rest.at(-1);
  if (rest.slice(0, -1).some((node) => node.tag !== implicit(1) && node.tag !== implicit(2))) throw new DerError('字段次序不对');
  const [list, ...stray] = childrenOf(expect(last, explicit(3)));
  if (stray.length > 0) throw new DerError('扩展格式不对');
  const values = new Map<string, Uint8Array>();
  for (const extension of childrenOf(expect(list, tag.sequence))) {
    const { id, critical, value } = readExtension(extension);
    if (values.has(id)) throw new DerError(`扩展 ${id} 重复`);
    if (critical && !known.has(id)) throw new DerError(`关键扩展 ${id} 不认识`);
    values.set(id, value);
  }
  return {
    ...readBasicConstraints(values.get(extensionId.basicConstraints)),
    keyUsage: readKeyUsage(values.get(extensionId.keyUsage)),
    subjectKeyId: readSubjectKeyId(values.get(extensionId.subjectKeyId)),
    authorityKeyId: readAuthorityKeyId(values.get(extensionId.authorityKeyId)),
  };
}

const known = new Set<string>(Object.values(extensionId));

function readExtension(node: Node): { id: string; critical: boolean; value: Uint8Array } {
  const parts = childrenOf(expect(node, tag.sequence));
  const [id, ...after] = parts;
  const critical = after.length === 2 && readBoolean(after[0]);
  if (after.length < 1 || after.length > 2) throw new DerError('扩展格式不对');
  return { id: readOid(id), critical, value: expect(after.at(-1), tag.octetString).content };
}

function readBasicConstraints(value: Uint8Array | undefined): { isAuthority: boolean; pathLength: number } {
  const parts = value === undefined ? [] : childrenOf(readOne(value, tag.sequence));
  const isAuthority = parts[0] !== undefined && readBoolean(parts[0]);
  if (parts.length > 2 || (parts.length === 2 && !isAuthority)) throw new DerError('基本约束格式不对');
  return { isAuthority, pathLength: parts.length === 2 ? readSmall(parts[1]) : Number.POSITIVE_INFINITY };
}

function readKeyUsage(value: Uint8Array | undefined): number {
  if (value === undefined) return 0;
  const [unused = 8, bits = 0] = readOne(value, tag.bitString).content;
  if (unused > 7) throw new DerError('密钥用途格式不对');
  return bits;
}

function readSubjectKeyId(value: Uint8Array | undefined): string | null {
  return value === undefined ? null : toHex(readOne(value, tag.octetString).content);
}

function readAuthorityKeyId(value: Uint8Array | undefined): string | null {
  if (value === undefined) return null;
  const keyId = childrenOf(readOne(value, tag.sequence)).find((part) => part.tag === implicit(0));
  return keyId === undefined ? null : toHex(keyId.content);
}
