import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { makeBundle } from '#evidence/bundle/bundle.routes.ts';
import { openPage, withBrowser } from '#test/harness/browser.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import type { Verdict } from '../../verifier/verifier.ts';
import { portsOf } from './ports.testing.ts';
import { playLot } from './scene.testing.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'dist/web/verifier.mjs');
await buildWebIfStale(root, () => undefined);
const scene = await playLot();
const made = await makeBundle(portsOf(scene), { lotId: scene.lotId, edition: 'parties', orgId: 'DEPARTMENT' });
assert.ok(made.ok);
const bundle = made.value;
const trust = JSON.stringify(scene.on.trust);

describe('验证程序是一个文件', () => {
  test('R-179 一个文件，没有任何依赖；命令行核对通过时退出码 0，改动后为 1', async () => {
    assert.doesNotMatch(readFileSync(file, 'utf8'), /^import |from\s*["']/m);
    const folder = mkdtempSync(join(tmpdir(), 'ovoo-verifier-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const at = (name: string, text: string): string => (writeFileSync(join(folder, name), text), join(folder, name));
    const run = (path: string) => new Promise<{ code: number; out: string }>((done) => {
      execFile(process.execPath, [file, path, '--trust', at('trust.json', trust)], (error, out) => done({ code: typeof error?.code === 'number' ? error.code : 0, out }));
    });
    const good = await run(at('bundle.json', bundle));
    assert.equal(good.code, 0, good.out);
    assert.match(good.out, /结论：全部对得上/);
    assert.equal((await run(at('bent.json', bundle.replace('"at":1', '"at":2')))).code, 1);
  });

  test('R-179 同一个文件在浏览器里核对，结果相同', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/verifier.mjs') response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
      else response.setHeader('content-type', 'text/html').end('<!doctype html><title>核对</title>');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    after(() => server.close());
    await withBrowser(async (browser) => {
      const page = await openPage(browser);
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      const verify = (texts: readonly string[]): Promise<Verdict> => page.evaluate(async ([given, pinned]) => {
        const path = '/verifier.mjs';
        const { verifyBundle } = (await import(path)) as { verifyBundle(bundle: unknown, trust: unknown): Promise<Verdict> };
        return await verifyBundle(JSON.parse(given ?? ''), JSON.parse(pinned ?? ''));
      }, texts);
      const verdict = await verify([bundle, trust]);
      assert.ok(verdict.ok, JSON.stringify(verdict.checks));
      assert.equal((await verify([bundle.replace('"at":1', '"at":2'), trust])).ok, false);
    });
  });
});
