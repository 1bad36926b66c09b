import { z } from 'zod';
import { parseFen } from '#kernel/money.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { ok } from '#kernel/result.ts';
import { supervisorFor } from '#rules/catalogue/departments.ts';
import { routeOf } from '#rules/catalogue/routing.ts';
import { directory, type Directory, type Office } from '#service/subject/directory.ts';
import { organisation } from '#service/subject/organisation.ts';
import { areaSchema, contentOf, idSchema, usccSchema } from '#service/subject/schemas.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { fileRefSchema, requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { project, transactionCodes } from './project.ts';
import { decideRegistration, type Surroundings } from './project.decide.ts';
import { placesOf } from './registration.ts';

const fenSchema = z.string().refine((text) => parseFen(text).ok && BigInt(text) >= 0n, '金额为以分计的整数');
const shareSchema = z.string().regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, '比例为 0 到 1 的小数');

const fundSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('budget'), budgetFen: fenSchema, budgetShare: shareSchema }),
  z.strictObject({ kind: z.enum(['stateControlled', 'donor', 'publicUtility', 'private']) }),
]);

const registerProjectBody = z.strictObject({
  projectId: idSchema,
  tenderId: idSchema,
  name: z.string().trim().min(4, '请填写项目全称').max(120),
  approvalCode: z.string().trim().min(4).max(60).nullable(),
  areaCode: areaSchema,
  otherAreaCodes: z.array(areaSchema).max(20).optional(),
  sector: z.literal('housing'),
  catalogueItem: z.string().regex(/^\d{4}$/, '请从交易目录中选择'),
  contractKind: z.enum(['works', 'goods', 'service']),
  fund: fundSchema,
  estimateFen: fenSchema,
  initiatorOrgId: usccSchema,
  agency: z.strictObject({ orgId: usccSchema, agreement: fileRefSchema }).nullable(),
  method: z.enum(['open', 'invited']),
  methodReason: z.string().max(40).nullable(),
  lots: z.array(z.strictObject({ name: z.string().trim().min(1, '请填写标段名称').max(100), scope: z.string().trim().min(2, '请填写招标范围').max(2000), estimateFen: fenSchema })).min(1, '至少一个标段').max(20),
  truthfulness: z.literal(true, '请确认内容真实、准确、合法、完整'),
  signature: signatureSchema,
});

type Body = z.infer<typeof registerProjectBody>;
type Place = { readonly areaCode: string; readonly office: Office };

/** Where the centre and the department of a construction project stand in the directory. */
function officesOf(body: Pick<Body, 'sector' | 'areaCode' | 'otherAreaCodes'>): { centre: Place; department: Place } {
  const { centre } = routeOf({ routeClass: 'construction', place: body.areaCode });
  return {
    centre: { areaCode: centre.areaCode, office: centre.kind === 'propertyExchange' ? 'propertyExchange' : 'centre' },
    department: { areaCode: supervisorFor(body.sector, placesOf(body)).areaCode, office: body.sector },
  };
}

export function projectCommands({ trust, dataDir }: Services) {
  const uploads = openUploads(dataDir);
  return anyCommands(command({
    name: 'project.register', title: '登记项目', roles: ['initiate.operator'], body: registerProjectBody,
    async prepare({ body, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, body.agency ? [body.agency.agreement] : []);
      if (!brought.ok) return brought;
      return verifyAct(trust, { act: 'project.register', subject: { projectId: body.projectId, tenderId: body.tenderId }, content: contentOf(body) as Json, actor, now }, body.signature);
    },
    reads(body) {
      const { centre, department } = officesOf(body);
      const organisations = [body.initiatorOrgId, body.agency?.orgId ?? body.initiatorOrgId].map((orgId) => [organisation, orgId] as const);
      return {
        streams: streams([project, body.projectId], [tender, body.tenderId], [transactionCodes, centre.areaCode]),
        peek: streams(...organisations, [directory, centre.areaCode], [directory, department.areaCode]),
      };
    },
    decide({ body, actor, now, world, prepared }) {
      const decided = decideRegistration(body, { actor, now, act: prepared as unknown as JsonObject, ...surroundings(body, world) });
      if (!decided.ok) return decided;
      const { projectId, tenderId } = body;
      const { tender: part, code } = decided.value;
      return ok({
        events: [
          emit(project, projectId, decided.value.project),
          emit(tender, tenderId, { kind: 'TenderRegistered', tender: part }),
          emit(transactionCodes, officesOf(body).centre.areaCode, code),
        ],
        result: { projectId, tenderId, transactionCode: part.transactionCode, centre: part.centre, department: part.department, lots: part.lots.map((lot) => lot.lotId) },
      });
    },
  }));
}

function surroundings(body: Body, world: World): Omit<Surroundings, 'actor' | 'now' | 'act'> {
  const { centre, department } = officesOf(body);
  return {
    initiator: world.find(organisation, body.initiatorOrgId),
    agency: body.agency ? world.find(organisation, body.agency.orgId) : null,
    centre: holderOf(world, centre),
    department: holderOf(world, department),
    codes: world.find(transactionCodes, centre.areaCode),
    exists: world.find(project, body.projectId) !== null || world.find(tender, body.tenderId) !== null,
  };
}

function holderOf(world: World, { areaCode, office }: Place): { orgId: string; name: string } | null {
  const found: Directory | null = world.find(directory, areaCode);
  return found?.holders[office] ?? null;
}
