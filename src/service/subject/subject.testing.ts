import { randomBytes } from 'node:crypto';
import type { OrganisationKind, Role } from '#kernel/roles.ts';
import { toHex } from '#kernel/bytes.ts';
import { drawPersonCode } from '#kernel/person-code.ts';
import { personCheckCharacter } from '#kernel/person-number.ts';
import { usccCheckCharacter } from '#kernel/uscc.ts';
import type { TestPerson, TestPlatform } from '#test/harness/platform.ts';
import type { Office } from './directory.ts';
import { personalHash } from './personal-hash.ts';

/** A valid code: enterprise form, at Alxa, number `n`. */
export function testUscc(n: number): string {
  const first = `91152900MA${String(n).padStart(7, '0')}`;
  return first + usccCheckCharacter(first);
}

export type Founding = { readonly n: number; readonly kind: OrganisationKind; readonly name: string; readonly areaCode?: string; readonly offices?: readonly Office[]; readonly roles: readonly Role[] };

/** An organisation enrolled by the platform, with one person for each role. */
export async function found(platform: TestPlatform, { n, kind, name, areaCode = '152900', offices = [], roles }: Founding): Promise<{ orgId: string; name: string; people: TestPerson[] }> {
  const orgId = testUscc(n);
  await platform.accept(platform.system, 'organisation.register', { orgId, kind, name, areaCode, legalRepresentative: '巴特尔', basicAccount: null, offices: [...offices] });
  const people: TestPerson[] = [];
  for (const role of roles) {
    const person = await platform.person({ orgId, orgName: name, name: `${name}${role}`.slice(0, 20), role, personId: randomBytes(8).toString('hex') });
    await platform.accept(platform.system, 'person.enrol', { personId: person.actor.personId, orgId, name: person.spec.name, roles: [role] });
    people.push(person);
  }
  return { orgId, name, people };
}

/** An invented number of identity that holds: born in Alxa on `born` (`19880229`), the `n`th of that day. */
export function testPersonNumber(n: number, born = '19800315'): string {
  const first = `152921${born}${String(n).padStart(3, '0')}`;
  return first + personCheckCharacter(first);
}

/** A natural person with a certificate, before it has registered, and its registration as it signs it. */
export async function herderOf(platform: TestPlatform, { name, number = testPersonNumber(1), phone = '13800001234' }: { readonly name: string; readonly number?: string; readonly phone?: string }) {
  const orgId = drawPersonCode(randomBytes);
  const self = await platform.person({ orgId, orgName: name, name, role: 'buy.person' });
  const personal = { number, phone };
  const salt = toHex(randomBytes(32));
  const signed = { orgId, name, areaCode: '152921', personalHash: personalHash(personal, salt) };
  const body = { orgId, name, areaCode: '152921', personal, salt, signature: await self.sign('naturalPerson.register', { orgId }, signed) };
  return { self, orgId, body };
}
