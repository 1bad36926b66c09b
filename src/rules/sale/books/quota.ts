import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 补充耕地指标、增减挂钩结余指标、地质勘查基金项目. No text of the country or the region was at hand that gives days. */
export const quotaRules: readonly Rule[] = [
  ruleOf({ key: 'quota.scope', value: '补充耕地指标、地质勘查基金项目、城乡建设用地增减挂钩结余指标', unit: 'text', title: '列入目录的指标类交易', by: 'regionTrading', article: '第十条' }),
  ruleOf({ key: 'quota.verify', value: '指标须在自然资源主管部门的监管系统核验并有编码', unit: 'text', title: '指标核验', by: 'practice', article: '', unverified: true }),
  ruleOf({ key: 'quota.across', value: '自治区内可以跨盟市调剂', unit: 'text', title: '调剂范围', by: 'practice', article: '', unverified: true }),
  ruleOf({ key: 'quota.modes', value: modeCodes('listing', 'auction', 'onlineBidding', 'multiRound', 'sealedOnce', 'agreement'), unit: 'codes', title: '指标的交易方式', by: 'practice', article: '', unverified: true, note: '挂牌、竞价或者协议调剂' }),
  ruleOf({ key: 'quota.fund.modes', value: modeCodes('tender', 'listing', 'auction', 'onlineBidding', 'weighted', 'negotiation'), unit: 'codes', title: '地质勘查基金项目的交易方式', by: 'practice', article: '', unverified: true }),
  ...defaultRules('quota'),
];
