import { z } from 'zod';
import type { Json } from '#kernel/json.ts';
import { instant } from '#kernel/time/instant.ts';
import { awardMethods } from '#rules/construction/award-method.ts';
import type { TenderDocument } from './tender.types.ts';

/** Bodies of this module's commands. Browser and server parse with the same schemas and sign the same contents. */
export const idSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, '编号格式不对');
export const instantSchema = z.number('请填写时间').int('时间应为整数微秒').transform(instant);
const fenSchema = z.string().regex(/^(0|[1-9]\d{0,17})$/, '金额应为整数分');
const decimalSchema = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, '应为不带符号的小数');
const lineSchema = z.string().trim().min(1, '请填写').max(200, '不超过 200 字');
const textSchema = z.string().trim().min(1, '请填写').max(20_000, '不超过 20,000 字');

export const fileSchema = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '文件指纹格式不对'),
  name: z.string().min(1).max(200),
  sizeBytes: z.number().int().min(0),
  mediaType: z.string().min(1).max(100),
});

const factorSchema = z.strictObject({ id: idSchema, title: lineSchema, points: decimalSchema, guide: z.string().max(4000), objective: z.boolean() });

const scoringSchema = z.strictObject({
  technical: z.array(factorSchema).max(40),
  commercial: z.array(factorSchema).max(40),
  price: z.strictObject({
    points: decimalSchema,
    formula: z.strictObject({
      kind: z.literal('benchmark-deviation'),
      trimFrom: z.number().int().min(0).max(100),
      coefficients: z.array(decimalSchema).max(50),
      overRate: decimalSchema,
      underRate: decimalSchema,
      floorPoints: decimalSchema,
    }),
  }),
  marksTrimFrom: z.number().int().min(0).max(100),
});

export const priceListItemSchema = z.strictObject({ code: z.string().min(1).max(40), name: z.string().min(1).max(200), unit: z.string().min(1).max(20), quantity: decimalSchema });

const lotSchema = z.strictObject({
  lotId: idSchema,
  priceCapFen: fenSchema,
  depositFen: fenSchema,
  durationDays: z.number().int().min(1, '工期至少一日').max(20_000),
  quality: lineSchema,
  priceList: z.array(priceListItemSchema).max(20_000),
});

export const documentSchema = z.strictObject({
  standardTextId: z.string().max(60),
  sections: z.array(z.strictObject({ id: z.string().regex(/^[a-zA-Z0-9.-]{1,60}$/), title: lineSchema, body: textSchema })).min(1).max(200),
  values: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.string().max(8000)),
  files: z.array(fileSchema).max(200),
  bidDeadlineAt: instantSchema,
  documentFrom: instantSchema,
  documentUntil: instantSchema,
  bidValidityDays: z.number().int().min(1).max(3650),
  decryptWindowMinutes: z.number().int().min(1).max(1440),
  qualification: z.array(z.strictObject({ id: idSchema, title: lineSchema, requirement: textSchema })).max(60),
  lots: z.array(lotSchema).min(1).max(60),
  scoring: scoringSchema,
  // What else an older draft says of its method is left out: the kind says all.
  awardMethod: z.object({ kind: z.enum(awardMethods) }),
  candidatesMax: z.number().int().min(1).max(9),
  // A bid is sealed and signed by one organisation: a document that invites others would promise what cannot be handed in.
  acceptsConsortium: z.literal(false, '平台受理单独投标，招标文件应载明不接受联合体投标'),
  performanceBondRate: decimalSchema,
});

/** What an amendment says before the platform works out the differences. */
export const amendmentSchema = z.strictObject({
  affectsBids: z.boolean(),
  items: z.array(z.strictObject({ question: z.string().trim().min(1).max(4000).optional(), answer: textSchema })).max(100),
  changes: z.array(z.strictObject({ path: z.string().max(120), after: z.string().max(20_000) })).max(200),
  filesAdded: z.array(fileSchema).max(60),
  deadlineAt: instantSchema.nullable(),
});
export type AmendmentDraft = z.infer<typeof amendmentSchema>;

/** 真实性承诺: signed together with the document. */
export const truthfulness = '本单位对招标公告和招标文件内容的真实性、准确性、合法性负责，没有规避招标、排斥潜在投标人的内容。';

export function publishContent(documentHash: string): Json {
  return { documentHash, commitment: truthfulness };
}

export type ClarifyContent = { readonly number: number; readonly kind: 'clarification' | 'amendment'; readonly amendment: AmendmentDraft };

export function clarifyContent({ number, kind, amendment }: ClarifyContent): Json {
  return { number, kind, amendment: amendmentJson(amendment) };
}

/** Absent questions are left out, so that the signed form does not depend on how the draft was typed. */
export function amendmentJson(draft: AmendmentDraft): Json {
  return {
    affectsBids: draft.affectsBids,
    items: draft.items.map(({ question, answer }) => (question === undefined ? { answer } : { question, answer })),
    changes: draft.changes.map(({ path, after }) => ({ path, after })),
    filesAdded: draft.filesAdded.map((file) => ({ ...file })),
    deadlineAt: draft.deadlineAt,
  };
}

export function documentJson(document: TenderDocument): Json {
  return document as unknown as Json;
}
