import { byText, sha256, toHex, utf8, type Bytes } from './bytes.ts';
import { Fault } from './fault.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

const deepest = 64;

/**
 * Canonical JSON (RFC 8785) without fractions: integers in the safe range, whole characters, members in order of their
 * names. What cannot be written so fails, because a value with two texts can be signed twice.
 */
export function canonical(value: unknown, depth = 0): string {
  if (depth > deepest) throw new Fault('form.canonical', '嵌套过深');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return integer(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new Fault('form.canonical', `${typeof value} 不是 JSON`);
  const members = Object.entries(value).sort(([a], [b]) => byText(a, b));
  return `{${members.map(([key, member]) => `${quoted(key)}:${canonical(member, depth + 1)}`).join(',')}}`;
}

/** The value of a text that is its own canonical form: duplicate keys, white space, other number forms fail. */
export function parseCanonical(text: string): Json {
  const value = parse(text);
  if (canonical(value) !== text) throw new Fault('form.canonical', '不是规范格式（RFC 8785）的 JSON');
  return value;
}

export function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Fault('form.json', '不是 JSON');
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

export function hashOfJson(value: unknown): Promise<Bytes> {
  return sha256(utf8(canonical(value)));
}

/** SHA-256 of `domain`, a zero byte and the canonical JSON, in hex: the form in which draws commit to things. */
export async function statementDigest(domain: string, statement: unknown): Promise<string> {
  return toHex(await sha256(utf8(domain), new Uint8Array(1), utf8(canonical(statement))));
}

function quoted(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new Fault('form.canonical', '含有不成对的字符');
  return JSON.stringify(text);
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Fault('form.canonical', `${value} 不是安全范围内的整数`);
  return String(value);
}
