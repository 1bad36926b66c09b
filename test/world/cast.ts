import { league, leagues, regionCode, type League } from '#kernel/divisions.ts';
import type { OrganisationKind, Role } from '#kernel/roles.ts';
import { getCentre, hasBranch } from '#rules/catalogue/centres.ts';
import { supervisorFor, type Sector } from '#rules/catalogue/departments.ts';
import { sectors, type Office } from '#service/subject/directory.ts';
import { chance, type Chance } from './chance.ts';
import { castHerder, type CastHerder } from './herder.ts';
import { demoUscc, personName, placeName } from './names.ts';
import { foundAuctionHouse, foundSaleOffices, foundSellers, type CastAuctioneer } from './sale-cast.ts';

export type CastOrganisation = { readonly orgId: string; readonly name: string; readonly kind: OrganisationKind; readonly areaCode: string; readonly legalRepresentative: string; readonly offices: readonly Office[] };
export type CastPerson = { readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string; readonly role: Role };
export type CastExpert = CastPerson & { readonly specialties: readonly string[]; readonly leagueCode: string; readonly employerOrgId: string };

export type Cast = {
  readonly organisations: readonly CastOrganisation[];
  readonly people: readonly CastPerson[];
  readonly experts: readonly CastExpert[];
  readonly initiators: readonly CastOrganisation[];
  readonly agencies: readonly CastOrganisation[];
  readonly bidders: readonly CastOrganisation[];
  readonly authorities: readonly CastOrganisation[];
  readonly expertPool: CastOrganisation;
  /** Whoever sells a right or an asset. */
  readonly sellers: readonly CastOrganisation[];
  /** Who buys for itself, and acts for nobody else. */
  readonly herder: CastHerder;
  /** Licensed; of an auction house. None among those who only tender. */
  readonly auctioneers: readonly CastAuctioneer[];
};

const initiatorBodies = ['卫生健康委员会', '教育局', '住房保障服务中心', '第一人民医院', '实验中学', '城市建设投资集团有限公司', '文化旅游广电局', '民政局', '蒙古族幼儿园', '疾病预防控制中心', '职业技术学院', '公安局', '机关事务服务中心', '养老服务中心', '体育局', '人民法院'];
const bidderNames = ['青城建设', '敕勒川建工', '草原兴业建筑', '北疆路桥', '昭君建筑安装', '鹿城市政', '河套建设', '鄂尔多斯恒基', '东胜建筑', '大漠工程', '阿拉善宏远', '居延建设', '赤峰中建', '松山建筑', '红山工程', '通辽科建', '科尔沁建筑', '哲里木工程', '海拉尔建工', '呼伦湖建设', '满洲里路港', '兴安岭建筑', '乌兰浩特城建', '锡林工程', '多伦建设', '乌兰察布宏达', '集宁建筑', '丰镇工程', '巴彦淖尔金源', '临河建工', '乌海千里山', '海勃湾建设', '蒙西建筑', '漠南工程', '阴山建设集团', '黄河工程', '额济纳城建', '腾格里建筑', '达里诺尔工程', '克鲁伦建设'];
const agencyNames = ['内蒙古青城招标咨询', '北疆工程咨询', '草原招标代理', '河套项目管理', '赤峰永信招标', '科尔沁工程咨询', '鄂尔多斯华招', '兴安项目管理'];
const employerNames = ['建筑设计研究院', '工程质量检测中心', '农业大学', '工业大学', '水利勘测设计院', '电力勘测设计院', '城市规划院', '造价咨询公司', '监理公司', '科技大学'];
/** Codes of 房屋建筑 specialties in the national classification of review experts. */
export const buildingSpecialties = ['A040101', 'A040102', 'A040103', 'A080101', 'A080201'] as const;

const expertCount = 300;

/**
 * Everyone in the demo world, the same in every world. All of them are invented. `tenders`: without the offices that only sales
 * in banners look for, a thousand of them, for stages that play none there.
 */
