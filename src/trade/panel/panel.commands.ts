import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { instant } from '#kernel/time/instant.ts';
import { person } from '#service/subject/person.ts';
import { getPublished, tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { drawRecord } from './draw-record.ts';
import { awardStream, isResultDecided, openingStream } from './neighbours.ts';
import { panel, reportAfter, standingMembers } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import { checkPlan, checkSupplement, holdersOf, mayRequest, mayRequestSupplement } from './request.ts';
import { personIdSchema, representativeSchema, rowsSchema, tenderIdSchema, tenderOnly, usccSchema } from './schemas.ts';
import { isBarredAsRepresentative } from './sides.ts';

export const requestBody = z.strictObject({
  tenderId: tenderIdSchema,
  rows: rowsSchema,
  reportAt: z.number().int(),
  place: z.string().trim().min(4, '请写明报到地点').max(200),
  representative: representativeSchema.nullable(),
  avoidance: z.array(z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('employer'), id: usccSchema, reason: z.string().trim().min(2).max(200) }),
    z.strictObject({ kind: z.literal('person'), id: personIdSchema, reason: z.string().trim().min(2).max(200) }),
  ])).max(100),
});

export function panelCommands({ files }: Services) {
  const request = command({
    name: 'panel.request', title: '申请组建评标委员会', roles: ['initiate.operator', 'initiate.representative'], body: requestBody,
    async prepare({ body }) {
      const authorisation = body.representative?.authorisation;
      return authorisation && !(await files.find(authorisation.sha256)) ? err(refusals.noAuthorisation({})) : ok(null);
    },
    reads: ({ tenderId, representative }) => ({
      streams: streams([panel, tenderId], [tender, tenderId]),
      peek: representative ? streams([person, representative.personId]) : [],
    }),
    decide({ body, actor, now, world }) {
      const { tenderId, ...plan } = body;
      const before = world.find(panel, tenderId);
      const allowed = mayRequest(world.find(tender, tenderId), before, actor);
      if (!allowed.ok) return allowed;
      const rows = plan.rows.map((row, i) => ({ row: String(i + 1), ...row }));
      const reportAt = instant(plan.reportAt);
      const checked = checkPlan({ ...plan, rows, reportAt }, allowed.value, now);
      if (!checked.ok) return checked;
      const memberships = (plan.representative && world.find(person, plan.representative.personId)?.memberships) ?? [];
      if (isBarredAsRepresentative(allowed.value, memberships)) return err(refusals.representativeBarred({}));
      const number = (before?.number ?? 0) + 1;
      return ok({ events: [emit(panel, tenderId, { kind: 'PanelRequested', number, ...plan, rows, reportAt, opensAt: getPublished(allowed.value).document.bidDeadlineAt, holders: holdersOf(allowed.value) })], result: { tenderId, number } });
    },
  });

  return anyCommands(request, requestSupplement, moveReport, standDown, nameMembers);
}

/** The same terms brought too few: the initiator names wider ones for the seats that are empty. Whoever stands stays. */
const requestSupplement = command({
  name: 'panel.requestSupplement', title: '放宽条件补抽专家', roles: ['initiate.operator', 'initiate.representative'], body: z.strictObject({ tenderId: tenderIdSchema, rows: rowsSchema }),
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId], [tender, tenderId]) }),
  decide({ body: { tenderId, rows }, actor, world }) {
    const allowed = mayRequestSupplement(world.find(tender, tenderId), world.find(panel, tenderId), actor);
    if (!allowed.ok) return allowed;
    const number = allowed.value.number + 1;
    const asked = rows.map((row, i) => ({ row: `${number}-${i + 1}`, ...row }));
    const checked = checkSupplement(asked, allowed.value);
    return checked.ok ? ok({ events: [emit(panel, tenderId, { kind: 'SupplementRequested', number, rows: asked })], result: { tenderId, number } }) : checked;
  },
});

/** Nobody chooses the new hour: it follows from the deadline, and every expert called for the old one is asked again. */
const moveReport = command({
  name: 'panel.moveReport', title: '报到时间随投标截止顺延', roles: ['system.clock'], body: tenderOnly,
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]), peek: streams([tender, tenderId]) }),
  decide({ body: { tenderId }, world }) {
    const [state, of] = [world.find(panel, tenderId), world.find(tender, tenderId)];
    const opensAt = of?.published?.document.bidDeadlineAt;
    const reportAt = state && opensAt !== undefined ? reportAfter(state, opensAt) : null;
    if (opensAt === undefined || reportAt === null) return err(refusals.nothingToMove({}));
    return ok({ events: [emit(panel, tenderId, { kind: 'ReportMoved', opensAt, reportAt })] });
  },
});

const standDown = command({
  name: 'panel.standDown', title: '解散评标委员会', roles: ['system.clock'], body: z.strictObject({ tenderId: tenderIdSchema, reason: z.string().min(2).max(200) }),
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]) }),
  decide({ body: { tenderId, reason }, world }) {
    const state = world.find(panel, tenderId);
    if (!state || state.status === 'stood-down') return err(refusals.notDrawn({}));
    return ok({ events: [emit(panel, tenderId, { kind: 'PanelStoodDown', reason })] });
  },
});

const nameMembers = command({
  name: 'panel.nameMembers', title: '公开评标委员会成员名单', roles: ['system.clock'], body: tenderOnly,
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId], [drawRecord, tenderId]), peek: streams([openingStream, tenderId]), prefixes: [`award:${tenderId}-`] }),
  decide({ body: { tenderId }, world }) {
    const state = world.find(panel, tenderId);
    const awards = world.list(awardStream, `${tenderId}-`).map((each) => each.state);
    if (state?.status !== 'seated' || state.namedAt !== null || !isResultDecided(world.find(openingStream, tenderId), awards)) return err(refusals.nothingToName({}));
    const members = standingMembers(state).map(({ memberId, name, specialtyCode, kind }) => ({ memberId, name, specialtyCode, kind }));
    return ok({ events: [emit(panel, tenderId, { kind: 'MembersNamed', members }), emit(drawRecord, tenderId, { kind: 'Disclosed', class: 'names', toClass: 'department' })] });
  },
});
