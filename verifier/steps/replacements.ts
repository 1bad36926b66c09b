import type { ShownEvent } from '../bundle.ts';
import { ensure, must } from '../fault.ts';
import { sameJson, type Json } from '../json.ts';
import { bodyOf, has, type Record } from '../record.ts';
import type { DrawnRow, Made } from './expert-draw.ts';
import { code, openSeats, rankRow } from './expert-ranking.ts';

type Step = { readonly row: string; readonly id: string; readonly draws: number; readonly outcome: Json; readonly kind: string; readonly successor: string | null };

/**
 * Forcing substitutes is the one lever left to whoever runs a draw: every departure is replayed on the ones before it, by the
 * order that was drawn; a supplementary draw passed over everyone drawn before it and, once they were known, the bidders; and
 * those who sit are those whom all this leaves. False where this edition withholds what is needed.
 */
export async function verifyReplacements(record: Record, made: readonly Made[]): Promise<boolean> {
  const kept = record.all('draw', 'ReplacementKept');
  if (!kept.every((event) => has(event, 'steps'))) return false;
  const steps: Step[] = [];
  for (const event of kept) {
    const drawsBefore = record.all('draw', 'TranscriptKept').filter(({ version }) => version < event.version);
    for (const each of bodyOf(event, code).at('steps').list(1_000)) {
      const outcome = each.at('outcome');
      const kind = outcome.at('kind').oneOf('promoted', 'drawn', 'none', 'waits', 'exhausted');
      const step: Step = { row: each.at('row').text(), id: each.at('id').text(), draws: each.at('draws').count(), outcome: outcome.json as Json, kind, successor: kind === 'promoted' || kind === 'drawn' ? outcome.at('id').text() : null };
      ensure(step.draws === drawsBefore.length, code, '更换所依据的不是当时已有的抽取');
      ensure(kind !== 'waits' || isDrawing(record, event), code, '没有抽取在进行，席位却空着等');
      await checkStep(made.slice(0, step.draws), steps, step);
      steps.push(step);
    }
  }
  for (const [i, draw] of made.entries()) checkAvoided(record, draw, { earlier: made.slice(0, i), steps: steps.filter(({ draws }) => draws <= i) });
  const everSat = [...standingAfter(made, []).flatMap(({ members }) => members), ...steps.flatMap(({ successor }) => successor ?? [])];
  checkSeats(record, { standing: standingAfter(made, steps).flatMap(({ members }) => members), everSat });
  return true;
}

/** A pool was taken after the last draw that was made. */
function isDrawing(record: Record, event: ShownEvent): boolean {
  return record.all('draw', 'PoolTaken', 'TranscriptKept').filter(({ version }) => version < event.version).at(-1)?.kind === 'PoolTaken';
}

async function checkStep(made: readonly Made[], before: readonly Step[], step: Step): Promise<void> {
  const standing = standingAfter(made, before);
  const own = standing.find(({ row }) => row === step.row);
  const isAlternate = own?.alternates.includes(step.id) === true;
  ensure(isAlternate || own?.members.includes(step.id) === true, code, '更换的人当时不在名单上');
  const alternate = own?.alternates[0];
  if (isAlternate) ensure(step.kind === 'none', code, '候补离开，却有人递补');
  else if (alternate !== undefined) ensure(step.kind === 'promoted' && step.successor === alternate, code, '递补的不是第一候补');
  else if (step.kind !== 'waits') ensure(sameJson(step.outcome, await nextInRank(made, standing, { before, step })), code, '递补的不是名次最前的人');
}

async function nextInRank(made: readonly Made[], standing: readonly DrawnRow[], { before, step }: { readonly before: readonly Step[]; readonly step: Step }): Promise<Json> {
  const draw = must(made.findLast(({ isFeasible, requested }) => isFeasible && requested.some(({ row }) => row === step.row)), code, '没有这一行的抽取');
  const entries = new Map(made.flatMap(({ pool }) => pool.map((entry) => [entry.id, entry] as const)));
  const departed = new Set([...before.map(({ id }) => id), step.id]);
  const seats = openSeats(draw.maxPerEmployer, draw.avoided);
  for (const id of standing.flatMap(({ members, alternates }) => [...members, ...alternates])) if (id !== step.id) seats.take(must(entries.get(id), code, '名单上的人不在库中'));
  const row = must(draw.requested.find((each) => each.row === step.row), code, '没有这一行');
  const walk: Json[] = [];
  for (const { entry, position } of await rankRow(row, draw.pool, draw.seed)) {
    const obstacle = departed.has(entry.id) ? 'departed' : seats.obstacle(entry);
    walk.push({ id: entry.id, position, outcome: obstacle ?? 'member' });
    if (obstacle === null) return { kind: 'drawn', id: entry.id, walk };
  }
  return { kind: 'exhausted', walk };
}

