import { present } from '#kernel/assert.ts';
import { area, league, leagueOf, regionCode } from '#kernel/divisions.ts';

/** A place where trades are held: a public centre, a branch of a league's centre, or the property-rights exchange. */
export type Centre = {
  readonly kind: 'centre' | 'branch' | 'propertyExchange';
  /** Division code of its place; with `kind` it identifies the centre. */
  readonly areaCode: string;
  readonly name: string;
};

/** 阿署办发〔2025〕16号第五条: the branches kept, by area. */
const branches: Readonly<Record<string, string>> = {
  '152922': '阿拉善盟公共资源交易中心阿拉善右旗分中心',
  '152923': '阿拉善盟公共资源交易中心额济纳旗分中心',
  '152971': '阿拉善盟公共资源交易中心高新区分中心',
};

const exchanges: Readonly<Record<string, string>> = {
  [regionCode]: '内蒙古产权交易中心',
  '152900': '内蒙古产权交易中心阿拉善盟分中心',
  '152971': '内蒙古产权交易中心阿拉善盟高新区分中心',
};

/** The centre of the region, of a league, or the branch of an area that has one. */
export function getCentre(areaCode: string): Centre {
  if (areaCode === regionCode) return { kind: 'centre', areaCode, name: '内蒙古自治区公共资源交易中心' };
  const own = league(areaCode);
  if (own) return { kind: 'centre', areaCode, name: `${own.name}公共资源交易中心` };
  return { kind: 'branch', areaCode, name: present(branches[areaCode], `branch of ${area(areaCode)?.name ?? areaCode}`) };
}

/** By which the branches are what they are: run locally, guided in their work by the league's centre. */
export const branchArticle = '阿拉善盟进一步加强和规范公共资源交易工作实施办法 第五条';

/** The branches of the centre of a league; most leagues have none. */
export function branchesOf(leagueCode: string): Centre[] {
  return Object.keys(branches).filter((code) => leagueOf(code)?.code === leagueCode).map(getCentre);
}

export function hasBranch(areaCode: string): boolean {
  return areaCode in branches;
}

/** By which property of state enterprises changes hands in an exchange and nowhere else. */
export const exchangeArticle = '企业国有资产法 第五十四条';

/** The exchange of the region, or its branch in a place that has one. */
export function getExchange(areaCode: string): Centre {
  return { kind: 'propertyExchange', areaCode, name: present(exchanges[areaCode], `property exchange at ${areaCode}`) };
}
