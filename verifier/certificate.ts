import { equalBytes, fromUtf8, sha256, toHex, type Bytes } from './bytes.ts';
import { children, expect, fail, readBoolean, readOctets, readOid, readSmall, readUnsigned, readWhole, tag, type Element } from './der.ts';

/** An X.509 v3 certificate, read but not believed. Names are compared byte for byte, so they stay DER. */
export type Certificate = {
  readonly fingerprint: string;
  readonly tbs: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly names: ReadonlyMap<string, string>;
  /** Microseconds since 1970; `notAfter` is the end of the last second. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly spki: Uint8Array;
  /** r‖s, 64 bytes. */
  readonly signature: Bytes;
  readonly isAuthority: boolean;
  readonly pathLength: number;
  readonly keyUsage: number;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
};

/** Attributes of a holder's name: organisation, USCC, person id, person. */
export const attribute = { organization: '2.5.4.10', uscc: '2.5.4.5', personId: '0.9.2342.19200300.100.1.1', commonName: '2.5.4.3' } as const;
export const usage = { sign: 0xc0, certificates: 0x04 } as const;

const ecdsaSha256 = '1.2.840.10045.4.3.2';
const extension = { subjectKeyId: '2.5.29.14', keyUsage: '2.5.29.15', constraints: '2.5.29.19', authorityKeyId: '2.5.29.35' } as const;
/** What every P-256 SubjectPublicKeyInfo begins with; the uncompressed point follows. */
const p256Head = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';

/** The attacker wrote `der`. Throws a `signature.certificate` fault on anything but one strict certificate of this profile. */
export async function readCertificate(der: Uint8Array): Promise<Certificate> {
  const [signed, algorithm, signature, ...stray] = children(readWhole(der, tag.sequence));
  const tbs = expect(signed, tag.sequence);
  const [version, serial, inner, issuer, validity, subject, spki, extensions, ...more] = children(tbs);
  if (stray.length + more.length > 0 || readSmall(children(expect(version, 0xa0))[0]) !== 2) return fail('应为第 3 版证书');
  if (!equalBytes(expect(inner, tag.sequence).raw, expect(algorithm, tag.sequence).raw)) return fail('两处签名算法不一致');
  if (readOid(children(expect(algorithm, tag.sequence))[0]) !== ecdsaSha256) return fail('签名算法不是 ECDSA-SHA256');
  if (!toHex(expect(spki, tag.sequence).raw).startsWith(p256Head) || expect(spki, tag.sequence).raw.length !== 91) return fail('公钥不在 P-256 曲线上');
  readUnsigned(serial);
  const [from, until, ...beyond] = children(expect(validity, tag.sequence));
  if (beyond.length > 0) return fail('有效期格式不对');
  return {
    fingerprint: toHex(await sha256(der)),
    tbs: tbs.raw,
    issuer: expect(issuer, tag.sequence).raw,
    subject: expect(subject, tag.sequence).raw,
    names: readNames(expect(subject, tag.sequence)),
    notBefore: readTime(from),
    notAfter: readTime(until) + 999_999,
    spki: expect(spki, tag.sequence).raw,
    signature: rawSignature(readOctets(signature)),
    ...readExtensions(extensions),
  };
}

function readNames(name: Element): Map<string, string> {
  const names = new Map<string, string>();
  for (const pair of children(name).flatMap((rdn) => children(expect(rdn, tag.set)))) {
    const [type, value] = children(expect(pair, tag.sequence));
    const id = readOid(type);
    if (!names.has(id)) names.set(id, readText(value));
  }
  return names;
}

function readText(element: Element | undefined): string {
  if (element?.tag !== tag.utf8String && element?.tag !== tag.printableString) return fail('文本类型不认识');
  try {
    return fromUtf8(element.content);
  } catch {
    return fail('文本编码不对');
  }
}

