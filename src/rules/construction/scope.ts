import { ruleOf } from '../rule.ts';

/** Whether a works project must be tendered, and how. */
export const scopeRules = [
  ruleOf({ key: 'eng.must.work', value: '400000000', unit: 'fen', title: '施工单项合同估算价达到此数必须招标', by: 'mustTender', article: '第五条' }),
  ruleOf({ key: 'eng.must.goods', value: '200000000', unit: 'fen', title: '重要设备、材料等货物单项合同估算价达到此数必须招标', by: 'mustTender', article: '第五条' }),
  ruleOf({ key: 'eng.must.service', value: '100000000', unit: 'fen', title: '勘察、设计、监理等服务单项合同估算价达到此数必须招标', by: 'mustTender', article: '第五条' }),
  ruleOf({ key: 'eng.must.merge', value: '同一项目中能合并的采购按合计估算价对照标准', unit: 'text', title: '合并计算，不得化整为零', by: 'mustTender', article: '第五条' }),
  ruleOf({ key: 'eng.must.fundBudget', value: '200000000', unit: 'fen', title: '使用预算资金达到此数（且占投资额百分之十以上）的项目', by: 'mustTender', article: '第二条' }),
  ruleOf({ key: 'eng.must.fundShare', value: '0.1', unit: 'rate', title: '使用预算资金占投资额比例', by: 'mustTender', article: '第二条' }),
  ruleOf({ key: 'eng.invite.reason', unit: 'codes', title: '可以邀请招标的情形', by: 'tenderRegulation', article: '第八条', value: [
    { code: 'fewBidders', text: '因技术、特殊要求或者自然环境所限，能参加的潜在投标人很少' },
    { code: 'costShare', text: '公开招标的费用相对合同金额过高' },
  ] }),
  ruleOf({ key: 'eng.exempt', unit: 'codes', title: '可以不招标的情形', by: 'tenderRegulation', article: '第九条', value: [
    { code: 'secret', text: '涉及国家安全、国家秘密、抢险救灾或者以工代赈等特殊情况' },
    { code: 'patent', text: '所需专利或者专有技术不可替代' },
    { code: 'self', text: '采购人依法可以自建、自产或者自行提供' },
    { code: 'concession', text: '经招标选定的特许经营投资人依法可以自建、自产或者自行提供' },
    { code: 'originalWinner', text: '不向原中标人采购会影响施工或者功能配套' },
    { code: 'other', text: '国家规定的其他特殊情形' },
  ] }),
  ruleOf({ key: 'eng.invite.min', value: 3, unit: 'count', title: '邀请招标最少邀请家数', by: 'tenderLaw', article: '第十七条' }),
  ruleOf({ key: 'eng.fairReview', value: true, unit: 'flag', title: '招标文件发布前完成公平竞争审查', by: 'fairReview', article: '', note: '阿拉善盟另见阿署办发〔2025〕16号第四十六条' }),
];
