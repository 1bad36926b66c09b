import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, type Result } from '#kernel/result.ts';
import type { Signature } from '#evidence/signature/statement.ts';
import type { Challenges } from '#platform/auth/challenge.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Running } from '#platform/module.ts';
import { firstRoleOf, isSelfRegistering } from '#service/subject/enrolment.ts';
import { subjectRefusals } from '#service/subject/subject.refusals.ts';
import type { Entered, Login } from './ways.routes.ts';
import { loginRefusals } from './login.refusals.ts';

/** What this way in must know of a registration; the command's own schema has checked all of it. */
const partSchema = z.looseObject({ kind: z.enum(['initiator', 'agency', 'enterprise', 'expertPool', 'centre', 'department', 'authority', 'platform']), orgId: z.string() });

type Parts = { readonly running: Running; readonly login: Login; readonly challenges: Challenges };
type Request = { readonly statement: unknown; readonly signature: Signature; readonly registration: unknown; readonly host: string };

/**
 * The first registration of an organisation: nobody of it can log in yet, so the signed challenge stands in for the
 * session, and the signed registration is run as the person in the certificate, who is then logged in.
 */
export async function registerOrganisation({ running, login, challenges }: Parts, request: Request): Promise<Result<Entered, Refusal>> {
  const definition = present(running.pipeline.definitions.get('organisation.register'), 'the command organisation.register');
  const body = definition.body.pipe(partSchema).safeParse(request.registration);
  if (!body.success) {
    const path = `registration.${body.error.issues[0]?.path.map(String).join('.') ?? ''}`;
    return err({ ...commandRefusals.bodyInvalid({ path, problem: body.error.issues[0]?.message ?? '' }), path });
  }
  const { kind, orgId } = body.data;
  if (!isSelfRegistering(kind)) return err(subjectRefusals.kindNotSelf({ kind }));
  const certified = await login.certify(request);
  if (!certified.ok) return certified;
  const { personId, uscc } = certified.value.subject;
  if (personId === undefined) return err(loginRefusals.personless({}));
  if (!challenges.spend(certified.value.nonce)) return err(loginRefusals.challengeExpired({}));
  const actor = { id: `person:${personId}`, role: firstRoleOf[kind], personId, orgId: uscc };
  const outcome = await running.pipeline.run({ name: 'organisation.register', actor, key: `register-${orgId}-${certified.value.nonce.slice(0, 24)}`, body: definition.body.parse(request.registration) });
  return outcome.status === 'accepted' ? await login.enterAs(personId, 'certificate', { orgId: uscc }) : err(outcome.refusal);
}
