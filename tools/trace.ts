import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirementCount, testsByRequirement } from './requirements.ts';
import { typescriptSources } from './source.ts';
import { isTestFile } from './test-files.ts';

/*
 * `npm run trace`: each requirement with the tests that prove it, and last `proved N of 204`.
 * `npm run trace -- --json`: `{"R-094": ["file: title", …], …}`, the proved ones.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const proofs = testsByRequirement(typescriptSources(root).filter(({ path }) => isTestFile(path)));

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(Object.fromEntries([...proofs].filter(([, tests]) => tests.length > 0)), null, 1)}\n`);
} else {
  for (const [id, tests] of proofs) process.stdout.write(`${id}${tests.length === 0 ? '  no test' : ''}\n${tests.map((test) => `  ${test}\n`).join('')}`);
  const proved = [...proofs.values()].filter((tests) => tests.length > 0).length;
  process.stdout.write(`proved ${proved} of ${requirementCount}\n`);
}
