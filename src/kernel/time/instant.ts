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
  const text = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString().slice(0, 19);
  return `${text}.${micros}+08:00`;
}

/** Parses `2026-12-11 09:00`, `2026-12-11T09:00:00` (Beijing time) or a full ISO instant with its zone. */
export function parseInstant(text: string): Instant | null {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (!match) return null;
  try {
    const parsed = Temporal.Instant.from(`${match[1]}T${match[2]}${match[3] ?? ':00'}${match[4] ?? '+08:00'}`);
    return instant(Number(parsed.epochNanoseconds / 1000n));
  } catch {
    return null;
  }
}
