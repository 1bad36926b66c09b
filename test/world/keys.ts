import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { present } from '#kernel/assert.ts';
import type { Json } from '#kernel/json.ts';
import type { Actor } from '#kernel/roles.ts';
import { instant, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { createKeyFile, generateKeys, unlockKeyFile, type UnlockedKeys } from '#evidence/signature/key-file.ts';
import { signStatement, type Signature } from '#evidence/signature/statement.ts';
import { chainOf, issue } from '#platform/ca/authority.ts';
import { statementOf } from '#platform/command/signed.ts';
import type { DemoAuthority } from './authorities.ts';
import type { CastPerson } from './cast.ts';

/** Locks every key file of the demo world; there is nothing to protect in it. */
export const demoKeyPassword = 'ovoo-demo';
/** Few, so that a newcomer on an old phone signs at once. Real key files take far more. */
const demoIterations = 5_000;

export function demoKeyFilePath(dataDir: string, personId: string): string {
  return join(dataDir, 'demo-keys', `${personId}.ovookey`);
}

/** Two keys with certificates for one person, locked into a file under `DATA_DIR/demo-keys`. */
export async function equip(person: CastPerson, authority: DemoAuthority, dataDir: string, now: Instant): Promise<UnlockedKeys> {
  mkdirSync(join(dataDir, 'demo-keys'), { recursive: true });
  const keys = await generateKeys();
  const validity = { notBefore: instant(now - 400 * microsPerDay), notAfter: instant(now + 2 * 365 * microsPerDay) };
  const subject = { orgName: person.orgName, uscc: person.orgId, personName: person.name, personId: person.personId };
  const certify = (publicKey: Uint8Array, usage: 'sign' | 'encrypt') => chainOf(authority.issuing, issue(authority.issuing, { ...validity, subject, publicKey, usage }));
  const [signChain, decryptChain] = [certify(keys.signSpki, 'sign'), certify(keys.decryptSpki, 'encrypt')];
  const holder = { name: person.name, orgId: person.orgId, personId: person.personId };
  const file = await createKeyFile(holder, { sign: { privateKey: keys.sign, chain: signChain }, decrypt: { privateKey: keys.decrypt, chain: decryptChain } }, demoKeyPassword, demoIterations);
  if (!file.ok) throw new Error(file.error.message);
  writeFileSync(demoKeyFilePath(dataDir, person.personId), JSON.stringify(file.value));
  const publicKey = await crypto.subtle.importKey('spki', keys.decryptSpki, { name: 'ECDH', namedCurve: 'P-256' }, true, []);
  return { ...holder, signKey: keys.sign, signChain, decryptKey: { privateKey: keys.decrypt, publicKey }, decryptChain };
}

export async function unlock(dataDir: string, personId: string): Promise<UnlockedKeys> {
  const unlocked = await unlockKeyFile(readFileSync(demoKeyFilePath(dataDir, personId), 'utf8'), demoKeyPassword);
  return present(unlocked.ok ? unlocked.value : null, `key file of ${personId}`);
}

/** Signs an act as its person does in the browser. */
export async function signAct(keys: UnlockedKeys, actor: Actor, act: string, subject: Readonly<Record<string, string>>, content: Json): Promise<Signature> {
  return await signStatement(statementOf({ act, subject, content, actor }), keys.signKey, keys.signChain);
}
