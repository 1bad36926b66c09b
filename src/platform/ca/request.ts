import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import type { Bytes } from '#kernel/bytes.ts';
import { signDocument } from './authority.ts';
import { explicit, sequence, tlv, unsigned } from './der.ts';
import type { DistinguishedName } from './names.ts';
import { derName } from './names.ts';

/** A request for a certificate, PKCS #10 (RFC 2986), DER: what a holder sends to an authority. `key` is a private P-256 key, and stays. */
export function certificateRequest(subject: DistinguishedName, key: KeyObject): Bytes {
  const spki = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  return signDocument(sequence(unsigned(Uint8Array.of(0)), derName(subject), spki, tlv(explicit(0))), key);
}

/** As text between its two lines; 64 characters to a line (RFC 7468). */
export function pemOf(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
