import { createHash } from 'node:crypto';
import type { Bytes } from '#kernel/bytes.ts';
import { fromHex } from '#kernel/bytes.ts';
import { bitString, explicit, implicit, namedBits, oid, sequence, tag, tlv, unsigned } from './der.ts';
import type { Node } from './der-reader.ts';
import { childrenOf, readOid } from './der-reader.ts';

/** The one kind of certificate issued here; README.md states it in words. */

export type Usage = 'sign' | 'encrypt';

/** First octet of KeyUsage. A person holds two certificates, as the national double-certificate system has it. */
export const keyUsage = { sign: 0xc0, encrypt: 0x08, authority: 0x06, listSigning: 0x02, certificateSigning: 0x04 } as const;

export const ecdsaSha256 = 'ECDSA-SHA256';
export const ecdsaSha256Identifier = sequence(oid('1.2.840.10045.4.3.2'));

const algorithmNames = new Map([
  ['1.2.840.10045.4.3.2', ecdsaSha256],
  ['1.2.840.10045.4.3.3', 'ECDSA-SHA384'],
  ['1.2.840.10045.2.1', '其他椭圆曲线'],
  ['1.2.840.113549.1.1.1', 'RSA'],
  ['1.2.840.113549.1.1.5', 'RSA-SHA1'],
  ['1.2.840.113549.1.1.11', 'RSA-SHA256'],
  ['1.2.156.10197.1.501', 'SM2-SM3'],
  ['1.3.101.112', 'Ed25519'],
]);
const sm2Curve = '1.2.156.10197.1.301';

/** Every P-256 SubjectPublicKeyInfo with a named curve begins so; then the 65 octets of the uncompressed point. */
const p256Head = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200');

/** The uncompressed point (65 octets) in a P-256 SPKI, or null if it is not one. */
export function p256Point(spki: Uint8Array): Uint8Array | null {
  const point = spki.subarray(p256Head.length);
  const isP256 = point.length === 65 && point[0] === 4 && p256Head.every((byte, i) => spki[i] === byte);
  return isP256 ? point : null;
}

/** The name of an AlgorithmIdentifier, or its OID. SM2 keys carry the general EC identifier and their own curve. */
export function algorithmName(identifier: Node): string {
  const [id, parameters] = childrenOf(identifier);
  const dotted = readOid(id);
  if (parameters?.tag === tag.oid && readOid(parameters) === sm2Curve) return 'SM2';
  return algorithmNames.get(dotted) ?? dotted;
}

/** Key identifier: the leftmost 160 bits of SHA-256 of the public point (RFC 7093 §2, method 1). */
export function keyIdOf(point: Uint8Array): Bytes {
  return new Uint8Array(createHash('sha256').update(point).digest().subarray(0, 20));
}

export function authorityConstraints(pathLength: number): Bytes {
  return extension('2.5.29.19', true, sequence(tlv(tag.boolean, Uint8Array.of(0xff)), unsigned(Uint8Array.of(pathLength))));
}

export function holderConstraints(): Bytes {
  return extension('2.5.29.19', true, sequence());
}

export function keyUsageExtension(bits: number): Bytes {
  return extension('2.5.29.15', true, namedBits(bits));
}

export function subjectKeyIdExtension(id: Uint8Array): Bytes {
  return extension('2.5.29.14', false, tlv(tag.octetString, id));
}

export function authorityKeyIdExtension(id: Uint8Array): Bytes {
  return extension('2.5.29.35', false, sequence(tlv(implicit(0), id)));
}

export function listNumberExtension(number: number): Bytes {
  return extension('2.5.29.20', false, unsigned(fromHex(number.toString(16).padStart(12, '0'))));
}

export function extensions(contextNumber: number, ...list: readonly Uint8Array[]): Bytes {
  return tlv(explicit(contextNumber), sequence(...list));
}

/** SEQUENCE { signed, ecdsa-with-SHA256, signature }. */
export function signedDocument(signed: Uint8Array, signature: Uint8Array): Bytes {
  return sequence(signed, ecdsaSha256Identifier, bitString(signature));
}

function extension(id: string, critical: boolean, value: Uint8Array): Bytes {
  const flag = critical ? tlv(tag.boolean, Uint8Array.of(0xff)) : new Uint8Array(0);
  return sequence(oid(id), flag, tlv(tag.octetString, value));
}
