import { assert } from './assert.ts';

/** Under which a natural person stands where an organisation stands under its USCC: drawn, so that nobody works it out from who it is. */
export type PersonCode = string & { readonly [personCodeBrand]: true };
declare const personCodeBrand: unique symbol;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16;

/** `P` and 16 symbols of Crockford's base 32: 80 random bits, never the shape of a USCC. */
export function parsePersonCode(text: string): PersonCode | null {
  return /^P[0-9A-HJKMNP-TV-Z]{16}$/.test(text) ? (text as PersonCode) : null;
}

export function drawPersonCode(randomBytes: (length: number) => Uint8Array): PersonCode {
  const bytes = randomBytes(length);
  assert(bytes.length === length, `${length} random bytes`);
  return `P${Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')}` as PersonCode;
}
