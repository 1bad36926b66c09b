import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { roles, rolesOfKind, type Actor, type OrganisationKind, type Role } from '#kernel/roles.ts';
import type { Directory, Office } from './directory.ts';
import { sectors } from './directory.ts';
import type { Organisation } from './organisation.ts';
import { incompatibleDuties, type Person, type PersonEvent } from './person.ts';
import { subjectRefusals as refusals } from './subject.refusals.ts';

/** Kinds that register themselves with their certificate; all others the platform enrols after it has made sure of them. */
export const selfRegisteringKinds = ['initiator', 'agency', 'enterprise'] as const satisfies readonly OrganisationKind[];

/** The role of whoever registers an organisation of this kind. */
export const firstRoleOf: Readonly<Record<(typeof selfRegisteringKinds)[number], Role>> = {
  initiator: 'initiate.operator', agency: 'initiate.operator', enterprise: 'respond.operator',
};

export function isSelfRegistering(kind: OrganisationKind): kind is keyof typeof firstRoleOf {
  return kind in firstRoleOf;
}

/** Whether `actor` may register an organisation `orgId` of `kind`. */
export function mayRegister(actor: Actor, orgId: string, kind: OrganisationKind): Result<void, Refusal> {
  if (actor.role === 'system.clock') return ok(undefined);
  if (actor.orgId !== orgId) return err(refusals.foreignOrganisation({}));
  if (!isSelfRegistering(kind) || firstRoleOf[kind] !== actor.role) return err(refusals.kindNotSelf({ kind }));
  return ok(undefined);
}

/** The offices an organisation enters into the directory of its place, checked against its kind and what stands there. */
export function checkOffices(kind: OrganisationKind, wanted: readonly Office[], standing: Directory | null): Result<readonly Office[], Refusal> {
  const entered = wanted.length === 0 ? (ownOffice[kind] ?? []) : wanted;
  const allowed: readonly Office[] = kind === 'department' ? sectors : (ownOffice[kind] ?? []);
  for (const office of entered) {
    if (!allowed.includes(office)) return err(refusals.officeMismatch({ office }));
    const holder = standing?.holders[office];
    if (holder) return err(refusals.officeTaken({ name: holder.name }));
  }
  return ok(entered);
}

/** The one office that a kind is there for. An exchange is a body of its own, no part of a centre (企业国有资产法 第五十四条). */
const ownOffice: { readonly [K in OrganisationKind]?: readonly Office[] } = { centre: ['centre'], exchange: ['propertyExchange'] };

export type Enrolment = { readonly name: string; readonly orgId: string; readonly roles: readonly Role[] };

/**
 * Enrols a person. Which roles an organisation can give follows from its kind, and a person who serves or
 * supervises holds no other duty anywhere.
 */
export function decideEnrol({ actor, organisation, person }: { actor: Actor; organisation: Organisation | null; person: Person | null }, { name, orgId, roles: given }: Enrolment): Result<PersonEvent, Refusal> {
  if (!organisation) return err(refusals.notRegistered({}));
  const isSystem = actor.role === 'system.clock';
  if (!isSystem && actor.orgId !== orgId) return err(refusals.foreignOrganisation({}));
  const stray = given.find((role) => !rolesOfKind(organisation.kind).includes(role));
  if (stray) return err(refusals.roleNotOfKind({ role: roles[stray].name, kind: organisation.kind }));
  const elsewhere = (person?.memberships ?? []).filter((membership) => membership.orgId !== orgId);
  if (!isSystem && person && !person.memberships.some((membership) => membership.orgId === orgId)) return err(refusals.personElsewhere({}));
  const clash = incompatibleDuties([...elsewhere.flatMap((membership) => membership.roles), ...given]);
  if (clash) return err(refusals.dutiesTogether({ one: dutyNames[clash[0]], other: dutyNames[clash[1]] }));
  return ok({ kind: 'PersonEnrolled', name, orgId, roles: [...new Set(given)] });
}

const dutyNames = {
  initiate: '发起交易', respond: '参加交易', buy: '个人竞买', exchange: '产权交易服务', conduct: '主持拍卖', evaluate: '评审', serve: '交易服务', supervise: '行政监督', certify: '数字认证', operate: '平台运维', 'hold-key': '保管密钥', system: '平台时钟',
} as const;
