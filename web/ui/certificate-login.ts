import { unlockKeyFile, type UnlockedKeys } from '#evidence/signature/key-file.ts';
import { signStatement, type Signature, type Statement } from '#evidence/signature/statement.ts';
import type { Json } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { offline, ProblemError, problemFrom } from './problem.ts';

/** Opens a key file in this browser. Throws ProblemError when it is none or the password is wrong. */
export async function openKeyFile(file: File, password: string): Promise<UnlockedKeys> {
  const keys = await unlockKeyFile(await file.text(), password);
  if (!keys.ok) throw new ProblemError(problemOfRefusal(keys.error));
  return keys.value;
}

/** Signs an act as the server rebuilds it from the body: `content` is the body without `signature`. */
export async function signAct(keys: UnlockedKeys, act: string, subject: Readonly<Record<string, string>>, content: Json): Promise<Signature> {
  const statement: Statement = { v: 1, act, subject, content, signerOrg: keys.orgId, signerPerson: keys.personId };
  return await signStatement(statement, keys.signKey, keys.signChain);
}

/** Signs the server's challenge and starts a session; the key stays here. Throws ProblemError. */
export async function certificateLogin(file: File, password: string, wish: { readonly role?: string } = {}): Promise<void> {
  const keys = await openKeyFile(file, password);
  const signed = await signChallenge(keys);
  await post('/api/session/certificate', { ...signed, ...wish });
}

/** The answer to a fresh challenge: bound to this host, so that no other site can use it. */
export async function signChallenge(keys: UnlockedKeys): Promise<{ statement: Statement; signature: Signature }> {
  const { nonce } = (await post('/api/session/challenge', {})) as { nonce: string };
  const statement: Statement = { v: 1, act: 'session.login', subject: {}, content: { nonce, host: location.host }, signerOrg: keys.orgId, signerPerson: keys.personId };
  return { statement, signature: await signStatement(statement, keys.signKey, keys.signChain) };
}

async function post(address: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });
  } catch {
    throw new ProblemError(offline);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemFrom(answer, response.status));
  return answer;
}

function problemOfRefusal({ message, kind: _kind, ...teaching }: Refusal) {
  return { title: message, ...teaching };
}
