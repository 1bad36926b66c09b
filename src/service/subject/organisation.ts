import { nameOf } from '#kernel/divisions.ts';
import type { Aggregate, EventMeta } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { OrganisationKind } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** 基本账户: what deposits come from and go back to. Seen by the organisation alone. */
export type BasicAccount = { readonly bank: string; readonly account: string };

/** 主体: registered once under its USCC and used by every centre of the region. */
export type Organisation = {
  readonly orgId: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly areaCode: string;
  readonly legalRepresentative: string;
  readonly basicAccount: BasicAccount | null;
  readonly registeredAt: Instant;
  readonly history: readonly Change[];
  /** Of a natural person: number and phone, locked with a key of the server's. */
  readonly sealedPersonal?: string;
};

/** One field that became different. Of an account only bank and last digits are told. */
export type Change = { readonly at: Instant; readonly field: ChangeableField; readonly before: string; readonly after: string };
export type ChangeableField = 'name' | 'areaCode' | 'legalRepresentative' | 'basicAccount';

export type OrganisationEvent =
  | {
    readonly kind: 'OrganisationRegistered';
    readonly organisationKind: OrganisationKind;
    readonly name: string;
    readonly areaCode: string;
    readonly legalRepresentative: string;
    readonly basicAccount: BasicAccount | null;
    readonly act: JsonObject | null;
  }
  /** A natural person stands for itself; its name is its own, not the public's. */
  | { readonly kind: 'NaturalPersonRegistered'; readonly name: string; readonly areaCode: string; readonly sealedPersonal: string; readonly act: JsonObject }
  | { readonly kind: 'OrganisationChanged'; readonly name: string; readonly areaCode: string; readonly legalRepresentative: string; readonly basicAccount: BasicAccount | null; readonly act: JsonObject };

export const organisation: Aggregate<Organisation, OrganisationEvent> = {
  type: 'organisation',
  disclosure: {
    OrganisationRegistered: { default: 'public', fields: { basicAccount: 'self', act: 'self' } },
    NaturalPersonRegistered: 'self',
    OrganisationChanged: { default: 'public', fields: { basicAccount: 'self', act: 'self' } },
  },
  evolve(state, event, meta) {
    if (event.kind === 'OrganisationRegistered') {
      const { organisationKind, name, areaCode, legalRepresentative, basicAccount } = event;
      return { orgId: meta.id, kind: organisationKind, name, areaCode, legalRepresentative, basicAccount, registeredAt: meta.at, history: [] };
    }
    if (event.kind === 'NaturalPersonRegistered') {
      const { name, areaCode, sealedPersonal } = event;
      return { orgId: meta.id, kind: 'naturalPerson', name, areaCode, legalRepresentative: name, basicAccount: null, registeredAt: meta.at, history: [], sealedPersonal };
    }
    const before = state as Organisation;
    const { name, areaCode, legalRepresentative, basicAccount } = event;
    return { ...before, name, areaCode, legalRepresentative, basicAccount, history: [...before.history, ...changesOf(before, event, meta)] };
  },
};

function changesOf(before: Organisation, after: Pick<Organisation, ChangeableField>, { at }: EventMeta): Change[] {
  const texts = (of: Pick<Organisation, ChangeableField>): Record<Exclude<ChangeableField, 'basicAccount'>, string> => ({
    name: of.name, areaCode: nameOf(of.areaCode) ?? of.areaCode, legalRepresentative: of.legalRepresentative,
  });
  const [was, is] = [texts(before), texts(after)];
  const plain = (['name', 'areaCode', 'legalRepresentative'] as const).filter((field) => was[field] !== is[field]).map((field) => ({ at, field, before: was[field], after: is[field] }));
  const account = (of: BasicAccount | null): string => (of ? `${of.bank} 尾号 ${of.account.slice(-4)}` : '未登记');
  const moved = account(before.basicAccount) !== account(after.basicAccount);
  return moved ? [...plain, { at, field: 'basicAccount', before: account(before.basicAccount), after: account(after.basicAccount) }] : plain;
}

/** What anyone may know of an organisation. */
export type PublicOrganisation = { readonly orgId: string; readonly kind: OrganisationKind; readonly name: string; readonly areaCode: string; readonly areaName: string; readonly legalRepresentative: string };

export function publicPart({ orgId, kind, name, areaCode, legalRepresentative }: Organisation): PublicOrganisation {
  return { orgId, kind, name, areaCode, areaName: nameOf(areaCode) ?? areaCode, legalRepresentative };
}
