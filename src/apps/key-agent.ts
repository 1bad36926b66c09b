import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lotteryDuty } from '#trade/lottery/lottery-agent.worker.ts';
import { releaseDuty } from '#trade/opening/release-agent.worker.ts';
import { sealingDuty } from '#trade/sealing/sealing-agent.worker.ts';
import { panelDrawDuty } from '#trade/panel/contribution-duty.worker.ts';
import { createAgent } from '#platform/agent/agent.ts';
import { agentFolder, readIdentities } from '#platform/agent/key-folder.ts';
import { networkTransport, readText } from '#platform/agent/transport.ts';
import { partyClock } from '#platform/clock/party-clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { logTrustOf, readTrustFile, trustFilePath } from '#platform/keys/trust-file.ts';
import { createLogger } from '#platform/log/logger.ts';
import { every } from '#platform/wake/loops.ts';
import { agentName, keyAgentCommand, usage } from './key-agent/key-agent-command.ts';
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
const [command, ...given] = process.argv.slice(2);
try {
  if (command === undefined || command.startsWith('--')) await work(process.argv.slice(2));
  else await keyAgentCommand(command, given, { dataDir: config.dataDir, say });
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function work(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { agent: { type: 'string' }, api: { type: 'string' } } });
  const name = agentName(values.agent);
  const address = values.api ?? process.env['OVOO_API'];
  if (address === undefined || !URL.canParse(address)) throw new Error(`--api（或者环境变量 OVOO_API）写平台的地址。\n\n${usage}`);
  if (!existsSync(trustFilePath(config.dataDir))) throw new Error(`没有 ${trustFilePath(config.dataDir)}：从平台以外取得 trust.json，核对指纹以后放到这里。`);
  const transport = networkTransport(address);
  const logger = createLogger(`key-agent ${name}`, config.logLevel);
  const identities = await readIdentities(agentFolder(config.dataDir, name));
  const report = (error: unknown): void => logger.warn({ err: error }, 'a duty waits');
  const trust = logTrustOf(readTrustFile(config.dataDir));
  const now = partyClock(process.env['OVOO_MODE'], (path) => readText(transport, path));
  const opener = createAgent({ identities, transport, report, duties: [releaseDuty(trust, now), lotteryDuty(trust, now), sealingDuty(trust, now)] });
  const drawer = createAgent({ identities, transport, report, duties: [panelDrawDuty(trust, handsPerRound)] });
  const loops = [every('release', releaseMs, opener.tick, logger), every('draw', drawMs, drawer.tick, logger)];

  if (identities.length === 0) logger.warn({ name }, 'this agent holds no keys');
  sayReady({ name, holders: identities.length });
  if (!process.send) sayWhoWorks({ name, address, holderIds: identities.map(({ holderId }) => holderId) });
  onStop(async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
  });
}

/** To who started it by hand; under `npm start` the parent speaks. */
function sayWhoWorks({ name, address, holderIds }: { name: string; address: string; holderIds: readonly string[] }): void {
  say(holderIds.length === 0
    ? `密钥代理 ${name} 没有密钥：先运行 npm run key-agent -- new 和 certified，再启动。`
    : `密钥代理 ${name} 已经开工：${holderIds.join('、')}。平台 ${address}，时间以本机为准。Ctrl-C 停止。`);
}
