import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

export const waterRules: readonly Rule[] = [
  ruleOf({ key: 'water.kinds', unit: 'codes', title: '水权的种类', by: 'waterTrading', article: '', value: [
    { code: 'regional', text: '区域水权' },
    { code: 'abstraction', text: '取水权' },
    { code: 'irrigation', text: '灌溉用水户水权' },
  ] }),
  ruleOf({ key: 'water.modes', value: modeCodes('agreement', 'onlineBidding', 'listing', 'multiRound', 'sealedOnce', 'call'), unit: 'codes', title: '水权交易方式', by: 'waterTrading', article: '', note: '协议或者公开竞价；竞价的具体形式由公告写明' }),
  ruleOf({ key: 'water.platform', value: true, unit: 'flag', title: '区域水权和交易量较大的取水权经水权交易平台', by: 'waterTrading', article: '' }),
  ruleOf({ key: 'water.check', value: '核对取水许可、可交易水量和期限', unit: 'text', title: '转让前核对', by: 'waterTrading', article: '' }),
  ruleOf({ key: 'water.idle', value: '闲置取用水指标收回后再配置', unit: 'text', title: '收储转让', by: 'regionWater', article: '', unverified: true }),
  ...defaultRules('water'),
];

export const environmentRules: readonly Rule[] = [
  ruleOf({ key: 'emission.modes', value: modeCodes('agreement', 'auction', 'onlineBidding', 'multiRound', 'sealedOnce', 'call'), unit: 'codes', title: '排污权交易方式', by: 'emissionOpinion', article: '', note: '政府出让以定额或者公开拍卖，主体之间协议或者竞价' }),
  ruleOf({ key: 'emission.check', value: '主体有核定的排污权；不突破区域总量', unit: 'text', title: '转让前核对', by: 'emissionOpinion', article: '' }),
  ruleOf({ key: 'energy.modes', value: modeCodes('agreement', 'onlineBidding', 'multiRound', 'sealedOnce', 'call'), unit: 'codes', title: '用能权交易方式', by: 'energyPilot', article: '', unverified: true }),
  ruleOf({ key: 'carbon.where', value: '在全国碳排放权注册登记机构和交易机构集中统一交易，逐步纳入公共资源交易平台体系；本平台汇聚信息，不自建撮合', unit: 'text', title: '碳排放权交易的场所', by: 'carbonRegulation', article: '第五条' }),
  ruleOf({ key: 'carbon.modes', value: modeCodes('agreement', 'onlineBidding'), unit: 'codes', title: '碳排放权交易方式', by: 'carbonRegulation', article: '第十五条', note: '协议转让、单向竞价或者其他符合规定的现货交易方式' }),
  ruleOf({ key: 'carbon.excluded', value: '生态环境等监管部门、登记和交易机构、技术服务机构的工作人员', unit: 'text', title: '不得参与碳排放权交易的人', by: 'carbonRegulation', article: '第七条' }),
  ...defaultRules('emission'),
  ...defaultRules('energy'),
];

export const forestRules: readonly Rule[] = [
  ruleOf({ key: 'forest.objects', value: '国有林地使用权、租赁权和林木所有权；集体统一经营的林地经营权和林木所有权', unit: 'text', title: '可以出让的林权', by: 'regionTrading', article: '第十条' }),
  ruleOf({ key: 'forest.modes', value: modeCodes('auction', 'tender', 'listing', 'onlineBidding', 'multiRound', 'sealedOnce', 'negotiation'), unit: 'codes', title: '林权、草原权交易方式', by: 'forestLaw', article: '第十八条', unverified: true, note: '集体统一经营的：招标、拍卖、公开协商等；国有的和草原比照' }),
  ruleOf({ key: 'forest.decide', value: '2/3', unit: 'rate', title: '集体统一经营的，村民（代表）会议同意的最低比例', by: 'forestLaw', article: '第十八条', unverified: true }),
  ruleOf({ key: 'forest.check', value: '权属证书、资产评估', unit: 'text', title: '转让前核对', by: 'practice', article: '', unverified: true }),
  ...defaultRules('forest'),
];
