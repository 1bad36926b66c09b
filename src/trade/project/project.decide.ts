import type { JsonObject } from '#kernel/json.ts';
import { lotIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { parseUscc } from '#kernel/uscc.ts';
import { isStateMoney } from '#rules/catalogue/entry.ts';
import { provisionalStrategy, type TransactionCodeStrategy } from '#rules/transaction-code.ts';
import { nextSequence, type CodeCounter, type CodeEvent, type ProjectEvent, type ProjectRegistration } from './project.ts';
import { projectRefusals as refusals } from './project.refusals.ts';
import type { Agency, Holder } from './project.types.ts';
import { assess, dealTypeOf, type Assessment, type RegistrationPlan } from './registration.ts';

export type RegisterRequest = RegistrationPlan & {
  readonly projectId: string;
  readonly tenderId: string;
  readonly name: string;
  readonly approvalCode: string | null;
  readonly initiatorOrgId: string;
  readonly agency: { readonly orgId: string; readonly agreement: Agency['agreement'] } | null;
};

/** What registration finds on the platform. `kind` of organisations decides whether they can play their part. */
export type Surroundings = {
  readonly actor: Actor;
  readonly now: Instant;
  readonly initiator: (Holder & { readonly kind: string }) | null;
  readonly agency: (Holder & { readonly kind: string }) | null;
  readonly centre: Holder | null;
  readonly department: Holder | null;
  readonly codes: CodeCounter | null;
  readonly exists: boolean;
  readonly act: JsonObject;
};

/** The tender's own part: what its stream begins with. */
export type TenderPart = Pick<ProjectRegistration, 'tenderId' | 'name' | 'catalogueItem' | 'method' | 'areaCode' | 'initiator' | 'agency' | 'centre' | 'department' | 'transactionCode'> & {
  readonly isStateFunded: boolean;
  readonly projectId: string;
  readonly category: 'construction';
  readonly registeredAt: Instant;
  readonly registeredOn: string;
  readonly lots: readonly { readonly lotId: string; readonly number: number; readonly name: string; readonly scope: string; readonly estimateFen: string }[];
};

export type Registered = { readonly project: ProjectEvent; readonly tender: TenderPart; readonly code: CodeEvent };

/** Registers a project and its tender, or says what stands against it. */
export function decideRegistration(request: RegisterRequest, found: Surroundings, strategy: TransactionCodeStrategy = provisionalStrategy): Result<Registered, Refusal> {
  const parties = checkParties(request, found);
  if (!parties.ok) return parties;
  const assessed = assess(request, ofInstant(found.now));
  if (!assessed.ok) return assessed;
  const { route, supervisor } = assessed.value;
  if (!found.centre) return err(refusals.centreAbsent({ centre: route.centre.name }));
  if (!found.department) return err(refusals.departmentAbsent({ department: supervisor.departmentName ?? '监督部门' }));
  if (found.exists) return err(refusals.exists({}));
  const code = giveCode(request, found.centre, found, strategy);
  return code.ok ? ok(compose(request, found, { ...parties.value, centre: found.centre, department: found.department, assessed: assessed.value, code: code.value })) : code;
}

type Parties = { readonly initiator: Holder; readonly agency: Agency | null };

function checkParties(request: RegisterRequest, { actor, initiator, agency }: Surroundings): Result<Parties, Refusal> {
  const isInitiator = actor.orgId === request.initiatorOrgId;
  if (!isInitiator && (actor.orgId === null || actor.orgId !== request.agency?.orgId)) return err(refusals.notYourSide({}));
  if (initiator?.kind !== 'initiator') return err(refusals.initiatorUnknown({}));
  const named = { orgId: initiator.orgId, name: initiator.name };
  if (!request.agency) return ok({ initiator: named, agency: null });
  if (agency?.kind !== 'agency') return err(refusals.agencyUnknown({}));
  return ok({ initiator: named, agency: { orgId: agency.orgId, name: agency.name, agreement: request.agency.agreement } });
}

function giveCode(request: RegisterRequest, centre: Holder, { codes, now }: Surroundings, strategy: TransactionCodeStrategy): Result<CodeEvent & { provisional: boolean }, Refusal> {
  const platform = parseUscc(centre.orgId);
  if (!platform.ok) return platform;
  const day = ofInstant(now);
  const sequence = nextSequence(codes, day);
  if (sequence === null) return err(refusals.codesUsedUp({}));
  const { code, provisional } = strategy.make({ dealType: dealTypeOf(request.catalogueItem) ?? '', platform: platform.value, day, sequence });
  return ok({ kind: 'TransactionCodeGiven', day, sequence, code, tenderId: request.tenderId, provisional });
}

type Decided = Parties & { readonly centre: Holder; readonly department: Holder; readonly assessed: Assessment; readonly code: CodeEvent & { readonly provisional: boolean } };

function compose(request: RegisterRequest, { now, act }: Surroundings, decided: Decided): Registered {
  const { initiator, agency, centre, department, assessed: { entry, route, supervisor }, code: { provisional, ...given } } = decided;
  const { projectId, tenderId, name, approvalCode, areaCode, otherAreaCodes = [], sector, catalogueItem, contractKind, fund, estimateFen, method, methodReason, lots } = request;
  const transactionCode = { code: given.code, provisional };
  const shared = { tenderId, name, areaCode, catalogueItem, method, initiator, agency, centre, department, transactionCode };
  const basis = {
    duty: entry.duty, dutyArticle: entry.citation,
    routeArticle: route.citation, routeNote: route.note,
    departmentArticle: supervisor.citation, departmentNote: supervisor.note ?? null,
  };
  return {
    project: { kind: 'ProjectRegistered', project: { ...shared, otherAreaCodes, approvalCode, sector, contractKind, fund, estimateFen, methodReason, lots, basis }, act },
    tender: {
      ...shared, projectId, category: 'construction', registeredAt: now, registeredOn: ofInstant(now), isStateFunded: entry.duty === 'mustTender' && isStateMoney(fund),
      lots: lots.map((lot, i) => ({ lotId: lotIdOf(tenderId, i + 1), number: i + 1, name: lot.name, scope: lot.scope, estimateFen: lot.estimateFen })),
    },
    code: given,
  };
}
