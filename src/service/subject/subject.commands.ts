import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { dutyOfKind, roles, type OrganisationKind, type Role } from '#kernel/roles.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { registerAuctioneer } from './auctioneer.commands.ts';
import { directory, offices } from './directory.ts';
import { checkOffices, decideEnrol, mayRegister } from './enrolment.ts';
import { registerNaturalPerson } from './natural-person.commands.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { areaSchema, contentOf, personIdSchema, usccSchema } from './schemas.ts';
import { subjectRefusals as refusals } from './subject.refusals.ts';

const kinds = Object.keys(dutyOfKind) as [OrganisationKind, ...OrganisationKind[]];
const roleNames = Object.keys(roles) as [Role, ...Role[]];

export { personIdSchema, usccSchema };

const accountSchema = z.strictObject({
  bank: z.string().trim().min(2, '请填写开户银行').max(100),
  account: z.string().regex(/^[0-9]{6,32}$/, '账号为 6–32 位数字'),
});
const details = {
  name: z.string().trim().min(2, '请填写单位全称').max(100),
  areaCode: areaSchema,
  legalRepresentative: z.string().trim().min(1, '请填写法定代表人或负责人').max(50),
  basicAccount: accountSchema.nullable(),
};

const registerBody = z.strictObject({
  orgId: usccSchema,
  kind: z.enum(kinds),
  ...details,
  offices: z.array(z.enum(offices)).max(offices.length).default([]),
  signature: signatureSchema.nullable().default(null),
});
const changeBody = z.strictObject({ orgId: usccSchema, ...details, signature: signatureSchema });
const enrolBody = z.strictObject({
  personId: personIdSchema,
  orgId: usccSchema,
  name: z.string().trim().min(1, '请填写姓名').max(50),
  roles: z.array(z.enum(roleNames)).min(1, '至少一项职责').max(roleNames.length),
});

/** The first registration of an organisation: by its own certificate, or by the platform. The acting person is enrolled with it. */
function register({ trust }: Services) {
  return command({
    name: 'organisation.register', title: '登记主体', roles: ['initiate.operator', 'respond.operator', 'system.clock'], body: registerBody,
    async prepare({ body, actor, now }) {
      if (actor.role === 'system.clock') return ok(null);
      if (!body.signature || actor.personId === null) return err(refusals.personless({}));
      const act = verifyAct(trust, { act: 'organisation.register', subject: { orgId: body.orgId }, content: contentOf(body) as Json, actor, now }, body.signature);
      if (!act.ok) return act;
      const holder = trust.checkChain(body.signature.chain.map(fromBase64url), now, 'sign');
      if (!holder.ok) return holder;
      if (holder.value.orgName !== body.name) return err(refusals.certificateName({ given: body.name, certified: holder.value.orgName }));
      return ok({ act: act.value as unknown as JsonObject, personName: holder.value.commonName });
    },
    reads: (body, actor) => ({ streams: streams([organisation, body.orgId], [directory, body.areaCode], ...(actor.personId ? [[person, actor.personId] as const] : [])) }),
    decide({ body, actor, world, prepared }) {
      const allowed = mayRegister(actor, body.orgId, body.kind);
      if (!allowed.ok) return allowed;
      if (world.find(organisation, body.orgId)) return err(refusals.alreadyRegistered({ orgId: body.orgId }));
      const entered = checkOffices(body.kind, body.offices, world.find(directory, body.areaCode));
      if (!entered.ok) return entered;
      const { orgId, kind, name, areaCode, legalRepresentative, basicAccount } = body;
      const events = [
        emit(organisation, orgId, { kind: 'OrganisationRegistered', organisationKind: kind, name, areaCode, legalRepresentative, basicAccount, act: prepared?.act ?? null }),
        ...entered.value.map((office) => emit(directory, areaCode, { kind: 'OfficeEntered', office, orgId, name })),
      ];
      if (!prepared || actor.personId === null) return ok({ events, result: { orgId } });
      if (world.find(person, actor.personId)) return err(refusals.personElsewhere({}));
      return ok({ events: [...events, emit(person, actor.personId, { kind: 'PersonEnrolled', name: prepared.personName, orgId, roles: [actor.role] })], result: { orgId } });
    },
  });
}

function change({ trust }: Services) {
  return command({
    name: 'organisation.change', title: '变更主体信息', roles: ['initiate.operator', 'respond.operator'], body: changeBody,
    prepare: async ({ body, actor, now }) => verifyAct(trust, { act: 'organisation.change', subject: { orgId: body.orgId }, content: contentOf(body) as Json, actor, now }, body.signature),
    reads: ({ orgId }) => ({ streams: streams([organisation, orgId]) }),
    decide({ body, actor, world, prepared }) {
      const standing = world.find(organisation, body.orgId);
      if (!standing) return err(refusals.notRegistered({}));
      if (actor.orgId !== body.orgId) return err(refusals.foreignOrganisation({}));
      const { orgId, name, areaCode, legalRepresentative, basicAccount } = body;
      const after = { name, areaCode, legalRepresentative, basicAccount };
      const before = { name: standing.name, areaCode: standing.areaCode, legalRepresentative: standing.legalRepresentative, basicAccount: standing.basicAccount };
      if (JSON.stringify(after) === JSON.stringify(before)) return err(refusals.nothingChanged({}));
      return ok({ events: [emit(organisation, orgId, { kind: 'OrganisationChanged', ...after, act: prepared as unknown as JsonObject })] });
    },
  });
}

const enrol = command({
  name: 'person.enrol', title: '登记人员', roles: ['initiate.operator', 'respond.operator', 'system.clock'], body: enrolBody,
  reads: ({ personId, orgId }) => ({ streams: streams([person, personId]), peek: streams([organisation, orgId]) }),
  decide({ body, actor, world }) {
    const decided = decideEnrol({ actor, organisation: world.find(organisation, body.orgId), person: world.find(person, body.personId) }, body);
    return decided.ok ? ok({ events: [emit(person, body.personId, decided.value)], result: { personId: body.personId } }) : decided;
  },
});

export function subjectCommands(services: Services) {
  return anyCommands(register(services), change(services), enrol, registerNaturalPerson(services), registerAuctioneer);
}
