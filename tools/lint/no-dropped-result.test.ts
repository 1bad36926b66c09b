import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dropped = ['decide()', 'void decide()', 'await later()', 'void later()'];
const used = ['kept = decide()', 'if (!decide().ok) say()', 'kept = await later()', 'say()'];

/** The statements that the project's own configuration complains of, in a file beside `src`. */
async function foundIn(statements: readonly string[]): Promise<readonly string[]> {
  const head = `import type { Result } from './src/kernel/result.ts';
    declare function decide(): Result<number, string>; declare function later(): Promise<Result<number, string>>; declare function say(): { ok: number };
    export let kept: unknown;`;
  const parserOptions = { projectService: { allowDefaultProject: ['made-up.ts'] } };
  const linter = new ESLint({ cwd: root, overrideConfig: { languageOptions: { parserOptions } } });
  const [report] = await linter.lintText([head, ...statements].join('\n'), { filePath: join(root, 'made-up.ts') });
  assert.deepEqual(report?.messages.filter(({ fatal }) => fatal), []);
  const lines = report?.messages.filter(({ ruleId }) => ruleId === 'ovoo/no-dropped-result').map(({ line }) => line) ?? [];
  return lines.map((line) => statements[line - head.split('\n').length - 1] ?? `line ${line}`);
}

describe('no-dropped-result', () => {
  test('finds each way to throw a Result away, and nothing else', async () => {
    assert.deepEqual(await foundIn([...dropped, ...used]), dropped);
  });
});
