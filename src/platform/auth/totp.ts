import { createHmac } from 'node:crypto';
import { microsPerSecond, type Instant } from '#kernel/time/instant.ts';

/** One-time codes by time (RFC 6238, HMAC-SHA-1, 30 seconds): what every authenticator program computes. */
export const totpStepSeconds = 30;
export const totpDigits = 6;

/** A phone's clock may be one step off. */
const toleratedSteps = 1;
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function totpStepAt(machineAt: Instant): number {
  return Math.floor(machineAt / (totpStepSeconds * microsPerSecond));
}

/** The code of one step: RFC 4226 §5.3. */
export function totpCode(secret: Uint8Array, step: number, digits = totpDigits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[19] as number) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, later than `lastStep` (a code is accepted once), or null. */
export function matchTotp(secret: Uint8Array, code: string, machineAt: Instant, lastStep: number): number | null {
  const now = totpStepAt(machineAt);
  let matched: number | null = null;
  for (let step = now - toleratedSteps; step <= now + toleratedSteps; step++) {
    if (step > lastStep && totpCode(secret, step) === code) matched ??= step;
  }
  return matched;
}

/** What an authenticator program scans to take the secret in. */
export function totpAddress(login: string, secret: Uint8Array): string {
  return `otpauth://totp/Ovoo:${encodeURIComponent(login)}?secret=${base32(secret)}&issuer=Ovoo&digits=${totpDigits}&period=${totpStepSeconds}`;
}

/** The inverse of `base32`; other characters count for nothing. */
export function fromBase32(text: string): Uint8Array {
  const bits = [...text].filter((letter) => base32Alphabet.includes(letter)).map((letter) => base32Alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (octet) => Number.parseInt(octet, 2));
}

/** RFC 4648, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => base32Alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}
