import { z } from 'zod';
import { toHex } from '#kernel/bytes.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { saleKindCodes, type SaleKindCode } from '#rules/sale/kinds.ts';
import { played } from '#trade/sale/sale.played.ts';
import { reserveHashOf } from '#trade/auction/reserve.ts';
import { freshId } from '../project/draft.ts';
import { factsOf } from './facts.ts';

const instantSchema = z.number().int().transform(instant);

/** One lot as it is being filled in. Money is 分 as text, '' while nothing is typed; null leaves it to the proposal. */
const lotDraft = z.strictObject({
  key: z.string(), name: z.string(),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  qualification: z.string(),
  startFen: z.string(), depositFen: z.string().nullable(),
  tiers: z.array(z.strictObject({ fromFen: z.string(), stepFen: z.string() })).nullable(),
  valuationFen: z.string().nullable(), capFen: z.string().nullable(),
  reserve: z.strictObject({ fen: z.string(), salt: z.string().regex(/^[0-9a-f]{64}$/), /** Hash of the file that was saved last. */ savedHash: z.string().nullable() }).nullable(),
  times: z.strictObject({ applyUntil: instantSchema, biddingFrom: instantSchema, until: instantSchema.nullable() }).nullable(),
  mode: z.enum(played).nullable(),
  /** Who presides over an auction by hammer; '' while nobody is chosen. */
  auctioneerId: z.string().default(''), displayDays: z.number().default(2),
  askMinutes: z.number(), cycleMinutes: z.number().nullable(), everySeconds: z.number(),
  dropFen: z.string().nullable(), floorFen: z.string().nullable(),
  joinMinutes: z.number().default(30), offerMinutes: z.number().default(30), rounds: z.number().default(3), turnSeconds: z.number().default(120),
  /** Per cent of the price in the total, and the other terms with their full marks. */
  pricePercent: z.number().default(60), criteria: z.array(z.strictObject({ title: z.string(), most: z.string() })).default([{ title: '', most: '100' }]),
  /** 组合出让: null while the lot is one thing. */
  parts: z.array(z.strictObject({ key: z.string(), name: z.string(), note: z.string(), valuationFen: z.string() })).nullable().default(null),
});

const fileRef = z.strictObject({ sha256: z.string(), name: z.string(), sizeBytes: z.number(), mediaType: z.string() });

/** An announcement as it is being written. */
export const draftSchema = z.strictObject({
  saleId: z.string(), kind: z.enum(saleKindCodes), title: z.string(), areaCode: z.string(),
  /** Null: the standard text, filled in anew with every change. */
  text: z.string().nullable(),
  files: z.array(fileRef), lots: z.array(lotDraft).min(1),
  /** For whom an exchange announces, and on what paper. */
  transferor: z.strictObject({ orgId: z.string(), name: z.string() }).nullable().default(null), entrustment: fileRef.nullable().default(null),
}).readonly();
export type Draft = z.infer<typeof draftSchema>;
export type LotDraft = Readonly<z.infer<typeof lotDraft>>;
export type LotChange = (part: Partial<LotDraft>) => void;
export type Times = { readonly applyUntil: Instant; readonly biddingFrom: Instant; readonly until: Instant | null };

export const noQualification = '不设资格条件';
export const lotsMax = 60;

export function newLot(kind: SaleKindCode): LotDraft {
  return {
    key: freshId(), name: '', facts: factsOf(kind).map((label) => ({ label, value: '' })), qualification: noQualification, startFen: '', depositFen: null, tiers: null, valuationFen: null, capFen: null, reserve: null,
    times: null, mode: null, askMinutes: 5, cycleMinutes: null, everySeconds: 30, auctioneerId: '', displayDays: 2, dropFen: null, floorFen: null,
    joinMinutes: 30, offerMinutes: 30, rounds: 3, turnSeconds: 120, pricePercent: 60, criteria: [{ title: '履约能力和实施方案', most: '100' }], parts: null,
  };
}

export function newDraft(kind: SaleKindCode = 'stateLand'): Draft {
  return { saleId: freshId(), kind, title: '', areaCode: '', text: null, files: [], lots: [newLot(kind)], transferor: null, entrustment: null };
}

/** Another kind has other facts: what was filled in stays, what was left empty makes way. */
export function withKind(draft: Draft, kind: SaleKindCode): Partial<Draft> {
  return { kind, lots: draft.lots.map((lot) => ({ ...lot, mode: null, times: null, facts: factsFor(kind, lot) })) };
}

function factsFor(kind: SaleKindCode, { facts }: LotDraft): LotDraft['facts'] {
  const filled = facts.filter(({ value }) => value.trim() !== '');
  return [...filled, ...factsOf(kind).filter((label) => !filled.some((fact) => fact.label === label)).map((label) => ({ label, value: '' }))];
}

export function newPart(): NonNullable<LotDraft['parts']>[number] {
  return { key: freshId(), name: '', note: '', valuationFen: '' };
}

/** A figure sealed with a salt that nobody else has. */
export function newReserve(): NonNullable<LotDraft['reserve']> {
  return { fen: '', salt: toHex(crypto.getRandomValues(new Uint8Array(32))), savedHash: null };
}

/** Null while there is no figure. */
export function hashOfReserve({ reserve }: LotDraft): string | null {
  return reserve === null || reserve.fen === '' ? null : reserveHashOf(reserve.fen, reserve.salt);
}
