import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 行政事业单位资产: transfer and lease, official vehicles included. */
export const publicAssetsRules: readonly Rule[] = [
  ruleOf({ key: 'soe.admin', value: true, unit: 'flag', title: '行政事业性资产以市场化方式出售、出租，可以通过公共资源交易平台', by: 'publicAssetsRegulation', article: '第三十六条' }),
  ruleOf({ key: 'asset.valuation', value: true, unit: 'flag', title: '转让、拍卖、置换等按规定先评估', by: 'publicAssetsRegulation', article: '第三十六条', note: '国家另有规定的除外' }),
  ruleOf({ key: 'asset.reserve', value: '依法须评估的，根据评估结果确定保留价', unit: 'text', title: '拍卖国有资产的保留价', by: 'auctionLaw', article: '第二十八条' }),
  ruleOf({ key: 'asset.floor', value: true, unit: 'flag', title: '首次公告的起始价不低于评估值', by: 'practice', article: '', unverified: true, note: '参照32号令第十七条；资产出租以租金评估值为准' }),
  ruleOf({ key: 'asset.consent', value: '0.9', unit: 'rate', title: '再次公告的起始价低于评估值的此比例，报批准单位同意', by: 'practice', article: '', unverified: true, note: '参照32号令第十八条' }),
  ruleOf({ key: 'asset.modes', value: modeCodes('auction', 'tender', 'listing', 'onlineBidding', 'multiRound', 'sealedOnce', 'descending'), unit: 'codes', title: '交易方式', by: 'practice', article: '', unverified: true }),
  ruleOf({ key: 'asset.income', value: '出租、处置等收入按政府非税收入和国库集中收缴制度管理', unit: 'text', title: '价款去向', by: 'publicAssetsRegulation', article: '第二十五条', note: '行政单位' }),
  ...defaultRules('asset'),
];
