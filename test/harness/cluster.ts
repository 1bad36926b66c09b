import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePostgres } from '#platform/postgres/launch.ts';
import { ifUnlocked, withFileLock } from '#platform/postgres/lock.ts';
import { findPostmaster, isAlive } from '#platform/postgres/postmaster.ts';

/** The one cluster under all database tests of a run, and where the passwords of its roles are kept. */
export type TestCluster = { readonly ownerUrl: string; readonly keysDir: string };

/** Set by the runner: `{"ownerUrl": …, "keysDir": …}` of the cluster it started for this run. */
export const clusterVariable = 'OVOO_TEST_PG';

const loneDataDir = fileURLToPath(new URL('../../.data/test-pg', import.meta.url));

let cluster: Promise<TestCluster> | null = null;

/** The runner's cluster, or, for a test file that is run alone, one that all lone files share and the last of them stops. */
export function testCluster(): Promise<TestCluster> {
  cluster ??= handedCluster() ?? loneCluster();
  return cluster;
}

function handedCluster(): Promise<TestCluster> | null {
  const handed = process.env[clusterVariable];
  return handed ? Promise.resolve(JSON.parse(handed) as TestCluster) : null;
}

async function loneCluster(): Promise<TestCluster> {
  const users = join(loneDataDir, 'users');
  const lock = join(loneDataDir, 'users.lock');
  mkdirSync(users, { recursive: true });
  return withFileLock(lock, async () => {
    writeFileSync(join(users, String(process.pid)), '');
    process.once('exit', () => ifUnlocked(lock, () => leave(users)));
    const { ownerUrl } = await ensurePostgres({ dataDir: loneDataDir, fast: true });
    return { ownerUrl, keysDir: join(loneDataDir, 'keys') };
  });
}

/** Runs while the process exits, so nothing here may wait: the server finishes its own shutdown. */
function leave(users: string): void {
  rmSync(join(users, String(process.pid)), { force: true });
  const others = readdirSync(users).filter((pid) => isAlive(Number(pid)));
  const server = others.length === 0 ? findPostmaster(join(loneDataDir, 'postgres')) : null;
  if (server) process.kill(server.pid, 'SIGINT');
}
