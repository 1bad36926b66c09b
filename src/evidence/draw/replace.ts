import { present } from '#kernel/assert.ts';
import { fromHex } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { DrawMaterial, DrawTranscript } from './draw.ts';
import { drawRefusals } from './draw.refusals.ts';
import type { WalkStep } from './select.ts';
import { openSeats, rankRow } from './select.ts';

/** One draw that has been made. A panel is filled by one, and by supplementary ones (补抽) for what departures left empty. */
export type DrawMade = Pick<DrawMaterial, 'request' | 'pool' | 'avoidance'> & { readonly transcript: DrawTranscript };

export type DepartureCause = 'declined' | 'unreachable' | 'conflict' | 'absent' | 'unfit' | 'dismissed';

/** Someone who stood leaves for good: who has left does not come back, in this draw or a later one. */
export type Departure = { readonly row: string; readonly id: string; readonly cause: DepartureCause };

export type ReplacementOutcome =
  /** The first alternate of the row stepped in. */
  | { readonly kind: 'promoted'; readonly id: string }
  /** No alternate was left: the first in the ranking of the row's last draw who may stand. */
  | { readonly kind: 'drawn'; readonly id: string; readonly walk: readonly WalkStep[] }
  /** It was an alternate who left; nobody moves. */
  | { readonly kind: 'none' }
  /** No alternate was left while another draw was under way, which might draw whoever stepped in: the seat waits for it. */
  | { readonly kind: 'waits' }
  /** The ranking is used up: recorded, mended by a supplementary draw. */
  | { readonly kind: 'exhausted'; readonly walk: readonly WalkStep[] };

/** `draws`: how many draws had been made when this happened; later ones have no part in it. */
export type ReplacementStep = Departure & { readonly draws: number; readonly outcome: ReplacementOutcome };

export type StandingRow = { readonly row: string; readonly members: readonly string[]; readonly alternates: readonly string[] };

/**
 * Who stands after these draws and replacements. A seat has one occupant after another: whoever was drawn for it, whoever
 * followed by rank, whoever a supplementary draw brought. An infeasible draw brings nobody.
 */
export function standingPanel(draws: readonly Pick<DrawMade, 'transcript'>[], steps: readonly ReplacementStep[]): StandingRow[] {
  const rows = new Map<string, StandingRow>();
  for (const drawn of draws.flatMap(({ transcript }) => (transcript.outcome.kind === 'infeasible' ? [] : transcript.rows))) {
    const before = rows.get(drawn.row) ?? { members: [], alternates: [] };
    rows.set(drawn.row, { row: drawn.row, members: [...before.members, ...drawn.members], alternates: [...before.alternates, ...drawn.alternates] });
  }
  return steps.reduce((standing, step) => standing.map((row) => (row.row === step.row ? applyStep(row, step) : row)), [...rows.values()]);
}

/** Everyone who was ever drawn, as member, alternate or successor: a later draw passes them over. */
export function everDrawn(draws: readonly Pick<DrawMade, 'transcript'>[], steps: readonly ReplacementStep[]): string[] {
  const drawn = standingPanel(draws, []).flatMap(({ members, alternates }) => [...members, ...alternates]);
  return [...new Set([...drawn, ...steps.flatMap(successorOf)])];
}

/**
 * What follows from a departure: nobody chooses the successor, the drawn order does. Each departure and its cause is recorded,
 * because forcing substitutes is the one lever that is left to whoever runs a draw.
 */
export function replace(made: readonly DrawMade[], steps: readonly ReplacementStep[], { row, id, cause }: Departure, isDrawing = false): Result<ReplacementStep, Refusal> {
  const draws = made.filter(({ transcript }) => transcript.outcome.kind === 'drawn');
  if (draws.length === 0) return err(drawRefusals.nothingDrawn({}));
  const standing = standingPanel(draws, steps);
  const own = standing.find((candidate) => candidate.row === row);
  const step = (outcome: ReplacementOutcome): Result<ReplacementStep, Refusal> => ok({ row, id, cause, draws: made.length, outcome });
  if (own?.alternates.includes(id)) return step({ kind: 'none' });
  if (!own?.members.includes(id)) return err(drawRefusals.notStanding({ id, row }));
  const [alternate] = own.alternates;
  if (alternate !== undefined) return step({ kind: 'promoted', id: alternate });
  if (isDrawing) return step({ kind: 'waits' });
  const departed = new Set([...steps.map((earlier) => earlier.id), id]);
  const stay = standing.flatMap(({ members, alternates }) => [...members, ...alternates]).filter((other) => other !== id);
  return step(drawNext({ draws, row, stay, departed }));
}

type NextInput = { readonly draws: readonly DrawMade[]; readonly row: string; readonly stay: readonly string[]; readonly departed: ReadonlySet<string> };

/** Walks the row's last ranking from its start: a seat given up may have made room for someone passed over before. */
function drawNext({ draws, row, stay, departed }: NextInput): ReplacementOutcome {
  const { request, pool, avoidance, transcript } = present(draws.findLast((draw) => draw.request.rows.some((each) => each.row === row)), `draw of row ${row}`);
  const entries = new Map(draws.flatMap((draw) => draw.pool.map((entry) => [entry.id, entry] as const)));
  const seats = openSeats(request.constraints, avoidance);
  for (const id of stay) seats.take(present(entries.get(id), `pool entry ${id}`));
  const rowRequest = present(request.rows.find((candidate) => candidate.row === row), `row ${row}`);
  const walk: WalkStep[] = [];
  for (const { candidate, position } of rankRow(fromHex(transcript.seed), rowRequest, pool)) {
    const obstacle = departed.has(candidate.id) ? 'departed' : seats.obstacle(candidate);
    walk.push({ id: candidate.id, position, outcome: obstacle ?? 'member' });
    if (!obstacle) return { kind: 'drawn', id: candidate.id, walk };
  }
  return { kind: 'exhausted', walk };
}

function successorOf({ outcome }: ReplacementStep): string[] {
  return outcome.kind === 'promoted' || outcome.kind === 'drawn' ? [outcome.id] : [];
}

function applyStep({ row, members, alternates }: StandingRow, step: ReplacementStep): StandingRow {
  const successor = successorOf(step);
  return {
    row,
    members: [...members.filter((member) => member !== step.id), ...successor],
    alternates: alternates.filter((alternate) => alternate !== step.id && !successor.includes(alternate)),
  };
}
