import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import type { Browser } from 'playwright-core';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const packageDir = join(dirname(require.resolve('@sparticuz/chromium')), '../..');

/** It opens our own pages only, and prints with no way to the network; servers and tests often run it as root. */
const flags = ['--no-sandbox', '--disable-setuid-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-gpu', '--no-zygote'];

export type Chromium = { readonly executablePath: string; readonly env: NodeJS.ProcessEnv; readonly args: readonly string[]; readonly folder: string };

/** Chromium from the npm package. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env, args } = await unpackedChromium();
  // Loaded with the first page that is printed: it weighs more than all the rest of the platform.
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, env: env as Record<string, string>, args: [...args] });
}

/** How to launch it: unpacked once per version into `home`; needs no browser or NSS libraries of the system. */
export async function unpackedChromium(home = join(tmpdir(), `ovoo-chromium-${process.getuid?.() ?? 0}`)): Promise<Chromium> {
  const { version } = require(join(packageDir, 'package.json')) as { version: string };
  const folder = join(home, version);
  await unpack(folder);
  const executablePath = join(folder, 'chromium');
  const env = { ...process.env, HOME: folder, LD_LIBRARY_PATH: [folder, join(folder, 'libraries/lib'), join(folder, 'libraries'), process.env['LD_LIBRARY_PATH'] ?? ''].join(':') };
  if (!(await starts(executablePath, env))) await addLibraries(folder);
  return { executablePath, env, args: flags, folder };
}

/** The folder appears under its name only when complete, so two that start together never see half a browser. */
async function unpack(folder: string): Promise<void> {
  if (existsSync(join(folder, 'chromium'))) return;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const partial = mkdtempSync(`${folder}-`);
  const script = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: dirname(require.resolve('@sparticuz/chromium')), env: { ...process.env, TMPDIR: partial } });
  try {
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'chromium'))) throw error;
    rmSync(partial, { recursive: true, force: true });
  }
}

async function starts(executablePath: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await run(executablePath, ['--version', '--no-sandbox'], { env });
    return true;
  } catch {
    return false;
  }
}

async function addLibraries(folder: string): Promise<void> {
  const archive = join(folder, 'libraries.tar');
  await pipeline(createReadStream(join(packageDir, 'bin/al2023.tar.br')), createBrotliDecompress(), createWriteStream(archive));
  mkdirSync(join(folder, 'libraries'), { recursive: true });
  await run('tar', ['-xf', archive, '-C', join(folder, 'libraries')]);
  rmSync(archive);
}
