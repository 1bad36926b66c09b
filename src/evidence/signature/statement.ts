import type { Bytes } from '#kernel/bytes.ts';
import { fromBase64url, toBase64url, utf8 } from '#kernel/bytes.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { canonical } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { formOf, lowS } from './es256.ts';
import { signatureRefusals as refusals } from './signature.refusals.ts';

/**
 * What a person puts a signature under: one act on named things, with its whole content.
 * `signerOrg` is the USCC in the signer's certificate and `signerPerson` the person id there. They stand inside the
 * signed bytes, so that nobody can present the same signature under another holder's certificate.
 */
export type Statement = {
  readonly v: 1;
  /** The command, e.g. `tender.publish`. */
  readonly act: string;
  /** Ids of what is acted on, e.g. `{tenderId, lotId}`. */
  readonly subject: { readonly [name: string]: string };
  readonly content: Json;
  readonly signerOrg: string;
  readonly signerPerson?: string;
};

/** `value`: base64url of 64 bytes r‖s, low-S. `chain`: base64url DER, the signer's certificate first. */
export type Signature = { readonly alg: 'ES256'; readonly value: string; readonly chain: readonly string[] };

export const maxChainCertificates = 4;
export const maxCertificateBytes = 8192;

const domain = 'ovoo-statement/v1\n';
const actForm = /^[a-z][A-Za-z0-9-]*(\.[a-z][A-Za-z0-9-]*)+$/;
const members = new Set(['v', 'act', 'subject', 'content', 'signerOrg', 'signerPerson']);
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };

/**
 * The bytes under a signature: utf8 of `ovoo-statement/v1\n` + canonical JSON. The first line keeps a statement
 * from being taken for anything else that the same key may sign. Throws on what has no canonical form.
 */
export function statementBytes(statement: Statement): Bytes {
  return utf8(domain + canonical(statement as JsonObject));
}

/** @param privateKey ECDSA P-256 with usage `sign`. @param chainDer the signer's certificate, then its issuers up to, without, the root. */
export async function signStatement(statement: Statement, privateKey: CryptoKey, chainDer: readonly Uint8Array[]): Promise<Signature> {
  const raw = await crypto.subtle.sign(ecdsa, privateKey, statementBytes(statement));
  return { alg: 'ES256', value: toBase64url(lowS(new Uint8Array(raw))), chain: chainDer.map(toBase64url) };
}

/** Says whether `publicKey` signed exactly this statement. Whose key it is, the certificate chain must tell. */
export async function verifyStatement(statement: Statement, signature: Signature, publicKey: CryptoKey): Promise<Result<void, Refusal>> {
  const read = readSigned(statement, signature);
  if (!read.ok) return read;
  const holds = await crypto.subtle.verify(ecdsa, publicKey, read.value.raw, read.value.signed);
  return holds ? ok(undefined) : err(refusals.mismatch());
}

/** The signed bytes and the raw signature over them, or why either has not its one accepted form. */
export function readSigned(statement: unknown, signature: unknown): Result<{ signed: Bytes; raw: Bytes; chain: Bytes[] }, Refusal> {
  const stated = parseStatement(statement);
  if (!stated.ok) return stated;
  const parsed = parseSignature(signature);
  if (!parsed.ok) return parsed;
  const { value, chain } = parsed.value;
  return ok({ signed: statementBytes(stated.value), raw: fromBase64url(value), chain: chain.map(fromBase64url) });
}

export function parseStatement(value: unknown): Result<Statement, Refusal> {
  const wrong = (what: string) => err(refusals.malformedStatement({ what }));
  if (!isObject(value)) return wrong('不是对象');
  const stray = Object.keys(value).find((key) => !members.has(key));
  if (stray !== undefined) return wrong(`多出 ${stray}`);
  if (value.v !== 1) return wrong('v 应为 1');
  if (typeof value.act !== 'string' || !actForm.test(value.act)) return wrong('act 应形如 tender.publish');
  if (!isObject(value.subject) || !Object.values(value.subject).every((id) => typeof id === 'string')) return wrong('subject 应为编号的集合');
  if (typeof value.signerOrg !== 'string' || value.signerOrg === '') return wrong('缺少 signerOrg');
  if (value.signerPerson !== undefined && typeof value.signerPerson !== 'string') return wrong('signerPerson 应为字符串');
  if (value.content === undefined) return wrong('缺少 content');
  try {
    canonical(value as JsonObject);
  } catch {
    return wrong('含有小数、超出范围的整数、不成对的字符或不是 JSON 的值');
  }
  return ok(value as Statement);
}

export function parseSignature(value: unknown): Result<Signature, Refusal> {
  const wrong = (what: string) => err(refusals.malformedSignature({ what }));
  if (!isObject(value)) return wrong('不是对象');
  if (value.alg !== 'ES256') return err(refusals.unsupportedAlgorithm({ algorithm: String(value.alg) }));
  if (typeof value.value !== 'string') return wrong('缺少签名值');
  const raw = readBase64url(value.value);
  const form = raw === null ? 'malformed' : formOf(raw);
  if (form === 'malformed') return wrong('签名值应为 64 字节 r‖s 的 base64url');
  if (form === 'high-s') return err(refusals.notCanonical());
  const { chain } = value;
  if (!Array.isArray(chain) || chain.length < 1 || chain.length > maxChainCertificates) return wrong(`证书链应有 1 至 ${maxChainCertificates} 张证书`);
  if (!chain.every(isCertificateText)) return wrong('证书链应为 base64url 的 DER');
  return ok({ alg: 'ES256', value: value.value, chain: chain as string[] });
}

function isCertificateText(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const der = readBase64url(text);
  return der !== null && der.length > 0 && der.length <= maxCertificateBytes;
}

function readBase64url(text: string): Bytes | null {
  try {
    return fromBase64url(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
