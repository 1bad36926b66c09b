import type { RouteClass } from './items.ts';
import type { RouteRow } from './routing.ts';

export const alxaCode = '152900';

const leftBanner = '152921';
const rightBanner = '152922';
const ejin = '152923';
const hightech = '152971';
const luanjingtan = '1529X1';
const ulanbuh = '1529X2';

const citation = '阿拉善盟进一步加强和规范公共资源交易工作实施办法 第九条';
const central = [alxaCode, leftBanner, luanjingtan];
const zone = [hightech, ulanbuh];
const noBranch = '阿拉善左旗、孪井滩示范区没有保留分支机构（第五条），按盟中心办理';

/** 阿署办发〔2025〕16号第九条, row by row. 孪井滩 also stands there as 李井滩: one place. */
export const alxaRoutes: readonly RouteRow[] = [
  ...local('procurement', central, '除电子卖场、框架协议采购、自行采购外'),
  ...local('construction', central),
  row('land', [leftBanner, luanjingtan, ...zone], alxaCode),
  row('land', [alxaCode], alxaCode, { certainty: 'unverified', note: '第九条土地一款没有写明盟本级，按盟中心办理' }),
  row('land', [rightBanner], rightBanner),
  row('land', [ejin], ejin),
  row('mining', [...central, rightBanner, ejin, ...zone], alxaCode, { issuer: 'league', note: '盟自然资源局出让' }),
  row('mining', [rightBanner], rightBanner, { issuer: 'area', note: '旗自然资源局出让' }),
  row('mining', [ejin], ejin, { issuer: 'area', note: '旗自然资源局出让' }),
  row('mining', zone, hightech, { issuer: 'area', note: '区自然资源局出让' }),
  row('mining', [leftBanner, luanjingtan], alxaCode, { issuer: 'area', certainty: 'unverified', note: noBranch }),
  { routeClass: 'property', places: [...central, rightBanner, ejin], to: { kind: 'propertyExchange', areaCode: alxaCode }, citation, certainty: 'confirmed' },
  { routeClass: 'property', places: zone, to: { kind: 'propertyExchange', areaCode: hightech }, citation, certainty: 'confirmed' },
  row('other', [alxaCode], alxaCode),
  row('other', [leftBanner, luanjingtan], alxaCode, { certainty: 'unverified', note: noBranch }),
  row('other', [rightBanner], rightBanner),
  row('other', [ejin], ejin),
  row('other', zone, hightech),
];

function local(routeClass: RouteClass, toLeague: readonly string[], note?: string): RouteRow[] {
  const noted = note === undefined ? {} : { note };
  return [
    row(routeClass, toLeague, alxaCode, noted), row(routeClass, [rightBanner], rightBanner, noted),
    row(routeClass, [ejin], ejin, noted), row(routeClass, zone, hightech, noted),
  ];
}

function row(routeClass: RouteClass, places: readonly string[], to: string, more: Partial<Pick<RouteRow, 'issuer' | 'certainty' | 'note'>> = {}): RouteRow {
  return { routeClass, places, to: { kind: 'centre', areaCode: to }, citation, certainty: 'confirmed', ...more };
}
