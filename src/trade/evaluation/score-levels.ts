import * as ratio from '#kernel/ratio.ts';
import { rate } from '#rules/rate.ts';

export type Level = { readonly label: '缺失' | '一般' | '较好' | '优秀'; readonly from: string; readonly to: string; /** Where a press on the level starts. */ readonly start: string };

/** Four levels of a subjective factor: half and four fifths of the full mark part them. A help for the hand; any mark in range is free. */
export function levelsOf(full: string, step = '0.1'): Level[] {
  const at = (share: string) => floorTo(ratio.mul(rate(full), rate(share)), step);
  const next = (value: string) => text(ratio.add(rate(value), rate(step)));
  const [half, fourFifths] = [at('0.5'), at('0.8')];
  const level = (label: Level['label'], from: string, to: string): Level => ({ label, from, to, start: floorTo(ratio.mul(ratio.add(rate(from), rate(to)), ratio.of(1n, 2n)), step) });
  return [level('缺失', '0', '0'), level('一般', step, half), level('较好', next(half), fourFifths), level('优秀', next(fourFifths), full)];
}

export function isWithinLevel({ from, to }: Level, points: string): boolean {
  const value = ratio.parse(points);
  return value.ok && ratio.compare(value.value, rate(from)) >= 0 && ratio.compare(value.value, rate(to)) <= 0;
}

/** One step up or down, kept within the full mark. */
export function stepped(points: string, direction: 1 | -1, full: string, step = '0.1'): string {
  const value = ratio.parse(points);
  const moved = ratio.add(value.ok ? value.value : ratio.zero, ratio.mul(rate(step), ratio.of(BigInt(direction))));
  return text(ratio.max([ratio.zero, ratio.min([moved, rate(full)])]));
}

function floorTo(value: ratio.Ratio, step: string): string {
  const steps = ratio.div(value, rate(step));
  return text(ratio.mul(ratio.of(steps.numerator / steps.denominator), rate(step)));
}

function text(value: ratio.Ratio): string {
  const [whole, fraction = ''] = ratio.round(value, 2).split('.');
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? `${whole}` : `${whole}.${kept}`;
}
