import { present } from '#kernel/assert.ts';
import { toBase64url } from '#kernel/bytes.ts';
import type { OrganisationKind } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { keyHolderParts, type KeyHolderPart } from '#service/keyholder/key-holder.ts';
import type { Cast, CastOrganisation } from './cast.ts';
import { registerHerder } from './herder.ts';
import type { Player, Troupe } from './troupe.ts';

/** Which organisations run a key agent for which part. Every centre is local at home and a partner for others. */
const kindsOfPart: Readonly<Record<KeyHolderPart, readonly OrganisationKind[]>> = {
  initiator: ['initiator', 'agency'], 'local-centre': ['centre'], 'partner-centre': ['centre'], 'independent-ca': ['authority'],
};

export type HolderPlan = { readonly holderId: string; readonly part: KeyHolderPart; readonly organisation: CastOrganisation; readonly name: string };

export function holderPlans(cast: Cast): HolderPlan[] {
  return keyHolderParts.flatMap((part) => cast.organisations
    .filter((organisation) => kindsOfPart[part].includes(organisation.kind))
    .map((organisation) => ({ holderId: `${part}-${organisation.orgId}`, part, organisation, name: organisation.name })));
}

/** Registers everyone: organisations and their offices, people, experts, rooms, key holders. */
export async function found(cast: Cast, troupe: Troupe, players: ReadonlyMap<string, Player>, agentKeys: ReadonlyMap<string, CryptoKey>): Promise<void> {
  await Promise.all(cast.organisations.map((each) => troupe.system('organisation.register', {
    orgId: each.orgId, kind: each.kind, name: each.name, areaCode: each.areaCode, legalRepresentative: each.legalRepresentative, offices: each.offices,
    basicAccount: each.kind === 'enterprise' ? { bank: '蒙商银行（演示）', account: `1500${each.orgId.replace(/\D/g, '').slice(-12)}` } : null, signature: null,
  })));
  await Promise.all(cast.people.filter(({ role }) => role !== 'buy.person').map((each) => troupe.system('person.enrol', { personId: each.personId, orgId: each.orgId, name: each.name, roles: [each.role] })));
  await registerHerder(cast.herder, present(players.get(cast.herder.personId), 'herder'), troupe);
  await Promise.all(cast.auctioneers.map((each) => troupe.system('auctioneer.register', each)));
  await Promise.all(cast.experts.map((each, i) => troupe.system('expert.enrol', {
    personId: each.personId, name: each.name, specialtyCodes: each.specialties, leagueCode: each.leagueCode, employerOrgId: each.employerOrgId, jobTitle: '高级工程师', years: 8 + (i % 25),
  })));
  await Promise.all(centresOf(cast).flatMap((centre) => roomsOf(centre).map((room) => troupe.act(officerOf(cast, players, centre, 'serve.venue'), 'venue.open', room))));
  await Promise.all(holderPlans(cast).map(async (plan) => {
    const raw = await crypto.subtle.exportKey('raw', present(agentKeys.get(plan.holderId), `key of ${plan.holderId}`));
    const body = { holderId: plan.holderId, orgId: plan.organisation.orgId, name: plan.name, publicKey: toBase64url(new Uint8Array(raw)), part: plan.part };
    const role = plan.organisation.kind === 'centre' ? 'serve.witness' : plan.organisation.kind === 'authority' ? 'certify.officer' : 'initiate.operator';
    await troupe.actSigned(officerOf(cast, players, plan.organisation, role), 'keyHolder.register', { holderId: plan.holderId }, body);
  }));
}

export function centresOf(cast: Cast): CastOrganisation[] {
  return cast.organisations.filter((each) => each.kind === 'centre');
}

export function officerOf(cast: Cast, players: ReadonlyMap<string, Player>, organisation: CastOrganisation, role: string): Player {
  const person = cast.people.find((each) => each.orgId === organisation.orgId && each.role === role);
  return present(players.get(present(person, `${role} of ${organisation.name}`).personId), 'player');
}

const roomPlans = [['开标一室', 'opening', 60], ['开标二室', 'opening', 40], ['开标三室', 'opening', 40], ['评标一室', 'evaluation', 9], ['评标二室', 'evaluation', 9]] as const;

export function roomId(centre: CastOrganisation, i: number): string {
  return `room${centre.areaCode.toLowerCase()}${i}`;
}

function roomsOf(centre: CastOrganisation) {
  return roomPlans.map(([name, purpose, seats], i) => ({ roomId: roomId(centre, i), name, purpose, seats, address: `${centre.name}三层` }));
}

export type Founding = { readonly cast: Cast; readonly players: ReadonlyMap<string, Player>; readonly troupe: Troupe; readonly now: () => Promise<Instant> };
