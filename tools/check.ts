import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/* `npm run check`: types and lint side by side, then every test (arrows and tidy are tests). Fails at the first that fails. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const staticChecks = await Promise.all([
  step('types', ['node_modules/typescript/bin/tsc', '--noEmit']),
  step('lint', ['node_modules/eslint/bin/eslint.js', '.', '--cache', '--cache-location', '.data/eslint', '--max-warnings', '0']),
]);
const passed = staticChecks.every(Boolean) && (await step('tests', ['tools/run-tests.ts']));
process.exitCode = passed ? 0 : 1;

/** Runs one program of the project with this Node; its output is the report. */
function step(name: string, args: readonly string[]): Promise<boolean> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => {
      // The closing line of the tests stays the last of all.
      if (name !== 'tests') process.stdout.write(`${code === 0 ? '✔' : '✖'} ${name}  ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
      resolve(code === 0);
    });
  });
}
