import { randomBytes } from 'node:crypto';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { readConfig } from '#platform/config/config.ts';
import { createPool } from '#platform/db/pool.ts';
import { logTrustOf, readTrustFile, trustStoreOf } from '#platform/keys/trust-file.ts';
import { createLogger } from '#platform/log/logger.ts';
import { every, everyOrSooner } from '#platform/wake/loops.ts';
import { createPulse } from '#platform/wake/pulse.ts';
import { sweepAll, untilNextDueMs } from '#platform/wake/sweep.ts';
import { composePlatform } from './compose.ts';
import { createHttp } from './http.ts';
import { allModules } from './modules.ts';
import { onStop, requiredUrl, sayReady } from './process.ts';

/** How often it is looked whether something new waits; what is known to fall due sooner is done at its instant. */
const sweepMs = 100;
const followMs = 250;
const workMs = 150;
const pulseMs = 1_000;
/** How long a certificate that its authority has revoked may still be used here, once the list has come. */
const revocationMs = 2_000;

const config = readConfig(process.env);
const logger = createLogger('server', config.logLevel);
const pool = createPool(requiredUrl('OVOO_APP_URL'), { max: 12, name: 'ovoo_app' });
const trust = readTrustFile(config.dataDir);
const platform = await composePlatform({ mode: config.mode, pool, dataDir: config.dataDir, trust: trustStoreOf(trust), modules: allModules(logTrustOf(trust), { url: config.bankUrl, keeperOrgId: config.bankKeeper }) });
const node = randomBytes(4).toString('hex');
const report = (problem: string): void => logger.warn({ problem }, 'sweep');

/** Before the first request, and then on and on: what a list revokes is refused from then on. */
async function readRevocations(): Promise<void> {
  for (const { isBad, file, text } of await platform.revocations.read()) logger[isBad ? 'warn' : 'info']({ file }, `吊销列表 ${text}`);
}

await readRevocations();
const pulse = createPulse(pool, platform.pipeline, node);
await pulse.keep();
const app = await createHttp(platform, { logger, trust, logTrust: logTrustOf(trust), trustedProxies: config.trustedProxies, metricsToken: config.metricsToken });
await app.listen({ port: config.port, host: '0.0.0.0' });
const loops = [
  every('pulse', pulseMs, pulse.keep, logger),
  everyOrSooner('sweep', sweepMs, () => pulse.keepIfLate().then(() => sweepAll(pool, platform.pipeline, report)).then(() => untilNextDueMs(pool)), logger),
  every('follow', followMs, platform.follow, logger),
  every('work', workMs, platform.workOnWhatMoved, logger),
  every('revocations', revocationMs, readRevocations, logger),
];
sayReady({ port: config.port });
logger.info({ port: config.port, legalNow: await legalNow(pool) }, 'serving');

onStop(async () => {
  await app.close();
  await Promise.all(loops.map((loop) => loop.stop()));
  await platform.pipeline.settle();
  await pool.end();
});
