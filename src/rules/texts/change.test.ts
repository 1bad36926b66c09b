import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, readableChange, unnamed } from './change.ts';
import { buildingDocument } from './building.document.ts';
import { sectionsOf } from './text.ts';

test('R-203 修改前后只列出不同的句子，文本里的字段写它的名字，不露出模板标记', () => {
  const text = '{{priceCap}}。\n投标人应当考虑当地冬季停工期。';
  const read = (before: string, after: string) => {
    const { before: old, after: now } = readableChange({ before, after });
    return [old, now];
  };
  assert.deepEqual(read(text, `${text}\n同类工程业绩不限地域。`), ['（无）', '同类工程业绩不限地域。']);
  assert.deepEqual(read(text, '{{priceCap}}，含税。\n投标人应当考虑当地冬季停工期。'), ['〔最高投标限价〕。', '〔最高投标限价〕，含税。']);
  assert.deepEqual(read('420 日历天', '450 日历天'), ['420 日历天', '450 日历天']);
  assert.deepEqual(read('甲。乙。丙。', '甲。丙。'), ['乙。', '（无）']);
});

test('R-202 R-203 条款里的空以中文名称显示和填写，写回去一字不差；没有这个名称的原样保留', () => {
  for (const { id, body } of sectionsOf(buildingDocument)) {
    assert.ok(!named(body).includes('{{'), id);
    assert.equal(unnamed(named(body)), body, id);
  }
  assert.equal(named('{{qualification}}。'), '〔资质要求〕。');
  assert.equal(unnamed('〔资质要求〕，〔没有的名称〕，〔资质'), '{{qualification}}，〔没有的名称〕，〔资质');
});
