import { combine, split } from 'shamir-secret-sharing';
import { z } from 'zod';
import { fromBase64url, fromHex, toHex, utf8, type Bytes } from '#kernel/bytes.ts';
import { present } from '#kernel/assert.ts';
import { canonical, type JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { asBytes, commitTo, hashOfJson, sha256, systemRandom, type Random } from './codec.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import { sealRefusals } from './seal.refusals.ts';
import { DEFAULT_THRESHOLD, isShare } from './shares.ts';

/**
 * One price of one number in one hall, sealed in the browser: under a key of its own, that key split three of four among the
 * key holders. Small enough to go with the command. `notBefore` (microseconds) is bound into every part: no agent opens
 * its share earlier, whatever close the operator shows.
 */
export type OfferEnvelope = {
  readonly v: 1;
  readonly lotId: string;
  readonly paddle: number;
  readonly notBefore: number;
  readonly keyCommit: string;
  /** AES-256-GCM of the padded price, hex, its nonce before it. */
  readonly box: string;
  readonly shares: readonly { readonly holderId: string; readonly commit: string; readonly enc: string; readonly ciphertext: string }[];
};
export type OfferPrice = { readonly priceFen: string; readonly quantity: string | null };
export type OfferHolder = { readonly holderId: string; /** Raw P-256 point, base64url. */ readonly publicKey: string };
export type OfferShare = { readonly holderId: string; readonly share: string };
type Label = Pick<OfferEnvelope, 'lotId' | 'paddle' | 'notBefore'>;

/** Every price has this length before it is encrypted: its digits show nothing. */
const plainBytes = 256;
const nonceBytes = 12;
const tagBytes = 16;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
export const offerEnvelopeSchema = z.strictObject({
  v: z.literal(1), lotId: z.string().max(24), paddle: z.number().int().min(1).max(999_999_999), notBefore: z.number().int().positive(),
  keyCommit: hex(32), box: hex(nonceBytes + plainBytes + tagBytes),
  shares: z.array(z.strictObject({ holderId: z.string().max(64), commit: hex(32), enc: hex(65), ciphertext: hex(49) })).length(DEFAULT_THRESHOLD.n),
});

const priceSchema = z.strictObject({ priceFen: z.string().regex(/^[1-9]\d{0,19}$/), quantity: z.string().max(40).nullable() });

export async function sealOffer(label: Label, holders: readonly OfferHolder[], price: OfferPrice, random: Random = systemRandom): Promise<Result<OfferEnvelope, Refusal>> {
  const key = random(32);
  const points = await split(key, DEFAULT_THRESHOLD.n, DEFAULT_THRESHOLD.k);
  const shares: OfferEnvelope['shares'][number][] = [];
  for (const [i, { holderId, publicKey }] of holders.entries()) {
    const share = asBytes(present(points[i], 'share'));
    const commit = await commitTo(named('offer-share', label, { holderId }), share);
    const box = await hpkeSeal(fromBase64url(publicKey), share, contextOf(label, holderId, commit), `密钥保管方 ${holderId}`);
    if (!box.ok) return box;
    shares.push({ holderId, commit, enc: toHex(box.value.enc), ciphertext: toHex(box.value.ciphertext) });
  }
  const nonce = random(nonceBytes);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: await aadOf(label) }, await aesKey(key), padded(price));
  const keyCommit = await commitTo(named('offer-key', label), key);
  return ok({ v: 1, lotId: label.lotId, paddle: label.paddle, notBefore: label.notBefore, keyCommit, box: toHex(nonce) + toHex(new Uint8Array(sealed)), shares });
}

/** What is listed and proved: SHA-256 of the canonical envelope, hex. */
export async function offerHash(envelope: OfferEnvelope): Promise<string> {
  return toHex(await sha256(utf8(canonical(envelope))));
}

/** This holder's share, or null where the envelope does not open or holds another than the promised one. */
export async function openOfferShare(envelope: OfferEnvelope, holderId: string, keys: CryptoKeyPair): Promise<string | null> {
  const own = envelope.shares.find((each) => each.holderId === holderId);
  if (!own) return null;
  const opened = await hpkeOpen(keys, { enc: fromHex(own.enc), ciphertext: fromHex(own.ciphertext) }, contextOf(envelope, holderId, own.commit));
  const share = opened.ok ? toHex(opened.value) : null;
  return share !== null && (await isOfferShare(envelope, { holderId, share })) ? share : null;
}

export async function isOfferShare(envelope: OfferEnvelope, { holderId, share }: OfferShare): Promise<boolean> {
  const promised = envelope.shares.find((each) => each.holderId === holderId);
  return promised !== undefined && isShare(fromHex(share)) && promised.commit === (await commitTo(named('offer-share', envelope, { holderId }), fromHex(share)));
}

/** The promised key from any three promised shares that give it; null when no three do. Every three are tried, so who answers first changes nothing. */
export async function openOfferKey(envelope: OfferEnvelope, offered: readonly OfferShare[]): Promise<string | null> {
  const good: Bytes[] = [];
  for (const each of offered) if (await isOfferShare(envelope, each)) good.push(fromHex(each.share));
  for (let i = 0; i < good.length; i++) {
    for (let j = i + 1; j < good.length; j++) {
      for (let k = j + 1; k < good.length; k++) {
        const key = await interpolate([good[i], good[j], good[k]] as Bytes[]);
        if (key && (await commitTo(named('offer-key', envelope), key)) === envelope.keyCommit) return toHex(key);
      }
    }
  }
  return null;
}

/** The price under its key; what is no price of this hall and number is refused. Anyone may do this once the keys are published. */
export async function readOffer(envelope: OfferEnvelope, key: string): Promise<Result<OfferPrice, Refusal>> {
  try {
    const box = fromHex(envelope.box);
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: box.slice(0, nonceBytes), additionalData: await aadOf(envelope) }, await aesKey(fromHex(key)), box.slice(nonceBytes));
    const parsed = priceSchema.safeParse(JSON.parse(new TextDecoder().decode(plain).trimEnd()));
    return parsed.success ? ok(parsed.data) : err(sealRefusals.cannotUnwrap({}));
  } catch {
    return err(sealRefusals.cannotUnwrap({}));
  }
}

async function interpolate(shares: Bytes[]): Promise<Bytes | null> {
  try {
    return asBytes(await combine(shares));
  } catch {
    return null;
  }
}

function padded(price: OfferPrice): Bytes {
  return utf8(canonical(price).padEnd(plainBytes, ' '));
}

function aesKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** A rival who hands in a copied box as his own has another number, and no plaintext. */
function aadOf(label: Label): Promise<Bytes> {
  return hashOfJson(named('offer', label));
}

function contextOf(label: Label, holderId: string, commit: string): { info: Bytes; aad: Bytes } {
  return { info: utf8(canonical(named('offer-share-envelope', label, { holderId }))), aad: utf8(commit) };
}

function named(use: string, { lotId, paddle, notBefore }: Label, more: JsonObject = {}): JsonObject {
  return { seal: 'offer/v1', use, lotId, paddle, notBefore, ...more };
}
