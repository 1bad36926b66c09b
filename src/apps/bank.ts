import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { partyClock } from '#platform/clock/party-clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { bankServer } from './bank/api.ts';
import { openBook } from './bank/book.ts';
import { noFaults } from './bank/faults.ts';
import { createTeller } from './bank/teller.ts';
import { onStop, sayReady } from './process.ts';

/**
 * A bank that plays one, for demonstrations and tests: a process of its own with a book of its own. The platform knows it
 * by HTTP alone, as it would a real one. It pays nobody, so that it does not start where money is real.
 */
const config = readConfig(process.env);
if (config.mode === 'production') {
  process.stderr.write('模拟银行只用于演示和测试，生产环境请用 BANK_URL 接入真实的银行。\n');
  process.exit(1);
}
const port = z.coerce.number().int().min(0).max(65_535).default(0).parse(process.env['BANK_PORT']);
const book = openBook(join(config.dataDir, 'bank'));
let faults = noFaults;
let aheadMicros = 0;

/** A demonstration lives in a time of its own, which the bank shares; while the platform is away, it goes by what it last heard. */
async function now(): Promise<number> {
  const platform = process.env['OVOO_API'];
  if (platform === undefined) return machineNow();
  const ask = partyClock(process.env['OVOO_MODE'], async (path) => (await fetch(new URL(path, platform), { signal: AbortSignal.timeout(1_000) })).text());
  const told = await ask().catch(() => null);
  if (told !== null) aheadMicros = told - machineNow();
  return machineNow() + aheadMicros;
}

const server = bankServer(createTeller(book, now, () => faults), { get: () => faults, set: (next) => void (faults = next) });
server.listen(port, '127.0.0.1');
await once(server, 'listening');
sayReady({ port: (server.address() as AddressInfo).port });

onStop(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  book.close();
});
