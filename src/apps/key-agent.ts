import { present } from '#kernel/assert.ts';
import { releaseDuty } from '#trade/opening/release-agent.worker.ts';
import { panelDrawDuty } from '#trade/panel/contribution-duty.worker.ts';
import { createAgent } from '#platform/agent/agent.ts';
import { agentFolder, readIdentities } from '#platform/agent/key-folder.ts';
import { networkTransport, readText } from '#platform/agent/transport.ts';
import { partyClock } from '#platform/clock/party-clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { logTrustOf, readTrustFile } from '#platform/keys/trust-file.ts';
import { createLogger } from '#platform/log/logger.ts';
import { every } from '#platform/wake/loops.ts';
import { onStop, sayReady } from './process.ts';

/**
 * A key agent: the unattended hand of one side's key holders. It has a key folder of its own and the public API, nothing
 * else: no database, no file of the server's. Killed at any moment it takes up its duties again where the log says.
 * What time it is its own machine says; without co-signers in `trust.json` it does not start.
 */
const releaseMs = 700;
const drawMs = 1_000;
/** So that a process with many keys stays far below the platform's limit of requests. */
const handsPerRound = 10;

const config = readConfig(process.env);
const name = present(process.env['OVOO_AGENT'], 'OVOO_AGENT');
const transport = networkTransport(present(process.env['OVOO_API'], 'OVOO_API'));
const logger = createLogger(`key-agent ${name}`, config.logLevel);
const identities = await readIdentities(agentFolder(config.dataDir, name));
const report = (error: unknown): void => logger.warn({ err: error }, 'a duty waits');
const trust = logTrustOf(readTrustFile(config.dataDir));
const now = partyClock(process.env['OVOO_MODE'], (path) => readText(transport, path));
const opener = createAgent({ identities, transport, report, duties: [releaseDuty(trust, now)] });
const drawer = createAgent({ identities, transport, report, duties: [panelDrawDuty(trust, handsPerRound)] });
const loops = [every('release', releaseMs, opener.tick, logger), every('draw', drawMs, drawer.tick, logger)];

if (identities.length === 0) logger.warn({ name }, 'this agent holds no keys');
sayReady({ name, holders: identities.length });
onStop(async () => {
  await Promise.all(loops.map((loop) => loop.stop()));
});
