import { assert } from '#kernel/assert.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Ratio } from '#kernel/ratio.ts';

/** A rate as rule data writes it: decimal `0.02` or fraction `2/3`. Data is ours, so anything else is a bug and throws. */
export function rate(text: string): Ratio {
  if (text.includes('/')) return ratio.fromJson(text);
  const parsed = ratio.parse(text);
  assert(parsed.ok, `not a rate: ${text}`);
  return parsed.value;
}

/** `2%`, `66.67%` */
export function percentText(value: Ratio): string {
  const text = ratio.round(ratio.mul(value, ratio.of(100n)), 2);
  return `${text.replace(/\.?0+$/, '')}%`;
}
