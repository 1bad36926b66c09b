import { fromBase64url } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { signatureRefusals as refusals } from './signature.refusals.ts';

export const keyFileExtension = '.ovookey';

/**
 * More rounds than any sane file has, and the most a hostile one may ask for: a file that wants a billion
 * would hang the browser that opens it.
 */
export const mostIterations = 10_000_000;

export type KeyRole = 'sign' | 'decrypt';

/** `box`: AES-256-GCM of the private JWK; `chain`: DER of the key's own certificate, then its issuers. All base64url. */
export type LockedKey = { readonly chain: readonly string[]; readonly iv: string; readonly box: string };

export type KeyFileHead = {
  readonly v: 1;
  readonly name: string;
  readonly orgId: string;
  readonly personId: string;
  readonly kdf: { readonly name: 'PBKDF2-SHA256'; readonly iterations: number; readonly salt: string };
};

/** The JSON in a `*.ovookey` file: two private keys of one person, each with its certificate, under one password. */
export type KeyFile = KeyFileHead & { readonly sign: LockedKey; readonly decrypt: LockedKey };

/** Reads the text of a key file, or the object in it; nothing beyond the known members is kept. */
export function parseKeyFile(file: unknown): Result<KeyFile, Refusal> {
  const wrong = (what: string) => err(refusals.notKeyFile({ what }));
  const value = typeof file === 'string' ? readJson(file) : file;
  if (!isObject(value)) return wrong('内容不是密钥文件');
  const { v, name, orgId, personId, kdf } = value;
  if (v !== 1) return wrong('版本不认识，可能需要更新的程序');
  if (typeof name !== 'string' || typeof orgId !== 'string' || typeof personId !== 'string') return wrong('缺少持有人');
  if (!isObject(kdf) || kdf.name !== 'PBKDF2-SHA256' || !isBytes(kdf.salt)) return wrong('口令参数不对');
  const { iterations, salt } = kdf;
  if (typeof iterations !== 'number' || !Number.isInteger(iterations) || iterations < 1 || iterations > mostIterations) return wrong('口令运算次数不对');
  const sign = readLockedKey(value.sign);
  const decrypt = readLockedKey(value.decrypt);
  if (sign === null || decrypt === null) return wrong('缺少签名密钥或解密密钥');
  return ok({ v, name, orgId, personId, kdf: { name: 'PBKDF2-SHA256', iterations, salt }, sign, decrypt });
}

function readLockedKey(value: unknown): LockedKey | null {
  if (!isObject(value)) return null;
  const { chain, iv, box } = value;
  if (!Array.isArray(chain) || chain.length === 0 || !chain.every(isBytes) || !isBytes(iv) || !isBytes(box)) return null;
  return { chain, iv, box };
}

function isBytes(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false;
  try {
    return fromBase64url(value).length > 0;
  } catch {
    return false;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