export function makeCast(width: 'whole' | 'tenders' = 'whole'): Cast {
  const random = chance(20261121);
  let serial = 1;
  const organisations: CastOrganisation[] = [];
  const people: CastPerson[] = [];

  function found(kind: OrganisationKind, form: 'organ' | 'institution' | 'enterprise', areaCode: string, name: string, held: readonly Office[] = []): CastOrganisation {
    const organisation = { orgId: demoUscc(form, areaCode, serial++), name, kind, areaCode, legalRepresentative: personName(random), offices: held };
    organisations.push(organisation);
    return organisation;
  }
  function employ(organisation: CastOrganisation, role: Role): CastPerson {
    const person = { personId: `p${String(people.length + 1).padStart(4, '0')}`, name: personName(random), orgId: organisation.orgId, orgName: organisation.name, role };
    people.push(person);
    return person;
  }

  for (const code of [regionCode, ...leagues().map((each) => each.code), ...branchAreas()]) {
    const centre = found('centre', 'institution', code, getCentre(code).name, ['centre']);
    for (const role of ['serve.witness', 'serve.venue', 'serve.archive'] as const) employ(centre, role);
  }
  foundDepartments(found, employ);
  const initiators = initiatorSites(random).map(({ code, body }) => found('initiator', /有限公司$/.test(body) ? 'enterprise' : 'institution', code, `${placeName(code)}${body}`));
  for (const initiator of initiators) {
    employ(initiator, 'initiate.operator');
    employ(initiator, 'initiate.representative');
  }
  const agencies = agencyNames.map((name, i) => found('agency', 'enterprise', (leagues()[i % leagues().length] as League).code, `${name}有限公司（演示）`));
  for (const agency of agencies) employ(agency, 'initiate.operator');
  const bidders = bidderNames.map((name, i) => found('enterprise', 'enterprise', (leagues()[i % leagues().length] as League).code, `${name}有限公司（演示）`));
  for (const bidder of bidders) employ(bidder, 'respond.operator');
  const authorities = ['草原数字认证有限公司（演示）', '北疆电子认证有限公司（演示）'].map((name) => found('authority', 'enterprise', regionCode, name));
  for (const authority of authorities) employ(authority, 'certify.officer');
  const expertPool = found('expertPool', 'institution', regionCode, '内蒙古自治区综合评标评审专家库');
  const employers = leagues().flatMap((each) => random.sample(employerNames, 4).map((name) => found('enterprise', 'enterprise', each.code, `${each.name.replace(/市$|盟$/, '')}${name}（演示）`)));
  const experts = Array.from({ length: expertCount }, (): CastExpert => {
    const employer = random.pick(employers);
    const person = employ(expertPool, 'evaluate.expert');
    return { ...person, specialties: random.sample(buildingSpecialties, random.between(1, 3)), leagueCode: employer.areaCode, employerOrgId: employer.orgId };
  });
  // Last, so that nobody else's name or number depends on it: a second one who can take the representative's seat.
  for (const initiator of initiators) employ(initiator, 'initiate.representative');
  const sellers = foundSellers(found, employ);
  const herder = castHerder(`p${String(people.length + 1).padStart(4, '0')}`);
  people.push(herder);
  if (width === 'whole') foundSaleOffices(found, employ, organisations);
  const auctioneers = width === 'whole' ? [foundAuctionHouse(found, employ)] : [];
  return { organisations, people, experts, initiators, agencies, bidders, authorities, expertPool, sellers, herder, auctioneers };
}

function branchAreas(): string[] {
  return (league('152900')?.areas ?? []).map((each) => each.code).filter(hasBranch);
}

type Found = (kind: OrganisationKind, form: 'organ', areaCode: string, name: string, held: readonly Office[]) => CastOrganisation;

/** Every sector has a department in the region and in each league; building works also in each banner. */
function foundDepartments(found: Found, employ: (organisation: CastOrganisation, role: Role) => CastPerson): void {
  const wide = [regionCode, ...leagues().map((each) => each.code)];
  const places: (readonly [string, readonly Sector[]])[] = [...wide.map((code) => [code, sectors] as const), ...leagues().flatMap((each) => each.areas.map((inner) => [inner.code, ['housing'] as const] as const))];
  for (const [code, held] of places) {
    for (const sector of held) {
      const { departmentName, areaCode } = supervisorFor(sector, [code]);
      if (departmentName !== null && areaCode === code) employ(found('department', 'organ', code, departmentName, [sector]), 'supervise.officer');
    }
  }
}

/** The two of the guided tour, then two bodies in each league, in different banners, and two more in the capital. */
function initiatorSites(random: Chance): { code: string; body: string }[] {
  const showcase = [{ code: '150105', body: '卫生健康委员会' }, { code: '152921', body: '教育局' }];
  const taken = new Set(showcase.map(({ code, body }) => code + body));
  return [...showcase, ...leagues().flatMap((each, i) => {
    const areas = random.sample(each.areas, i === 0 ? 4 : 2);
    return areas.map((inner, j) => {
      const bodies = [...initiatorBodies.slice((i * 2 + j) % initiatorBodies.length), ...initiatorBodies];
      const body = bodies.find((name) => !taken.has(inner.code + name)) as string;
      taken.add(inner.code + body);
      return { code: inner.code, body };
    });
  })];
}
