import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '#kernel/time/plain-date.ts';
import { publicRules } from './rules.page.ts';

test('R-019 公开的规则页列出当日有效的规则、出处和是否核实', () => {
  const rows = publicRules(plainDate('2026-11-21')).flatMap((group) => group.rows);
  const row = (key: string) => rows.find((candidate) => candidate.key === key);
  assert.deepEqual(row('eng.bid.prepMinDays'), {
    key: 'eng.bid.prepMinDays', title: '投标文件编制期最短', value: '20 日', citation: '招标投标法 第二十四条', rank: '法律', number: null,
    certainty: 'confirmed', validFrom: '2000-01-01', validTo: null, place: '全国', note: '自招标文件开始发出之日起至投标截止之日止',
  });
  assert.equal(row('eng.deposit.maxRate')?.value, '2%');
  assert.equal(row('eng.deposit.cap80w')?.value, '¥800,000.00');
  assert.equal(row('eng.panel.expertShare')?.value, '2/3');
  assert.equal(row('eng.highway.e1')?.value, '2');
  assert.equal(row('e.decrypt.window')?.certainty, 'unverified');
  assert.ok(rows.some((candidate) => candidate.place === '阿拉善盟'));
});

test('R-031 尚未施行的文件不出现', () => {
  const rows = publicRules(plainDate('2024-12-31')).flatMap((group) => group.rows);
  assert.ok(!rows.some((row) => row.key === 'eng.panel.avoid26'));
});
