import type { Bytes } from '#kernel/bytes.ts';
import { utf8 } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { instant, microsPerDay, microsPerSecond } from '#kernel/time/instant.ts';
import { tag, tlv } from './der.ts';
import type { Node } from './der-reader.ts';
import { DerError } from './der-reader.ts';

/** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; whole seconds, the part below is cut off. */
export function derTime(at: Instant): Bytes {
  const digits = new Date(Math.floor(at / microsPerSecond) * 1000).toISOString().slice(0, 19).replace(/[-T:]/g, '');
  return digits < '2050' ? tlv(tag.utcTime, utf8(`${digits.slice(2)}Z`)) : tlv(tag.generalizedTime, utf8(`${digits}Z`));
}

/** `9999-12-31`, the certificate without end, lies beyond what an `Instant` can hold; this far stands for it (the year 2255). */
const farthest = Math.floor((Number.MAX_SAFE_INTEGER - microsPerDay) / microsPerSecond) * microsPerSecond;

/** Years before 1950 have no place in certificates of this profile, so UTCTime `50`–`99` means 1950–1999. */
export function readTime(node: Node | undefined): Instant {
  const written = node === undefined ? '' : String.fromCharCode(...node.content);
  const short = node?.tag === tag.utcTime && /^\d{12}Z$/.test(written);
  const long = node?.tag === tag.generalizedTime && /^\d{14}Z$/.test(written);
  if (!short && !long) throw new DerError('时间格式不对');
  const digits = short ? `${written < '50' ? '20' : '19'}${written}` : written;
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const millis = Date.parse(iso);
  if (Number.isNaN(millis) || new Date(millis).toISOString() !== iso) throw new DerError('没有这个时间');
  return instant(Math.min(millis * 1000, farthest));
}
