import { constructionRules } from './construction/rules.ts';
import { packFrom, type PackCategory, type PackQuery, type RulePack } from './pack.ts';
import type { Rule } from './rule.ts';

const books: Readonly<Record<PackCategory, readonly Rule[]>> = { construction: constructionRules };

export const packTitles: Readonly<Record<PackCategory, string>> = { construction: '工程建设项目招标投标' };

export function packCategories(): readonly PackCategory[] {
  return Object.keys(books) as PackCategory[];
}

/** Every dated value of a category, in force or not. */
export function allRules(category: PackCategory): readonly Rule[] {
  return books[category];
}

/** The rules a project lives under for good: those of its category and place on its registration day. */
export function packFor(query: PackQuery): RulePack {
  return packFrom(books[query.category], query);
}
