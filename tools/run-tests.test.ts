import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { closingLine } from './test-report.ts';
import { testFiles } from './test-files.ts';

const runner = join(dirname(fileURLToPath(import.meta.url)), 'run-tests.ts');
const home = mkdtempSync(join(tmpdir(), 'ovoo-runner-'));
after(() => rmSync(home, { recursive: true }));

/** Runs the runner on made-up test files, as a person would. */
function outcomeOf(files: Record<string, string>): { code: number | null; last: string | undefined; output: string } {
  const folder = mkdtempSync(join(home, 'case-'));
  for (const [name, body] of Object.entries(files)) writeFileSync(join(folder, name), `import { before, describe, test } from 'node:test';\n${body}`);
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [runner, folder], { encoding: 'utf8', env: environment });
  return { code: status, last: stdout.trimEnd().split('\n').at(-1), output: stdout };
}

describe('the test runner', () => {
  test('ends with one plain line and succeeds when all passed', () => {
    const { code, last } = outcomeOf({ 'a.test.ts': `test('a', () => {}); describe('s', () => { test('b', () => {}) });` });
    assert.deepEqual({ code, last }, { code: 0, last: '2 passed, 0 failed' });
  });

  test('shows a failure in full, with what the file printed, and fails', () => {
    const { code, last, output } = outcomeOf({ 'a.test.ts': `test('good', () => {}); test('bad', () => { console.log('a hint'); throw new Error('boom') });` });
    assert.deepEqual({ code, last }, { code: 1, last: '1 passed, 1 failed' });
    assert.match(output, /bad\n\s+Error: boom\n[^]*a hint/);
  });

  test('counts a parent of a failed test once, and a failed hook as itself', () => {
    const suite = `describe('s', () => { test('bad', () => { throw new Error('x') }) });`;
    assert.equal(outcomeOf({ 'a.test.ts': suite }).last, '0 passed, 1 failed');
    const hook = `describe('s', () => { before(() => { throw new Error('x') }); test('never', () => {}) });`;
    assert.equal(outcomeOf({ 'a.test.ts': hook }).last, '0 passed, 2 failed');
  });

  test('fails on a file that cannot be loaded, that has no test, or that throws after its tests', () => {
    const late = `test('a', () => { setTimeout(() => { throw new Error('late') }, 10) });`;
    const { code, last, output } = outcomeOf({ 'a.test.ts': `throw new Error('load')`, 'b.test.ts': '', 'c.test.ts': late });
    assert.deepEqual({ code, last }, { code: 1, last: '1 passed, 3 failed' });
    assert.match(output, /could not be run[^]*Error: load/);
    assert.match(output, /ran no test/);
    assert.match(output, /Error: late/);
    assert.match(output, /failed outside its tests/);
  });

  test('fails when there was nothing to run', () => {
    assert.deepEqual({ ...outcomeOf({}), output: '' }, { code: 1, last: '0 passed, 0 failed', output: '' });
  });

  test('says how many were skipped', () => {
    assert.equal(outcomeOf({ 'a.test.ts': `test('a', () => {}); test('b', { ${'skip'}: true }, () => {});` }).last, '1 passed, 0 failed, 1 skipped');
    assert.equal(closingLine(3, 1, 0), '3 passed, 1 failed');
  });

  test('takes the cheap tests first, whatever their names', () => {
    const folder = join(home, 'order', 'inner');
    mkdirSync(folder, { recursive: true });
    for (const name of ['a.e2e.test.ts', 'b.http.test.ts', 'c.db.test.ts', 'd.test.ts', 'e.ts']) writeFileSync(join(folder, name), '');
    assert.deepEqual(testFiles(home, ['order']), ['d.test.ts', 'c.db.test.ts', 'b.http.test.ts', 'a.e2e.test.ts'].map((name) => `order/inner/${name}`));
    assert.throws(() => testFiles(home, ['mistyped']), { code: 'ENOENT' });
  });
});
