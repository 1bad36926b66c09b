import { assert } from '#kernel/assert.ts';
import * as ratio from '#kernel/ratio.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { rate } from '../rate.ts';
import { findingOf, type RuleFinding } from './finding.ts';

/** How many sit on the panel: drawn experts and representatives of the initiator. */
export type PanelPlan = { readonly experts: number; readonly representatives: number };

export function checkPanel(plan: PanelPlan, pack: RulePack): RuleFinding[] {
  const size = plan.experts + plan.representatives;
  const least = valueOf(pack, 'eng.panel.min', 'person');
  const share = rate(valueOf(pack, 'eng.panel.expertShare', 'rate'));
  const wanted = leastExperts(size, pack);
  return [
    findingOf(pack, 'eng.panel.min', { got: `${size} 人`, bound: `不少于 ${least} 人`, ok: size >= least, path: 'experts' }),
    findingOf(pack, 'eng.panel.odd', { got: `${size} 人`, bound: '单数', ok: size % 2 === 1, path: 'experts' }),
    findingOf(pack, 'eng.panel.expertShare', {
      got: `专家 ${plan.experts} 人`, bound: `不少于 ${wanted} 人（总数的 ${ratio.toJson(share)}）`, ok: plan.experts >= wanted, path: 'experts',
    }),
  ];
}

/** The fewest experts that make up their share of a panel of `size`. */
export function leastExperts(size: number, pack: RulePack): number {
  assert(Number.isSafeInteger(size) && size >= 0, `not a panel size: ${size}`);
  const { numerator, denominator } = rate(valueOf(pack, 'eng.panel.expertShare', 'rate'));
  return Number((BigInt(size) * numerator + denominator - 1n) / denominator);
}
