import { ruleOf, type Rule } from '../../rule.ts';

/** 自然人竞买: who may buy what, and what whoever sells looks at in a natural person. */
export const personRules: readonly Rule[] = [
  ruleOf({ key: 'sale.persons', value: true, unit: 'flag', title: '自然人可以竞买', by: 'auctionLaw', article: '第三十二条', note: '公民、法人或者其他组织；法律、行政法规对买卖条件另有规定的从其规定（第三十三条）' }),
  ruleOf({ key: 'sale.person.age', value: 18, unit: 'year', title: '有完全民事行为能力的年龄', by: 'civilCode', article: '第十七条、第十八条', note: '十六周岁以上、以自己的劳动收入为主要生活来源的，视为完全民事行为能力人；其他的由法定代理人办理' }),
  ruleOf({ key: 'sale.person.account', value: '从本人账户转出，退回本人账户', unit: 'text', title: '个人的保证金', by: 'regionTrading', article: '第十八条', note: '基本账户是单位的账户' }),
];

export const landPersonRules: readonly Rule[] = [
  ruleOf({ key: 'land.persons', value: true, unit: 'flag', title: '境内外自然人、法人和其他组织都可以申请', by: 'landGrantOrder', article: '第十一条', unverified: true, note: '法律、法规另有规定的除外' }),
];

export const mineralPersonRules: readonly Rule[] = [
  ruleOf({ key: 'mine.persons', value: false, unit: 'flag', title: '个人可以竞买矿业权', by: 'mineralTrading', article: '', unverified: true, note: '竞买人一般应为营利法人；由出让人按公告条件确认' }),
];

export const quotaPersonRules: readonly Rule[] = [
  ruleOf({ key: 'quota.persons', value: false, unit: 'flag', title: '个人可以竞买指标', by: 'practice', article: '', unverified: true, note: '指标一般在地方政府及其委托的单位之间调剂' }),
];

export const environmentPersonRules: readonly Rule[] = [
  ruleOf({ key: 'emission.persons', value: false, unit: 'flag', title: '个人可以竞买排污权', by: 'emissionOpinion', article: '', unverified: true, note: '一般为需要核定排污权的单位' }),
  ruleOf({ key: 'energy.persons', value: false, unit: 'flag', title: '个人可以竞买用能权', by: 'energyPilot', article: '', unverified: true, note: '一般为用能单位' }),
];

export const concessionPersonRules: readonly Rule[] = [
  ruleOf({ key: 'concession.persons', value: false, unit: 'flag', title: '个人可以成为特许经营者', by: 'concessionOrder', article: '', note: '特许经营者为法人或者其他组织' }),
];

/** 家庭承包 is for members alone and no trade; what is traded is a right to work the land, or what the collective lets. */
export const ruralPersonRules: readonly Rule[] = [
  ruleOf({ key: 'rural.persons', value: true, unit: 'flag', title: '农牧民和其他个人可以竞买', by: 'ruralContractLaw', article: '第三十八条、第四十九条', unverified: true }),
  ruleOf({ key: 'rural.capacity', value: '土地、草原经营权的受让方须有农牧业经营能力或者资质；不改变土地的农业用途', unit: 'text', title: '受让方的经营能力', by: 'ruralContractLaw', article: '第三十八条', unverified: true }),
  ruleOf({ key: 'rural.members', value: '家庭承包限于本集体成员，不在这里竞价；公开流转的，同等条件下本集体成员优先，优先的凭本集体出具的成员证明', unit: 'text', title: '本集体成员', by: 'ruralContractLaw', article: '第五条、第三十八条、第五十一条', unverified: true }),
];
