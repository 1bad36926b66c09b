import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { documentHtml, type Printable } from './page.ts';

const fonts = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'));
const origin = 'http://documents.invalid';
const idleMs = 30_000;

export type Document = { readonly sizeBytes: number; read(): ReadStream };

export interface Documents {
  /** The PDF of this content: made when first asked for, kept by the hash of what it was made from. */
  pdf(content: Printable): Promise<Document>;
  close(): Promise<void>;
}

/** One browser at a time, started when needed and closed when idle; two who ask for the same document wait for one. */
export function createDocuments(folder: string): Documents {
  const underWay = new Map<string, Promise<void>>();
  let browser: Promise<Browser> | null = null;
  let idle: NodeJS.Timeout | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function pdf(content: Printable): Promise<Document> {
    const html = documentHtml(content);
    const path = join(folder, `${createHash('sha256').update(html).digest('hex')}.pdf`);
    const found = await sizeOf(path);
    if (found === null) {
      const making = underWay.get(path) ?? make(html, path).finally(() => underWay.delete(path));
      underWay.set(path, making);
      await making;
    }
    return { sizeBytes: found ?? (await stat(path)).size, read: () => createReadStream(path) };
  }

  async function make(html: string, path: string): Promise<void> {
    const mine = turn.then(async () => {
      if (idle) clearTimeout(idle);
      browser ??= launchChromium();
      const bytes = await print(await browser, html);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = `${path}.${randomBytes(6).toString('hex')}`;
      await writeFile(temporary, bytes, { flush: true });
      await rename(temporary, path);
      idle = setTimeout(() => void close(), idleMs).unref();
    });
    turn = mine.catch(() => close());
    await mine;
  }

  async function close(): Promise<void> {
    if (idle) clearTimeout(idle);
    const open = browser;
    browser = null;
    await open?.then((each) => each.close()).catch(() => undefined);
  }

  return { pdf, close };
}

async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}

/** The page and the font slices it uses come from this process; anything else it asks for is refused. */
async function print(browser: Browser, html: string): Promise<Buffer> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.route('**/*', async (route) => {
      const { pathname, origin: from } = new URL(route.request().url());
      if (from !== origin) return route.abort();
      if (pathname === '/') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
      const font = /^\/font\/((?:files\/)?[\w.-]+)$/.exec(pathname)?.[1];
      if (font === undefined) return route.abort();
      return route.fulfill({ contentType: font.endsWith('.css') ? 'text/css' : 'font/woff2', body: await readFile(join(fonts, font)) });
    });
    await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
    return await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  } finally {
    await context.close();
  }
}
