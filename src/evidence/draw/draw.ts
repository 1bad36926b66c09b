import { toHex } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { ContributionRounds, Contributor } from './contributions.ts';
import { checkContributions, checkContributors, drawSeed } from './contributions.ts';
import { hasDuplicates, statementDigest } from './digest.ts';
import { drawRefusals } from './draw.refusals.ts';
import type { AvoidanceEntry, PoolEntry } from './pool.ts';
import { avoidanceRoot, poolRoot } from './pool.ts';
import type { DrawConstraints, DrawnRow, RowRequest } from './select.ts';
import { select } from './select.ts';

export const drawAlgorithm = 'expert-draw/v1';

/** Stands in the log before any contribution is open. One request is drawn once; asking otherwise is a new request. */
export type DrawRequest = {
  readonly algorithm: typeof drawAlgorithm;
  readonly drawId: string;
  readonly rows: readonly RowRequest[];
  readonly poolRoot: string;
  readonly poolSize: number;
  readonly avoidanceRoot: string;
  readonly constraints: DrawConstraints;
  readonly contributors: readonly Contributor[];
};

export type DrawMaterial = ContributionRounds & {
  readonly request: DrawRequest;
  readonly pool: readonly PoolEntry[];
  readonly avoidance: readonly AvoidanceEntry[];
};

/** Infeasible is an outcome like any other: recorded, seen by all, and mended only by a new request. */
export type DrawOutcome =
  | { readonly kind: 'drawn'; /** Rows whose alternates ran out. */ readonly shortOfAlternates: readonly Shortage[] }
  | { readonly kind: 'infeasible'; readonly shortOfMembers: readonly Shortage[] };
export type Shortage = { readonly row: string; readonly wanted: number; readonly found: number };

/** All that happened, as JSON that anyone who holds the material computes again. It names people: never public as it is. */
export type DrawTranscript = ContributionRounds & {
  readonly algorithm: typeof drawAlgorithm;
  readonly drawId: string;
  readonly requestHash: string;
  readonly seed: string;
  readonly rows: readonly DrawnRow[];
  readonly outcome: DrawOutcome;
};

/** Digest of the whole request, to which seed and transcript are bound. */
export function drawRequestHash(request: DrawRequest): string {
  return statementDigest(`${drawAlgorithm}|request`, request);
}

/** Draws. Refused when the material is not what the request had fixed; a pool that is too small gives an infeasible outcome. */
export function runDraw(material: DrawMaterial): Result<DrawTranscript, Refusal> {
  const { request, pool, avoidance, checkpointRoot, commitments, contributions } = material;
  const rounds = { checkpointRoot, commitments, contributions };
  const checked = checkMaterial(material);
  if (!checked.ok) return checked;
  const requestHash = drawRequestHash(request);
  const seed = drawSeed(drawAlgorithm, requestHash, rounds);
  const rows = select({ rows: request.rows, constraints: request.constraints, pool, avoidance, seed });
  return ok({
    algorithm: drawAlgorithm,
    drawId: request.drawId,
    requestHash,
    ...rounds,
    seed: toHex(seed),
    rows,
    outcome: outcomeOf(request.rows, rows),
  });
}

/** What can be said of a request before anything is drawn: call it when the request is made, too. */
export function checkDrawRequest(request: DrawRequest): Result<void, Refusal> {
  const { rows, constraints, poolSize } = request;
  const invalid = (detail: string): Result<never, Refusal> => err(drawRefusals.invalidRequest({ detail }));
  if (request.algorithm !== drawAlgorithm) return invalid(`算法应为 ${drawAlgorithm}`);
  if (rows.length === 0) return invalid('没有抽取行');
  if (hasDuplicates(rows.map(({ row }) => row))) return invalid('抽取行编号重复');
  if (!rows.every(({ count }) => isWithin(count, 1, poolSize))) return invalid('每行人数应为不超过库内人数的正整数');
  if (!rows.every(({ alternates }) => isWithin(alternates, 0, poolSize))) return invalid('候补人数应为不超过库内人数的非负整数');
  if (!isWithin(constraints.maxPerEmployer, 1, poolSize)) return invalid('同一单位人数上限应为正整数');
  return checkContributors(request.contributors);
}

function checkMaterial({ request, pool, avoidance, ...rounds }: DrawMaterial): Result<void, Refusal> {
  const checked = checkDrawRequest(request);
  if (!checked.ok) return checked;
  if (hasDuplicates(pool.map(({ id }) => id))) return err(drawRefusals.duplicateEntry({ list: '专家库快照' }));
  if (hasDuplicates(avoidance.map(({ kind, id }) => `${kind} ${id}`))) return err(drawRefusals.duplicateEntry({ list: '回避名单' }));
  const pools = { got: `${pool.length} ${poolRoot(pool)}`, want: `${request.poolSize} ${request.poolRoot}` };
  if (pools.got !== pools.want) return err(drawRefusals.poolMismatch(pools));
  const avoided = { got: avoidanceRoot(avoidance), want: request.avoidanceRoot };
  if (avoided.got !== avoided.want) return err(drawRefusals.avoidanceMismatch(avoided));
  return checkContributions(request.drawId, request.contributors, rounds);
}

function outcomeOf(requests: readonly RowRequest[], rows: readonly DrawnRow[]): DrawOutcome {
  const shortages = (wantedOf: (request: RowRequest) => number, foundOf: (row: DrawnRow) => number): Shortage[] =>
    requests
      .map((request, i) => ({ row: request.row, wanted: wantedOf(request), found: foundOf(rows[i] as DrawnRow) }))
      .filter(({ wanted, found }) => found < wanted);
  const shortOfMembers = shortages(({ count }) => count, ({ members }) => members.length);
  if (shortOfMembers.length > 0) return { kind: 'infeasible', shortOfMembers };
  return { kind: 'drawn', shortOfAlternates: shortages(({ alternates }) => alternates, ({ alternates }) => alternates.length) };
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
