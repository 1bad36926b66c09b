import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { createPool } from '#platform/db/pool.ts';
import { logKeyOf } from '#platform/keys/own-keys.ts';
import { logTrustOf, readTrustFile, trustStoreOf } from '#platform/keys/trust-file.ts';
import { seedWorld } from '#world/seed.ts';
import { composePlatform } from './compose.ts';
import { allModules } from './modules.ts';
import { logOrigin } from './origin.ts';
import { endWithParent, requiredUrl } from './process.ts';

/** Plays the demo world from a year ago to now, by the platform's own commands, and ends. */
const config = readConfig(process.env);
// Alone it does not go on: the next start discards an unfinished world, and must not find it growing.
endWithParent();

/** The seed waits for no disk: a crash on the way loses the world, and the next start makes it anew. */
function withoutWaiting(url: string): string {
  const relaxed = new URL(url);
  relaxed.searchParams.set('options', '-c synchronous_commit=off');
  return relaxed.href;
}

const pool = createPool(withoutWaiting(requiredUrl('OVOO_APP_URL')), { max: 8, name: 'ovoo_app seed' });
const sequencerPool = createPool(withoutWaiting(requiredUrl('OVOO_SEQUENCER_URL')), { max: 2, name: 'ovoo_sequencer seed' });
const trust = readTrustFile(config.dataDir);
const signer = ed25519Signer(logOrigin, signatureType.ed25519, logKeyOf(config.dataDir));
const sequencer = createSequencer({
  pool: sequencerPool, machineNow,
  signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, signer)) },
});
const platform = await composePlatform({ mode: config.mode, pool, dataDir: config.dataDir, trust: trustStoreOf(trust), modules: allModules(logTrustOf(trust)) });

await seedWorld({ platform, sequencer, dataDir: config.dataDir, tenders: config.demoTenders, say: (line) => process.stdout.write(`${line}\n`) });
await platform.pipeline.settle();
await pool.end();
await sequencerPool.end();
