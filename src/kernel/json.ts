/** What events, states and statements are made of: no floats, no dates, no undefined. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * Canonical JSON (RFC 8785), restricted to what this platform signs and hashes: integers in the safe
 * range, well-formed strings, plain objects, no other numbers. Two equal values have one byte form; anything
 * outside the restriction throws, because a value that can be written two ways can be signed two ways.
 * A member whose value is undefined counts as absent.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalInteger(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(',')}]`;
  if (!isPlainObject(value)) throw new TypeError(`canonical JSON: ${typeof value} is not plain data`);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byUtf16)
    .map((key) => `${canonicalString(key)}:${canonical(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

const isWellFormed: (text: string) => boolean =
  'isWellFormed' in String.prototype ? (text) => text.isWellFormed() : (text) => !/\p{Surrogate}/u.test(text);

function canonicalString(value: string): string {
  if (!isWellFormed(value)) throw new TypeError('canonical JSON: a lone surrogate has no UTF-8 form');
  return JSON.stringify(value);
}

function canonicalInteger(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`canonical JSON: ${value} is not a safe integer`);
  return String(value);
}

/** A Date, a Map or a byte array would otherwise be signed as `{}` or as a list of indexes. */
function isPlainObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function byUtf16(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
