import { z } from 'zod';
import { league } from '#kernel/divisions.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { OrganisationKind } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { parseUscc } from '#kernel/uscc.ts';
import { valueOf } from '#rules/pack.ts';
import { packFor } from '#rules/registry.ts';
import { isSpecialty } from '#rules/specialties/specialties.ts';
import { organisation } from '#service/subject/organisation.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { expert, relationKinds } from './expert.ts';
import { expertRefusals as refusals } from './expert.refusals.ts';

const personIdSchema = z.string().regex(/^[0-9a-zA-Z-]{4,64}$/, '人员编号为 4–64 位字母、数字或“-”');
const usccSchema = z.string().refine((text) => parseUscc(text).ok && text === text.trim().toUpperCase(), '统一社会信用代码的校验位对不上，请逐位核对');

export const enrolBody = z.strictObject({
  personId: personIdSchema,
  name: z.string().trim().min(2, '请填写姓名').max(60),
  specialtyCodes: z.array(z.string().max(7)).min(1, '至少一个专业').max(6, '至多六个专业'),
  leagueCode: z.string().length(6, '六位行政区划代码'),
  employerOrgId: usccSchema.nullable(),
  jobTitle: z.string().trim().min(2, '请填写职称').max(40),
  years: z.number().int().min(0).max(70),
});

const changeBody = z.strictObject({ personId: personIdSchema, reason: z.string().trim().min(4, '请写明理由').max(500) });
const relation = z.strictObject({ orgId: usccSchema, kind: z.enum(relationKinds), note: z.string().trim().max(200) });

/** Admitted by the regulator of the sector, never by a centre: who serves the draw does not choose who is in the pool. */
const enrol = command({
  name: 'expert.enrol', title: '专家入库', roles: ['supervise.officer', 'system.clock'], body: enrolBody,
  reads: ({ personId, employerOrgId }) => ({ streams: streams([expert, personId]), peek: employerOrgId ? streams([organisation, employerOrgId]) : [] }),
  decide({ body, now, world }) {
    const employerKind = body.employerOrgId ? (world.find(organisation, body.employerOrgId)?.kind ?? null) : null;
    const checked = checkEnrolment(body, employerKind, now);
    if (!checked.ok) return checked;
    const { personId, ...record } = body;
    return ok({ events: [emit(expert, personId, { kind: 'ExpertEnrolled', ...record })], result: { personId } });
  },
});

export function checkEnrolment(body: z.infer<typeof enrolBody>, employerKind: OrganisationKind | null, now: Instant): Result<void, Refusal> {
  const unknown = body.specialtyCodes.find((code) => !isSpecialty(code) || code.length === 1);
  if (unknown !== undefined) return err(refusals.unknownSpecialty({ code: unknown }));
  if (!league(body.leagueCode)) return err(refusals.unknownLeague({ code: body.leagueCode }));
  if (employerKind === 'centre') return err(refusals.servingOrganisation({}));
  const least = valueOf(packFor({ category: 'construction', regionCode: body.leagueCode, on: ofInstant(now) }), 'eng.expert.qual', 'year');
  return body.years < least ? err(refusals.tooFewYears({ got: `${body.years} 年`, want: `不少于 ${least} 年` })) : ok(undefined);
}

const suspend = statusCommand('expert.suspend', '暂停专家资格', 'active');
const restore = statusCommand('expert.restore', '恢复专家资格', 'suspended');

function statusCommand(name: string, title: string, from: 'active' | 'suspended') {
  return command({
    name, title, roles: ['supervise.officer'], body: changeBody,
    reads: ({ personId }) => ({ streams: streams([expert, personId]) }),
    decide({ body, world }) {
      const found = world.find(expert, body.personId);
      if (!found) return err(refusals.notEnrolled({}));
      if (found.status !== from) return err(refusals.notInThatState({}));
      return ok({ events: [emit(expert, body.personId, { kind: from === 'active' ? 'ExpertSuspended' : 'ExpertRestored', reason: body.reason })] });
    },
  });
}

/** The expert's own word on whom it may not judge; the whole list each time. */
const declareRelations = command({
  name: 'expert.declareRelations', title: '申报利害关系', roles: ['evaluate.expert'],
  body: z.strictObject({ relations: z.array(relation).max(100) }),
  reads: (_body, actor) => ({ streams: streams([expert, actor.personId ?? '']) }),
  decide({ body, actor, world }) {
    const personId = actor.personId ?? '';
    if (!world.find(expert, personId)) return err(refusals.notEnrolled({}));
    return ok({ events: [emit(expert, personId, { kind: 'RelationsDeclared', relations: body.relations })] });
  },
});

export const expertCommands = anyCommands(enrol, suspend, restore, declareRelations);
