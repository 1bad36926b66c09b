import { assert } from './assert.ts';
import type { Refusal } from './refusal.ts';
import { registrationRefusals } from './registration.refusals.ts';
import { err, ok, type Result } from './result.ts';
import { parsePlainDate, plainDate, type PlainDate } from './time/plain-date.ts';

declare const personNumberBrand: unique symbol;

/** 公民身份号码, GB 11643-1999: 17 digits and a check character. Personal data: kept encrypted, never in logs or refusals. */
export type PersonNumber = string & { readonly [personNumberBrand]: true };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Surrounding blanks and a small x are taken kindly. Does not say that the person exists. */
export function parsePersonNumber(text: string): Result<PersonNumber, Refusal> {
  const number = text.trim().toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return err(registrationRefusals.personForm({}));
  if (!parsePlainDate(birthText(number)).ok) return err(registrationRefusals.personBirth({}));
  if (personCheckCharacter(number.slice(0, 17)) !== number[17]) return err(registrationRefusals.personCheck({}));
  return ok(number as PersonNumber);
}

/** The 18th character for the first 17 digits (ISO 7064, MOD 11-2). */
export function personCheckCharacter(first17: string): string {
  assert(/^\d{17}$/.test(first17), 'a check character is computed over 17 digits');
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return '10X98765432'[sum % 11] as string;
}

export function birthDateOf(number: PersonNumber): PlainDate {
  return plainDate(birthText(number));
}

function birthText(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}
