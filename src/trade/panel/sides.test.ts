import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDepartment, isInitiatorSide, isRelatedTo } from './sides.ts';

test('R-066 在投标单位任职，或申报过关系，都算有利害关系', () => {
  assert.ok(isRelatedTo({ employerOrgId: 'b', relations: [] }, ['x', 'b']));
  assert.ok(isRelatedTo({ employerOrgId: null, relations: [{ orgId: 'b', kind: 'kin', note: '' }] }, ['b']));
  assert.ok(!isRelatedTo({ employerOrgId: null, relations: [] }, ['b']));
});

test('R-063 代理机构代表招标人办理；没有单位的人不属于任何一方', () => {
  const agency = { orgId: 'A', name: '代理', agreement: { sha256: '', name: '', sizeBytes: 1, mediaType: '' } };
  const initiator = { orgId: 'I', name: '招标人' };
  assert.deepEqual(['A', 'I', 'X', null].map((orgId) => isInitiatorSide({ initiator, agency }, orgId)), [true, true, false, false]);
  assert.deepEqual(['D', null].map((orgId) => isDepartment({ department: { orgId: 'D', name: '' } }, orgId)), [true, false]);
});
