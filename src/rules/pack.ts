import { assert, present } from '#kernel/assert.ts';
import { isWithin, leagueOf, regionCode as wholeRegion } from '#kernel/divisions.ts';
import type { PlainDate } from '#kernel/time/plain-date.ts';
import { ranks } from './instruments.ts';
import { nationwide, type Rule, type Unit, type ValueOf } from './rule.ts';

/** Categories in which a public right or asset is sold: what is common to them stands in `sale/`. */
export const saleCategories = ['land', 'mineral', 'quota', 'stateProperty', 'publicAssets', 'ruralProperty', 'resourceRights', 'data', 'otherRights'] as const;
export type SaleCategory = (typeof saleCategories)[number];

/** Trade categories that have a rule pack, in the order of the public rule page. */
export const packCodes = ['construction', ...saleCategories] as const;
export type PackCategory = (typeof packCodes)[number];

export type PackQuery = {
  readonly category: PackCategory;
  /** Division code of the place that governs the project. */
  readonly regionCode: string;
  /** Day on which the project was registered: its rules stay those of this day. */
  readonly on: PlainDate;
};

/** The rules in force for one category, at one place, on one day: at most one per key. */
export type RulePack = PackQuery & { readonly rules: ReadonlyMap<string, Rule> };

/**
 * Chooses among dated, scoped values. On one key the higher instrument prevails (R-194: law before
 * regional before league document), then the narrower place, then the later date; a rule marked
 * `open` yields to any that settles the question.
 */
export function packFrom(rules: readonly Rule[], query: PackQuery): RulePack {
  const chosen = new Map<string, Rule>();
  for (const rule of rules) {
    if (!inForce(rule, query.on) || !binds(rule, query.regionCode)) continue;
    const standing = chosen.get(rule.key);
    if (standing === undefined || precedence(rule, standing) < 0) chosen.set(rule.key, rule);
  }
  return { ...query, rules: chosen };
}

export function inForce(rule: Rule, on: PlainDate): boolean {
  return rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo);
}

/** Whether a rule reaches a place: the whole country, the region `150000`, the league `152900`, or the place itself. */
export function binds(rule: Rule, regionCode: string): boolean {
  return rule.scope.region === nationwide || isWithin(regionCode, rule.scope.region);
}

/** A rule that every pack of its category has. */
export function getRule(pack: RulePack, key: string): Rule {
  return present(pack.rules.get(key), `rule ${key} on ${pack.on} at ${pack.regionCode}`);
}

/** The value of such a rule, known to be in `unit`. */
export function valueOf<U extends Unit>(pack: RulePack, key: string, unit: U): ValueOf[U] {
  const rule = getRule(pack, key);
  assert(rule.unit === unit, `rule ${key} is in ${rule.unit}, not ${unit}`);
  return rule.value as ValueOf[U];
}

function precedence(a: Rule, b: Rule): number {
  return Number(a.open) - Number(b.open)
    || ranks.indexOf(a.rank) - ranks.indexOf(b.rank)
    || breadth(a.scope.region) - breadth(b.scope.region)
    || (a.validFrom > b.validFrom ? -1 : a.validFrom < b.validFrom ? 1 : 0);
}

/** Wider scopes count more: the place itself 0, its league 1, the region 2, the country 3. */
function breadth(region: string): number {
  if (region === nationwide) return 3;
  return region === wholeRegion ? 2 : Number(leagueOf(region)?.code === region);
}
