import { after, before } from 'node:test';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { seriousBarriers } from '../harness/axe.ts';
import { launchBrowser, openPage, resize, shot, widths } from '../harness/browser.ts';
import { startSampleSite } from './sample-site.ts';

/** One browser and the sample pages, for all tests of a file. */
export function sampleBrowser() {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof startSampleSite>>;

  before(async () => {
    await buildWebIfStale(join(import.meta.dirname, '../..'), () => undefined);
    [browser, site] = await Promise.all([launchBrowser(), startSampleSite()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  return {
    addressOf: (path: string): string => `${site.address}/${path}`,
    open: async (width: number = widths.desk, options: BrowserContextOptions = {}): Promise<Page> => await openPage(browser, width, options),
  };
}

/** What is wrong with the page as it stands, at both widths: what runs over the edge, and serious barriers. Pictures `<name>-<width>`. */
export async function faultsOfLook(page: Page, name: string, fullPage: (width: number) => boolean = () => true): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [widths.phone, widths.desk]) {
    await resize(page, { width, height: width < 600 ? 844 : 900 });
    await shot(page, `${name}-${width}`, { fullPage: fullPage(width) });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) faults.push(`${name} at ${width} runs ${over} px over the edge`);
    faults.push(...(await seriousBarriers(page)).map((barrier) => `${name} at ${width} ${barrier}`));
  }
  return faults;
}
