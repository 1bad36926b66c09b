import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { unpackedChromium } from '#platform/documents/chromium.ts';

const root = join(import.meta.dirname, '../..');

/** Desk and phone, the two widths that are designed. */
export const widths = { desk: 1440, phone: 390 } as const;

/** How long a page may let wait for what it promises, on a machine where all else runs too. */
const patienceMs = 90_000;

/** Runs `use` with a browser and closes it whatever happens. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchBrowser();
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** The platform's own Chromium, on a bare machine too: no system browser, fonts or NSS libraries are needed. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

/** A browser that keeps what pages store in `folder`, as a person's own does. */
export async function keptBrowser(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...(await launchOptions()), locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
}

/** Kills the browser that keeps `folder`, all its processes at once, as a power cut does. */
export async function crashBrowser(folder: string): Promise<void> {
  const running = (): number[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => commandOf(pid).includes(`--user-data-dir=${folder}`));
  const [main] = running();
  assert.ok(main, 'a browser keeps this folder');
  process.kill(main, 'SIGKILL');
  while (running().length > 0) await new Promise((resolve) => setImmediate(resolve));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function launchOptions() {
  const { executablePath, env, args, folder } = await unpackedChromium();
  return { executablePath, env: { ...env, FONTCONFIG_FILE: fontConfig(folder) } as Record<string, string>, args: [...args, '--force-color-profile=srgb'] };
}

/** One page at the given width, in Chinese and Beijing time. */
export async function openPage(browser: Browser, width: number = widths.desk, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(patienceMs);
  return context.newPage();
}

/** Returns once the page stands at its new size: a click sent while it is still moving lands beside what it was meant for. */
export async function resize(page: Page, size: { readonly width: number; readonly height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Writes `shots/<name>.png`, the whole page, once its fonts have come. Returns the path. */
export async function picture(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<string> {
  const path = join(root, 'shots', `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, fullPage: options.fullPage ?? true });
  return path;
}

/** Pictures are for people to look at and cost a journey a third of its time: only when `SHOTS` is set. */
export const takesPictures = Boolean(process.env['SHOTS']);

/** Waits for the fonts; takes a picture where pictures are taken. */
export async function shot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  if (takesPictures) await picture(page, name, options);
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
