import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { leagues } from '#kernel/divisions.ts';
import { microsPerHour } from '#kernel/time/instant.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { createDatabase, type TestDatabase } from '#test/harness/database.ts';
import { median, rounded, type Print } from './figures.ts';
import { answersPerSecond } from './http-load.ts';

const tenders = 60;
const noticesEach = 8;
const connections = 32;
const secondsEach = 3;
const rounds = 5;
const leastRatio = 0.4;

/**
 * The first page of the list of notices as any reader gets it, beside a bare fastify route that answers with the same
 * bytes, taken in turn over the same connections from another process. True when the limit is kept.
 */
export async function benchPortal(print: Print): Promise<boolean> {
  const database = await createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-portal-bench-'));
  try {
    await fillLists(database);
    const server = fork(fileURLToPath(new URL('./portal.server.ts', import.meta.url)), { env: { ...process.env, OVOO_APP_URL: database.appUrl, DATA_DIR: dataDir }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    try {
      const [{ portalPort, barePort, bytes }] = (await once(server, 'message')) as [{ portalPort: number; barePort: number; bytes: number }];
      return report(await measure(portalPort, barePort), bytes, print);
    } finally {
      server.kill();
      await once(server, 'exit');
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
  }
}

type Speeds = { readonly bare: number[]; readonly portal: number[] };

async function measure(portalPort: number, barePort: number): Promise<Speeds> {
  const load = (port: number, seconds = secondsEach) => answersPerSecond({ port, path: '/notices', connections, seconds });
  await load(barePort, 1);
  await load(portalPort, 1);
  const speeds: Speeds = { bare: [], portal: [] };
  for (let round = 0; round < rounds; round++) {
    speeds.bare.push(await load(barePort));
    speeds.portal.push(await load(portalPort));
  }
  return speeds;
}

function report({ bare, portal }: Speeds, bytes: number, print: Print): boolean {
  const ratio = rounded(median(portal.map((speed, i) => speed / (bare[i] ?? speed))));
  print({ bench: 'portal', figure: 'page_bytes', value: bytes, unit: 'B' });
  print({ bench: 'portal', figure: 'bare_fastify_per_s', value: Math.round(median(bare)), unit: '1/s' });
  print({ bench: 'portal', figure: 'list_pages_per_s', value: Math.round(median(portal)), unit: '1/s', limit: Math.round(median(bare)), ratio });
  return ratio >= leastRatio;
}

/** As many notices as a year of the demonstration has. */
async function fillLists({ app }: TestDatabase): Promise<void> {
  const now = await legalNow(app);
  const all = leagues();
  for (let i = 0; i < tenders; i++) {
    const league = all[i % all.length];
    const name = `${league?.areas[0]?.name ?? ''}第 ${i + 1} 小学教学楼及附属用房新建工程`;
    await app.query("INSERT INTO portal_tender (tender_id, name, code, category, area_code, league_code, stage, initiator) VALUES ($1, $2, $3, 'construction', $4, $5, 'bidding', '教育局')", [`t${i}`, name, `A01-${i}`, league?.areas[0]?.code, league?.code]);
    await app.query(
      `INSERT INTO portal_notice (id, tender_id, kind, listed, title, at, log_index, area_code, league_code, category, facts, search, stream, version)
       SELECT 'tender.' || $1 || '.' || n, $1, 'tender', true, $2, $3::bigint - n * $6::bigint, n, $4, $5, 'construction', jsonb_build_object('priceCapFen', '9864000000', 'until', $3::bigint + $6::bigint), $2, 'tender:' || $1, n FROM generate_series(1, $7::int) n`,
      [`t${i}`, name, now, league?.areas[0]?.code, league?.code, microsPerHour, noticesEach]);
  }
}
