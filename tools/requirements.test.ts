import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testsByRequirement, unknownRequirements } from './requirements.ts';
import { typescriptSources } from './source.ts';
import { isTestFile } from './test-files.ts';

const of = (text: string) => [{ path: 'src/x.test.ts', text }];

describe('which tests prove which requirement', () => {
  test('an id in a title, or in the title of a suite around it, counts once', () => {
    const proofs = testsByRequirement(of("describe('R-002 开标', () => { test('R-001 R-002 in time', f); test(`late by ${ms} ms`, f); });"));
    assert.deepEqual(proofs.get('R-001'), ['src/x.test.ts: R-001 R-002 in time']);
    assert.deepEqual(proofs.get('R-002'), ['src/x.test.ts: R-001 R-002 in time', 'src/x.test.ts: late by … ms']);
    assert.equal(proofs.size, 204);
  });

  test('a comment or another string proves nothing', () => {
    const proofs = testsByRequirement(of("// R-001\nconst a = 'R-002'; say('R-003 x');"));
    assert.deepEqual([...proofs.values()].flat(), []);
  });

  test('an id that no requirement has is found', () => {
    assert.equal(unknownRequirements(of("test('R-205 R-12 R-000 R-204', f)")).length, 3);
  });

  test('the tests of this project name only requirements that there are', () => {
    assert.deepEqual(unknownRequirements(typescriptSources(dirname(dirname(fileURLToPath(import.meta.url)))).filter(({ path }) => isTestFile(path))), []);
  });
});
