import { present } from '#kernel/assert.ts';
import { leagueOf, regionCode } from '#kernel/divisions.ts';
import type { Certainty } from '../rule.ts';
import { alxaCode, alxaRoutes } from './routing.alxa.ts';
import { getCentre, getExchange, type Centre } from './centres.ts';
import type { RouteClass } from './items.ts';

/** One row of the decision table: class × places → centre. */
export type RouteRow = {
  readonly routeClass: RouteClass;
  readonly places: readonly string[];
  /** For mining: the level whose bureau grants the right. */
  readonly issuer?: 'league' | 'area';
  readonly to: { readonly kind: 'centre' | 'propertyExchange'; readonly areaCode: string };
  readonly certainty: Certainty;
  readonly citation: string;
  readonly note?: string;
};

export type RouteQuery = {
  readonly routeClass: RouteClass;
  /** Division code; a league's code stands for 盟本级. */
  readonly place: string;
  /** For mining: the level whose bureau grants the right; without it the level of `place`. */
  readonly issuer?: 'league' | 'area';
};

export type Route = { readonly centre: Centre; readonly citation: string; readonly certainty: Certainty; readonly note: string | null };

/** Leagues with a table of their own; elsewhere the league's centre serves the whole league. */
const leagueTables: Readonly<Record<string, readonly RouteRow[]>> = { [alxaCode]: alxaRoutes };

const defaultCitation = '内蒙古自治区公共资源交易管理办法 第六条';

/** The centre where a trade is held. The place must be a division of the region. */
export function routeOf(query: RouteQuery): Route {
  if (query.place === regionCode) return { centre: getCentre(regionCode), citation: defaultCitation, certainty: 'confirmed', note: null };
  const own = present(leagueOf(query.place), `league of ${query.place}`);
  const row = (leagueTables[own.code] ?? []).find((candidate) => matches(candidate, query, own.code));
  if (!row) return { centre: getCentre(own.code), citation: defaultCitation, certainty: 'confirmed', note: null };
  const centre = row.to.kind === 'centre' ? getCentre(row.to.areaCode) : getExchange(row.to.areaCode);
  return { centre, citation: row.citation, certainty: row.certainty, note: row.note ?? null };
}

export type RouteChoices = {
  readonly choices: readonly Route[];
  /** Across leagues the initiator chooses any listed centre of the region: all of them may be offered, these come first. */
  readonly free: boolean;
  readonly citation: string;
};

/** Where a project over several places may be held. */
export function routeChoices(routeClass: RouteClass, places: readonly string[]): RouteChoices {
  const routes = new Map(places.map((place) => routeOf({ routeClass, place })).map((route) => [`${route.centre.kind}${route.centre.areaCode}`, route]));
  const leagueCodes = new Set(places.map((place) => leagueOf(place)?.code ?? regionCode));
  if (leagueCodes.size <= 1) return { choices: [...routes.values()], free: routes.size > 1, citation: defaultCitation };
  const whole = routeOf({ routeClass, place: regionCode });
  return { choices: [...routes.values(), whole], free: true, citation: '内蒙古自治区深化公共资源交易平台整合共享实施方案 （八）' };
}

/** Ways of government procurement that do not come to a centre. */
export const procurementOutside: readonly { readonly code: string; readonly text: string }[] = [
  { code: 'mall', text: '电子卖场' },
  { code: 'framework', text: '框架协议采购' },
  { code: 'self', text: '自行采购' },
];

function matches(row: RouteRow, query: RouteQuery, leagueCode: string): boolean {
  if (row.routeClass !== query.routeClass || !row.places.includes(query.place)) return false;
  return row.issuer === undefined || row.issuer === (query.issuer ?? (query.place === leagueCode ? 'league' : 'area'));
}
