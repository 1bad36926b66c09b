import { valueOf, type RulePack } from '../pack.ts';
import { ruleOf, type CodeText } from '../rule.ts';

/** 终止招标: nobody stops a tender at will. The law says what an end owes; which ends are lawful is gathered from practice. */
const groundsRule = ruleOf({ key: 'eng.terminate.grounds', unit: 'codes', title: '可以终止招标的情形', by: 'practice', article: '', unverified: true, note: '招标投标法实施条例第三十一条只写明终止后怎样办；自治区办法不许擅自停止交易，所列情形按实践归纳，逐条待核实', value: [
  { code: 'disaster', text: '发生不可抗力，或者涉及公共安全，招标无法继续' },
  { code: 'ownership', text: '项目用地、产权或者其他权属发生争议，尚未解决' },
  { code: 'breach', text: '见证或者监督中发现违法违规行为，可能影响招标结果' },
  { code: 'order', text: '司法机关、行政机关依法要求停止' },
  { code: 'approval', text: '项目审批被撤销，或者资金来源落空' },
  { code: 'other', text: '法律、法规、规章规定的其他情形' },
] });

export const terminationRules = [
  ruleOf({ key: 'eng.terminate', value: '公告或者书面通知，退还所收费用、投标保证金及银行同期存款利息', unit: 'text', title: '终止招标', by: 'tenderRegulation', article: '第三十一条' }),
  groundsRule,
  ruleOf({ key: 'eng.deposit.refundTerminated', value: 5, unit: 'day', title: '终止招标后退还投标保证金及利息', by: 'practice', article: '', unverified: true, note: '条例第三十一条只说“及时”，参照第五十七条的五日' }),
];

export function terminationGrounds(pack: RulePack): readonly CodeText[] {
  return valueOf(pack, 'eng.terminate.grounds', 'codes');
}