/** Seconds since 1970 by the civil calendar, without a clock or a time zone. */
function readTime(element: Element | undefined): number {
  const written = String.fromCharCode(...(element?.content ?? []));
  const isShort = element?.tag === tag.utcTime && /^\d{12}Z$/.test(written);
  if (!isShort && !(element?.tag === tag.generalizedTime && /^\d{14}Z$/.test(written))) return fail('时间格式不对');
  const digits = isShort ? `${written < '50' ? '20' : '19'}${written}` : written;
  const [, year, month, day, hour, minute, second] = (/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits) ?? []).map(Number) as [number, number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return fail('没有这个时间');
  const seconds = ((daysBefore(year, month) + day - 1) * 24 + hour) * 3600 + minute * 60 + second;
  return Math.min(seconds, Math.floor(Number.MAX_SAFE_INTEGER / 1_000_000) - 1) * 1_000_000;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days from 1970-01-01 to the first of the month. */
function daysBefore(year: number, month: number): number {
  const past = year - 1;
  let days = 365 * (year - 1970) + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  for (let earlier = 1; earlier < month; earlier++) days += daysIn(year, earlier);
  return days;
}

/** Ecdsa-Sig-Value as r‖s, which is the form WebCrypto takes. */
function rawSignature(der: Uint8Array): Bytes {
  const [r, s, ...stray] = children(readWhole(der, tag.sequence));
  const halves = [readUnsigned(r), readUnsigned(s)];
  if (stray.length > 0 || halves.some((half) => half.length > 32)) return fail('签名值格式不对');
  const raw = new Uint8Array(64);
  for (const [i, half] of halves.entries()) raw.set(half, 32 * (i + 1) - half.length);
  return raw;
}

type Extensions = Pick<Certificate, 'isAuthority' | 'pathLength' | 'keyUsage' | 'subjectKeyId' | 'authorityKeyId'>;

function readExtensions(element: Element | undefined): Extensions {
  const [list, ...stray] = children(expect(element, 0xa3));
  if (stray.length > 0) return fail('扩展格式不对');
  const values = new Map<string, Uint8Array>();
  for (const each of children(expect(list, tag.sequence))) {
    const parts = children(expect(each, tag.sequence));
    const id = readOid(parts[0]);
    if (parts.length < 2 || parts.length > 3 || values.has(id)) return fail(`扩展 ${id} 格式不对或重复`);
    const isCritical = parts.length === 3 && readBoolean(parts[1]);
    if (isCritical && id !== extension.keyUsage && id !== extension.constraints) return fail(`关键扩展 ${id} 不认识`);
    values.set(id, expect(parts.at(-1), tag.octetString).content);
  }
  const keyId = values.get(extension.subjectKeyId);
  const issuerKey = values.get(extension.authorityKeyId);
  const issuerKeyId = issuerKey && children(readWhole(issuerKey, tag.sequence)).find((part) => part.tag === 0x80);
  return {
    ...readConstraints(values.get(extension.constraints)),
    keyUsage: readKeyUsage(values.get(extension.keyUsage)),
    subjectKeyId: keyId ? toHex(readWhole(keyId, tag.octetString).content) : null,
    authorityKeyId: issuerKeyId ? toHex(issuerKeyId.content) : null,
  };
}

function readConstraints(value: Uint8Array | undefined): Pick<Certificate, 'isAuthority' | 'pathLength'> {
  const [flag, length, ...stray] = value ? children(readWhole(value, tag.sequence)) : [];
  if (stray.length > 0) return fail('基本约束格式不对');
  return { isAuthority: flag !== undefined && readBoolean(flag), pathLength: length === undefined ? Number.POSITIVE_INFINITY : readSmall(length) };
}

function readKeyUsage(value: Uint8Array | undefined): number {
  if (!value) return 0;
  const [unused = 8, bits = 0] = readWhole(value, tag.bitString).content;
  return unused > 7 ? fail('密钥用途格式不对') : bits;
}
