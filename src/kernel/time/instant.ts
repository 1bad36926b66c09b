declare const instantBrand: unique symbol;

/** A moment: integer microseconds since 1970-01-01T00:00:00Z. Never a JS Date, never a float. */
export type Instant = number & { readonly [instantBrand]: true };

export const microsPerSecond = 1_000_000;
export const microsPerMinute = 60 * microsPerSecond;
export const microsPerHour = 60 * microsPerMinute;
export const microsPerDay = 24 * microsPerHour;

const legalOffsetMicros = 8 * microsPerHour;

export function instant(micros: number): Instant {
  if (!Number.isSafeInteger(micros)) throw new TypeError(`not an instant: ${micros}`);
  return micros as Instant;
}

export function addMicros(at: Instant, micros: number): Instant {
  return instant(at + micros);
}

/** `2026-12-11 09:00:00`, in Beijing time, the one legal zone. */
export function formatBeijing(at: Instant): string {
  return isoBeijing(at).slice(0, 19).replace('T', ' ');
}

/** `2026-12-11T09:00:00.000000+08:00` */
export function isoBeijing(at: Instant): string {
  const shifted = at + legalOffsetMicros;
  const seconds = Math.floor(shifted / microsPerSecond);
  const micros = String(shifted - seconds * microsPerSecond).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${micros}+08:00`;
}

const instantForm = /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(?:(Z)|([+-])(\d\d):(\d\d))?$/;

/**
 * Parses `2026-12-11 09:00`, `2026-12-11T09:00:00` (Beijing time) or a full ISO instant with its zone.
 * Null for anything else, for days that do not exist (`2026-02-30`), for hour 24 and second 60.
 */
export function parseInstant(text: string): Instant | null {
  const match = instantForm.exec(text);
  if (!match) return null;
  const [, day, hour, minute, second = '0', fraction = '', utc, sign, zoneHour, zoneMinute] = match;
  const midnight = Date.parse(`${day}T00:00:00Z`) * 1000;
  if (Number.isNaN(midnight) || new Date(midnight / 1000).toISOString().slice(0, 10) !== day) return null;
  const time = timeMicros(Number(hour), Number(minute), Number(second));
  const zone = utc ? 0 : sign ? timeMicros(Number(zoneHour), Number(zoneMinute), 0) : legalOffsetMicros;
  if (time === null || zone === null) return null;
  const micros = midnight + time + Number(fraction.padEnd(6, '0')) - (sign === '-' ? -zone : zone);
  return Number.isSafeInteger(micros) ? instant(micros) : null;
}

function timeMicros(hour: number, minute: number, second: number): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  return hour * microsPerHour + minute * microsPerMinute + second * microsPerSecond;
}
