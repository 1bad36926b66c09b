import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { filesUnder } from '../../tools/test-files.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What may be written into SQL text: constants of the program, parameter numbers, and names that the driver has quoted. Never what a request brought. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/platform/postgres/launch.ts': ['database'],
  'src/platform/follow/follower.ts': ['db.escapeIdentifier(table)'],
  'src/platform/db/roles.ts': ['role', 'pg.escapeLiteral(password)'],
  'src/service/feed/feed.store.ts': ['columns'],
  'src/service/archive/archive.store.ts': ['columns'],
  'src/service/portal/portal.lists.view.ts': ['sql', 'orders[query.sort]', 'paging', 'column', 'p'],
  'src/service/portal/portal.log.view.ts': ['where', 'limit'],
  'src/service/portal/portal.figures.view.ts': ['running'],
  'src/trade/project/project.store.ts': ['columns', 'from', 'party'],
  'src/evidence/log/log.store.ts': ['where'],
  'src/evidence/journal/journal.store.ts': ['placeholders'],
  'src/evidence/bundle/bundle.store.ts': ['headColumns', "which === 'smallest' ? 'ASC' : 'DESC'"],
};

/** Each expression inside a template that reads like SQL. */
function insertedInto(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node) && /\b(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (?:ROLE|DATABASE|TABLE)|ALTER (?:ROLE|TABLE)|DROP|GRANT)\b/.test(node.getText())) {
      found.push(...node.templateSpans.map(({ expression }) => expression.getText()));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('SQL', () => {
  test('R-183 nothing that a request brings becomes SQL text: every expression inside a statement is known', () => {
    const sources = filesUnder(join(root, 'src')).map((path) => relative(root, path)).filter((path) => path.endsWith('.ts') && !/\.(?:test|testing)\.ts$/.test(path) && !path.includes('/bench/'));
    let statements = 0;
    for (const path of sources) for (const expression of insertedInto(path)) {
      statements++;
      assert.ok(allowed[path]?.includes(expression), `${path}: \${${expression}} in SQL: pass it as a parameter`);
    }
    assert.ok(statements > 15);
  });
});
