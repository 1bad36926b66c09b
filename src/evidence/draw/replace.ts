import { present } from '#kernel/assert.ts';
import { fromHex } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { DrawMaterial, DrawTranscript } from './draw.ts';
import { drawRefusals } from './draw.refusals.ts';
import type { WalkStep } from './select.ts';
import { openSeats, rankRow } from './select.ts';

export type DepartureCause = 'declined' | 'conflict' | 'unreachable' | 'dismissed';

/** Someone who stood leaves for good: who has left does not come back in the same draw. */
export type Departure = { readonly row: string; readonly id: string; readonly cause: DepartureCause };

export type ReplacementOutcome =
  /** The first alternate of the row stepped in. */
  | { readonly kind: 'promoted'; readonly id: string }
  /** No alternate was left: the first in the same ranking who may stand. */
  | { readonly kind: 'drawn'; readonly id: string; readonly walk: readonly WalkStep[] }
  /** It was an alternate who left; nobody moves. */
  | { readonly kind: 'none' }
  /** The ranking is used up: recorded, mended by a new request. */
  | { readonly kind: 'exhausted'; readonly walk: readonly WalkStep[] };

export type ReplacementStep = Departure & { readonly outcome: ReplacementOutcome };

export type StandingRow = { readonly row: string; readonly members: readonly string[]; readonly alternates: readonly string[] };

/** Who stands after these replacements; nobody when the draw was infeasible. */
export function standingPanel(transcript: DrawTranscript, steps: readonly ReplacementStep[]): StandingRow[] {
  if (transcript.outcome.kind === 'infeasible') return [];
  const drawn = transcript.rows.map<StandingRow>(({ row, members, alternates }) => ({ row, members, alternates }));
  return steps.reduce((rows, step) => rows.map((row) => (row.row === step.row ? applyStep(row, step) : row)), drawn);
}

/**
 * What follows from a departure: nobody chooses the successor, the drawn order does. Each departure and its cause is recorded,
 * because forcing substitutes is the one lever that is left to whoever runs a draw.
 */
export function replace(
  material: Pick<DrawMaterial, 'request' | 'pool' | 'avoidance'>,
  transcript: DrawTranscript,
  steps: readonly ReplacementStep[],
  { row, id, cause }: Departure,
): Result<ReplacementStep, Refusal> {
  if (transcript.outcome.kind === 'infeasible') return err(drawRefusals.nothingDrawn({}));
  const standing = standingPanel(transcript, steps);
  const own = standing.find((candidate) => candidate.row === row);
  const step = (outcome: ReplacementOutcome): Result<ReplacementStep, Refusal> => ok({ row, id, cause, outcome });
  if (own?.alternates.includes(id)) return step({ kind: 'none' });
  if (!own?.members.includes(id)) return err(drawRefusals.notStanding({ id, row }));
  const [alternate] = own.alternates;
  if (alternate !== undefined) return step({ kind: 'promoted', id: alternate });
  const departed = new Set([...steps.map((earlier) => earlier.id), id]);
  const stay = standing.flatMap(({ members, alternates }) => [...members, ...alternates]).filter((other) => other !== id);
  return step(drawNext({ material, seed: fromHex(transcript.seed), row, stay, departed }));
}

type NextInput = {
  readonly material: Pick<DrawMaterial, 'request' | 'pool' | 'avoidance'>;
  readonly seed: Uint8Array;
  readonly row: string;
  readonly stay: readonly string[];
  readonly departed: ReadonlySet<string>;
};

/** Walks the row's ranking from its start: a seat given up may have made room for someone passed over before. */
function drawNext({ material, seed, row, stay, departed }: NextInput): ReplacementOutcome {
  const { request, pool, avoidance } = material;
  const entries = new Map(pool.map((entry) => [entry.id, entry]));
  const seats = openSeats(request.constraints, avoidance);
  for (const id of stay) seats.take(present(entries.get(id), `pool entry ${id}`));
  const rowRequest = present(request.rows.find((candidate) => candidate.row === row), `row ${row}`);
  const walk: WalkStep[] = [];
  for (const { candidate, position } of rankRow(seed, rowRequest, pool)) {
    const obstacle = departed.has(candidate.id) ? 'departed' : seats.obstacle(candidate);
    walk.push({ id: candidate.id, position, outcome: obstacle ?? 'member' });
    if (!obstacle) return { kind: 'drawn', id: candidate.id, walk };
  }
  return { kind: 'exhausted', walk };
}

function applyStep({ row, members, alternates }: StandingRow, { id, outcome }: ReplacementStep): StandingRow {
  const successor = outcome.kind === 'promoted' || outcome.kind === 'drawn' ? [outcome.id] : [];
  return {
    row,
    members: [...members.filter((member) => member !== id), ...successor],
    alternates: alternates.filter((alternate) => alternate !== id && !successor.includes(alternate)),
  };
}
