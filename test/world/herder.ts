import { toHex } from '#kernel/bytes.ts';
import { drawPersonCode } from '#kernel/person-code.ts';
import { personCheckCharacter } from '#kernel/person-number.ts';
import { personalHash, type Personal } from '#service/subject/personal-hash.ts';
import type { CastPerson } from './cast.ts';
import { chance } from './chance.ts';
import type { Player, Troupe } from './troupe.ts';

/** A natural person: subject and actor in one, under a drawn code; number and phone are invented. */
export type CastHerder = CastPerson & { readonly areaCode: string; readonly personal: Personal; readonly salt: string };

const name = '布仁巴雅尔';
const areaCode = '150502';
const first17 = `${areaCode}19860612000`;

/** The same in every world; draws on no chance but its own, so that nobody else's name depends on it. */
export function castHerder(personId: string): CastHerder {
  const random = chance(20261122);
  return {
    personId, name, orgId: drawPersonCode(random.bytes), orgName: name, role: 'buy.person', areaCode,
    personal: { number: first17 + personCheckCharacter(first17), phone: '13900000000' }, salt: toHex(random.bytes(32)),
  };
}

/** Registers itself, as everybody does who buys as a person. */
export async function registerHerder({ orgId, name: own, areaCode: home, personal, salt }: CastHerder, player: Player, troupe: Troupe): Promise<void> {
  const told = { orgId, name: own, areaCode: home };
  const signature = await troupe.sign(player, 'naturalPerson.register', { orgId }, { ...told, personalHash: personalHash(personal, salt) });
  await troupe.act(player, 'naturalPerson.register', { ...told, personal, salt, signature });
}
