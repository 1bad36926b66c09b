import {
  defaultKeys, increaseKeys, landKeys, mineralKeys, physicalAssetKeys, propertyKeys, publicAssetKeys,
} from './kind-rules.ts';
import type { SaleKind, SaleTerms } from './kinds.ts';

const grant: SaleTerms = { initiator: '出让人', participant: '竞买人', winner: '竞得人', notice: '出让公告', result: '出让结果' };
const transfer: SaleTerms = { initiator: '转让方', participant: '意向受让方', winner: '受让方', notice: '信息披露公告', result: '交易结果公告' };
const increase: SaleTerms = { initiator: '增资企业', participant: '意向投资方', winner: '投资方', notice: '增资信息披露公告', result: '增资结果公告' };
const entrusted: SaleTerms = { initiator: '委托人', participant: '竞买人', winner: '买受人', notice: '交易公告', result: '成交结果公告' };
const rural: SaleTerms = { initiator: '转出方', participant: '意向受让方', winner: '受让方', notice: '转出公告', result: '成交公示' };
const gathered: SaleTerms = { initiator: '处置单位', participant: '竞买人', winner: '买受人', notice: '处置信息', result: '处置结果' };

const atCentre = { runs: 'platform', host: 'centre', because: null } as const;
/** 企业国有资产法 wants an exchange: it holds the sale here, or in its own system whose record comes in. */
const atExchange = { runs: 'platform', host: 'propertyExchange', because: 'soe.where' } as const;
const elsewhere = (because: string) => ({ runs: 'exchangeOnly', host: 'elsewhere', because }) as const;

const other = defaultKeys('other');
const quotaKeys = { ...defaultKeys('quota'), persons: 'quota.persons' };
const emissionKeys = { ...defaultKeys('emission'), persons: 'emission.persons' };

