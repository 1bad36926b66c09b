import { routeOf } from '#rules/catalogue/routing.ts';
import { supervisorFor } from '#rules/catalogue/departments.ts';
import { findItem, newestCatalogue } from '#rules/catalogue/items.ts';
import { getSaleKind, type SaleKindCode } from '#rules/sale/kinds.ts';
import type { Office } from '#service/subject/directory.types.ts';

/** An office of a place in the directory; `name` and `citation` as the routing table has them. */
export type Place = { readonly areaCode: string; readonly office: Office; readonly name: string; readonly citation: string; readonly note: string | null };

/** The centre, or the exchange, where a kind is sold, and the department that supervises it, by the newest catalogue. */
export function officesOf(code: SaleKindCode, areaCode: string): { readonly centre: Place; readonly department: Place } {
  const item = findItem(newestCatalogue(), getSaleKind(code).items[0] ?? '');
  const { centre, citation, note } = routeOf({ routeClass: item?.routeClass ?? 'other', place: areaCode });
  const supervisor = supervisorFor(item?.sector ?? null, [areaCode]);
  return {
    centre: { areaCode: centre.areaCode, office: centre.kind === 'propertyExchange' ? 'propertyExchange' : 'centre', name: centre.name, citation, note },
    department: { areaCode: supervisor.areaCode, office: supervisor.sector ?? 'development', name: supervisor.departmentName ?? '由所在地政府确定的监督部门', citation: supervisor.citation, note: supervisor.note ?? null },
  };
}
