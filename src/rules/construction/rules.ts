import type { Rule } from '../rule.ts';
import { awardGroundRules } from './award-grounds.ts';
import { awardRules } from './award.ts';
import { biddingRules } from './bidding.ts';
import { conductRules } from './conduct.ts';
import { evaluationRules } from './evaluation-rules.ts';
import { openingRules } from './opening-rules.ts';
import { periodRules } from './periods.ts';
import { scopeRules } from './scope.ts';
import { terminationRules } from './termination.ts';
import { timeRules } from './time-rules.ts';

/** Groups in the order of a tender's life; the public rule page shows them so. */
export const constructionGroups: readonly { readonly title: string; readonly rules: readonly Rule[] }[] = [
  { title: '范围与门槛', rules: scopeRules },
  { title: '期间计算', rules: timeRules },
  { title: '时限', rules: periodRules },
  { title: '投标、保证金与开标', rules: [...biddingRules, ...terminationRules, ...openingRules] },
  { title: '评标', rules: [...evaluationRules, ...conductRules] },
  { title: '定标、合同、档案与投诉', rules: [...awardRules, ...awardGroundRules] },
];

export const constructionRules: readonly Rule[] = constructionGroups.flatMap((group) => group.rules);
