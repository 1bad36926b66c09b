import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 无形资产和旧目录的品类: concessions, naming, advertising, vehicles and the like. */
export const intangibleRules: readonly Rule[] = [
  ruleOf({ key: 'concession.modes', value: modeCodes('tender', 'negotiation', 'weighted', 'reverse'), unit: 'codes', title: '特许经营者的选择方式', by: 'concessionOrder', article: '', note: '招标、谈判等公开竞争方式；反向竞价用于比较收费或者补贴' }),
  ruleOf({ key: 'other.modes', value: modeCodes('auction', 'tender', 'listing', 'onlineBidding', 'multiRound', 'sealedOnce', 'weighted', 'descending', 'reverse'), unit: 'codes', title: '经营权、冠名权、广告权、知识产权等的交易方式', by: 'practice', article: '', unverified: true, note: '阿拉善盟等地以盟市规定为准' }),
  ...defaultRules('other'),
];

/** What others sell; here it is gathered and shown. */
export const elsewhereRules: readonly Rule[] = [
  ruleOf({ key: 'judicial.where', value: '由人民法院在名单内的网络司法拍卖平台上进行；本平台只汇聚信息', unit: 'text', title: '涉诉资产处置的场所', by: 'judicialAuction', article: '' }),
  ruleOf({ key: 'judicial.modes', value: modeCodes('onlineBidding'), unit: 'codes', title: '网络司法拍卖的方式', by: 'judicialAuction', article: '' }),
  ruleOf({ key: 'judicial.notice.movable', value: 15, unit: 'day', title: '动产拍卖前公告', by: 'judicialAuction', article: '第十二条' }),
  ruleOf({ key: 'judicial.notice.immovable', value: 30, unit: 'day', title: '不动产或者其他财产权拍卖前公告', by: 'judicialAuction', article: '第十二条' }),
  ruleOf({ key: 'judicial.again.movable', value: 7, unit: 'day', title: '动产再次拍卖前公告', by: 'judicialAuction', article: '第二十六条' }),
  ruleOf({ key: 'judicial.again.immovable', value: 15, unit: 'day', title: '不动产或者其他财产权再次拍卖前公告', by: 'judicialAuction', article: '第二十六条' }),
  ruleOf({ key: 'seized.where', value: '公开拍卖或者按国家有关规定处理，由指定的拍卖人进行；本平台只汇聚信息', unit: 'text', title: '罚没资产的处理', by: 'auctionLaw', article: '第九条', note: '行政事业性国有资产管理条例第二十条：所得上缴国库' }),
  ruleOf({ key: 'seized.modes', value: modeCodes('auction', 'onlineBidding'), unit: 'codes', title: '罚没资产的处理方式', by: 'publicAssetsRegulation', article: '第二十条' }),
  ruleOf({ key: 'pharma.where', value: '在自治区药械集中采购平台上挂网、带量采购；本平台只共享数据', unit: 'text', title: '药品、医用器械和耗材采购的场所', by: 'regionIntegration', article: '（四）' }),
  ruleOf({ key: 'mechanical.publicity', value: 3, unit: 'day', title: '机电产品国际招标评标结果公示最短', by: 'mechanicalOrder', article: '', unverified: true, note: '在机电产品招标投标电子交易平台进行' }),
];
