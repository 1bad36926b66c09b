import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 企业国有产权转让: disclosure and price. */
export const propertyDisclosureRules: readonly Rule[] = [
  ruleOf({ key: 'soe.where', value: '在依法设立的产权交易场所公开进行；意向受让方两个以上的公开竞价', unit: 'text', title: '转让的场所', by: 'stateAssetsLaw', article: '第五十四条', note: '可以直接协议转让的、上市股份另有规定' }),
  ruleOf({ key: 'soe.where.league', value: '进入内蒙古产权交易中心阿拉善盟分中心，高新区（含乌兰布和）进入高新区分中心', unit: 'text', title: '盟内产权交易的场所', by: 'alxaTrading', article: '第九条', region: '152900' }),
  ruleOf({ key: 'soe.pre', value: 20, unit: 'workday', title: '实际控制权转移的，预披露时间最短', by: 'propertyOrder', article: '第十三条' }),
  ruleOf({ key: 'soe.pre.within', value: 10, unit: 'workday', title: '转让行为获批后进行预披露', by: 'propertyOrder', article: '第十三条' }),
  ruleOf({ key: 'soe.formal', value: 20, unit: 'workday', title: '产权转让正式披露时间最短', by: 'propertyOrder', article: '第十三条' }),
  ruleOf({ key: 'soe.noChange', value: '不得变更公告内容；非转让方原因影响价值判断的，补充披露并延长', unit: 'text', title: '正式披露期间', by: 'propertyOrder', article: '第二十条' }),
  ruleOf({ key: 'soe.valuation', value: true, unit: 'flag', title: '以依法评估并经认可、核准的价格为依据定最低转让价格', by: 'stateAssetsLaw', article: '第五十五条' }),
  ruleOf({ key: 'soe.floor', value: true, unit: 'flag', title: '首次正式披露的底价不低于核准、备案的评估结果', by: 'propertyOrder', article: '第十七条' }),
  ruleOf({ key: 'soe.floor.public', value: true, unit: 'flag', title: '转让底价在披露信息中写明，不另设保密的底价', by: 'practice', article: '', unverified: true, note: '32号令第十五条把转让底价列为披露内容' }),
  ruleOf({ key: 'soe.relist', value: 20, unit: 'workday', title: '降低底价或者变更受让条件后重新披露最短', by: 'propertyOrder', article: '第十八条' }),
  ruleOf({ key: 'soe.90', value: '0.9', unit: 'rate', title: '新底价低于评估结果的此比例，须转让行为批准单位书面同意', by: 'propertyOrder', article: '第十八条' }),
  ruleOf({ key: 'soe.12m', value: 12, unit: 'month', title: '首次正式披露后未征集到合格受让方，超过此期限重新审计、评估和披露', by: 'propertyOrder', article: '第十九条' }),
  ruleOf({ key: 'soe.right', value: '有限公司其他股东在同等条件下优先购买', unit: 'text', title: '优先购买权', by: 'companyLaw', article: '第八十四条', note: '竞价中询问是否按最高报价行使' }),
  ruleOf({ key: 'soe.deposit', value: '0.3', unit: 'rate', title: '交易保证金占转让底价的上限', by: 'propertyRules', article: '', unverified: true }),
];

