import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { dutyOfKind, type OrganisationKind, type Role } from '#kernel/roles.ts';
import type { Signature } from '#evidence/signature/statement.ts';
import type { Challenges } from '#platform/auth/challenge.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Running } from '#platform/module.ts';
import { firstRoleOf, isSelfRegistering } from '#service/subject/enrolment.ts';
import { subjectRefusals } from '#service/subject/subject.refusals.ts';
import type { Entered, Login } from './ways.routes.ts';
import { loginRefusals } from './login.refusals.ts';

/** What this way in must know of a registration; the command's own schema has checked all of it. */
const partSchema = z.looseObject({ kind: z.enum(Object.keys(dutyOfKind) as [OrganisationKind, ...OrganisationKind[]]), orgId: z.string() });

/** Only a natural person's registration has this part. */
const personPart = z.looseObject({ personal: z.unknown().refine((value) => value !== undefined) });

type Parts = { readonly running: Running; readonly login: Login; readonly challenges: Challenges };
type Request = { readonly statement: unknown; readonly signature: Signature; readonly registration: unknown; readonly host: string };

type Registering = { readonly command: 'organisation.register' | 'naturalPerson.register'; readonly orgId: string; readonly role: Role };

/** Of a body: which registration it is, under what code, and what whoever sends it then is. */
function registeringOf({ running }: Parts, registration: unknown): Result<Registering & { readonly body: unknown }, Refusal> {
  const command = personPart.safeParse(registration).success ? 'naturalPerson.register' : 'organisation.register';
  const definition = present(running.pipeline.definitions.get(command), `the command ${command}`);
  const body = definition.body.safeParse(registration);
  if (!body.success) {
    const path = `registration.${body.error.issues[0]?.path.map(String).join('.') ?? ''}`;
    return err({ ...commandRefusals.bodyInvalid({ path, problem: body.error.issues[0]?.message ?? '' }), path });
  }
  if (command === 'naturalPerson.register') return ok({ command, orgId: z.looseObject({ orgId: z.string() }).parse(body.data).orgId, role: 'buy.person', body: body.data });
  const { kind, orgId } = partSchema.parse(body.data);
  return isSelfRegistering(kind) ? ok({ command, orgId, role: firstRoleOf[kind], body: body.data }) : err(subjectRefusals.kindNotSelf({ kind }));
}

/**
 * The first registration of an organisation, or of a natural person: nobody of it can log in yet, so the signed challenge stands in for the
 * session, and the signed registration is run as the person in the certificate, who is then logged in.
 */
export async function registerOrganisation({ running, login, challenges }: Parts, request: Request): Promise<Result<Entered, Refusal>> {
  const wanted = registeringOf({ running, login, challenges }, request.registration);
  if (!wanted.ok) return wanted;
  const { command, orgId, role, body } = wanted.value;
  const certified = await login.certify(request);
  if (!certified.ok) return certified;
  const { personId, uscc } = certified.value.subject;
  if (personId === undefined) return err(loginRefusals.personless({}));
  if (!challenges.spend(certified.value.nonce)) return err(loginRefusals.challengeExpired({}));
  const actor = { id: `person:${personId}`, role, personId, orgId: uscc };
  const outcome = await running.pipeline.run({ name: command, actor, key: `register-${orgId}-${certified.value.nonce.slice(0, 24)}`, body });
  return outcome.status === 'accepted' ? await login.enterAs(personId, 'certificate', { orgId: uscc }) : err(outcome.refusal);
}