function standingAfter(made: readonly Made[], steps: readonly Step[]): DrawnRow[] {
  const rows = new Map<string, DrawnRow>();
  for (const drawn of made.flatMap(({ isFeasible, rows: all }) => (isFeasible ? all : []))) {
    const before = rows.get(drawn.row) ?? { members: [], alternates: [] };
    rows.set(drawn.row, { row: drawn.row, members: [...before.members, ...drawn.members], alternates: [...before.alternates, ...drawn.alternates] });
  }
  return steps.reduce((standing, { row, id, successor }) => standing.map((each) => (each.row !== row ? each : {
    row, members: [...each.members.filter((member) => member !== id), ...(successor === null ? [] : [successor])], alternates: each.alternates.filter((alternate) => alternate !== id && alternate !== successor),
  })), [...rows.values()]);
}

function checkAvoided(record: Record, draw: Made, { earlier, steps }: { readonly earlier: readonly Made[]; readonly steps: readonly Step[] }): void {
  const drawn = [...standingAfter(earlier, []).flatMap(({ members, alternates }) => [...members, ...alternates]), ...steps.flatMap(({ successor }) => successor ?? [])];
  ensure(drawn.every((id) => draw.avoided.has(`person ${id}`)), code, `${draw.drawId} 没有避开已经抽过的人`);
  const matched = record.all('panel', 'BiddersMatched').find(({ version }) => version < draw.openedAt);
  if (!matched || !has(matched, 'bidders')) return;
  ensure(bodyOf(matched, code).at('bidders').list(500).every((bidder) => draw.avoided.has(`employer ${bidder.text()}`)), code, `${draw.drawId} 没有避开投标人`);
}

/** Panel and evaluation hold exactly those whom draws and departures leave. Members are named only in the department's edition. */
function checkSeats(record: Record, { standing, everSat }: { readonly standing: readonly string[]; readonly everSat: readonly string[] }): void {
  const changes = record.all('panel', 'Drawn', 'MembersReplaced', 'RepresentativeReplaced');
  const isNamed = changes.every((event) => (event.kind === 'Drawn' ? has(event, 'members') : has(event, 'joined')));
  if (!isNamed) return;
  const seats = new Map<string, { readonly personId: string; readonly kind: string }>();
  for (const event of changes) {
    const body = bodyOf(event, code);
    const { left, came } = event.kind === 'Drawn' ? { left: [], came: body.at('members').list(100) }
      : event.kind === 'MembersReplaced' ? { left: body.at('departed').list(100), came: body.at('joined').list(100) }
        : { left: [body.at('departed')].filter((each) => !each.isNull()), came: [body.at('joined')].filter((each) => !each.isNull()) };
    for (const member of left) seats.delete(member.at('memberId').text());
    for (const member of came) {
      const [personId, kind] = [member.at('personId').text(), member.at('kind').text()];
      ensure(kind !== 'expert' || everSat.includes(personId), code, '有人没有抽中就坐上了专家席');
      seats.set(member.at('memberId').text(), { personId, kind });
    }
  }
  const experts = [...seats.values()].flatMap(({ kind, personId }) => (kind === 'expert' ? [personId] : []));
  ensure(sameJson([...experts].sort(), [...standing].sort()), code, '评标委员会的专家不是抽取和递补得出的');
  const evaluated = record.last('evaluation', 'EvaluationOpened', 'SeatsChanged');
  if (evaluated === null || record.last('evaluation', 'EvaluationReported') === null) return;
  const sitting = bodyOf(evaluated, code).at('seats').list(100).map((seat) => seat.at('memberId').text());
  ensure(sameJson([...sitting].sort(), [...seats.keys()].sort()), code, '评标的不是这个评标委员会的成员');
}
