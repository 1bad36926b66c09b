import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainDate } from '#kernel/time/plain-date.ts';
import { constructionRules } from './construction/rules.ts';
import { packFrom, valueOf, type PackQuery } from './pack.ts';
import { allRules, packCategories, packFor } from './registry.ts';
import { ruleOf } from './rule.ts';
import { rate } from './rate.ts';

const construction = (regionCode: string, on: string): PackQuery => ({ category: 'construction', regionCode, on: plainDate(on) });

describe('规则包', () => {
  test('R-003 第一个招标项目所需的规则键都在全国任一地点的规则包里', () => {
    const pack = packFor(construction('150105', '2026-11-21'));
    const keys = ['eng.must.work', 'eng.must.goods', 'eng.must.service', 'eng.doc.saleMinDays', 'eng.bid.prepMinDays', 'eng.clarify.minDays',
      'eng.objection.doc', 'eng.objection.reply', 'eng.objection.opening', 'eng.candidate.publishWithin', 'eng.candidate.publishMin', 'eng.report15',
      'eng.contract.days', 'eng.deposit.refundAfterContract', 'eng.deposit.refundWithdraw', 'eng.deposit.maxRate', 'eng.deposit.cap80w', 'eng.perf.max',
      'eng.panel.min', 'eng.panel.expertShare', 'eng.reject7', 'eng.minBidders', 'e.decrypt.window', 'eng.complaint.window', 'eng.complaint.accept',
      'eng.complaint.decide', 'eng.candidates', 'eng.archive.years', 'eng.bidValidity'];
    assert.deepEqual(keys.filter((key) => !pack.rules.has(key)), []);
  });

  test('R-194 改动期限只是增加一条有日期的数据：此前登记的项目仍适用旧值，此后登记的适用新值', () => {
    const old = constructionRules.filter((rule) => rule.key === 'eng.bid.prepMinDays');
    const ended = old.map((rule) => ({ ...rule, validTo: plainDate('2027-06-30') }));
    const changed = ruleOf({ key: 'eng.bid.prepMinDays', value: 25, unit: 'day', title: '投标文件编制期最短', by: 'tenderLaw', article: '第二十四条', from: '2027-07-01' });
    const rules = [...constructionRules.filter((rule) => rule.key !== 'eng.bid.prepMinDays'), ...ended, changed];
    assert.equal(valueOf(packFrom(rules, construction('150100', '2027-06-30')), 'eng.bid.prepMinDays', 'day'), 20);
    assert.equal(valueOf(packFrom(rules, construction('150100', '2027-07-01')), 'eng.bid.prepMinDays', 'day'), 25);
  });

  test('R-194 没有写明终止日的旧值也让位于同级的新值', () => {
    const changed = ruleOf({ key: 'eng.bid.prepMinDays', value: 25, unit: 'day', title: '投标文件编制期最短', by: 'tenderLaw', article: '第二十四条', from: '2027-07-01' });
    for (const rules of [[...constructionRules, changed], [changed, ...constructionRules]]) {
      assert.equal(valueOf(packFrom(rules, construction('150100', '2027-07-01')), 'eng.bid.prepMinDays', 'day'), 25);
    }
  });

  test('R-194 同一规则键上法律优先于盟市文件，无论先后', () => {
    const league = ruleOf({ key: 'eng.bid.prepMinDays', value: 10, unit: 'day', title: '盟市另定', by: 'alxaTrading', article: '', region: '152900' });
    for (const rules of [[...constructionRules, league], [league, ...constructionRules]]) {
      assert.equal(valueOf(packFrom(rules, construction('152921', '2026-11-21')), 'eng.bid.prepMinDays', 'day'), 20);
    }
  });

  test('R-194 盟市文件只约束本盟市：合同须在平台签订只对阿拉善生效（含旗和功能区）', () => {
    const onPlatform = (place: string): boolean => valueOf(packFor(construction(place, '2026-11-21')), 'eng.contract.onPlatform', 'flag');
    assert.deepEqual(['152900', '152921', '1529X1', '152971'].map(onPlatform), [true, true, true, true]);
    assert.deepEqual(['150000', '150100', '150105', '152500'].map(onPlatform), [false, false, false, false]);
    assert.equal(valueOf(packFor(construction('152921', '2025-07-06')), 'eng.contract.onPlatform', 'flag'), false);
  });

  test('R-003 每条规则的值与单位相符，比例和金额都能读出，出处不空', () => {
    for (const category of packCategories()) for (const rule of allRules(category)) {
      assert.notEqual(rule.citation, '', rule.key);
      if (rule.unit === 'fen') assert.match(rule.value, /^[1-9]\d*$/, rule.key);
      if (rule.unit === 'rate' || rule.unit === 'factor') rate(rule.value);
      if (typeof rule.value === 'number') assert.ok(Number.isSafeInteger(rule.value) && rule.value > 0, rule.key);
    }
  });

  test('R-019 条款序号不超出所引法规的条数', () => {
    const articles: Readonly<Record<string, number>> = {
      tenderLaw: 68, tenderRegulation: 84, eTender: 66, mustTender: 6, regionTrading: 59, alxaTrading: 53,
      auctionLaw: 68, mineralLaw: 80, stateAssetsLaw: 77, landRegulation: 67, publicAssetsRegulation: 61, carbonRegulation: 33,
    };
    for (const rule of packCategories().flatMap((category) => [...allRules(category)])) {
      const most = articles[rule.instrument];
      if (most === undefined) continue;
      for (const [, numeral] of rule.citation.matchAll(/第([一二三四五六七八九十]+)条/g)) assert.ok(numberOf(numeral as string) <= most, rule.citation);
    }
  });

  test('R-096 否决投标的情形是条例第五十一条的七项，代码不重复', () => {
    const grounds = valueOf(packFor(construction('150100', '2026-11-21')), 'eng.reject7', 'codes');
    assert.equal(new Set(grounds.map((ground) => ground.code)).size, 7);
  });
});

function numberOf(numeral: string): number {
  const digits = '零一二三四五六七八九';
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') as [string, string] : ['零', numeral];
  return (tens === '' ? 1 : digits.indexOf(tens)) * 10 + (ones === '' ? 0 : digits.indexOf(ones));
}
