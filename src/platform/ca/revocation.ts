import type { Bytes } from '#kernel/bytes.ts';
import { fromHex, toHex } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Authority } from './authority.ts';
import { signDocument, spkiOf } from './authority.ts';
import { readSignedDocument } from './certificate.ts';
import { explicit, sequence, tag, unsigned } from './der.ts';
import { derTime, readTime } from './der-time.ts';
import type { Node } from './der-reader.ts';
import { childrenOf, DerError, expect, readBoolean, readOid, readOne, readSmall, readUnsigned } from './der-reader.ts';
import { derName } from './names.ts';
import * as profile from './profile.ts';

export type Revocation = { readonly serial: string; readonly revokedAt: Instant };

/** A certificate revocation list, v2 (RFC 5280 §5), read but not believed. */
export type RevocationList = {
  readonly tbs: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly number: number;
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant;
  /** Hex serial → since when. */
  readonly revoked: ReadonlyMap<string, Instant>;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
};

const listNumberId = '2.5.29.20';
/** Of a list's critical extensions none is known here: one that says `only what has changed`, or `only some certificates`, would pass for the whole. */
const criticalParts = 3;

/** `number` grows with each list of the same authority; a list replaces the one before it whole. */
export function issueRevocationList(
  authority: Authority,
  list: { readonly number: number; readonly thisUpdate: Instant; readonly nextUpdate: Instant; readonly revoked: readonly Revocation[] },
): Bytes {
  const entries = list.revoked.map(({ serial, revokedAt }) => sequence(unsigned(fromHex(serial)), derTime(revokedAt)));
  const point = profile.p256Point(spkiOf(authority)) as Uint8Array;
  const tbs = sequence(
    unsigned(Uint8Array.of(1)),
    profile.ecdsaSha256Identifier,
    derName({ country: 'CN', ...authority.name }),
    derTime(list.thisUpdate),
    derTime(list.nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    profile.extensions(0, profile.authorityKeyIdExtension(profile.keyIdOf(point)), profile.listNumberExtension(list.number)),
  );
  return signDocument(tbs, authority.key);
}

/** Throws `DerError` on anything that is not one strict, numbered v2 list. */
export function readRevocationList(der: Uint8Array): RevocationList {
  const { signed, fields, signatureAlgorithm, signature } = readSignedDocument(der);
  const [version, algorithm, issuer, thisUpdate, nextUpdate, ...rest] = fields;
  if (readSmall(version) !== 1) throw new DerError('应为第 2 版吊销列表');
  if (toHex(expect(algorithm, tag.sequence).raw) !== toHex(signatureAlgorithm.raw)) throw new DerError('两处签名算法不一致');
  const entries = rest[0]?.tag === tag.sequence ? rest.shift() : undefined;
  const [list, ...stray] = childrenOf(expect(rest.shift(), explicit(0)));
  if (stray.length > 0 || rest.length > 0) throw new DerError('吊销列表格式不对');
  return {
    tbs: signed.raw,
    issuerDer: expect(issuer, tag.sequence).raw,
    number: readListNumber(expect(list, tag.sequence)),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: readTime(nextUpdate),
    revoked: new Map(entries === undefined ? [] : childrenOf(entries).map(readEntry)),
    signatureAlgorithm: profile.algorithmName(signatureAlgorithm),
    signature,
  };
}

function readEntry(node: Node): [string, Instant] {
  const [serial, revokedAt] = childrenOf(expect(node, tag.sequence));
  return [toHex(readUnsigned(serial)), readTime(revokedAt)];
}

function readListNumber(list: Node): number {
  const extensions = childrenOf(list).map((extension) => childrenOf(expect(extension, tag.sequence)));
  const critical = extensions.find((parts) => parts.length === criticalParts && readBoolean(parts[1]));
  if (critical) throw new DerError(`关键扩展 ${readOid(critical[0])} 不认识`);
  for (const parts of extensions) {
    if (readOid(parts[0]) !== listNumberId) continue;
    const magnitude = readUnsigned(readOne(expect(parts.at(-1), tag.octetString).content, tag.integer));
    if (magnitude.length > 6) throw new DerError('吊销列表编号过大');
    return Number.parseInt(toHex(magnitude), 16);
  }
  throw new DerError('吊销列表没有编号');
}
