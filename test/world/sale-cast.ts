import { assert } from '#kernel/assert.ts';
import { leagues, regionCode } from '#kernel/divisions.ts';
import type { OrganisationKind, Role } from '#kernel/roles.ts';
import { supervisorFor, type Sector } from '#rules/catalogue/departments.ts';
import { saleKinds } from '#rules/sale/kinds.ts';
import type { Office } from '#service/subject/directory.types.ts';
import { officesOf, type Place } from '#trade/sale/sale.offices.ts';
import type { CastOrganisation, CastPerson } from './cast.ts';
import { placeName } from './names.ts';

/** Whoever sells in the demo world; the figures of `sale-plots.ts` name them by place. */
export const sellerSites: readonly { readonly areaCode: string; readonly body: string }[] = [
  { areaCode: '152921', body: '土地收购储备中心' },
  { areaCode: '150105', body: '土地收购储备中心' },
  { areaCode: '150203', body: '土地收购储备中心' },
  { areaCode: '150802', body: '土地收购储备中心' },
  { areaCode: '152923', body: '矿业权储备中心' },
  { areaCode: '152500', body: '矿业权储备中心' },
  { areaCode: '150600', body: '国有资产运营有限公司' },
  { areaCode: '150700', body: '国有资本投资有限公司' },
  { areaCode: '150100', body: '机关资产管理中心' },
  { areaCode: '150502', body: '农牧业集体经济组织联合总社' },
  { areaCode: '150400', body: '城市管理综合服务中心' },
  { areaCode: '152900', body: '水权收储转让中心' },
];

type Found = (kind: OrganisationKind, form: 'organ' | 'institution' | 'enterprise', areaCode: string, name: string, held?: readonly Office[]) => CastOrganisation;
type Employ = (organisation: CastOrganisation, role: Role) => CastPerson;

export function foundSellers(found: Found, employ: Employ): CastOrganisation[] {
  return sellerSites.map(({ areaCode, body }) => {
    const seller = found('initiator', /公司$/.test(body) ? 'enterprise' : 'institution', areaCode, `${placeName(areaCode)}${body}`);
    employ(seller, 'initiate.operator');
    return seller;
  });
}

/**
 * Every office that some sale somewhere in the region looks for and that nobody holds yet: exchanges, and departments of
 * the banners. Departments have an officer where somebody of the cast is at home who could sell there.
 */
export function foundSaleOffices(found: Found, employ: Employ, organisations: readonly CastOrganisation[]): void {
  const held = new Set(organisations.flatMap(({ areaCode, offices }) => offices.map((office) => `${areaCode} ${office}`)));
  const homes = new Set(organisations.filter(({ kind }) => kind === 'initiator').map(({ areaCode }) => areaCode));
  const places = [regionCode, ...leagues().flatMap((each) => [each.code, ...each.areas.map(({ code }) => code)])];
  for (const { code } of saleKinds().filter(({ runs }) => runs === 'platform')) {
    for (const place of places) {
      const { centre, department } = officesOf(code, place);
      if (isNew(centre)) {
        assert(centre.office === 'propertyExchange', `${centre.name} is in every cast`);
        employ(found('exchange', 'enterprise', centre.areaCode, centre.name, [centre.office]), 'exchange.operator');
      }
      if (isNew(department)) {
        // Where the law names no sector, whoever is in charge of development stands in.
        const sector = department.office as Sector;
        const office = found('department', 'organ', department.areaCode, supervisorFor(sector, [department.areaCode]).departmentName ?? department.name, [sector]);
        if (homes.has(department.areaCode)) employ(office, 'supervise.officer');
      }
    }
  }

  function isNew({ areaCode, office }: Pick<Place, 'areaCode' | 'office'>): boolean {
    const key = `${areaCode} ${office}`;
    return !held.has(key) && Boolean(held.add(key));
  }
}

export type CastAuctioneer = { readonly personId: string; readonly orgId: string; readonly licenceNumber: string };

/** An auction house with the two whom an auction wants: who holds the hammer, and who keeps the record. */
export function foundAuctionHouse(found: Found, employ: Employ): CastAuctioneer {
  const house = found('auctionHouse', 'enterprise', regionCode, '青城拍卖有限公司（演示）');
  const { personId, orgId } = employ(house, 'conduct.auctioneer');
  employ(house, 'conduct.recorder');
  return { personId, orgId, licenceNumber: 'DEMO0001' };
}
