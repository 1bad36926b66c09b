import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { logKeyOf } from '#platform/keys/own-keys.ts';
import { logTrustOf, trustStoreOf } from '#platform/keys/trust-file.ts';
import { advanceTo } from '#platform/wake/sweep.ts';
import { composePlatform } from '#apps/compose.ts';
import { allModules } from '#apps/modules.ts';
import { logOrigin } from '#apps/origin.ts';
import { ensureTrust } from '#apps/trust.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { makeAgents } from '#world/agents.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { makeCast } from '#world/cast.ts';
import { createCompany } from '#world/company.ts';
import { createDirector, type Stage } from '#world/director.ts';
import { found } from '#world/found.ts';
import { equip } from '#world/keys.ts';
import { createTroupe, playerOf, type Player } from '#world/troupe.ts';

/** The whole platform with the whole cast, on a database of its own, and a director to play on it. */
export async function openStage() {
  const db = await freshDatabase();
  await db.owner.query('GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app');
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-journey-'));
  after(() => rmSync(dataDir, { recursive: true, force: true }));
  const trust = ensureTrust({ dataDir, mode: 'demo' });
  const signer = ed25519Signer(logOrigin, signatureType.ed25519, logKeyOf(dataDir));
  const sequencer = createSequencer({ pool: db.sequencer, machineNow, signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, signer)) } });
  const platform = await composePlatform({ mode: 'demo', pool: db.app, dataDir, trust: trustStoreOf(trust), modules: allModules(logTrustOf(trust)) });
  const problems: string[] = [];
  const company = await createCompany({ platform, sequencer, dataDir, say: (line) => problems.push(line) });
  after(() => company.close());

  const now = await legalNow(db.app);
  const authorities = demoAuthorities(dataDir);
  const cast = makeCast('tenders');
  const players = new Map<string, Player>(await Promise.all(cast.people.map(async (person, i) => [person.personId, playerOf(person, await equip(person, authorities[i % authorities.length] ?? assert.fail(), dataDir, now))] as const)));
  const troupe = createTroupe(platform, company.app);
  await found(cast, troupe, players, await makeAgents(cast, authorities, dataDir, now));
  await company.hireAgents();
  const stage: Stage = {
    now: () => legalNow(db.app),
    advanceTo: (target) => advanceTo(target, { pool: db.app, pipeline: platform.pipeline, report: (problem) => problems.push(problem), settle: company.settle }),
  };
  return { db, dataDir, trust, platform, company, cast, players, troupe, stage, director: createDirector(stage), problems };
}
