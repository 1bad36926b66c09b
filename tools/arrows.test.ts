import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forbidden } from './arrows.ts';
import { importsOf, typescriptSources } from './source.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { imports: aliases } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> };

describe('import arrows', () => {
  test('every import of the project goes the way CONTRIBUTING.md draws it', () => {
    const wrong = typescriptSources(root).flatMap((source) =>
      importsOf(source).flatMap(({ specifier, line }) => {
        const reason = forbidden(source.path, specifier, aliases);
        return reason ? [`${source.path}:${line} imports ${specifier}: ${reason}`] : [];
      }),
    );
    assert.deepEqual(wrong, []);
  });

  const bad: readonly (readonly [from: string, specifier: string, because: RegExp])[] = [
    ['src/kernel/money.ts', '#rules/registry.ts', /kernel imports nothing but kernel/],
    ['src/kernel/money.ts', 'node:crypto', /no node:/],
    ['src/kernel/money.ts', 'pg', /pure file may use only/],
    ['src/rules/registry.ts', '#trade/auction/auction.ts', /rules import kernel and rules/],
    ['src/trade/auction/auction.ts', './auction.store.ts', /the other way/],
    ['src/trade/auction/auction.ts', '#platform/db/pool.ts', /uses no platform/],
    ['src/trade/auction/auction.ts', '#trade/award/award.ts', /only its \.events\.ts and \.types\.ts/],
    ['src/trade/auction/auction.ts', '#supervision/alert/alert.events.ts', /never imports supervision/],
    ['src/service/portal/portal.view.ts', '#supervision/alert/alert.view.ts', /never imports supervision/],
    ['src/trade/auction/auction.store.ts', '#platform/http/app.ts', /may use #platform\/db/],
    ['src/trade/auction/auction.commands.ts', '#platform/http/app.ts', /may use #platform\/command/],
    ['src/trade/auction/auction.routes.ts', '#trade/award/award.store.ts', /another's store/],
    ['src/platform/http/app.ts', '#trade/auction/auction.ts', /knows no module/],
    ['src/platform/http/app.ts', '#apps/server.ts', /nothing imports apps/],
    ['src/trade/auction/auction.ts', '../../../tools/source.ts', /only apps may use tools/],
    ['web/trade/page.tsx', '#trade/auction/auction.routes.ts', /never server code/],
    ['web/trade/page.tsx', '#platform/db/pool.ts', /never server code/],
    ['web/trade/page.tsx', 'node:fs', /no node:/],
    ['web/trade/page.tsx', 'fastify', /never imports server code/],
    ['verifier/cli.ts', '#kernel/bytes.ts', /nothing of the project/],
    ['verifier/cli.ts', '@noble/hashes/sha2.js', /no dependencies/],
  ];
  for (const [from, specifier, because] of bad) {
    test(`${from} may not import ${specifier}`, () => assert.match(forbidden(from, specifier, aliases) ?? 'allowed', because));
  }

  const good: readonly (readonly [from: string, specifier: string])[] = [
    ['src/trade/auction/auction.ts', '#kernel/result.ts'],
    ['src/trade/auction/auction.ts', '#evidence/seal/open.ts'],
    ['src/trade/auction/auction.ts', '#trade/award/award.events.ts'],
    ['src/trade/auction/auction.store.ts', '#platform/db/pool.ts'],
    ['src/trade/auction/auction.commands.ts', './auction.ts'],
    ['src/trade/auction/auction.routes.ts', './auction.store.ts'],
    ['src/trade/auction/auction.db.test.ts', '#test/harness/database.ts'],
    ['src/apps/server.ts', '#trade/auction/auction.store.ts'],
    ['src/apps/seed.ts', '#world/world.ts'],
    ['src/evidence/log/sequencer.worker.ts', './log.store.ts'],
    ['web/trade/page.tsx', '#evidence/seal/seal-bid.ts'],
    ['web/trade/page.tsx', 'antd'],
    ['verifier/cli.ts', 'node:fs'],
  ];
  for (const [from, specifier] of good) {
    test(`${from} may import ${specifier}`, () => assert.equal(forbidden(from, specifier, aliases), null));
  }

  test('static, re-exported, dynamic and type-only imports are all seen', () => {
    const text = `import a from './a.ts';\nexport * from './b.ts';\nimport type { C } from './c.ts';\nconst d = await import('./d.ts');`;
    assert.deepEqual(importsOf({ path: 'x.ts', text }).map(({ specifier, line }) => `${specifier}:${line}`).sort(), ['./a.ts:1', './b.ts:2', './c.ts:3', './d.ts:4']);
  });
});
