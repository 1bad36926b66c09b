import { machineNow } from '#platform/clock/machine-clock.ts';
import { createPool } from '#platform/db/pool.ts';

/** Single-row INSERTs, each its own commit, on as many connections: what the machine gives at most. */
export async function insertsPerSecond({ url, connections, seconds }: { readonly url: string; readonly connections: number; readonly seconds: number }): Promise<number> {
  const pool = createPool(url, { max: connections, name: 'raw' });
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  const until = machineNow() / 1000 + seconds * 1000;
  const began = machineNow() / 1000;
  let committed = 0;
  await Promise.all(clients.map(async (client) => {
    while (machineNow() / 1000 < until) {
      await client.query({ name: 'raw_insert', text: 'INSERT INTO raw_commit (body) VALUES ($1)', values: ['第十二项的计量规则是否包含损耗？'] });
      committed++;
    }
  }));
  const perSecond = (committed * 1000) / (machineNow() / 1000 - began);
  for (const client of clients) client.release();
  await pool.end();
  return perSecond;
}
