import { nameOf } from '#kernel/divisions.ts';
import { formatFen } from '#kernel/money.ts';
import type { PlainDate } from '#kernel/time/plain-date.ts';
import { getInstrument, rankTitles } from './instruments.ts';
import { inForce, type PackCategory } from './pack.ts';
import { percentText, rate } from './rate.ts';
import { groupsOf, packCategories, packTitles } from './registry.ts';
import { nationwide, type Certainty, type Rule, type Unit } from './rule.ts';

/** A row of the public rule page (规则来源): what holds, since when, where, on whose word. */
export type PublicRule = {
  readonly key: string;
  readonly title: string;
  /** The value in Chinese with its unit: `20 日`, `2%`, `¥800,000.00`. */
  readonly value: string;
  readonly citation: string;
  readonly rank: string;
  /** Document number of the instrument, where it has one. */
  readonly number: string | null;
  readonly certainty: Certainty;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  readonly place: string;
  readonly note: string | null;
};

export type PublicRuleGroup = { readonly category: PackCategory; readonly categoryTitle: string; readonly title: string; readonly rows: readonly PublicRule[] };

/**
 * Every rule in force on a day: category by category, in each grouped in the order of a project's life; league rules stand beside
 * the others, with their place.
 */
export function publicRules(on: PlainDate, categories: readonly PackCategory[] = packCategories()): PublicRuleGroup[] {
  return categories
    .flatMap((category) => groupsOf(category).map(({ title, rules }) => ({
      category,
      categoryTitle: packTitles[category],
      title,
      rows: rules.filter((rule) => inForce(rule, on)).map(publicRule),
    })))
    .filter((group) => group.rows.length > 0);
}

export function publicRule(rule: Rule): PublicRule {
  const { key, title, citation, certainty, validFrom, validTo, note } = rule;
  return {
    key, title, citation, certainty, validFrom, validTo,
    value: valueText(rule),
    rank: rankTitles[rule.rank],
    number: getInstrument(rule.instrument).number ?? null,
    place: rule.scope.region === nationwide ? nationwide : (nameOf(rule.scope.region) ?? rule.scope.region),
    note: note ?? null,
  };
}

const suffixes: Readonly<Partial<Record<Unit, string>>> = { day: '日', workday: '个工作日', month: '个月', hour: '小时', minute: '分钟', year: '年', person: '人', count: '个' };

function valueText(rule: Rule): string {
  if (rule.unit === 'fen') return formatFen(BigInt(rule.value));
  if (rule.unit === 'rate') return rule.value.includes('/') ? rule.value : percentText(rate(rule.value));
  if (rule.unit === 'flag') return rule.value ? '是' : '否';
  if (rule.unit === 'text' || rule.unit === 'factor') return rule.value;
  if (rule.unit === 'codes') return rule.value.map((entry, index) => `${index + 1}. ${entry.text}`).join('；');
  return `${rule.value} ${suffixes[rule.unit] ?? ''}`.trim();
}
