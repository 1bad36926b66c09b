import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { instant } from '#kernel/time/instant.ts';
import { isDivisionCode } from '#kernel/divisions.ts';
import { checkDrawRequest } from '#evidence/draw/draw.ts';
import { avoidanceRoot, poolRoot } from '#evidence/draw/pool.ts';
import { expert } from '#service/expert/expert.ts';
import { person } from '#service/subject/person.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { drawRecord } from './draw-record.ts';
import { awardStream, isResultDecided, openingStream } from './neighbours.ts';
import { panel, standingMembers } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import { avoidanceOf, checkPlan, drawConstraints, holdersOf, mayRequest, poolOf } from './request.ts';
import { hasEnoughContributors, openRound } from './round.ts';
import { personIdSchema, tenderIdSchema, tenderOnly, usccSchema } from './schemas.ts';

const fileRef = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().min(1).max(200), sizeBytes: z.number().int().min(1), mediaType: z.string().min(3).max(100) });

export const requestBody = z.strictObject({
  tenderId: tenderIdSchema,
  rows: z.array(z.strictObject({
    specialtyCode: z.string().min(3, '请选择到专业').max(7),
    regionCodes: z.array(z.string().refine(isDivisionCode, '没有这个行政区划代码')).max(20),
    count: z.number().int().min(1, '每行至少 1 人').max(15),
    alternates: z.number().int().min(0).max(30),
  })).min(1, '至少一行').max(12),
  reportAt: z.number().int(),
  place: z.string().trim().min(4, '请写明报到地点').max(200),
  representative: z.strictObject({
    personId: personIdSchema, name: z.string().trim().min(2).max(60), post: z.string().trim().min(2, '请填写职务').max(60),
    experience: z.string().trim().min(10, '请说明其熟悉有关法规和本项目的情况').max(500), authorisation: fileRef,
  }).nullable(),
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
      const allowed = mayRequest(world.find(tender, tenderId), before, actor, now);
      if (!allowed.ok) return allowed;
      const rows = plan.rows.map((row, i) => ({ row: String(i + 1), ...row }));
      const reportAt = instant(plan.reportAt);
      const checked = checkPlan({ ...plan, rows, reportAt }, allowed.value);
      if (!checked.ok) return checked;
      const memberships = (plan.representative && world.find(person, plan.representative.personId)?.memberships) ?? [];
      const { department, centre } = allowed.value;
      if (memberships.some(({ orgId, roles }) => orgId === department.orgId || orgId === centre.orgId || roles.some((role) => role.startsWith('supervise.')))) return err(refusals.representativeBarred({}));
      const number = (before?.number ?? 0) + 1;
      return ok({ events: [emit(panel, tenderId, { kind: 'PanelRequested', number, ...plan, rows, reportAt, holders: holdersOf(allowed.value) })], result: { tenderId, number } });
    },
  });

  return anyCommands(request, openDraw, standDown, nameMembers);
}

/** Pool and request go into the log, before anyone has contributed anything. By the system, so that no person is the author of the pool. */
const openDraw = command({
  name: 'panel.openDraw', title: '锁定专家库并开始抽取', roles: ['system.clock'], body: z.strictObject({ tenderId: tenderIdSchema, number: z.number().int() }),
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId], [drawRecord, tenderId]), peek: streams([tender, tenderId]), prefixes: ['expert:'] }),
  decide({ body: { tenderId, number }, now, world, randomBytes }) {
    const state = world.find(panel, tenderId);
    const of = world.find(tender, tenderId);
    if (!state || !of || state.status !== 'requested' || state.number !== number) return err(refusals.noSuchRound({}));
    const experts = world.list(expert, '').map((each) => each.state);
    const salt = () => new Uint8Array(randomBytes(32));
    const pool = poolOf(experts, salt);
    const avoidance = avoidanceOf(of, state, experts, salt);
    const fixed = { rows: state.rows, poolRoot: poolRoot(pool), poolSize: pool.length, avoidanceRoot: avoidanceRoot(avoidance), constraints: drawConstraints };
    const opened = openRound({ tenderId, number, round: 1, now, contributors: state.holders }, fixed);
    const checked = checkDrawRequest(opened.request);
    const reason = !hasEnoughContributors(state.holders) ? '产生随机数的参与方不足三个' : checked.ok ? null : checked.error.message;
    if (reason !== null) return ok({ events: [emit(panel, tenderId, { kind: 'PanelFailed', reason })] });
    return ok({ events: [emit(drawRecord, tenderId, { kind: 'PoolTaken', number, pool, avoidance }), emit(panel, tenderId, opened)] });
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
