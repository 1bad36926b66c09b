import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { createPool } from '#platform/db/pool.ts';
import { logKeyOf } from '#platform/keys/own-keys.ts';
import { createLogger } from '#platform/log/logger.ts';
import { every } from '#platform/wake/loops.ts';
import { logOrigin } from './origin.ts';
import { onStop, requiredUrl } from './process.ts';

/** How soon a commit has its place. */
const sequenceMs = 200;
/** The fixed rhythm at which the log grows for those who watch it. */
const publishMs = 2_000;

const config = readConfig(process.env);
const logger = createLogger('sequencer', config.logLevel);
const pool = createPool(requiredUrl('OVOO_SEQUENCER_URL'), { max: 3, name: 'ovoo_sequencer' });
const signer = ed25519Signer(logOrigin, signatureType.ed25519, logKeyOf(config.dataDir));
const sequencer = createSequencer({
  pool, machineNow,
  signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, signer)) },
});
const loops = [every('sequence', sequenceMs, sequencer.sequence, logger), every('publish', publishMs, sequencer.beat, logger)];

onStop(async () => {
  await Promise.all(loops.map((loop) => loop.stop()));
  await sequencer.publish();
  await pool.end();
});
