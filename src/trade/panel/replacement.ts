import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { DrawRequest } from '#evidence/draw/draw.ts';
import { replace, standingPanel, type Departure, type ReplacementStep, type StandingRow } from '#evidence/draw/replace.ts';
import type { Expert } from '#service/expert/expert.types.ts';
import type { DrawRecord } from './draw-record.ts';
import type { Departed } from './panel.events.ts';
import type { Panel, PanelMember } from './panel.types.ts';
import { isStanding } from './panel.ts';

export type Replacement = {
  readonly steps: readonly ReplacementStep[];
  readonly departed: readonly Departed[];
  readonly joined: readonly PanelMember[];
  /** Rows whose ranking is used up. */
  readonly shortRows: readonly string[];
};

export type ReplacementInput = {
  readonly panel: Panel;
  readonly record: DrawRecord;
  /** Members who leave, with the reason they or the machine gave. */
  readonly leaving: readonly { readonly member: PanelMember; readonly cause: Departure['cause']; readonly reason: string }[];
  /** Who may not sit, known only after the draw. */
  readonly isBarred: (personId: string) => boolean;
  readonly experts: ReadonlyMap<string, Expert>;
  readonly newId: () => string;
};

/**
 * Whoever leaves is followed by the next in the drawn order, again and again until nobody stands who may not. Barred alternates go
 * first, so that none of them is called only to be turned away.
 */
export function replaceMembers({ panel, record, leaving, isBarred, experts, newId }: ReplacementInput): Result<Replacement, Refusal> {
  const request = present(panel.request, 'draw request');
  const transcript = present(record.transcript, 'transcript');
  const steps: ReplacementStep[] = [];
  const standing = (): StandingRow[] => standingPanel(transcript, [...record.steps, ...steps]);
  const queue: Departure[] = leaving.map(({ member, cause }) => ({ row: present(member.row, 'row of an expert'), id: member.personId, cause }));
  for (;;) {
    const departure = queue.shift() ?? barredAmong(standing(), isBarred);
    if (!departure) break;
    const step = replace({ request, pool: record.pool, avoidance: record.avoidance }, transcript, [...record.steps, ...steps], departure);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  const seated = new Map(standing().flatMap(({ row, members }) => members.map((id) => [id, row] as const)));
  const sitting = panel.members.filter((member) => member.kind === 'expert' && isStanding(member));
  const given = new Map(leaving.map(({ member, cause, reason }) => [member.memberId, { cause, reason }]));
  const departed = sitting.filter(({ personId }) => !seated.has(personId)).map(({ memberId }): Departed => ({ memberId, ...(given.get(memberId) ?? { cause: 'conflict', reason: '与投标人存在利害关系' }) }));
  const joined = [...seated].filter(([personId]) => !sitting.some((member) => member.personId === personId)).map(([personId, row]) => memberFrom({ personId, row, request, experts, newId }));
  return ok({ steps, departed, joined, shortRows: steps.filter(({ outcome }) => outcome.kind === 'exhausted').map(({ row }) => row) });
}

function barredAmong(rows: readonly StandingRow[], isBarred: (personId: string) => boolean): Departure | null {
  const alternates = rows.flatMap(({ row, alternates: ids }) => ids.map((id) => ({ row, id })));
  const members = rows.flatMap(({ row, members: ids }) => ids.map((id) => ({ row, id })));
  const barred = [...alternates, ...members].find(({ id }) => isBarred(id));
  return barred ? { ...barred, cause: 'conflict' } : null;
}

export type NewMember = { readonly personId: string; readonly row: string; readonly request: DrawRequest; readonly experts: ReadonlyMap<string, Expert>; readonly newId: () => string };

export function memberFrom({ personId, row, request, experts, newId }: NewMember): PanelMember {
  const expert = present(experts.get(personId), 'drawn expert');
  const { specialtyCode } = present(request.rows.find((each) => each.row === row), 'row');
  return {
    memberId: newId(), personId, name: expert.name, kind: 'expert', row, specialtyCode, employerOrgId: expert.employerOrgId,
    status: 'called', reason: null, avoidanceSignedAt: null, call: { callId: newId(), status: 'due' },
  };
}
