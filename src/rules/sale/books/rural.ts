import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 农村牧区集体产权. The periods are what is common among trading rules elsewhere, hence defaults. */
export const ruralRules: readonly Rule[] = [
  ruleOf({ key: 'rural.objects', unit: 'codes', title: '可以交易的标的', by: 'practice', article: '', unverified: true, value: [
    { code: 'landUse', text: '土地、草原经营权' },
    { code: 'waste', text: '四荒地' },
    { code: 'assets', text: '集体经营性资产、设施' },
    { code: 'other', text: '其他依法可以交易的集体产权' },
  ] }),
  ruleOf({ key: 'rural.decide', value: '2/3', unit: 'rate', title: '成员（代表）会议同意的最低比例', by: 'ruralContractLaw', article: '第五十二条', unverified: true, note: '由本集体以外的单位、个人承包的；其他标的比照' }),
  ruleOf({ key: 'rural.town', value: true, unit: 'flag', title: '报苏木乡镇审核', by: 'ruralContractLaw', article: '第五十二条', unverified: true }),
  ruleOf({ key: 'rural.preferred', value: true, unit: 'flag', title: '同等条件下本集体成员优先', by: 'ruralContractLaw', article: '第五十一条', unverified: true }),
  ruleOf({ key: 'rural.modes', value: modeCodes('tender', 'auction', 'listing', 'onlineBidding', 'multiRound', 'sealedOnce', 'negotiation', 'agreement'), unit: 'codes', title: '交易方式', by: 'practice', article: '', unverified: true, note: '竞价、招标或者公开协商' }),
  ruleOf({ key: 'rural.notice.min', value: 7, unit: 'workday', title: '公告到报名截止最短', by: 'practice', article: '', unverified: true, note: '常用七至十个工作日' }),
  ruleOf({ key: 'rural.publicity', value: 3, unit: 'workday', title: '成交公示最短', by: 'practice', article: '', unverified: true, note: '常用三至五个工作日' }),
  ruleOf({ key: 'rural.cert', value: '公示无异议、合同签订后出具鉴证书', unit: 'text', title: '鉴证', by: 'practice', article: '', unverified: true }),
  ...defaultRules('rural', ['listing', 'refund', 'contract', 'result', 'winner', 'reserve', 'confirm', 'asPrice']),
];
