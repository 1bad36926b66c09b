import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's figures for scrypt: 128 MiB·N/2^17 of memory for a guess; 32 MiB here, with p = 3 to make up for it. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const hashBytes = 32;

export type PasswordHash = { readonly salt: Buffer; readonly hash: Buffer };

export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<PasswordHash> {
  const hash = await new Promise<Buffer>((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, cost, (error, derived) => (error ? reject(error) : resolve(derived)));
  });
  return { salt, hash };
}

/** Takes the same time whether the password is right, wrong, or nobody's: a stranger's login is checked against `nobody`. */
export async function isPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const { hash } = await hashPassword(password, stored.salt);
  return timingSafeEqual(hash, stored.hash);
}

/** A hash that no password has. */
export const nobody: PasswordHash = { salt: randomBytes(16), hash: randomBytes(hashBytes) };
