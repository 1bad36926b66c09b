import type { SaleCategory } from '../../pack.ts';
import type { Rule } from '../../rule.ts';
import { auctionRules, commonRules, saleTimeRules } from './common.ts';
import { dataRules } from './data.ts';
import { landBiddingRules, landNoticeRules, landResultRules } from './land.ts';
import { mineralNoticeRules, mineralResultRules } from './mineral.ts';
import { concessionPersonRules, environmentPersonRules, landPersonRules, mineralPersonRules, personRules, quotaPersonRules, ruralPersonRules } from './persons.ts';
import { elsewhereRules, intangibleRules } from './other.ts';
import { propertyBiddingRules, propertyDisclosureRules, propertyOtherRules } from './property.ts';
import { publicAssetsRules } from './public-assets.ts';
import { quotaRules } from './quota.ts';
import { environmentRules, forestRules, waterRules } from './resource-rights.ts';
import { ruralRules } from './rural.ts';

export type RuleGroup = { readonly title: string; readonly rules: readonly Rule[] };

export const saleTitles: Readonly<Record<SaleCategory, string>> = {
  land: '国有土地使用权',
  mineral: '矿业权',
  quota: '耕地和建设用地指标、地勘基金',
  stateProperty: '企业国有资产',
  publicAssets: '行政事业单位资产',
  ruralProperty: '农村牧区集体产权',
  resourceRights: '水权、林权和环境权',
  data: '数据资源',
  otherRights: '无形资产和其他',
};

const own: Readonly<Record<SaleCategory, readonly RuleGroup[]>> = {
  land: [
    { title: '范围与公告', rules: landNoticeRules },
    { title: '竞买', rules: landBiddingRules },
    { title: '成交、价款与结果', rules: landResultRules },
    { title: '谁可以竞买', rules: landPersonRules },
  ],
  mineral: [{ title: '范围与公告', rules: mineralNoticeRules }, { title: '成交、公示与期限', rules: mineralResultRules }, { title: '谁可以竞买', rules: mineralPersonRules }],
  quota: [{ title: '指标类交易', rules: quotaRules }, { title: '谁可以竞买', rules: quotaPersonRules }],
  stateProperty: [
    { title: '信息披露与底价', rules: propertyDisclosureRules },
    { title: '竞价、价款与结果', rules: propertyBiddingRules },
    { title: '增资与资产转让', rules: propertyOtherRules },
  ],
  publicAssets: [{ title: '资产出售、出租', rules: publicAssetsRules }],
  ruralProperty: [{ title: '集体产权流转', rules: ruralRules }, { title: '谁可以竞买', rules: ruralPersonRules }],
  resourceRights: [{ title: '水权', rules: waterRules }, { title: '林权、草原权', rules: forestRules }, { title: '排污权、用能权、碳排放权', rules: environmentRules }, { title: '谁可以竞买', rules: environmentPersonRules }],
  data: [{ title: '数据交易', rules: dataRules }],
  otherRights: [{ title: '无形资产与经营权', rules: intangibleRules }, { title: '谁可以竞买', rules: concessionPersonRules }, { title: '在别处交易、这里汇聚信息的', rules: elsewhereRules }],
};

/** The groups of a category, in the order of a sale's life; what all sales share comes last. */
export function saleGroups(category: SaleCategory): readonly RuleGroup[] {
  return [...own[category], { title: '各类交易通用', rules: commonRules }, { title: '自然人竞买', rules: personRules }, { title: '拍卖', rules: auctionRules }, { title: '期间计算', rules: saleTimeRules }];
}

export function saleRules(category: SaleCategory): Rule[] {
  return saleGroups(category).flatMap((group) => group.rules);
}
