import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSpecialty, searchSpecialties, specialties, specialtyPath } from './specialties.ts';

test('R-063 专业分类：代码不重复，能给出全称，能按代码和名称检索', () => {
  assert.equal(specialties.length, 1741);
  assert.equal(new Set(specialties.map(({ code }) => code)).size, specialties.length);
  assert.equal(specialtyPath('A010101'), '工程 / 规划 / 国民经济和社会发展规划 / 总体规划');
  assert.equal(specialtyPath('A9'), 'A9');
  assert.ok(isSpecialty('A08') && !isSpecialty('A0899'));
  assert.ok(searchSpecialties('工程造价', 10).some(({ code }) => code === 'A06'));
  assert.deepEqual(searchSpecialties('a0101 公路', 3).map(({ code }) => code), ['A010102']);
});
