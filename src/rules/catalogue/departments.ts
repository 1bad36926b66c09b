import { assert } from '#kernel/assert.ts';
import { area, isDivisionCode, league, leagueOf, regionCode } from '#kernel/divisions.ts';
import type { Certainty } from '../rule.ts';

/** Sectors with a supervising department. */
export type Sector =
  | 'development' | 'industry' | 'finance' | 'naturalResources' | 'environment' | 'housing' | 'transport' | 'water' | 'agriculture'
  | 'commerce' | 'health' | 'stateAssets' | 'market' | 'energy' | 'forestry' | 'medicalInsurance' | 'data' | 'supplyCooperative';

export type SupervisionLevel = 'region' | 'league' | 'area';

/** Name of the department at the region and below it, without the place. */
const departmentNames: Readonly<Record<Sector, readonly [region: string, below: string]>> = {
  development: ['发展和改革委员会', '发展和改革委员会'],
  industry: ['工业和信息化厅', '工业和信息化局'],
  finance: ['财政厅', '财政局'],
  naturalResources: ['自然资源厅', '自然资源局'],
  environment: ['生态环境厅', '生态环境局'],
  housing: ['住房和城乡建设厅', '住房和城乡建设局'],
  transport: ['交通运输厅', '交通运输局'],
  water: ['水利厅', '水利局'],
  agriculture: ['农牧厅', '农牧局'],
  commerce: ['商务厅', '商务局'],
  health: ['卫生健康委员会', '卫生健康委员会'],
  stateAssets: ['人民政府国有资产监督管理委员会', '国有资产监督管理委员会'],
  market: ['市场监督管理局', '市场监督管理局'],
  energy: ['能源局', '能源局'],
  forestry: ['林业和草原局', '林业和草原局'],
  medicalInsurance: ['医疗保障局', '医疗保障局'],
  data: ['政务服务与数据管理局', '政务服务与数据管理局'],
  supplyCooperative: ['供销合作社联合社', '供销合作社联合社'],
};

export type Supervisor = {
  /** Null where the law names no sector: the local government decides. */
  readonly departmentName: string | null;
  readonly sector: Sector | null;
  readonly level: SupervisionLevel;
  readonly areaCode: string;
  readonly citation: string;
  readonly certainty: Certainty;
  readonly note?: string;
};

const bySector = '内蒙古自治区公共资源交易管理办法 第五条';
const crossLeague = '内蒙古自治区深化公共资源交易平台整合共享实施方案 （八）';
const undetermined = '阿拉善盟进一步加强和规范公共资源交易工作实施办法 第六条';

/**
 * The department that supervises a project: that of the place where it lies; across banners the league's,
 * across leagues the region's. `places` are division codes, at least one; a league's code stands for 盟本级.
 */
export function supervisorFor(sector: Sector | null, places: readonly string[]): Supervisor {
  const seat = seatOf(places);
  const base = { sector, level: seat.level, areaCode: seat.code };
  if (sector === null) {
    return { ...base, departmentName: null, citation: undetermined, certainty: 'unverified', note: '监督部门不明确，由所在地政府按执行权、监督权分离的原则确定' };
  }
  const [regional, below] = departmentNames[sector];
  const departmentName = `${seat.name}${seat.level === 'region' ? regional : below}`;
  if (seat.crossesLeagues) return { ...base, departmentName, citation: crossLeague, certainty: 'confirmed', note: '跨盟市项目由自治区级部门监督' };
  if (seat.zone) return { ...base, departmentName, citation: undetermined, certainty: 'unverified', note: '功能区未单列监督部门，暂按盟市级；所在地政府另有规定的从其规定' };
  return { ...base, departmentName, citation: bySector, certainty: 'confirmed' };
}

type Seat = { readonly level: SupervisionLevel; readonly code: string; readonly name: string; readonly crossesLeagues: boolean; readonly zone: boolean };

function seatOf(places: readonly string[]): Seat {
  assert(places.length > 0 && places.every(isDivisionCode), `not divisions: ${places.join()}`);
  const leagueCodes = new Set(places.map((place) => leagueOf(place)?.code ?? regionCode));
  const [leagueCode = regionCode] = leagueCodes;
  const own = league(leagueCode);
  if (leagueCodes.size > 1 || own === null) {
    return { level: 'region', code: regionCode, name: '内蒙古自治区', crossesLeagues: leagueCodes.size > 1, zone: false };
  }
  const [only] = new Set(places);
  const single = new Set(places).size === 1 && only !== undefined ? area(only) : null;
  if (single === null || single.extra) return { level: 'league', code: own.code, name: own.name, crossesLeagues: false, zone: single !== null };
  return { level: 'area', code: single.code, name: single.name, crossesLeagues: false, zone: false };
}
