import { divisionData } from './divisions.data.ts';
import { catalogue, type Refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';

export type DivisionData = {
  readonly standard: string;
  readonly sources: readonly string[];
  readonly verified: string;
  readonly region: { readonly code: string; readonly name: string };
  readonly leagues: readonly {
    readonly code: string;
    readonly name: string;
    readonly type: '地级市' | '盟';
    readonly areas: readonly { readonly code: string; readonly name: string; readonly type: GbAreaType }[];
  }[];
  readonly extras: readonly { readonly code: string; readonly name: string; readonly leagueCode: string; readonly note: string }[];
};

type GbAreaType = '市辖区' | '县级市' | '县' | '旗' | '自治旗';

/** A league or a city on its level: 盟市. */
export type League = { readonly code: string; readonly name: string; readonly type: '地级市' | '盟'; readonly areas: readonly Area[] };

/**
 * A banner, county or district: 旗县区. `extra` areas are not of GB/T 2260 (development zones that have a trading
 * centre or a routing rule of their own); `note` says by what they are known. A code `1529X1` is the platform's own.
 */
export type Area = {
  readonly code: string;
  readonly name: string;
  readonly leagueCode: string;
  readonly type: GbAreaType | '功能区';
  readonly extra: boolean;
  readonly note?: string;
};

export const regionCode = divisionData.region.code;

const allLeagues: readonly League[] = divisionData.leagues.map(leagueFrom);
const leagueByCode = new Map(allLeagues.map((entry) => [entry.code, entry]));
const areaByCode = new Map(allLeagues.flatMap((entry) => entry.areas).map((entry) => [entry.code, entry]));

const divisionRefusals = catalogue('division', {
  unknown: {
    kind: 'invalid',
    text: () => '没有这个行政区划代码。',
    remedy: '请从列表中选择内蒙古自治区的盟市或旗县区。',
    article: 'GB/T 2260',
    got: (p: { code: string }) => p.code.slice(0, 40),
  },
});

/** The twelve, in the order of the standard, each with its areas: those of the standard first, then the extra ones. */
export function leagues(): readonly League[] {
  return allLeagues;
}

export function league(code: string): League | null {
  return leagueByCode.get(code) ?? null;
}

export function area(code: string): Area | null {
  return areaByCode.get(code) ?? null;
}

/** The league of an area, or the league itself when `code` is a league's; null for the region and unknown codes. */
export function leagueOf(code: string): League | null {
  return league(area(code)?.leagueCode ?? code);
}

/** `呼和浩特市 · 赛罕区`, `呼和浩特市`, `内蒙古自治区`; null for an unknown code. */
export function nameOf(code: string): string | null {
  if (code === regionCode) return divisionData.region.name;
  const found = area(code);
  const above = leagueOf(code);
  return found && above ? `${above.name} · ${found.name}` : (above?.name ?? null);
}

/** Region, league or area. */
export function isDivisionCode(code: string): boolean {
  return code === regionCode || leagueByCode.has(code) || areaByCode.has(code);
}

export function parseDivisionCode(code: string): Result<string, Refusal> {
  return isDivisionCode(code) ? ok(code) : err(divisionRefusals.unknown({ code }));
}

/** Whether `inner` is `outer` or lies in it. */
export function isWithin(inner: string, outer: string): boolean {
  if (!isDivisionCode(inner)) return false;
  return inner === outer || outer === regionCode || leagueOf(inner)?.code === outer;
}

function leagueFrom({ areas, ...own }: DivisionData['leagues'][number]): League {
  const standard = areas.map((entry) => ({ ...entry, leagueCode: own.code, extra: false }));
  const extras = divisionData.extras
    .filter((entry) => entry.leagueCode === own.code)
    .map((entry) => ({ ...entry, type: '功能区' as const, extra: true }));
  return { ...own, areas: [...standard, ...extras] };
}
