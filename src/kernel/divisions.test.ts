import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area, isDivisionCode, isWithin, league, leagueOf, leagues, nameOf, parseDivisionCode, regionCode } from './divisions.ts';

const areas = leagues().flatMap((entry) => entry.areas);

test('the region has 12 leagues and cities and 103 banners, counties and districts of the standard', () => {
  assert.equal(leagues().length, 12);
  const standard = areas.filter((entry) => !entry.extra);
  assert.equal(standard.length, 103);
  const counts = Object.groupBy(standard, (entry) => entry.type);
  const expected = { 市辖区: 23, 旗: 49, 县: 17, 县级市: 11, 自治旗: 3 };
  for (const [type, count] of Object.entries(expected)) assert.equal(counts[type as keyof typeof expected]?.length, count, type);
});

test('codes are unique, and the code of an area begins as that of its league', () => {
  const codes = [regionCode, ...leagues().map((entry) => entry.code), ...areas.map((entry) => entry.code)];
  assert.equal(new Set(codes).size, codes.length);
  for (const entry of areas) {
    assert.equal(entry.code.slice(0, 4), entry.leagueCode.slice(0, 4));
    assert.match(entry.code, entry.extra ? /^15\d\d[7X]\d$/ : /^15\d{4}$/);
    assert.equal(leagueOf(entry.code)?.code, entry.leagueCode);
  }
});

test('a full name goes from the league down', () => {
  assert.equal(nameOf('150105'), '呼和浩特市 · 赛罕区');
  assert.equal(nameOf('152900'), '阿拉善盟');
  assert.equal(nameOf('150000'), '内蒙古自治区');
  assert.equal(nameOf('110105'), null);
});

test('R-032 every area of the Alxa routing table has a code; those outside the standard say so', () => {
  const names = ['152921', '1529X1', '152922', '152923', '152971', '1529X2'].map((code) => area(code)?.name);
  assert.deepEqual(names, ['阿拉善左旗', '孪井滩示范区', '阿拉善右旗', '额济纳旗', '内蒙古阿拉善高新技术产业开发区', '乌兰布和生态沙产业示范区']);
  for (const entry of areas) assert.equal(entry.note !== undefined && entry.type === '功能区', entry.extra, entry.name);
});

test('an unknown code is no place and is refused', () => {
  for (const code of ['', '150106', '110000', '1501', '150105 ', 'toString', '__proto__']) {
    assert.ok(!isDivisionCode(code) && league(code) === null && area(code) === null && leagueOf(code) === null, code);
    const parsed = parseDivisionCode(code);
    assert.ok(!parsed.ok && parsed.error.code === 'division.unknown');
  }
  assert.deepEqual(parseDivisionCode('150105'), { ok: true, value: '150105' });
});

test('an area lies in itself, its league and the region, and nowhere else', () => {
  for (const outer of ['150105', '150100', '150000']) assert.ok(isWithin('150105', outer), outer);
  for (const outer of ['150104', '150200', '110000', '']) assert.ok(!isWithin('150105', outer), outer);
  assert.ok(!isWithin('150100', '150105'));
  assert.ok(!isWithin('110105', '150000') && !isWithin('110105', '110105'));
});
