import type { Aggregate } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { dutyOfKind, type Actor, type Duty, type OrganisationKind } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { keyHolderRefusals as refusals } from './keyholder.refusals.ts';

/** Parts of opposed interest: no three of them have a reason to open early together. */
export const keyHolderParts = ['initiator', 'local-centre', 'partner-centre', 'independent-ca'] as const;
export type KeyHolderPart = (typeof keyHolderParts)[number];

/** 密钥保管方: an organisation's agent that keeps shares of opening keys. Its certificate carries `holderId` as person id. */
export type KeyHolder = {
  readonly holderId: string;
  readonly orgId: string;
  readonly name: string;
  /** Raw uncompressed P-256 point, base64url: shares are encrypted to it. */
  readonly publicKey: string;
  readonly part: KeyHolderPart;
  readonly registeredAt: Instant;
};

export type KeyHolderEvent = { readonly kind: 'KeyHolderRegistered'; readonly orgId: string; readonly name: string; readonly publicKey: string; readonly part: KeyHolderPart; readonly act: JsonObject };

export const keyHolder: Aggregate<KeyHolder, KeyHolderEvent> = {
  type: 'keyHolder',
  disclosure: { KeyHolderRegistered: { default: 'public', fields: { act: 'self' } } },
  evolve: (_state, { orgId, name, publicKey, part }, { id, at }) => ({ holderId: id, orgId, name, publicKey, part, registeredAt: at }),
};

const dutyOfPart: Readonly<Record<KeyHolderPart, Duty>> = { initiator: 'initiate', 'local-centre': 'serve', 'partner-centre': 'serve', 'independent-ca': 'certify' };

export type Registration = { readonly orgId: string; readonly part: KeyHolderPart };

/** An organisation registers agents of its own, or the platform those that signed for themselves; for the part that its kind can play. A holder's key never changes. */
export function checkHolder({ orgId, part }: Registration, { actor, kind, standing }: { actor: Actor; kind: OrganisationKind | null; standing: KeyHolder | null }): Result<void, Refusal> {
  if (actor.role !== 'system.clock' && actor.orgId !== orgId) return err(refusals.foreignOrganisation({}));
  if (kind === null) return err(refusals.unknownOrganisation({ orgId }));
  if (dutyOfKind[kind] !== dutyOfPart[part]) return err(refusals.partNotOfKind({ part }));
  if (standing) return err(refusals.alreadyRegistered({}));
  return ok(undefined);
}

/** The parts that nobody plays yet: without all four no tender is published. */
export function partsMissing(holders: readonly Pick<KeyHolder, 'part'>[]): KeyHolderPart[] {
  return keyHolderParts.filter((part) => !holders.some((holder) => holder.part === part));
}
