import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainDate } from '#kernel/time/plain-date.ts';
import { blocking } from '../construction/finding.ts';
import { packFor } from '../registry.ts';
import { ageOfMajority, judgedOf, personFinding } from './buyers.ts';
import { getSaleKind, saleKinds, type SaleKindCode } from './kinds.ts';

const packOf = (code: SaleKindCode) => packFor({ category: getSaleKind(code).pack, regionCode: '152900', on: plainDate('2026-11-22') });
const isBlocked = (code: SaleKindCode): boolean => blocking([personFinding(getSaleKind(code), packOf(code))]).length > 0;

describe('谁可以竞买', () => {
  test('R-087 每个品类都说个人能不能买，并有出处；土地、集体产权、一般资产、水权林权都可以', () => {
    for (const { code } of saleKinds()) assert.ok(personFinding(getSaleKind(code), packOf(code)).rule.length > 0, code);
    for (const code of ['stateLand', 'ruralProperty', 'publicAssets', 'officialVehicles', 'waterRight', 'forestRight', 'shares'] as const) assert.ok(personFinding(getSaleKind(code), packOf(code)).ok, code);
  });

  test('R-087 核对过的限制拒绝个人，没有核对的只提示、由出让的一方判断', () => {
    assert.ok(isBlocked('concession'));
    for (const code of ['explorationRight', 'miningRight', 'farmlandQuota', 'emissionRight', 'energyRight'] as const) {
      assert.equal(personFinding(getSaleKind(code), packOf(code)).ok, false, code);
      assert.equal(isBlocked(code), false, code);
    }
  });

  test('R-114 集体产权的出让方要看经营能力和成员身份，条文写在旁边；成年按民法典十八周岁', () => {
    assert.deepEqual(judgedOf(getSaleKind('ruralProperty'), packOf('ruralProperty')).map(({ title }) => title), ['受让方的经营能力', '本集体成员']);
    assert.deepEqual(judgedOf(getSaleKind('stateLand'), packOf('stateLand')), []);
    assert.equal(ageOfMajority(packOf('ruralProperty')), 18);
  });
});
