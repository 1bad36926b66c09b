import { randomBytes } from 'node:crypto';
import { makeOpeningModule } from '#trade/opening/opening.module.ts';
import { readConfig } from '#platform/config/config.ts';
import { createPool } from '#platform/db/pool.ts';
import { logTrustOf, readTrustFile, trustStoreOf } from '#platform/keys/trust-file.ts';
import { createLogger } from '#platform/log/logger.ts';
import { every } from '#platform/wake/loops.ts';
import { beat, recordGap } from '#platform/wake/pulse.ts';
import { sweepAll } from '#platform/wake/sweep.ts';
import { composePlatform } from '../compose.ts';
import { createHttp } from '../http.ts';
import { allModules } from '../modules.ts';
import { onStop, requiredUrl, sayReady } from '../process.ts';

/** One node of the platform for measurements and for tests that kill it: the product's modules, loops and rhythm. */
const config = readConfig(process.env);
const logger = createLogger('bench server', config.logLevel);
const pool = createPool(requiredUrl('OVOO_APP_URL'), { max: 12, name: 'ovoo_app' });
const trust = readTrustFile(config.dataDir);
const modules = [...new Set([...allModules(logTrustOf(trust)), makeOpeningModule])];
const platform = await composePlatform({ mode: config.mode, pool, dataDir: config.dataDir, trust: trustStoreOf(trust), modules });
const node = randomBytes(4).toString('hex');
await recordGap(pool, platform.pipeline, node);
const app = await createHttp(platform, { logger, trust, logTrust: logTrustOf(trust) });
await app.listen({ port: config.port, host: '127.0.0.1' });
const loops = [
  every('pulse', 1_000, () => beat(pool, node), logger),
  every('sweep', 100, () => sweepAll(pool, platform.pipeline, (problem) => logger.warn({ problem }, 'sweep')), logger),
  every('work', 150, platform.work, logger),
];
const address = app.server.address();
sayReady({ port: typeof address === 'object' && address ? address.port : config.port });
onStop(async () => {
  await app.close();
  await Promise.all(loops.map((loop) => loop.stop()));
  await pool.end();
});
