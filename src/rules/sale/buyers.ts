import { findingOf, type RuleFinding } from '../construction/finding.ts';
import { getRule, valueOf, type RulePack } from '../pack.ts';
import type { Certainty } from '../rule.ts';
import type { SaleKind } from './kinds.ts';

/** Whether a natural person may buy what is sold as this kind: refused where a text that was checked says no, left to the seller where none was. */
export function personFinding({ title, rules: { persons } }: SaleKind, pack: RulePack): RuleFinding {
  const ok = valueOf(pack, persons, 'flag');
  const finding = findingOf(pack, persons, { got: '个人', bound: ok ? '个人、法人和其他组织' : `${title}一般限于法人和其他组织`, ok, path: 'bidder' });
  // Nobody is shut out on a text that was not at hand.
  return { ...finding, binding: finding.binding && finding.certainty === 'confirmed' };
}

/** From how many years on a person acts for itself. */
export function ageOfMajority(pack: RulePack): number {
  return valueOf(pack, 'sale.person.age', 'year');
}

export type Judged = { readonly title: string; readonly text: string; readonly citation: string; readonly certainty: Certainty };

/** What whoever sells has to look at in an application, by the rules of the kind; the conditions of the notice come on top. */
export function judgedOf({ rules: { judged } }: SaleKind, pack: RulePack): Judged[] {
  return judged.map((key) => {
    const { title, citation, certainty } = getRule(pack, key);
    return { title, text: valueOf(pack, key, 'text'), citation, certainty };
  });
}
