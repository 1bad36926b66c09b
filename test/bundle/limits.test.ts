import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRules } from '#rules/registry.ts';
import { publicityMinDays } from '../../verifier/limits.ts';

test('R-098 R-179 验证程序自己知道的公示最短日数，就是规则里各时期最短的一个', () => {
  const days = allRules('construction').filter(({ key, unit }) => key === 'eng.candidate.publishMin' && unit === 'day').map(({ value }) => Number(value));
  assert.equal(Math.min(...days), publicityMinDays);
});
