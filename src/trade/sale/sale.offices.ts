import { regionCode } from '#kernel/divisions.ts';
import { exchangeArticle, getExchange } from '#rules/catalogue/centres.ts';
import { supervisorFor } from '#rules/catalogue/departments.ts';
import { findItem, newestCatalogue } from '#rules/catalogue/items.ts';
import { routeOf, type Route } from '#rules/catalogue/routing.ts';
import { getSaleKind, type SaleKindCode } from '#rules/sale/kinds.ts';
import type { Office } from '#service/subject/directory.types.ts';

/** An office of a place in the directory; `name` and `citation` as the routing table has them. */
export type Place = { readonly areaCode: string; readonly office: Office; readonly name: string; readonly citation: string; readonly note: string | null };

/** The centre, or the exchange, where a kind is sold, and the department that supervises it, by the newest catalogue. */
export function officesOf(code: SaleKindCode, areaCode: string): { readonly centre: Place; readonly department: Place } {
  const item = findItem(newestCatalogue(), getSaleKind(code).items[0] ?? '');
  const { centre, citation, note } = placeOf(code, areaCode);
  const supervisor = supervisorFor(item?.sector ?? null, [areaCode]);
  return {
    centre: { areaCode: centre.areaCode, office: centre.kind === 'propertyExchange' ? 'propertyExchange' : 'centre', name: centre.name, citation, note },
    department: { areaCode: supervisor.areaCode, office: supervisor.sector ?? 'development', name: supervisor.departmentName ?? '由所在地政府确定的监督部门', citation: supervisor.citation, note: supervisor.note ?? null },
  };
}

/** What the law wants sold in an exchange goes to the one that the place has, or else to the region's, and never to a centre. */
function placeOf(code: SaleKindCode, areaCode: string): Pick<Route, 'centre' | 'citation' | 'note'> {
  const kind = getSaleKind(code);
  const route = routeOf({ routeClass: findItem(newestCatalogue(), kind.items[0] ?? '')?.routeClass ?? 'other', place: areaCode });
  if (kind.host !== 'propertyExchange' || route.centre.kind === 'propertyExchange') return route;
  return { centre: getExchange(regionCode), citation: exchangeArticle, note: null };
}
