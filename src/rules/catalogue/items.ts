import { present } from '#kernel/assert.ts';
import { plainDate, type PlainDate } from '#kernel/time/plain-date.ts';
import type { PackCategory } from '../pack.ts';
import type { Sector } from './departments.ts';

/** What decides the centre of an item: the rows of the routing table. */
export type RouteClass = 'construction' | 'procurement' | 'land' | 'mining' | 'property' | 'other';

export type CatalogueItem = {
  /** Platform code, `0101`; the first two digits are the group's. */
  readonly code: string;
  readonly name: string;
  readonly routeClass: RouteClass;
  /** Whose department supervises it; null where the law leaves it to the local government. */
  readonly sector: Sector | null;
  /** The rule pack that runs it on this platform; null where none does yet. */
  readonly pack: PackCategory | null;
};

export type CatalogueGroup = { readonly code: string; readonly name: string; readonly items: readonly CatalogueItem[] };

/** An edition of the catalogue; a later one is added beside it and takes over on its day. */
export type CatalogueEdition = { readonly id: string; readonly validFrom: PlainDate; readonly source: string; readonly groups: readonly CatalogueGroup[] };

export const catalogueCitation = '内蒙古自治区公共资源交易管理办法 第十条';

/** The nine groups of the trade catalogue, with the item kinds of older catalogues. Item codes are the platform's own; they map to the national ones at exchange. */
const groups2022: readonly CatalogueGroup[] = [
  { code: '01', name: '工程建设项目招标投标和机电产品国际招标', items: [
    works('0101', '房屋建筑和市政基础设施', 'housing'), works('0102', '公路', 'transport'), works('0103', '水利', 'water'),
    works('0104', '铁路', 'transport'), works('0105', '民航', 'transport'), works('0106', '林业和草原', 'forestry'),
    works('0107', '能源', 'energy'), works('0108', '信息网络', 'industry'), works('0109', '水运', 'transport'),
    works('0110', '农牧', 'agriculture'), works('0111', '其他工程', 'development'),
    { code: '0112', name: '机电产品国际招标', routeClass: 'construction', sector: 'commerce', pack: null },
  ] },
  { code: '02', name: '政府采购和医药集中采购', items: [
    item('0201', '货物', 'procurement', 'finance'), item('0202', '工程', 'procurement', 'finance'), item('0203', '服务', 'procurement', 'finance'),
    item('0204', '医药集中采购', 'other', 'medicalInsurance'),
  ] },
  { code: '03', name: '自然资源', items: [
    item('0301', '国有土地使用权', 'land', 'naturalResources', 'land'), item('0302', '探矿权', 'mining', 'naturalResources', 'mineral'),
    item('0303', '采矿权', 'mining', 'naturalResources', 'mineral'), item('0304', '补充耕地指标', 'other', 'naturalResources', 'quota'),
    item('0305', '地质勘查基金项目', 'other', 'naturalResources', 'quota'), item('0306', '增减挂钩结余指标', 'other', 'naturalResources', 'quota'),
  ] },
  { code: '04', name: '水权', items: [
    item('0401', '区域水权', 'other', 'water', 'resourceRights'), item('0402', '取水权', 'other', 'water', 'resourceRights'), item('0403', '区域水权有偿配置', 'other', 'water', 'resourceRights'),
  ] },
  { code: '05', name: '林权', items: [
    item('0501', '国有林地使用权、租赁权和林木所有权', 'other', 'forestry', 'resourceRights'), item('0502', '集体林地经营权和林木所有权', 'other', 'forestry', 'resourceRights'),
  ] },
  { code: '06', name: '资产产权', items: [
    item('0601', '企业国有产（股）权', 'property', 'stateAssets', 'stateProperty'), item('0602', '企业增资', 'property', 'stateAssets', 'stateProperty'),
    item('0603', '企业国有资产', 'property', 'stateAssets', 'stateProperty'), item('0604', '农村牧区集体产权', 'property', 'agriculture', 'ruralProperty'),
    item('0605', '行政事业单位产权和资产', 'property', 'finance', 'publicAssets'), item('0606', '无形资产', 'property', null, 'otherRights'),
    item('0607', '涉诉和罚没资产', 'property', null),
    item('0608', '特许经营权、特种行业和道路经营权', 'property', null, 'otherRights'), item('0609', '市政设施冠名权、户外广告经营权', 'property', null, 'otherRights'),
    item('0610', '公务用车', 'property', 'finance', 'publicAssets'), item('0611', '文化产权、知识产权', 'property', null, 'otherRights'),
  ] },
  { code: '07', name: '环境权', items: [
    item('0701', '排污权', 'other', 'environment', 'resourceRights'), item('0702', '碳排放权', 'other', 'environment'), item('0703', '用能权', 'other', 'energy', 'resourceRights'),
  ] },
  { code: '08', name: '数据资源', items: [item('0801', '数据资源', 'other', 'data', 'data')] },
  { code: '09', name: '其他', items: [item('0901', '其他公共资源', 'other', null, 'otherRights')] },
];

/** Oldest first. */
const editions: readonly CatalogueEdition[] = [{ id: '2022', validFrom: plainDate('2022-03-01'), source: catalogueCitation, groups: groups2022 }];

/** The edition in force on a day; null before the first. */
export function catalogueOn(on: PlainDate, from: readonly CatalogueEdition[] = editions): CatalogueEdition | null {
  return from.filter((edition) => edition.validFrom <= on).at(-1) ?? null;
}

/** The edition that no other has followed yet. */
export function newestCatalogue(from: readonly CatalogueEdition[] = editions): CatalogueEdition {
  return present(from.at(-1), 'catalogue');
}

export function findItem(edition: CatalogueEdition, code: string): CatalogueItem | null {
  return edition.groups.flatMap((group) => group.items).find((entry) => entry.code === code) ?? null;
}

function works(code: string, name: string, sector: Sector): CatalogueItem {
  return { code, name, routeClass: 'construction', sector, pack: 'construction' };
}

/** Without a pack: procurement, or what the law has sold elsewhere. */
function item(code: string, name: string, routeClass: RouteClass, sector: Sector | null, pack: PackCategory | null = null): CatalogueItem {
  return { code, name, routeClass, sector, pack };
}
