import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { systemActor, type Actor, type Role } from '#kernel/roles.ts';
import { addMicros, instant, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { signStatement, type Signature } from '#evidence/signature/statement.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { chainOf, createIntermediate, createRoot, issue, type Authority } from '#platform/ca/authority.ts';
import { TrustStore } from '#platform/ca/trust.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { statementOf } from '#platform/command/signed.ts';
import type { Receipt } from '#platform/command/pipeline.ts';
import type { MakeModule } from '#platform/module.ts';
import { advanceTo } from '#platform/wake/sweep.ts';
import { composePlatform, logOrigin } from '#apps/compose.ts';
import { freshDatabase } from './database.ts';

export type PersonSpec = { readonly orgId: string; readonly orgName: string; readonly name: string; readonly role: Role; readonly personId?: string };

/** Someone with certificates of a test authority, who can act and sign. */
export type TestPerson = {
  readonly actor: Actor;
  readonly spec: PersonSpec;
  readonly signChain: readonly Uint8Array[];
  /** Raw uncompressed P-256 point of the encryption certificate's key, and its private half as PKCS #8. */
  readonly decryptKey: KeyObject;
  sign(act: string, subject: Readonly<Record<string, string>>, content: Json): Promise<Signature>;
};

/**
 * A composed platform of `modules` on a database of its own, with demo time that may be advanced, two authorities and a
 * sequencer. Call at the top of a test file; it cleans up when the file ends.
 */
export async function testPlatform(modules: readonly MakeModule[]) {
  const db = await freshDatabase();
  await db.owner.query('GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app');
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-test-'));
  after(() => rmSync(dataDir, { recursive: true, force: true }));
  const started = await legalNow(db.app);
  const validity = { notBefore: addMicros(started, -30 * microsPerDay), notAfter: addMicros(started, 5 * 365 * microsPerDay) };
  const authorities = ['草原', '北疆'].map((name) => {
    const root = createRoot({ organization: `${name}数字认证（演示）`, commonName: `${name}根` }, validity);
    return { root, issuing: createIntermediate(root, { organization: `${name}数字认证（演示）`, commonName: `${name}签发` }, validity) };
  });
  const trust = new TrustStore(authorities.map(({ root, issuing }) => ({ name: root.name.organization, roots: [root.certificate], intermediates: [issuing.certificate] })));
  const platform = await composePlatform({ mode: 'demo', pool: db.app, dataDir, trust, modules });
  const logSigner = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
  const sequencer = createSequencer({
    pool: db.sequencer,
    machineNow,
    signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, logSigner)) },
  });
  let keys = 0;

  async function person(spec: PersonSpec): Promise<TestPerson> {
    const authority = (authorities[keys++ % authorities.length] as { issuing: Authority }).issuing;
    const personId = spec.personId ?? randomBytes(8).toString('hex');
    const subject = { orgName: spec.orgName, uscc: spec.orgId, personName: spec.name, personId };
    const certified = (usage: 'sign' | 'encrypt') => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const certificate = issue(authority, { subject, usage, publicKey: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })), ...validity });
      return { key: pair.privateKey, chain: chainOf(authority, certificate) };
    };
    const signing = certified('sign');
    const key = await crypto.subtle.importKey('pkcs8', signing.key.export({ type: 'pkcs8', format: 'der' }), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    const actor: Actor = { id: `person:${personId}`, role: spec.role, personId, orgId: spec.orgId };
    return {
      actor, spec, signChain: signing.chain,
      decryptKey: createPrivateKey(certified('encrypt').key.export({ type: 'pkcs8', format: 'pem' })),
      sign: (act, on, content) => signStatement(statementOf({ act, subject: on, content, actor }), key, signing.chain),
    };
  }

  async function run(who: TestPerson | Actor, name: string, body: unknown, key?: string) {
    const actor = 'actor' in who ? who.actor : who;
    const definition = platform.pipeline.definitions.get(name);
    assert.ok(definition, `no command ${name}`);
    assert.ok(definition.roles.includes(actor.role), `${actor.role} may not ${name}`);
    return await platform.pipeline.run({ name, actor, key: key ?? randomBytes(12).toString('hex'), body: definition.body.parse(body) });
  }

  return {
    db, platform, trust, authorities, sequencer, person, run, started, dataDir, logKey: logSigner.key,
    now: () => legalNow(db.app),
    /** Runs a command that must be accepted. */
    async accept(who: TestPerson | Actor, name: string, body: unknown): Promise<{ result: JsonObject; receipt: Receipt | null }> {
      const outcome = await run(who, name, body);
      assert.equal(outcome.status, 'accepted', `${name}: ${JSON.stringify(outcome)}`);
      return outcome.status === 'accepted' ? outcome : assert.fail();
    },
    /** Runs a command that must be refused. */
    async refuse(who: TestPerson | Actor, name: string, body: unknown): Promise<Refusal> {
      const outcome = await run(who, name, body);
      assert.equal(outcome.status, 'refused', `${name} was accepted`);
      return outcome.status === 'refused' ? outcome.refusal : assert.fail();
    },
    system: systemActor,
    /** Moves legal time on, doing what falls due on the way; workers and followers settle at every step. */
    async advanceTo(target: Instant): Promise<void> {
      await advanceTo(target, {
        pool: db.app, pipeline: platform.pipeline, report: (problem) => assert.fail(problem),
        settle: async () => {
          await platform.work();
          await sequencer.publish();
          await platform.follow();
        },
      });
    },
    async advanceDays(days: number): Promise<void> {
      await this.advanceTo(instant((await legalNow(db.app)) + days * microsPerDay));
    },
  };
}

export type TestPlatform = Awaited<ReturnType<typeof testPlatform>>;
