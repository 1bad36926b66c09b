import { openPage, picture, widths, withBrowser } from '../test/harness/browser.ts';

/** `node tools/shots.ts URL…`: each page at both designed widths, to `shots/`. */
const addresses = process.argv.slice(2);
if (addresses.length === 0) {
  console.error('usage: node tools/shots.ts URL…');
  process.exit(2);
}

await withBrowser(async (browser) => {
  for (const address of addresses) {
    const name = new URL(address).pathname.replace(/\.html$/, '').replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '') || 'home';
    for (const width of Object.values(widths)) {
      const page = await openPage(browser, width);
      await page.goto(address, { waitUntil: 'networkidle' });
      console.log(await picture(page, `${name}-${width}`));
      await page.context().close();
    }
  }
});
