import { z } from 'zod';
import { parseFen } from '#kernel/money.ts';
import { instant } from '#kernel/time/instant.ts';

export const fenSchema = z.string().refine((text) => { const fen = parseFen(text); return fen.ok && fen.value >= 0n; }, '金额为以分计的整数');
export const priceSchema = fenSchema.refine((text) => text !== '0', '金额应大于零');
const instantSchema = z.number().int().transform(instant);
const line = z.string().trim().min(1).max(200);

/** Whether one text of 分 is less than another; false while either is none, which its own field says. */
function isLess(a: string, b: string): boolean {
  const [left, right] = [parseFen(a), parseFen(b)];
  return left.ok && right.ok && left.value < right.value;
}

const secondsSchema = z.number().int().min(5).max(3600);
const decimalSchema = z.string().regex(/^(0|[1-9]\d{0,3})(\.\d{1,4})?$/, '写成小数，最多四位');

const modeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listing'), until: instantSchema, askMinutes: z.number().int().min(1).max(60), cycleMinutes: z.number().int().min(1).max(60) }),
  z.strictObject({ kind: z.literal('lotteryAfterCap'), until: instantSchema, askMinutes: z.number().int().min(1).max(60), cycleMinutes: z.number().int().min(1).max(60), joinMinutes: z.number().int().min(1).max(1440) }),
  z.strictObject({ kind: z.literal('nearestAfterCap'), until: instantSchema, askMinutes: z.number().int().min(1).max(60), cycleMinutes: z.number().int().min(1).max(60), offerMinutes: z.number().int().min(1).max(1440) }),
  z.strictObject({ kind: z.literal('sealedOnce'), offerMinutes: z.number().int().min(1).max(1440) }),
  z.strictObject({ kind: z.literal('onlineBidding'), until: instantSchema, cycleSeconds: z.number().int().min(10).max(3600) }),
  z.strictObject({ kind: z.literal('multiRound'), rounds: z.number().int().min(1).max(10), firstPauseSeconds: secondsSchema, pauseSeconds: secondsSchema, turnSeconds: secondsSchema }),
  z.strictObject({ kind: z.literal('weighted'), until: instantSchema, cycleSeconds: z.number().int().min(10).max(3600), priceWeight: decimalSchema, criteria: z.array(z.strictObject({ title: line, most: decimalSchema })).min(1, '至少一项其他指标').max(20) }),
  z.strictObject({ kind: z.literal('reverse'), until: instantSchema, cycleSeconds: z.number().int().min(10).max(3600) }),
  z.strictObject({ kind: z.literal('auction'), auctioneerId: z.string().regex(/^[0-9a-zA-Z-]{4,64}$/, '请选择拍卖师'), displayDays: z.number().int().min(0).max(365) }),
  z.strictObject({ kind: z.literal('descending'), dropFen: priceSchema, everySeconds: z.number().int().min(5).max(3600), floorFen: priceSchema }),
]);

const factsSchema = z.array(z.strictObject({ label: z.string().trim().min(1).max(40), value: z.string().trim().min(1).max(1000) })).max(60);

export const lotPlanSchema = z.strictObject({
  name: line,
  facts: factsSchema,
  qualification: z.string().trim().min(2, '请写明竞买资格条件；没有的写“不设资格条件”').max(4000),
  startFen: priceSchema,
  tiers: z.array(z.strictObject({ fromFen: fenSchema, stepFen: priceSchema })).min(1, '请写明加价幅度').max(20)
    .refine((tiers) => tiers.every(({ fromFen }, i) => (i === 0 ? fromFen === '0' : isLess(tiers[i - 1]?.fromFen ?? '0', fromFen))), '加价幅度从零元起，按价格从低到高排列'),
  capFen: priceSchema.nullable(),
  reserveHash: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  valuationFen: priceSchema.nullable(),
  depositFen: fenSchema,
  applyUntil: instantSchema,
  biddingFrom: instantSchema,
  mode: modeSchema,
  parts: z.array(z.strictObject({ name: line, facts: factsSchema, valuationFen: priceSchema.nullable() })).min(2, '组合出让至少两宗').max(40).exactOptional(),
})
  .refine(({ startFen, mode }) => mode.kind !== 'descending' || isLess(mode.floorFen, startFen), { path: ['mode', 'floorFen'], message: '降价的最低价应低于起始价' })
  .refine(({ startFen, capFen, mode }) => capFen === null || mode.kind === 'reverse' || isLess(startFen, capFen), { path: ['capFen'], message: '最高限价应高于起始价' });

export const lotIdSchema = z.string().regex(/^[0-9a-z]{16}-\d{1,3}$/, '标的编号的格式不对');
