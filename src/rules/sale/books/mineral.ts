import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 矿业权出让. The days of the trading rules are from memory: their official text was not at hand. */
export const mineralNoticeRules: readonly Rule[] = [
  ruleOf({ key: 'mine.compete', value: modeCodes('tender', 'auction', 'listing'), unit: 'codes', title: '竞争性出让的方式', by: 'mineralLaw', article: '第十七条', note: '法律、行政法规或者国务院规定可以协议出让的除外' }),
  ruleOf({ key: 'mine.platform', value: true, unit: 'flag', title: '纳入统一的公共资源交易平台', by: 'mineralLaw', article: '第十七条' }),
  ruleOf({ key: 'mine.issuer', value: '盟、旗（区）自然资源局出让的，分别进盟、旗（区）公共资源交易中心', unit: 'text', title: '按出让机关的层级进场', by: 'alxaTrading', article: '第九条', region: '152900' }),
  ruleOf({ key: 'mine.announce', value: '矿业权基本情况、竞争规则、受让人的技术能力等条件和权利义务', unit: 'text', title: '提前公告的内容', by: 'mineralLaw', article: '第十九条' }),
  ruleOf({ key: 'mine.notice.min', value: 20, unit: 'workday', title: '公告到投标截止、拍卖或者挂牌开始最短', by: 'mineralTrading', article: '', unverified: true, note: '旧规则为二十日' }),
  ruleOf({ key: 'mine.list.min', value: 10, unit: 'workday', title: '挂牌时间最短', by: 'mineralTrading', article: '', unverified: true }),
  ruleOf({ key: 'mine.media', value: '自然资源部门户网站、同级自然资源主管部门门户网站和交易平台同步发布', unit: 'text', title: '发布媒介', by: 'mineralTrading', article: '' }),
];

export const mineralResultRules: readonly Rule[] = [
  ruleOf({ key: 'mine.tender.min', value: 3, unit: 'count', title: '招标出让最少投标人数', by: 'mineralTrading', article: '', unverified: true, note: '不足的重新组织或者调整出让方式' }),
  ruleOf({ key: 'mine.listing.end', value: '一人报价且不低于底价的成交；两人以上的继续限时竞价；无人报价或者低于底价的不成交', unit: 'text', title: '挂牌截止时', by: 'mineralTrading', article: '' }),
  ruleOf({ key: 'mine.reserve.afterSale', value: true, unit: 'flag', title: '成交后可以公布底价数值', by: 'mineralTrading', article: '', unverified: true, note: '底价保密到交易活动结束为止' }),
  ruleOf({ key: 'mine.confirm', value: '成交当场或者约定时间签成交确认书', unit: 'text', title: '确认成交', by: 'mineralTrading', article: '' }),
  ruleOf({ key: 'mine.publicity', value: 10, unit: 'workday', title: '成交结果公示最短', by: 'mineralTrading', article: '', unverified: true, note: '公示无异议才签出让合同' }),
  ruleOf({ key: 'mine.result.winner', value: true, unit: 'flag', title: '公示中标人、竞得人', by: 'mineralTrading', article: '', unverified: true }),
  ruleOf({ key: 'mine.written', value: true, unit: 'flag', title: '签订书面出让合同', by: 'mineralLaw', article: '第二十条' }),
  ...defaultRules('mine', ['result', 'contract', 'refund', 'confirm', 'asPrice', 'cert']),
  ruleOf({ key: 'mine.revenue', value: '出让收益由成交价部分和按率征收部分组成', unit: 'text', title: '出让收益', by: 'mineralRevenue', article: '', unverified: true, note: '矿产资源法第二十一条：数额和缴纳方式写入合同' }),
  ruleOf({ key: 'mine.term.exploration', value: 5, unit: 'year', title: '探矿权期限', by: 'mineralLaw', article: '第二十四条', note: '续期每次同；续期时核减面积' }),
  ruleOf({ key: 'mine.term.renewals', value: 3, unit: 'count', title: '探矿权最多续期次数', by: 'mineralLaw', article: '第二十四条' }),
  ruleOf({ key: 'mine.term.mining', value: 30, unit: 'year', title: '采矿权最长期限', by: 'mineralLaw', article: '第二十四条' }),
];
