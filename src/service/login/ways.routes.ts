import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { parseStatement, type Signature, type Statement } from '#evidence/signature/statement.ts';
import { keyHolder } from '#service/keyholder/key-holder.ts';
import { organisation, type Organisation } from '#service/subject/organisation.ts';
import { person, type Person } from '#service/subject/person.ts';
import type { Challenges } from '#platform/auth/challenge.ts';
import type { Credentials, LoginAttempt } from '#platform/auth/credential.store.ts';
import type { Session, SessionMethod } from '#platform/auth/session.store.ts';
import { verifySignedStatement, type CertifiedSubject } from '#platform/ca/trust.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { choicesOf, pick, type Choice } from '#service/subject/identity.ts';
import { loginRefusals as refusals } from './login.refusals.ts';

/** Which of his identities a person wants to use. */
export type Wish = { readonly orgId?: string | undefined; readonly role?: string | undefined };
export type SignedLogin = Wish & { readonly statement: unknown; readonly signature: Signature; readonly host: string };

export type Entered = { readonly token: string; readonly session: Session };

/** The ways in. Each proves who it is and starts a session; the page or route sets the cookie. */
export function createLogin(running: Running, { challenges, credentials }: { challenges: Challenges; credentials: Credentials }) {
  const { pool, sessions, trust, legalNow } = running;

  async function enter(session: Session): Promise<Result<Entered, Refusal>> {
    return ok({ token: await sessions.start(session), session });
  }

  /** A person under one of the own identities. */
  async function enterAs(personId: string, method: SessionMethod, wish: Wish): Promise<Result<Entered, Refusal>> {
    const found = await readHead(pool, person, personId);
    const choices = found ? await identitiesOf(pool, found.state) : [];
    if (!found || choices.length === 0) return err(refusals.unknownPerson({}));
    const choice = pick(choices, wish);
    if (!choice) return err(refusals.roleNotHeld({}));
    const actor = { id: `person:${personId}`, role: choice.role, personId, orgId: choice.orgId };
    return await enter({ actor, method, display: { personName: found.state.name, orgName: choice.orgName } });
  }

  /** The certificate behind a signed login statement for this host and an unused challenge. */
  async function certify({ statement, signature, host }: SignedLogin): Promise<Result<{ subject: CertifiedSubject; nonce: string }, Refusal>> {
    const parsed = parseStatement(statement);
    if (!parsed.ok) return parsed;
    const content = loginContent(parsed.value);
    if (!content) return err(refusals.statementNotLogin({}));
    if (content.host !== host) return err(refusals.otherHost({ signed: content.host, here: host }));
    if (!challenges.isGood(content.nonce)) return err(refusals.challengeExpired({}));
    const verified = verifySignedStatement(parsed.value, signature, await legalNow(), trust);
    return verified.ok ? ok({ subject: verified.value, nonce: content.nonce }) : verified;
  }

  /** By certificate: a person of the organisation in it, or the key agent that it names. */
  async function byCertificate(login: SignedLogin): Promise<Result<Entered, Refusal>> {
    const certified = await certify(login);
    if (!certified.ok) return certified;
    const { uscc, personId, orgName, commonName } = certified.value.subject;
    if (personId === undefined) return err(refusals.personless({}));
    if (!challenges.spend(certified.value.nonce)) return err(refusals.challengeExpired({}));
    const holder = await readHead(pool, keyHolder, personId);
    if (holder?.state.orgId === uscc) {
      return await enter({ actor: { id: `agent:${personId}`, role: 'hold-key.agent', personId: null, orgId: uscc }, method: 'agent', display: { personName: commonName, orgName } });
    }
    return await enterAs(personId, 'certificate', { orgId: uscc, role: login.role });
  }

  async function byPassword(attempt: LoginAttempt & Wish): Promise<Result<Entered, Refusal>> {
    const personId = await credentials.check(attempt);
    return personId === null ? err(refusals.wrong({})) : await enterAs(personId, 'password', attempt);
  }

  /** Only where the platform runs as a demonstration. */
  async function asDemoPerson(wish: Wish & { readonly personId: string }): Promise<Result<Entered, Refusal>> {
    return running.mode === 'demo' ? await enterAs(wish.personId, 'demo', wish) : err(refusals.noDemo({}));
  }

  /** The same person under another of the own identities, proved in the same way as before. */
  async function switchTo(session: Session, wish: Wish): Promise<Result<Entered, Refusal>> {
    return session.actor.personId === null ? err(refusals.roleNotHeld({})) : await enterAs(session.actor.personId, session.method, certifiedWish(session, wish));
  }

  /** What this session's person could be instead. */
  async function choicesFor(session: Session): Promise<Choice[]> {
    const found = session.actor.personId === null ? null : await readHead(pool, person, session.actor.personId);
    const choices = found ? await identitiesOf(pool, found.state) : [];
    return session.method === 'certificate' ? choices.filter((choice) => choice.orgId === session.actor.orgId) : choices;
  }

  return { byCertificate, byPassword, asDemoPerson, switchTo, choicesFor, certify, enterAs };
}

export type Login = ReturnType<typeof createLogin>;

async function identitiesOf(pool: Pool, of: Person): Promise<Choice[]> {
  const found = await Promise.all(of.memberships.map((membership) => readHead(pool, organisation, membership.orgId)));
  return choicesOf(of.memberships, found.flatMap((head): Organisation[] => (head ? [head.state] : [])));
}

/** A certificate speaks for one organisation only. */
function certifiedWish({ method, actor }: Session, wish: Wish): Wish {
  return method === 'certificate' ? { ...wish, orgId: actor.orgId ?? '' } : wish;
}

function loginContent({ act, content }: Statement): { nonce: string; host: string } | null {
  if (act !== 'session.login' || typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  const { nonce, host } = content as { readonly nonce?: unknown; readonly host?: unknown };
  return typeof nonce === 'string' && typeof host === 'string' ? { nonce, host } : null;
}
