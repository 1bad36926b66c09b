import { createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { toBase64url, toHex } from '#kernel/bytes.ts';
import type { AnyAggregate, EventBody } from '#kernel/decider.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { ok } from '#kernel/result.ts';
import { roles, systemActor, type Actor, type Role } from '#kernel/roles.ts';
import { addMicros, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { cosign } from '#evidence/log/cosignature.ts';
import { ed25519Signer, formatVerifierKey, signatureType, type Signer } from '#evidence/log/keys.ts';
import { formatNote, parseNote } from '#evidence/log/note.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { signStatement } from '#evidence/signature/statement.ts';
import { chainOf, createIntermediate, createRoot, issue } from '#platform/ca/authority.ts';
import { TrustStore } from '#platform/ca/trust.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { command, streams } from '#platform/command/command.ts';
import { statementOf } from '#platform/command/signed.ts';
import { receiptPublicKeyOf } from '#platform/keys/own-keys.ts';
import type { TrustFile } from '#platform/keys/trust-file.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { composePlatform, logOrigin } from '#apps/compose.ts';
import { freshDatabase } from '#test/harness/database.ts';

/** What was signed and how, as events carry it. */
export type Signed = { readonly statement: JsonObject; readonly signature: JsonObject };
export type Player = { readonly actor: Actor; readonly orgId: string; readonly name: string; readonly certificate: Uint8Array<ArrayBuffer>; readonly decryptKey: KeyObject; signed(act: string, subject: Readonly<Record<string, string>>, content: unknown): Promise<Signed> };
/** How a platform that holds all its keys would bend an event before it commits it. */
export type Lie = (event: Told['event']) => Told['event'];
type Told = { readonly type: string; readonly id: string; readonly event: EventBody & { readonly [field: string]: unknown } };

/** One command for every event: the aggregates, the pipeline, the log and the keys are real, the decisions are the scene's. */
function makeTelling(aggregates: readonly AnyAggregate[]): MakeModule {
  const known = new Map(aggregates.map((aggregate) => [aggregate.type, aggregate]));
  const tell = command({
    name: 'stage.tell', title: '讲述', roles: Object.keys(roles) as Role[], body: z.strictObject({ events: z.custom<readonly Told[]>() }),
    reads: ({ events }) => ({ streams: streams(...events.map(({ type, id }) => [{ type }, id] as const)) }),
    decide: ({ body: { events } }) => ok({ events: events.map(({ type, id, event }) => ({ aggregate: present(known.get(type), type), id, event })) }),
  });
  return () => ({ name: 'stage', aggregates, commands: anyCommands(tell) });
}

/** A platform with a log, two co-signers and one authority of its own; `trust` is what a stranger would pin. */
export async function bundleStage(aggregates: readonly AnyAggregate[], lie: Lie = (event) => event) {
  const db = await freshDatabase();
  await db.owner.query('GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app');
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-bundle-'));
  after(() => rmSync(dataDir, { recursive: true, force: true }));
  const started = await legalNow(db.app);
  const validity = { notBefore: addMicros(started, -30 * microsPerDay), notAfter: addMicros(started, 5 * 365 * microsPerDay) };
  const root = createRoot({ organization: '草原数字认证', commonName: '草原根' }, validity);
  const issuing = createIntermediate(root, { organization: '草原数字认证', commonName: '草原签发' }, validity);
  const platform = await composePlatform({ mode: 'demo', pool: db.app, dataDir, trust: new TrustStore([{ name: '草原', roots: [root.certificate] }]), modules: [makeTelling(aggregates)] });
  const log = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
  const cosigners = ['league', 'audit'].map((name) => ed25519Signer(`cosign.test/${name}`, signatureType.cosignature, randomBytes(32)));
  const sequencer = createSequencer({ pool: db.sequencer, machineNow, signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, log)) } });
  const trust: TrustFile = {
    v: 1, origin: logOrigin, logKey: formatVerifierKey(log.key), cosigners: cosigners.map(({ key }) => formatVerifierKey(key)), quorum: 2,
    receiptKey: toBase64url(receiptPublicKeyOf(dataDir)), authorities: [{ name: '草原', roots: [toBase64url(root.certificate)], intermediates: [toBase64url(issuing.certificate)] }],
  };

  async function publish(count = cosigners.length, behindMicros = 0): Promise<string> {
    const size = await sequencer.publish();
    const { rows: [row] } = await db.app.query<{ root: Buffer; note: string }>('SELECT root, note FROM log_checkpoint WHERE size = $1', [size]);
    const { note, root: treeRoot } = present(row, 'checkpoint');
    for (const signer of cosigners.slice(0, count)) await insertCosignature({ size, note, at: addMicros(await legalNow(db.app), -behindMicros) }, signer);
    return toHex(treeRoot);
  }

  async function insertCosignature({ size, note, at }: { size: number; note: string; at: Instant }, signer: Signer): Promise<void> {
    const parsed = parseNote(note);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const line = formatNote({ text: '', signatures: [cosign(parsed.value.text, signer, at)] }).slice(1);
    await db.app.query('INSERT INTO log_cosignature (size, name, line, legal_at) VALUES ($1, $2, $3, $4)', [size, signer.key.name, line, at]);
  }

  async function player(orgId: string, name: string, role: Role): Promise<Player> {
    const personId = randomBytes(8).toString('hex');
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));
    const certificate = issue(issuing, { subject: { orgName: name, uscc: orgId, personName: `${name}经办人`, personId }, usage: 'sign', publicKey: spki, ...validity });
    const key = await crypto.subtle.importKey('pkcs8', pair.privateKey.export({ type: 'pkcs8', format: 'der' }), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    const actor: Actor = { id: `person:${personId}`, role, personId, orgId };
    const decrypt = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return {
      actor, orgId, name, certificate, decryptKey: decrypt.privateKey,
      async signed(act, subject, content) {
        const statement = statementOf({ act, subject, content: content as Json, actor });
        return { statement: statement as unknown as JsonObject, signature: (await signStatement(statement, key, chainOf(issuing, certificate))) as unknown as JsonObject };
      },
    };
  }

  return {
    db, dataDir, platform, trust, publish, player, started, system: systemActor,
    now: () => legalNow(db.app),
    advanceTo: async (to: Instant) => void (await db.app.query('SELECT legal_clock_advance($1)', [to])),
    /** Commits these events in one go. */
    async tell(actor: Actor, ...events: readonly [type: string, id: string, event: EventBody][]): Promise<void> {
      const told = events.map(([type, id, event]) => ({ type, id, event: lie(JSON.parse(JSON.stringify(event)) as Told['event']) }));
      const outcome = await platform.pipeline.run({ name: 'stage.tell', actor, key: randomBytes(12).toString('hex'), body: { events: told } });
      if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome));
    },
    async stateOf<S>(aggregate: { readonly type: string }, id: string): Promise<S> {
      return present(await readHead<S>(db.app, aggregate as never, id), `${aggregate.type} ${id}`).state;
    },
  };
}

export type BundleStage = Awaited<ReturnType<typeof bundleStage>>;

export function pointOf(key: KeyObject): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-65));
}
