import type { CurvePoint, HallView } from '#trade/auction/hall-view.types.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** Where things stand on the chart, in hundredths of its width and height, from the upper left. */
export type Place = { readonly x: number; readonly y: number };
export type CurveShape = {
  /** The steps as an SVG path over 100 × 100, and the ground under them. */
  readonly line: string;
  readonly ground: string;
  readonly own: readonly (Place & { readonly point: CurvePoint })[];
  readonly last: Place;
  readonly lines: readonly { readonly y: number; readonly fen: bigint }[];
  /** Where the running stage began; null when it is the first, or none runs. */
  readonly boundary: { readonly x: number; readonly at: Instant } | null;
  /** Each step takes the same width, however long it stood. */
  readonly isByOrder: boolean;
};

/** The stage that runs now has this share of the width: minutes of it weigh more than days before. */
const stageShare = 56;

/**
 * The course of the best price up to `now`: steps, since a price stands until it is topped. Null before the first.
 * While a stage runs by time; afterwards by order, since days of listing would leave no room for the minutes that decided.
 */
export function curveOf({ curve, startAt, stage, mine, startFen, stepFen }: HallView, now: Instant): CurveShape | null {
  const [first] = curve;
  const last = curve.at(-1);
  if (!first || !last) return null;
  const split = stage && stage.begunAt > startAt && curve.some(({ at }) => at < stage.begunAt) ? stage.begunAt : null;
  const end = Math.max(now, last.at) as Instant;
  const isByOrder = stage === null && curve.length > 2;
  const xOf = (at: Instant, i: number): number => {
    if (isByOrder) return (i * 100) / curve.length;
    if (split === null) return share(startAt, end, at) * 100;
    return at < split ? share(startAt, split, at) * (100 - stageShare) : 100 - stageShare + share(split, end, at) * stageShare;
  };
  const scale = scaleOf([BigInt(startFen), ...curve.map(({ priceFen }) => BigInt(priceFen))], BigInt(stepFen));
  const places = curve.map((point, i) => ({ x: xOf(point.at, i), y: scale.yOf(BigInt(point.priceFen)), point }));
  const line = places.map(({ x, y }, i) => (i === 0 ? `M${fix(x)} ${fix(y)}` : `H${fix(x)}V${fix(y)}`)).join('') + 'H100';
  return {
    line, ground: `${line}V100H${fix(places[0]?.x ?? 0)}Z`,
    own: places.filter(({ point }) => point.paddle === mine?.paddle),
    last: { x: 100, y: places.at(-1)?.y ?? 0 },
    lines: scale.lines,
    boundary: split === null ? null : { x: 100 - stageShare, at: split }, isByOrder,
  };
}

function share(from: number, to: number, at: number): number {
  return to <= from ? 1 : Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** Never narrower than two increments: a single price stands among sums that somebody might bid. */
function scaleOf(prices: readonly bigint[], stepFen: bigint): { readonly yOf: (fen: bigint) => number; readonly lines: CurveShape['lines'] } {
  const sorted = [...prices].sort((a, b) => (a < b ? -1 : 1));
  const [low = 0n, high = 0n] = [sorted[0], sorted.at(-1)];
  const step = roundStep(high - low > 2n * stepFen ? high - low : 2n * stepFen);
  const bottom = (low / step) * step;
  const count = Number((high - bottom + step - 1n) / step) || 1;
  const top = bottom + BigInt(count) * step;
  const yOf = (fen: bigint): number => 92 - (Number(((fen - bottom) * 10_000n) / (top - bottom)) / 10_000) * 82;
  return { yOf, lines: Array.from({ length: count + 1 }, (_, i) => bottom + BigInt(i) * step).map((fen) => ({ fen, y: yOf(fen) })) };
}

/** 1, 2 or 5 of some power of ten, so that the lines are three to five. */
function roundStep(span: bigint): bigint {
  const least = span / 4n + 1n;
  for (let power = 1n; ; power *= 10n) for (const digit of [1n, 2n, 5n]) if (digit * power >= least) return digit * power;
}

function fix(value: number): string {
  return String(Math.round(value * 100) / 100);
}
