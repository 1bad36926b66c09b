import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import type { JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { identityLockbox } from '#platform/keys/lockbox.ts';
import type { Services } from '#platform/module.ts';
import { identity, personalPart } from './natural-person.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { personalHash } from './personal-hash.ts';
import { areaSchema, personCodeSchema } from './schemas.ts';
import { subjectRefusals as refusals } from './subject.refusals.ts';

export const naturalPersonBody = z.strictObject({
  orgId: personCodeSchema,
  name: z.string().trim().min(2, '请填写姓名').max(50),
  areaCode: areaSchema,
  /** Signed as a hash alone, so that what the journal keeps of the signature tells neither. */
  personal: personalPart,
  salt: z.string().regex(/^[0-9a-f]{64}$/, '盐值为 64 位十六进制'),
  signature: signatureSchema,
});

/** A natural person registers itself, once: as a subject, and as the one who acts for it. */
export function registerNaturalPerson({ trust, dataDir }: Services) {
  const box = identityLockbox(dataDir);
  return command({
    name: 'naturalPerson.register', title: '个人登记', roles: ['buy.person'], body: naturalPersonBody,
    async prepare({ body, actor, now }) {
      const { orgId, name, areaCode, personal, salt, signature } = body;
      if (actor.personId === null) return err(refusals.personless({}));
      const act = verifyAct(trust, { act: 'naturalPerson.register', subject: { orgId }, content: { orgId, name, areaCode, personalHash: personalHash(personal, salt) }, actor, now }, signature);
      if (!act.ok) return act;
      const holder = trust.checkChain(signature.chain.map(fromBase64url), now, 'sign');
      if (!holder.ok) return holder;
      if (holder.value.commonName !== name) return err(refusals.personName({}));
      return ok({ act: act.value as unknown as JsonObject, sealedPersonal: box.seal(orgId, JSON.stringify(personal)) });
    },
    reads: ({ orgId, personal }, { personId }) => ({ streams: streams([organisation, orgId], [identity, box.fingerprint(personal.number)], [person, personId ?? '']) }),
    decide({ body: { orgId, name, areaCode, personal }, actor, world, prepared }) {
      const fingerprint = box.fingerprint(personal.number);
      if (actor.orgId !== orgId || actor.personId === null) return err(refusals.foreignOrganisation({}));
      if (world.find(organisation, orgId) || world.find(identity, fingerprint)) return err(refusals.personRegistered({}));
      if (world.find(person, actor.personId)) return err(refusals.personElsewhere({}));
      return ok({
        events: [
          emit(organisation, orgId, { kind: 'NaturalPersonRegistered', name, areaCode, ...prepared }),
          emit(identity, fingerprint, { kind: 'IdentityTaken', personCode: orgId }),
          emit(person, actor.personId, { kind: 'PersonEnrolled', name, orgId, roles: [actor.role] }),
        ],
        result: { orgId },
      });
    },
  });
}
