import type { AvoidanceEntry, PoolEntry } from './pool.ts';
import type { Ranked } from './rank.ts';
import { rank, rankingKey } from './rank.ts';

/** `specialtyCode` takes all codes beneath it (`A01` takes `A010101`); no `regionCodes` means anywhere. */
export type RowRequest = {
  readonly row: string;
  readonly specialtyCode: string;
  readonly regionCodes: readonly string[];
  readonly count: number;
  readonly alternates: number;
};

export type DrawConstraints = { /** Over all rows, members and alternates together. */ readonly maxPerEmployer: number };

export type SkipReason = 'standsElsewhere' | 'personAvoided' | 'employerAvoided' | 'employerLimit' | 'departed';
export type WalkStep = { readonly id: string; readonly position: string; readonly outcome: 'member' | 'alternate' | SkipReason };

export type DrawnRow = {
  readonly row: string;
  readonly eligible: number;
  readonly outsideSpecialty: number;
  readonly outsideRegion: number;
  /** Everyone the walk came to, in ranking order, with what became of each. */
  readonly walk: readonly WalkStep[];
  readonly members: readonly string[];
  /** In the order in which they step in. */
  readonly alternates: readonly string[];
};

export type SelectionInput = {
  readonly rows: readonly RowRequest[];
  readonly constraints: DrawConstraints;
  readonly pool: readonly PoolEntry[];
  readonly avoidance: readonly AvoidanceEntry[];
  readonly seed: Uint8Array;
};

type OpenRow = { request: RowRequest; ranking: Ranked<PoolEntry>[]; next: number; walk: WalkStep[] };

/**
 * All rows draw their members in the order of the request, then all rows draw alternates, each walk going on where it stood.
 * Members and alternates together keep the constraints, so an alternate may step in without being asked again.
 */
export function select(input: SelectionInput): DrawnRow[] {
  const seats = openSeats(input.constraints, input.avoidance);
  const rows = input.rows.map<OpenRow>((request) => ({ request, ranking: rankRow(input.seed, request, input.pool), next: 0, walk: [] }));
  for (const row of rows) walkOn(row, 'member', row.request.count, seats);
  const isFull = rows.every((row) => drawnAs(row.walk, 'member').length === row.request.count);
  if (isFull) for (const row of rows) walkOn(row, 'alternate', row.request.alternates, seats);
  return rows.map((row) => closeRow(row, input.pool));
}

/** The row's eligible candidates in drawn order. */
export function rankRow(seed: Uint8Array, request: RowRequest, pool: readonly PoolEntry[]): Ranked<PoolEntry>[] {
  const eligible = pool.filter((entry) => hasSpecialty(entry, request) && isInRegion(entry, request));
  return rank(rankingKey(seed, request.row), eligible);
}

/** Who stands, and hence who may still be seated. */
export type Seats = {
  readonly obstacle: (entry: PoolEntry) => SkipReason | null;
  readonly take: (entry: PoolEntry) => void;
};

export function openSeats(constraints: DrawConstraints, avoidance: readonly AvoidanceEntry[]): Seats {
  const persons = new Set(avoidance.filter(({ kind }) => kind === 'person').map(({ id }) => id));
  const employers = new Set(avoidance.filter(({ kind }) => kind === 'employer').map(({ id }) => id));
  const standing = new Set<string>();
  const perEmployer = new Map<string, number>();
  return {
    obstacle({ id, employerId }) {
      if (standing.has(id)) return 'standsElsewhere';
      if (persons.has(id)) return 'personAvoided';
      if (employerId === null) return null;
      if (employers.has(employerId)) return 'employerAvoided';
      return (perEmployer.get(employerId) ?? 0) >= constraints.maxPerEmployer ? 'employerLimit' : null;
    },
    take({ id, employerId }) {
      standing.add(id);
      if (employerId !== null) perEmployer.set(employerId, (perEmployer.get(employerId) ?? 0) + 1);
    },
  };
}

function walkOn(row: OpenRow, as: 'member' | 'alternate', wanted: number, seats: Seats): void {
  let missing = wanted;
  while (missing > 0 && row.next < row.ranking.length) {
    const { candidate, position } = row.ranking[row.next++] as Ranked<PoolEntry>;
    const obstacle = seats.obstacle(candidate);
    row.walk.push({ id: candidate.id, position, outcome: obstacle ?? as });
    if (obstacle) continue;
    seats.take(candidate);
    missing--;
  }
}

function closeRow({ request, ranking, walk }: OpenRow, pool: readonly PoolEntry[]): DrawnRow {
  const withSpecialty = pool.filter((entry) => hasSpecialty(entry, request)).length;
  return {
    row: request.row,
    eligible: ranking.length,
    outsideSpecialty: pool.length - withSpecialty,
    outsideRegion: withSpecialty - ranking.length,
    walk,
    members: drawnAs(walk, 'member'),
    alternates: drawnAs(walk, 'alternate'),
  };
}

function drawnAs(walk: readonly WalkStep[], as: 'member' | 'alternate'): string[] {
  return walk.filter(({ outcome }) => outcome === as).map(({ id }) => id);
}

function hasSpecialty(entry: PoolEntry, { specialtyCode }: RowRequest): boolean {
  return entry.specialtyCodes.some((code) => code.startsWith(specialtyCode));
}

/** `150100` takes every division of the city, `150000` of the region: trailing zero pairs stand for all beneath. */
function isInRegion(entry: PoolEntry, { regionCodes }: RowRequest): boolean {
  return regionCodes.length === 0 || regionCodes.some((code) => entry.regionCode.startsWith(code.replace(/(00)+$/, '')));
}
