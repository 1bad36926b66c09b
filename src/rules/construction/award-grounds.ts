import { shareOf, type Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { daysBetween, type PlainDate } from '#kernel/time/plain-date.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { rate } from '../rate.ts';
import { ruleOf, type CodeText } from '../rule.ts';

/** The only reasons for which a bid deposit is not given back. */
const forfeitGroundsRule = ruleOf({ key: 'eng.deposit.forfeit', unit: 'codes', title: '可以不退还投标保证金的情形', by: 'tenderRegulation', article: '第三十五条、第七十四条', value: [
  { code: 'revoked', text: '投标截止后撤销投标文件（含因投标人原因未能解密）' },
  { code: 'noContract', text: '中标后无正当理由不与招标人订立合同' },
  { code: 'addedConditions', text: '签订合同时向招标人提出附加条件' },
  { code: 'noBond', text: '不按照招标文件要求提交履约保证金' },
] });

/** 银行同期存款利息: which listed rate counts as "同期" for money that may be called back any day is read as the demand rate. */
const depositRateRule = ruleOf({ key: 'eng.deposit.interestRate', value: '0.0005', unit: 'rate', title: '投标保证金计息年利率（活期）', by: 'practice', article: '', unverified: true, from: '2025-05-20', note: '主要银行挂牌活期年利率；代管银行实际利率更高的从其实际' });
const interestYearRule = ruleOf({ key: 'eng.deposit.interestYear', value: 360, unit: 'day', title: '计息年天数', by: 'practice', article: '', unverified: true, note: '日利率为年利率除以 360；实际天数，算头不算尾' });

export const awardGroundRules = [forfeitGroundsRule, depositRateRule, interestYearRule];

export function forfeitGrounds(pack: RulePack): readonly CodeText[] {
  return valueOf(pack, 'eng.deposit.forfeit', 'codes');
}

/** Days on which money earns: the day it arrived counts, the day it goes back does not. */
export function interestDays(arrivedOn: PlainDate, paidOn: PlainDate): number {
  return Math.max(0, daysBetween(arrivedOn, paidOn));
}

/** Exact: amount × yearly rate × days ÷ days of the year, half a fen up. */
export function depositInterestFen(amountFen: Fen, days: number, pack: RulePack): Fen {
  const share = ratio.mul(rate(valueOf(pack, 'eng.deposit.interestRate', 'rate')), ratio.of(BigInt(days), BigInt(valueOf(pack, 'eng.deposit.interestYear', 'day'))));
  return shareOf(amountFen, share, 'half-up');
}
