import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { RowRequest } from '#evidence/draw/select.ts';
import { replace, standingPanel, type Departure, type ReplacementStep, type StandingRow } from '#evidence/draw/replace.ts';
import type { Expert } from '#service/expert/expert.types.ts';
import { drawsMade, type DrawRecord, type DrawRecordEvent } from './draw-record.ts';
import type { Departed, PanelEvent } from './panel.events.ts';
import type { Panel, PanelMember } from './panel.types.ts';
import { isStanding } from './panel.ts';
import { isRelatedTo } from './sides.ts';

/** A member who leaves, with the reason that it, a rule or the department gave. */
export type Leaving = { readonly member: PanelMember; readonly cause: Departure['cause']; readonly reason: string };

export type ReplacementInput = {
  readonly panel: Panel;
  readonly record: DrawRecord;
  readonly leaving: readonly Leaving[];
  readonly experts: ReadonlyMap<string, Expert>;
  readonly newId: () => string;
};

/** What a change of members writes, by stream. */
export type MembersChange = { readonly draw: readonly DrawRecordEvent[]; readonly panel: readonly PanelEvent[]; readonly departed: number };

/**
 * Whoever leaves is followed by the next in the drawn order, again and again until nobody stands who may not. Barred alternates go
 * first, so that none of them is called only to be turned away. A representative is followed by nobody: the initiator names another.
 */
export function replaceMembers({ panel, record, leaving, experts, newId }: ReplacementInput): Result<MembersChange, Refusal> {
  const draws = drawsMade(record);
  const isDrawing = panel.status === 'contributing';
  const steps: ReplacementStep[] = [];
  const standing = (): StandingRow[] => standingPanel(draws, [...record.steps, ...steps]);
  const queue: Departure[] = leaving.flatMap(({ member, cause }) => (member.row === null ? [] : [{ row: member.row, id: member.personId, cause }]));
  for (;;) {
    const departure = queue.shift() ?? barredAmong(standing(), panel, experts);
    if (!departure) break;
    const step = replace(draws, [...record.steps, ...steps], departure, isDrawing);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  const seated = new Map(standing().flatMap(({ row, members }) => members.map((id) => [id, row] as const)));
  const sitting = panel.members.filter(isStanding);
  const given = new Map(leaving.map(({ member, cause, reason }) => [member.memberId, { cause, reason }]));
  const departed = sitting.filter(({ memberId, personId, kind }) => given.has(memberId) || (kind === 'expert' && !seated.has(personId)))
    .map(({ memberId }): Departed => ({ memberId, ...(given.get(memberId) ?? { cause: 'conflict', reason: '与投标人、招标人代表存在利害关系' }) }));
  const joined = [...seated].filter(([personId]) => !sitting.some((member) => member.personId === personId)).map(([personId, row]) => memberFrom({ personId, row, rows: panel.rows, experts, newId }));
  const isChanged = departed.length > 0 || joined.length > 0;
  return ok({
    draw: steps.length > 0 ? [{ kind: 'ReplacementKept', steps }] : [],
    panel: isChanged ? [{ kind: 'MembersReplaced', departed, joined }] : [],
    departed: departed.length,
  });
}

/** Known only after the draw: whoever has to do with a bidder, or is named the initiator's representative. */
function barredAmong(rows: readonly StandingRow[], { bidders, representative }: Panel, experts: ReadonlyMap<string, Expert>): Departure | null {
  const isBarred = ({ id }: { readonly id: string }): boolean => {
    const found = experts.get(id);
    return id === representative?.personId || (bidders !== null && found !== undefined && isRelatedTo(found, bidders));
  };
  const alternates = rows.flatMap(({ row, alternates: ids }) => ids.map((id) => ({ row, id })));
  const members = rows.flatMap(({ row, members: ids }) => ids.map((id) => ({ row, id })));
  const barred = [...alternates, ...members].find(isBarred);
  return barred ? { ...barred, cause: 'conflict' } : null;
}

export type NewMember = { readonly personId: string; readonly row: string; readonly rows: readonly RowRequest[]; readonly experts: ReadonlyMap<string, Expert>; readonly newId: () => string };

export function memberFrom({ personId, row, rows, experts, newId }: NewMember): PanelMember {
  const expert = present(experts.get(personId), 'drawn expert');
  const { specialtyCode } = present(rows.find((each) => each.row === row), 'row');
  return {
    memberId: newId(), personId, name: expert.name, kind: 'expert', row, specialtyCode, employerOrgId: expert.employerOrgId,
    status: 'called', reason: null, avoidanceSignedAt: null, reportAt: null, call: { callId: newId(), status: 'due' },
  };
}

/** The authorised one, who needs no call. */
export function memberOfRepresentative({ personId, name }: NonNullable<Panel['representative']>, newId: () => string): PanelMember {
  return { memberId: newId(), personId, name, kind: 'representative', row: null, specialtyCode: null, employerOrgId: null, status: 'accepted', reason: null, avoidanceSignedAt: null, reportAt: null, call: null };
}
