import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 数据资源. The country has no uniform periods for it. */
export const dataRules: readonly Rule[] = [
  ruleOf({ key: 'data.modes', value: modeCodes('listing', 'agreement', 'onlineBidding', 'multiRound', 'sealedOnce', 'descending'), unit: 'codes', title: '交易方式', by: 'practice', article: '', unverified: true, note: '挂牌、协议、竞价' }),
  ruleOf({ key: 'data.check', unit: 'codes', title: '上架前核对', by: 'practice', article: '', unverified: true, value: [
    { code: 'registered', text: '合规登记' },
    { code: 'source', text: '来源合法' },
    { code: 'masked', text: '脱敏' },
    { code: 'use', text: '写明使用范围的限制' },
  ] }),
  ...defaultRules('data'),
];
