import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../..');
const packageDir = join(dirname(require.resolve('@sparticuz/chromium')), '../..');

/** Desk and phone, the two widths that are designed. */
export const widths = { desk: 1440, phone: 390 } as const;

/** Runs `use` with a browser and closes it whatever happens. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchBrowser();
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Chromium from the npm package, on a bare machine too: no system browser, fonts or NSS libraries are needed. */
export async function launchBrowser(): Promise<Browser> {
  const home = await unpacked();
  const executablePath = join(home, 'chromium');
  const env = { ...process.env, FONTCONFIG_FILE: fontConfig(home), HOME: home, LD_LIBRARY_PATH: libraryPath(home) };
  if (!(await starts(executablePath, env))) await addLibraries(home);
  return chromium.launch({ executablePath, env: { ...env, LD_LIBRARY_PATH: libraryPath(home) }, args: flags });
}

/** One page at the given width, in Chinese and Beijing time. */
export async function openPage(browser: Browser, width: number = widths.desk, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options });
  return context.newPage();
}

/** Writes `shots/<name>.png`, the whole page, once its fonts have come. Returns the path. */
export async function shot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<string> {
  const path = join(root, 'shots', `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, fullPage: options.fullPage ?? true });
  return path;
}

/** No sandbox: the tests often run as root; only pages of the platform itself are opened. */
const flags = ['--no-sandbox', '--disable-setuid-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-gpu', '--no-zygote', '--force-color-profile=srgb'];

/**
 * Unpacked once per version into a folder that appears under its name only when complete, so that tests which start
 * together never see half a browser.
 */
async function unpacked(): Promise<string> {
  const { version } = require(join(packageDir, 'package.json')) as { version: string };
  const home = join(tmpdir(), `ovoo-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(join(home, 'chromium'))) return home;
  const partial = mkdtempSync(join(tmpdir(), 'ovoo-chromium-'));
  const script = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, env: { ...process.env, TMPDIR: partial } });
  try {
    renameSync(partial, home);
  } catch (error) {
    if (!existsSync(join(home, 'chromium'))) throw error;
    rmSync(partial, { recursive: true, force: true });
  }
  return home;
}

async function starts(executablePath: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await run(executablePath, ['--version', '--no-sandbox'], { env });
    return true;
  } catch {
    return false;
  }
}

/** NSS and its kin, from the same package, for systems that have none. */
async function addLibraries(home: string): Promise<void> {
  const archive = join(home, 'libraries.tar');
  await pipeline(createReadStream(join(packageDir, 'bin/al2023.tar.br')), createBrotliDecompress(), createWriteStream(archive));
  mkdirSync(join(home, 'libraries'), { recursive: true });
  await run('tar', ['-xf', archive, '-C', join(home, 'libraries')]);
  rmSync(archive);
}

function libraryPath(home: string): string {
  const bundled = ['libraries/lib', 'libraries'].map((folder) => join(home, folder)).filter(existsSync);
  return [home, ...bundled, process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':');
}

/**
 * System fonts, and the Latin one of the package where a machine has none. Chinese comes with the pages (`web/ui/fonts.css`):
 * this Chromium reads WOFF2 from pages only, never from the system.
 */
function fontConfig(home: string): string {
  const path = join(home, 'fonts.conf');
  const config = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>`;
  if (!existsSync(path)) writeFileSync(path, config);
  return path;
}
