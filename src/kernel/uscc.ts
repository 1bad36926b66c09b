import { assert } from './assert.ts';
import type { Refusal } from './refusal.ts';
import { registrationRefusals } from './registration.refusals.ts';
import { err, ok, type Result } from './result.ts';

declare const usccBrand: unique symbol;

/** 统一社会信用代码, GB 32100-2015: 18 characters in upper case whose check character holds. */
export type Uscc = string & { readonly [usccBrand]: true };

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const form = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** Surrounding blanks and lower case are taken kindly. Does not say that the organisation exists. */
export function parseUscc(text: string): Result<Uscc, Refusal> {
  const code = text.trim().toUpperCase();
  if (!form.test(code)) return err(registrationRefusals.usccForm({ text }));
  if (usccCheckCharacter(code.slice(0, 17)) !== code[17]) return err(registrationRefusals.usccCheck({ text: code }));
  return ok(code as Uscc);
}

/** The 18th character for the first 17: weights are powers of 3 modulo 31. */
export function usccCheckCharacter(first17: string): string {
  assert(first17.length === 17, 'a check character is computed over 17 characters');
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = alphabet.indexOf(character);
    assert(value >= 0, `${character} is not of the code's alphabet`);
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] as string;
}

/** The division code in places 3 to 8: where the code was first given, not where the organisation now is. */
export function registrationDivisionOf(uscc: Uscc): string {
  return uscc.slice(2, 8);
}
