import { randomBytes, randomInt } from 'node:crypto';
import { drawPersonCode } from '#kernel/person-code.ts';
import { regionCode } from '#kernel/divisions.ts';
import { addMicros, instant, microsPerDay } from '#kernel/time/instant.ts';
import { chainOf, issue } from '#platform/ca/authority.ts';
import type { CertificateCounter } from '#service/demo/demo-key.routes.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { demoUscc } from '#world/names.ts';

/** Serial numbers of newcomers begin far above those of the seeded cast. */
const firstSerial = 500_000;
const lastSerial = 999_999;
const validDays = 2 * 365;

/** The demonstration's counter: its first authority issues to whoever asks, for bodies that do not exist. */
export function demoCounter(dataDir: string): CertificateCounter {
  const [authority] = demoAuthorities(dataDir);
  if (!authority) throw new Error('a demo world has authorities');
  return ({ orgName, personName, kind, signSpki, decryptSpki, now }) => {
    const form = kind === 'initiator' && !/公司$/.test(orgName) ? 'institution' : 'enterprise';
    const orgId = kind === 'naturalPerson' ? drawPersonCode(randomBytes) : demoUscc(form, regionCode, randomInt(firstSerial, lastSerial));
    const personId = `p${randomBytes(8).toString('hex')}`;
    const validity = { notBefore: addMicros(now, -microsPerDay), notAfter: instant(now + validDays * microsPerDay) };
    const subject = { orgName, uscc: orgId, personName, personId };
    const chain = (publicKey: Uint8Array, usage: 'sign' | 'encrypt') => chainOf(authority.issuing, issue(authority.issuing, { ...validity, subject, publicKey, usage }));
    return { orgId, personId, signChain: chain(signSpki, 'sign'), decryptChain: chain(decryptSpki, 'encrypt') };
  };
}
