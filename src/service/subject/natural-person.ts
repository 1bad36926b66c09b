import { z } from 'zod';
import type { Aggregate } from '#kernel/decider.ts';
import { parsePersonNumber, birthDateOf, type PersonNumber } from '#kernel/person-number.ts';
import { addMonths, type PlainDate } from '#kernel/time/plain-date.ts';
import type { Personal } from './personal-hash.ts';

export const personalPart = z.strictObject({
  number: z.string().max(30).refine((text) => parsePersonNumber(text).ok, '公民身份号码的校验位对不上，请照身份证逐位核对').transform((text) => text.trim().toUpperCase()),
  phone: z.string().trim().regex(/^1[3-9]\d{9}$/, '手机号码为 11 位数字'),
});

/** As it was locked. */
export function readPersonal(text: string): Personal {
  return personalPart.parse(JSON.parse(text));
}

/** `1529***********012`: enough for the holder to know it again. */
export function maskedNumber(number: string): string {
  return `${number.slice(0, 4)}${'*'.repeat(Math.max(0, number.length - 6))}${number.slice(-2)}`;
}

export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** Whether a person born as the number says had `years` behind it on a day. */
export function hasReached(number: string, years: number, on: PlainDate): boolean {
  return addMonths(birthDateOf(number as PersonNumber), years * 12) <= on;
}

/** That a number is taken, and by whom: `identity:<fingerprint>`. */
export type Identity = { readonly personCode: string };
export type IdentityEvent = { readonly kind: 'IdentityTaken'; readonly personCode: string };

export const identity: Aggregate<Identity, IdentityEvent> = {
  type: 'identity',
  disclosure: { IdentityTaken: 'self' },
  evolve: (_, { personCode }) => ({ personCode }),
};
