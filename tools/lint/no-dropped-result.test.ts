import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dropped = ['decide()', 'void decide()', 'await later()', 'void later()'];
const used = ['kept = decide()', 'if (!decide().ok) say()', 'kept = await later()', 'say()'];

const madeUp = join(root, 'made-up.ts');

/** This text, as a file beside `src`, and what it imports: types without the whole project. */
function programOf(text: string): ts.Program {
  const options: ts.CompilerOptions = { strict: true, noEmit: true, allowImportingTsExtensions: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ESNext };
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile } = host;
  host.getSourceFile = (path, ...rest) => (path === madeUp ? ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true) : getSourceFile(path, ...rest));
  return ts.createProgram([madeUp], options, host);
}

/** The statements that the project's own configuration complains of, in a file beside `src`. */
async function foundIn(statements: readonly string[]): Promise<readonly string[]> {
  const head = `import type { Result } from './src/kernel/result.ts';
    declare function decide(): Result<number, string>; declare function later(): Promise<Result<number, string>>; declare function say(): { ok: number };
    export let kept: unknown;`;
  const text = [head, ...statements].join('\n');
  const parserOptions = { projectService: false, programs: [programOf(text)] };
  const linter = new ESLint({ cwd: root, overrideConfig: { languageOptions: { parserOptions } } });
  const [report] = await linter.lintText(text, { filePath: madeUp });
  assert.deepEqual(report?.messages.filter(({ fatal }) => fatal), []);
  const lines = report?.messages.filter(({ ruleId }) => ruleId === 'ovoo/no-dropped-result').map(({ line }) => line) ?? [];
  return lines.map((line) => statements[line - head.split('\n').length - 1] ?? `line ${line}`);
}

describe('no-dropped-result', () => {
  test('finds each way to throw a Result away, and nothing else', async () => {
    assert.deepEqual(await foundIn([...dropped, ...used]), dropped);
  });
});
