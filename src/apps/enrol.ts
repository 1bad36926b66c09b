import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCredentials } from '#platform/auth/credential.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { readConfig, type Config } from '#platform/config/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { logTrustOf, trustFilePath, trustStoreOf, writeTrustFile, type TrustFile } from '#platform/keys/trust-file.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { keyHolder, partsMissing } from '#service/keyholder/key-holder.ts';
import { holderParts } from '#trade/tender/tender.holders.ts';
import { ensurePostgres } from '#platform/postgres/launch.ts';
import { composePlatform } from './compose.ts';
import { readHolderCard, type HolderCard } from './enrol/cards.ts';
import { enrolPeople } from './enrol/enrol-people.ts';
import { withTrust } from './enrol/enrol-trust.ts';
import { readEnrolment, type Enrolment } from './enrol/enrolment-file.ts';
import { allModules } from './modules.ts';
import { ensureTrust } from './trust.ts';

/**
 * `npm run enrol -- FILE.json [--renew LOGIN]`: peoples a production platform with those who cannot register themselves. For the
 * owner, on the platform's machine, beside the running platform or before its first start; every entry is a command in the journal.
 */
try {
  process.exitCode = (await enrol(process.argv.slice(2), readConfig(process.env))) === 0 ? 0 : 1;
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** How many entries were refused. */
async function enrol(given: readonly string[], config: Config): Promise<number> {
  const { positionals: [file], values } = parseArgs({ args: [...given], allowPositionals: true, options: { renew: { type: 'string', multiple: true, default: [] } } });
  if (file === undefined) throw new Error('用法：npm run enrol -- FILE.json [--renew 工号]，文件怎样写见 docs/enrolment.md。');
  if (config.mode !== 'production') throw new Error('演示环境的各方由 npm start 自己布置。登记生产环境，请设 OVOO_MODE=production。');
  const enrolment = readEnrolment(file);
  const folder = dirname(resolve(file));
  const holders = enrolment.keyHolders.map((card) => readHolderCard(resolve(folder, card)));
  const before = ensureTrust(config);
  const after = enrolment.trust ? withTrust(before, enrolment.trust, folder) : before;
  const database = config.databaseUrl === null ? await ensurePostgres({ dataDir: config.dataDir, say }) : null;
  try {
    const refused = await onDatabase(config.databaseUrl ?? database?.ownerUrl ?? '', { config, trust: after, enrolment, holders, renew: values.renew });
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      writeTrustFile(config.dataDir, after);
      say(`✓ 信任根　${trustFilePath(config.dataDir)}：数字认证机构 ${after.authorities.length} 家，共签方 ${after.cosigners.length} 家，至少 ${after.quorum} 家共签。重新启动平台后生效，各方的副本要一起换。`);
    }
    say(refused === 0 ? '全部登记完毕。' : `${refused} 项没有登记，改好以后重新运行；已经登记的不会重复。`);
    return refused;
  } finally {
    if (database && !database.adopted) await database.stop();
  }
}

type Doing = { readonly config: Config; readonly trust: TrustFile; readonly enrolment: Enrolment; readonly holders: readonly HolderCard[]; readonly renew: readonly string[] };

async function onDatabase(ownerUrl: string, { config, trust, enrolment, holders, renew }: Doing): Promise<number> {
  const { appUrl } = await migrate({ ownerUrl, keysDir: join(config.dataDir, 'keys') });
  const pool = createPool(appUrl, { max: 4, name: 'ovoo_app enrol' });
  try {
    const platform = await composePlatform({ mode: config.mode, pool, dataDir: config.dataDir, trust: trustStoreOf(trust), modules: allModules(logTrustOf(trust)) });
    for (const { isBad, file, text } of await platform.revocations.read()) if (isBad) say(`吊销列表 ${file} ${text}`);
    const refused = await enrolPeople(enrolment, holders, { platform, credentials: createCredentials(pool, machineNow), renew, say });
    await platform.pipeline.settle();
    const missing = partsMissing((await readHeads(pool, keyHolder, '')).map(({ state }) => state));
    if (missing.length > 0) say(`密钥保管方还缺：${missing.map((part) => holderParts[part]).join('、')}。四方齐了才能发布招标公告，见 docs/enrolment.md。`);
    return refused;
  } finally {
    await pool.end();
  }
}
