import pino from 'pino';
import type { Instant } from '#kernel/time/instant.ts';
import { cosign } from '#evidence/log/cosignature.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { insertCosignature } from '#evidence/log/log.store.ts';
import { formatNote, parseNote } from '#evidence/log/note.ts';
import type { Sequencer } from '#evidence/log/sequencer.worker.ts';
import { createAgent, type Agent } from '#platform/agent/agent.ts';
import { agentFolder, readIdentities } from '#platform/agent/key-folder.ts';
import { inProcessTransport } from '#platform/agent/transport.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { cosignerKeyOf } from '#platform/keys/own-keys.ts';
import { logTrustOf, readTrustFile } from '#platform/keys/trust-file.ts';
import { keyHolderParts, type KeyHolderPart } from '#service/keyholder/key-holder.ts';
import { lotteryDuty } from '#trade/lottery/lottery-agent.worker.ts';
import { releaseDuty } from '#trade/opening/release-agent.worker.ts';
import { panelDrawDuty } from '#trade/panel/contribution-duty.worker.ts';
import { sealingDuty } from '#trade/sealing/sealing-agent.worker.ts';
import type { Platform } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { cosignerNames } from '#apps/parties.ts';
import { cosignerKeyName } from '#apps/trust.ts';

export type CompanyOptions = { readonly platform: Platform; readonly sequencer: Sequencer; readonly dataDir: string; readonly say: (line: string) => void };

/** More turns than any round of agents takes; a world that does not settle by then says so. */
const turnsMax = 40;

/**
 * The parties that act by themselves while a world is played in one process: the sequencer, the co-signers and the four
 * key agents, over the same HTTP routes as in real life.
 */
export async function createCompany({ platform, sequencer, dataDir, say }: CompanyOptions) {
  const trust = readTrustFile(dataDir);
  const logTrust = logTrustOf(trust);
  const app = await createHttp(platform, { logger: pino({ level: 'silent' }), trust, logTrust, requestsPerMinute: Number.MAX_SAFE_INTEGER });
  await app.ready();
  const transport = inProcessTransport(app);
  const now = (): Promise<Instant> => legalNow(platform.pool);
  const report = (error: unknown): void => say(`  ! ${error instanceof Error ? error.message : String(error)}`);
  const agents = new Map<string, Agent>();
  const cosigners = cosignerNames.map((name) => ed25519Signer(cosignerKeyName(name), signatureType.cosignature, cosignerKeyOf(dataDir, name)));

  async function publish(): Promise<void> {
    await sequencer.publish();
    const checkpoint = await sequencer.latest();
    const note = checkpoint ? parseNote(checkpoint.note) : null;
    if (!checkpoint || !note?.ok) return;
    const at = await now();
    for (const signer of cosigners) {
      const line = formatNote({ text: '', signatures: [cosign(note.value.text, signer, at)] }).slice(1);
      await insertCosignature(platform.pool, checkpoint.size, { name: signer.key.name, line, legalAt: at });
    }
  }

  /** Until nothing waits for an agent: no opening to decrypt, no draw to contribute to. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < turnsMax; turn++) {
      await platform.workOnWhatMoved();
      const awaited = await awaitedHolders(platform);
      if (awaited.length === 0) return;
      await publish();
      await Promise.all(awaited.map(async (holderId) => await agents.get(holderId)?.tick()));
    }
    say('  ! 有事项一直在等密钥代理');
  }

  /** One turn of the key holders of these parts alone; the others stay away. */
  async function turnOf(parts: readonly KeyHolderPart[]): Promise<void> {
    await platform.work();
    await publish();
    for (const holderId of await awaitedHolders(platform)) if (parts.some((part) => holderId.startsWith(part))) await agents.get(holderId)?.tick();
    await platform.work();
  }

  return {
    app, publish, settle, turnOf,
    /** The key agents can start once their holders are registered. */
    async hireAgents(): Promise<void> {
      for (const part of keyHolderParts) {
        const identities = await readIdentities(agentFolder(dataDir, part));
        for (const identity of identities) agents.set(identity.holderId, createAgent({ identities: [identity], transport, report, duties: [releaseDuty(logTrust, now), panelDrawDuty(logTrust, 1), lotteryDuty(logTrust, now), sealingDuty(logTrust, now)] }));
      }
    },
    close: () => app.close(),
  };
}

export type Company = Awaited<ReturnType<typeof createCompany>>;

/** Key holders of the openings and draws that go on now. */
async function awaitedHolders({ pool }: Platform): Promise<string[]> {
  const { rows } = await pool.query<{ holder: string }>(`SELECT DISTINCT coalesce(holder->>'holderId', holder->>'partyId') AS holder FROM stream_head, jsonb_array_elements(state->'holders') holder
    WHERE (status IN ('closed', 'decrypting') AND stream >= 'opening:' AND stream < 'opening;')
       OR (status IN ('requested', 'contributing') AND stream >= 'panel:' AND stream < 'panel;')`);
  return rows.map((row) => row.holder);
}
