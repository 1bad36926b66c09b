import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parsePriceList, printPriceList } from './price-list.ts';

describe('工程量清单导入', () => {
  test('R-081 从表格粘贴和 CSV 都能读，表头、空行、千分位、引号不碍事', () => {
    const pasted = parsePriceList('编码\t名称\t单位\t数量\n010101\t平整场地\t㎡\t2,100.5\n\n010102\t挖土方\tm³\t840\n');
    assert.deepEqual(pasted, { items: [{ code: '010101', name: '平整场地', unit: '㎡', quantity: '2100.5' }, { code: '010102', name: '挖土方', unit: 'm³', quantity: '840' }], problems: [] });
    assert.deepEqual(parsePriceList('\ufeff010103,"梁,板""A""",m³,"1,200"').items, [{ code: '010103', name: '梁,板"A"', unit: 'm³', quantity: '1200' }]);
  });

  test('R-081 读不了的行说出行号和原因，其余照常导入', () => {
    const { items, problems } = parsePriceList('1,甲,m,3\n1,乙,m,4\n2,丙,m\n3,丁,m,很多\n4,,m,1');
    assert.equal(items.length, 1);
    assert.deepEqual(problems, [
      { line: 2, text: '编码 1 重复' }, { line: 3, text: '应有编码、名称、单位、数量四列' }, { line: 4, text: '数量“很多”不是数字' }, { line: 5, text: '编码、名称、单位不能空' },
    ]);
  });

  test('R-081 导出后再导入，一项不差', () => {
    const cell = fc.stringMatching(/^[一-龥a-z0-9,"]{1,12}$/);
    const item = fc.record({ code: fc.stringMatching(/^[0-9]{3,9}$/), name: cell, unit: cell, quantity: fc.stringMatching(/^[1-9][0-9]{0,5}(\.[0-9]{1,3})?$/) }, { noNullPrototype: true });
    fc.assert(fc.property(fc.uniqueArray(item, { selector: (each) => each.code, maxLength: 20 }), (items) => {
      assert.deepEqual(parsePriceList(printPriceList(items)), { items, problems: [] });
    }));
  });
});
