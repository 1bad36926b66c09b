import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { openPage, withBrowser } from '#test/harness/browser.ts';
import { median, rounded, type Print } from './figures.ts';
import { memoryOfTree } from './process-memory.ts';

const bigFileBytes = 1024 ** 3;
const roundBytes = 256 * 1024 ** 2;
const rounds = 5;
const leastRatio = 0.7;
const mostMemoryMb = 200;
const sampleMs = 100;

type Mode = 'raw' | 'floe' | 'seal';

/**
 * Encryption alone, and sealing as the bidder's browser does it, each beside WebCrypto's AES-GCM over the same bytes of the
 * same file, taken in turn; and the memory of the whole browser while it seals 1 GB. Encryption and memory are judged:
 * true when both limits are kept.
 */
export async function benchSeal(print: Print): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'ovoo-seal-bench-'));
  try {
    await buildPage(join(folder, 'page'));
    await writeBigFile(join(folder, 'big.bin'));
    return await withServer(join(folder, 'page'), (address) => withBrowser(async (browser) => {
      const page = await openPage(browser);
      await page.goto(`${address}/seal-bench.html`);
      await page.setInputFiles('#file', join(folder, 'big.bin'));
      const isFast = report(await alternate(page), print);
      return (await reportMemory(page, print)) && isFast;
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function alternate(page: Page): Promise<Record<Mode, number[]>> {
  const speeds: Record<Mode, number[]> = { raw: [], floe: [], seal: [] };
  const modes: readonly Mode[] = ['raw', 'floe', 'seal'];
  for (const mode of modes) await run(page, mode, roundBytes);
  for (let round = 0; round < rounds; round++) for (const mode of modes) speeds[mode].push(await run(page, mode, roundBytes));
  return speeds;
}

function run(page: Page, mode: Mode, bytes: number): Promise<number> {
  return page.evaluate(([name, length]) => window.sealBench(name, length), [mode, bytes] as const);
}

function report(speeds: Record<Mode, number[]>, print: Print): boolean {
  const raw = median(speeds.raw);
  const ratioOf = (mode: Mode) => rounded(median(speeds[mode].map((speed, i) => speed / (speeds.raw[i] ?? raw))));
  print({ bench: 'seal', figure: 'raw_aes_gcm_mb_per_s', value: rounded(raw), unit: 'MB/s' });
  print({ bench: 'seal', figure: 'encrypt_mb_per_s', value: rounded(median(speeds.floe)), unit: 'MB/s', limit: rounded(raw), ratio: ratioOf('floe'), judged: `yes: encryption alone, at least ${leastRatio} of AES-GCM` });
  print({ bench: 'seal', figure: 'seal_with_part_hashes_mb_per_s', value: rounded(median(speeds.seal)), unit: 'MB/s', limit: rounded(raw), ratio: ratioOf('seal'), judged: 'no: the whole path of the browser, with the hashes of its parts, is shown only' });
  return ratioOf('floe') >= leastRatio;
}

/** The most that the browser's processes hold while 1 GB is sealed, above what they hold at rest. */
async function reportMemory(page: Page, print: Print): Promise<boolean> {
  const idle = memoryOfTree(process.pid);
  let peak = idle;
  const sampling = setInterval(() => (peak = Math.max(peak, memoryOfTree(process.pid))), sampleMs);
  try {
    await run(page, 'seal', bigFileBytes);
  } finally {
    clearInterval(sampling);
  }
  const above = rounded((peak - idle) / 1024 ** 2);
  print({ bench: 'seal', figure: 'memory_above_idle_mb', value: above, unit: 'MB', limit: mostMemoryMb });
  return above <= mostMemoryMb;
}

async function buildPage(outDir: string): Promise<void> {
  const root = fileURLToPath(new URL('../../../web/ui/sealing', import.meta.url));
  await build({
    configFile: false, root, logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input: join(root, 'seal-bench.html') } },
    worker: { format: 'es' },
  });
}

/** Not compressible and not sparse: read from the disk like a bidder's drawings. */
async function writeBigFile(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    const block = crypto.getRandomValues(new Uint8Array(65_536));
    const chunk = Buffer.concat(Array.from({ length: 256 }, () => block));
    for (let written = 0; written < bigFileBytes; written += chunk.length) await file.write(chunk);
  } finally {
    await file.close();
  }
}

const mediaTypes: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

async function withServer<T>(folder: string, use: (address: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const path = normalize(join(folder, new URL(request.url ?? '/', 'http://localhost').pathname));
    const type = mediaTypes[extname(path)];
    if (!path.startsWith(folder) || type === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': type }).end(readFileSync(path));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    return await use(`http://localhost:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}
