import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePostgres, removePostgres } from '#platform/postgres/launch.ts';
import { isAlive } from '#platform/postgres/postmaster.ts';
import { clusterVariable } from '#test/harness/cluster.ts';

/** A PostgreSQL for one run of the tests, told to them by the environment. `stop` leaves no trace of it. */
export async function startTestCluster(root: string, say: (line: string) => void): Promise<{ stop(): Promise<void> }> {
  const runs = join(root, '.data', 'test-runs');
  await removeLeftovers(runs);
  const dataDir = join(runs, `${process.pid}.shared`);
  const { ownerUrl } = await ensurePostgres({ dataDir, fast: true, say });
  process.env[clusterVariable] = JSON.stringify({ ownerUrl, keysDir: join(dataDir, 'keys') });
  return { stop: () => removePostgres(dataDir) };
}

/** Clusters of processes that were killed: the name of a folder here begins with the number of the process it served. */
async function removeLeftovers(runs: string): Promise<void> {
  const folders = existsSync(runs) ? readdirSync(runs) : [];
  for (const folder of folders) if (!isAlive(parseInt(folder, 10))) await removePostgres(join(runs, folder));
}
