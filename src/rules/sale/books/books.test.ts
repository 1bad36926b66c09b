import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainDate } from '#kernel/time/plain-date.ts';
import { packCodes, saleCategories, valueOf, type SaleCategory } from '../../pack.ts';
import { allRules, groupsOf, packFor } from '../../registry.ts';
import type { Rule } from '../../rule.ts';
import { publicRules } from '../../rules.page.ts';
import { parseSaleMode } from '../modes.ts';

const on = plainDate('2026-11-21');
const rulesOf = (category: SaleCategory, place = '150105') => packFor({ category, regionCode: place, on }).rules;
const everyRule: readonly Rule[] = saleCategories.flatMap((category) => [...allRules(category)]);
const certainty = (key: string): string | undefined => everyRule.find((rule) => rule.key === key)?.certainty;

describe('出让和转让的规则包', () => {
  test('R-087 每个品类一个规则包，另有通用、拍卖和期间计算三组', () => {
    assert.deepEqual(packCodes, ['construction', ...saleCategories]);
    for (const category of saleCategories) {
      const pack = rulesOf(category);
      assert.deepEqual(['reserve.disclosure', 'sale.timeline', 'auction.notice', 'time.startExcluded'].filter((key) => !pack.has(key)), [], category);
      assert.ok(groupsOf(category).length >= 4, category);
    }
  });

  test('R-086 R-087 土地、矿业权、企业产权的法定数值', () => {
    const land = packFor({ category: 'land', regionCode: '150105', on });
    const mineral = packFor({ category: 'mineral', regionCode: '150105', on });
    const property = packFor({ category: 'stateProperty', regionCode: '150105', on });
    assert.deepEqual([valueOf(land, 'land.notice.min', 'day'), valueOf(land, 'land.list.min', 'day'), valueOf(land, 'land.deposit.min', 'rate'), valueOf(land, 'land.contract', 'workday')], [20, 10, '0.2', 10]);
    assert.deepEqual([valueOf(mineral, 'mine.term.exploration', 'year'), valueOf(mineral, 'mine.term.renewals', 'count'), valueOf(mineral, 'mine.term.mining', 'year')], [5, 3, 30]);
    assert.deepEqual([valueOf(property, 'soe.formal', 'workday'), valueOf(property, 'soe.increase', 'workday'), valueOf(property, 'soe.90', 'rate'), valueOf(property, 'soe.12m', 'month'), valueOf(property, 'soe.asset.large', 'fen')], [20, 40, '0.9', 12, '1000000000']);
  });

  test('R-003 没有核对原文的数值标为待核实，核对过的不标', () => {
    for (const key of ['land.listing.confirm', 'land.limit.cycle', 'land.cap', 'land.lease', 'mine.notice.min', 'mine.list.min', 'mine.publicity', 'mine.revenue', 'soe.deposit', 'soe.net.cycle', 'rural.notice.min', 'energy.modes', 'forest.modes', 'quota.verify', 'data.modes', 'mechanical.publicity']) assert.equal(certainty(key), 'unverified', key);
    for (const key of ['land.notice.min', 'land.deposit.min', 'land.contract', 'mine.compete', 'mine.term.mining', 'soe.formal', 'soe.increase', 'soe.90', 'soe.12m', 'soe.asset20', 'soe.admin', 'auction.notice', 'carbon.where', 'judicial.notice.movable']) assert.equal(certainty(key), 'confirmed', key);
  });

  test('R-003 平台默认值的数字都标为待核实', () => {
    for (const rule of everyRule) if (rule.rank === 'practice' && typeof rule.value === 'number') assert.equal(rule.certainty, 'unverified', rule.key);
  });

  test('R-194 同一品类里，同一规则键只因地域不同而重复', () => {
    for (const category of saleCategories) {
      const rows = allRules(category).map((rule) => `${rule.key} ${rule.scope.region}`);
      assert.deepEqual(rows.filter((row, index) => rows.indexOf(row) !== index), [], category);
    }
  });

  test('R-086 列出竞争方式的规则只用平台认得的方式', () => {
    for (const rule of everyRule) if (rule.unit === 'codes' && /(?:modes|bid|compete|cap|lease)$/.test(rule.key)) for (const { code } of rule.value) assert.notEqual(parseSaleMode(code), null, `${rule.key} ${code}`);
  });

  test('R-019 公开的规则页列出每个品类的各组，月数和比例写得明白', () => {
    const groups = publicRules(on);
    assert.deepEqual([...new Set(groups.map((group) => group.category))], packCodes);
    const rows = publicRules(on, ['stateProperty']).flatMap((group) => group.rows);
    const value = (key: string): string | undefined => rows.find((row) => row.key === key)?.value;
    assert.deepEqual([value('soe.12m'), value('soe.90'), value('soe.asset.small'), value('soe.formal')], ['12 个月', '90%', '¥1,000,000.00', '20 个工作日']);
    assert.ok(groups.some((group) => group.category === 'land' && group.rows.some((row) => row.number === '国土资源部令第39号')));
    assert.ok(publicRules(on, ['otherRights']).some((group) => group.rows.some((row) => row.rank === '司法解释')));
  });

  test('R-194 规则按登记之日取用：新矿产资源法施行以前登记的不适用', () => {
    const before = packFor({ category: 'mineral', regionCode: '150105', on: plainDate('2025-06-30') });
    assert.deepEqual([before.rules.has('mine.compete'), rulesOf('mineral').has('mine.compete')], [false, true]);
  });
});