/** 竞价、价款与结果. */
export const propertyBiddingRules: readonly Rule[] = [
  ruleOf({ key: 'soe.bid', value: modeCodes('auction', 'tender', 'onlineBidding', 'sealedOnce', 'multiRound', 'weighted'), unit: 'codes', title: '竞价方式', by: 'propertyOrder', article: '第二十二条', note: '拍卖、招投标、网络竞价和其他竞价方式，按披露的进行' }),
  ruleOf({ key: 'soe.net.multi', value: '自由报价期之后转入限时报价期；周期内有有效报价即重新计时，无新报价的最高者受让；不低于底价，按加价幅度整数倍', unit: 'text', title: '网络竞价：多次报价', by: 'propertyRules', article: '', note: '机制见各交易机构的网络竞价办法' }),
  ruleOf({ key: 'soe.net.cycle', value: 3, unit: 'minute', title: '限时报价周期默认值', by: 'practice', article: '', unverified: true, note: '常用三分钟或者五分钟，以披露的为准' }),
  ruleOf({ key: 'soe.net.once', value: '规定时间内各报一次，密封，最高者受让；报价相同的按文件抽签或者再报', unit: 'text', title: '网络竞价：一次报价', by: 'propertyRules', article: '' }),
  ruleOf({ key: 'soe.net.weight', value: '总分等于价格权重乘价格分，加各指标权重乘得分；价格分为报价与最高报价之比；指标和权重事先披露', unit: 'text', title: '网络竞价：权重报价', by: 'propertyRules', article: '' }),
  ruleOf({ key: 'soe.one', value: '按披露的条件协议成交，不低于底价', unit: 'text', title: '只有一个合格意向受让方', by: 'propertyRules', article: '' }),
  ruleOf({ key: 'soe.pay', value: 5, unit: 'workday', title: '一次付清价款，或者分期的首期款', by: 'propertyOrder', article: '第二十八条', note: '自合同生效之日起' }),
  ruleOf({ key: 'soe.pay.first', value: '0.3', unit: 'rate', title: '分期付款首期占总价款的下限', by: 'propertyOrder', article: '第二十八条', note: '余款提供担保，按同期贷款利率计息' }),
  ruleOf({ key: 'soe.pay.last', value: 1, unit: 'year', title: '分期付款最长期限', by: 'propertyOrder', article: '第二十八条' }),
  ruleOf({ key: 'soe.result', value: 5, unit: 'workday', title: '交易结果公告期最短', by: 'propertyOrder', article: '第二十九条', note: '合同生效后公告标的、评估结果、转让底价和交易价格' }),
  ruleOf({ key: 'soe.result.winner', value: false, unit: 'flag', title: '结果公告中公布受让方', by: 'propertyOrder', article: '第二十九条', note: '所列的公告内容没有受让方名称' }),
  ruleOf({ key: 'soe.reserve.afterSale', value: true, unit: 'flag', title: '成交后公布转让底价', by: 'propertyOrder', article: '第二十九条' }),
  ruleOf({ key: 'soe.cert', value: '价款支付后及时出具交易凭证', unit: 'text', title: '交易凭证', by: 'propertyOrder', article: '第三十条' }),
  ruleOf({ key: 'soe.contract', value: 3, unit: 'workday', title: '签订产权交易合同', by: 'practice', article: '', unverified: true, note: '自确定受让方的次日起；2009年操作规则的日数，2025年操作规则未见原文' }),
  ...defaultRules('soe', ['listing', 'refund', 'confirm', 'asPrice']),
];

/** 企业增资与资产转让. */
export const propertyOtherRules: readonly Rule[] = [
  ruleOf({ key: 'soe.increase', value: 40, unit: 'workday', title: '增资公开征集投资方最短', by: 'propertyOrder', article: '第三十九条' }),
  ruleOf({ key: 'soe.increase.modes', value: modeCodes('onlineBidding', 'sealedOnce', 'weighted', 'negotiation', 'selection'), unit: 'codes', title: '增资遴选投资方的方式', by: 'propertyOrder', article: '', unverified: true, note: '竞价、竞争性谈判、综合评议' }),
  ruleOf({ key: 'soe.increase.winner', value: true, unit: 'flag', title: '增资结果公布投资方', by: 'propertyOrder', article: '第四十六条', unverified: true }),
  ruleOf({ key: 'soe.asset.small', value: '100000000', unit: 'fen', title: '资产转让底价高于此数的，规定公告期', by: 'propertyOrder', article: '第五十条' }),
  ruleOf({ key: 'soe.asset10', value: 10, unit: 'workday', title: '资产转让底价在一百万元以上、一千万元以下的公告期最短', by: 'propertyOrder', article: '第五十条', note: '不含一百万元和一千万元' }),
  ruleOf({ key: 'soe.asset.large', value: '1000000000', unit: 'fen', title: '资产转让底价达到此数的，公告期加长', by: 'propertyOrder', article: '第五十条', note: '恰为一千万元的按较长的公告期' }),
  ruleOf({ key: 'soe.asset20', value: 20, unit: 'workday', title: '资产转让底价一千万元以上的公告期最短', by: 'propertyOrder', article: '第五十条' }),
  ruleOf({ key: 'soe.asset.conditions', value: false, unit: 'flag', title: '资产转让可以设受让方资格条件', by: 'propertyOrder', article: '第五十一条', note: '国家法律法规另有要求的除外' }),
  ruleOf({ key: 'soe.asset.once', value: true, unit: 'flag', title: '资产转让价款一次付清', by: 'propertyOrder', article: '第五十二条', note: '原则上' }),
];