/** Every kind of sale. Items are those of the catalogue; an item may be sold as several kinds. */
export const kindTable: readonly SaleKind[] = [
  { code: 'stateLand', title: '国有建设用地使用权出让', pack: 'land', items: ['0301'], terms: grant, ...atCentre, rules: landKeys },
  { code: 'landLease', title: '国有建设用地租赁', pack: 'land', items: ['0301'], terms: { ...grant, initiator: '出租人', participant: '竞租人', winner: '承租人', notice: '租赁公告', result: '租赁结果' }, ...atCentre, rules: { ...landKeys, modes: ['land.lease'] } },
  { code: 'explorationRight', title: '探矿权出让', pack: 'mineral', items: ['0302'], terms: grant, ...atCentre, rules: mineralKeys },
  { code: 'miningRight', title: '采矿权出让', pack: 'mineral', items: ['0303'], terms: grant, ...atCentre, rules: mineralKeys },
  { code: 'farmlandQuota', title: '补充耕地指标交易', pack: 'quota', items: ['0304'], terms: transfer, ...atCentre, rules: quotaKeys },
  { code: 'landQuota', title: '增减挂钩结余指标交易', pack: 'quota', items: ['0306'], terms: transfer, ...atCentre, rules: quotaKeys },
  { code: 'geologicalFund', title: '地质勘查基金项目', pack: 'quota', items: ['0305'], terms: grant, ...atCentre, rules: { ...quotaKeys, modes: ['quota.fund.modes'] } },

  { code: 'enterpriseProperty', title: '企业国有产权转让', pack: 'stateProperty', items: ['0601'], terms: transfer, ...atExchange, rules: propertyKeys },
  { code: 'shares', title: '企业国有股权转让', pack: 'stateProperty', items: ['0601'], terms: transfer, ...atExchange, rules: propertyKeys },
  { code: 'capitalIncrease', title: '企业增资', pack: 'stateProperty', items: ['0602'], terms: increase, ...atExchange, rules: increaseKeys },
  { code: 'physicalAssets', title: '企业实物资产转让', pack: 'stateProperty', items: ['0603'], terms: transfer, ...atExchange, rules: physicalAssetKeys },
  { code: 'publicAssets', title: '行政事业单位资产出售、出租', pack: 'publicAssets', items: ['0605'], terms: entrusted, ...atCentre, rules: publicAssetKeys },
  { code: 'officialVehicles', title: '公务用车处置', pack: 'publicAssets', items: ['0610'], terms: entrusted, ...atCentre, rules: publicAssetKeys },
  { code: 'ruralProperty', title: '农村牧区集体产权流转', pack: 'ruralProperty', items: ['0604'], terms: rural, ...atCentre, rules: { ...defaultKeys('rural'), preferred: 'rural.preferred', persons: 'rural.persons', judged: ['rural.capacity', 'rural.members'] } },

  { code: 'waterRight', title: '水权交易', pack: 'resourceRights', items: ['0401', '0402', '0403'], terms: transfer, ...atCentre, rules: defaultKeys('water') },
  { code: 'forestRight', title: '林权、草原权流转', pack: 'resourceRights', items: ['0501', '0502'], terms: transfer, ...atCentre, rules: defaultKeys('forest') },
  { code: 'emissionRight', title: '排污权交易', pack: 'resourceRights', items: ['0701'], terms: transfer, ...atCentre, rules: emissionKeys },
  { code: 'energyRight', title: '用能权交易', pack: 'resourceRights', items: ['0703'], terms: transfer, ...atCentre, rules: { ...defaultKeys('energy'), persons: 'energy.persons' } },
  { code: 'carbon', title: '碳排放权交易', pack: 'resourceRights', items: ['0702'], terms: transfer, ...elsewhere('carbon.where'), rules: { ...emissionKeys, modes: ['carbon.modes'] } },
  { code: 'dataResource', title: '数据资源交易', pack: 'data', items: ['0801'], terms: { ...transfer, initiator: '提供方', participant: '意向需求方', winner: '需求方', notice: '挂牌公告' }, ...atCentre, rules: defaultKeys('data') },

  { code: 'concession', title: '特许经营权', pack: 'otherRights', items: ['0608'], terms: { ...grant, participant: '意向经营者', winner: '特许经营者' }, ...atCentre, rules: { ...other, modes: ['concession.modes'], persons: 'concession.persons' } },
  { code: 'operatingRight', title: '特种行业和道路经营权', pack: 'otherRights', items: ['0608'], terms: grant, ...atCentre, rules: other },
  { code: 'naming', title: '市政设施冠名权', pack: 'otherRights', items: ['0609'], terms: grant, ...atCentre, rules: other },
  { code: 'advertising', title: '户外广告经营权', pack: 'otherRights', items: ['0609'], terms: grant, ...atCentre, rules: other },
  { code: 'intangible', title: '文化产权、知识产权和其他无形资产', pack: 'otherRights', items: ['0606', '0611'], terms: transfer, ...atCentre, rules: other },
  { code: 'otherResource', title: '其他公共资源', pack: 'otherRights', items: ['0901'], terms: transfer, ...atCentre, rules: other },
  { code: 'seized', title: '罚没资产', pack: 'otherRights', items: ['0607'], terms: gathered, ...elsewhere('seized.where'), rules: { ...other, modes: ['seized.modes'] } },
  { code: 'litigated', title: '涉诉资产', pack: 'otherRights', items: ['0607'], terms: { ...gathered, initiator: '人民法院' }, ...elsewhere('judicial.where'), rules: { ...other, modes: ['judicial.modes'] } },
  { code: 'pharmaceuticals', title: '药品、医用器械和耗材集中采购', pack: 'otherRights', items: ['0204'], terms: { initiator: '采购人', participant: '供应商', winner: '成交供应商', notice: '采购公告', result: '采购结果' }, ...elsewhere('pharma.where'), rules: { ...other, modes: [] } },
];
