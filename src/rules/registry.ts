import { constructionGroups, constructionRules } from './construction/rules.ts';
import { packCodes, packFrom, type PackCategory, type PackQuery, type RulePack } from './pack.ts';
import type { Rule } from './rule.ts';
import { saleGroups, saleRules, saleTitles, type RuleGroup } from './sale/books/index.ts';

const books: Readonly<Record<PackCategory, readonly Rule[]>> = {
  construction: constructionRules,
  land: saleRules('land'),
  mineral: saleRules('mineral'),
  quota: saleRules('quota'),
  stateProperty: saleRules('stateProperty'),
  publicAssets: saleRules('publicAssets'),
  ruralProperty: saleRules('ruralProperty'),
  resourceRights: saleRules('resourceRights'),
  data: saleRules('data'),
  otherRights: saleRules('otherRights'),
};

export const packTitles: Readonly<Record<PackCategory, string>> = { construction: '工程建设项目招标投标', ...saleTitles };

export function packCategories(): readonly PackCategory[] {
  return packCodes;
}

/** Every dated value of a category, in force or not. */
export function allRules(category: PackCategory): readonly Rule[] {
  return books[category];
}

/** The same in groups, in the order of a project's life. */
export function groupsOf(category: PackCategory): readonly RuleGroup[] {
  return category === 'construction' ? constructionGroups : saleGroups(category);
}

/** The rules a project lives under for good: those of its category and place on its registration day. */
export function packFor(query: PackQuery): RulePack {
  return packFrom(books[query.category], query);
}
