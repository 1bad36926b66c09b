import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '#kernel/time/plain-date.ts';
import { codesPerDayMax, nextSequence, transactionCodes, type CodeCounter } from './project.ts';
import { assess, type RegistrationPlan } from './registration.ts';

const on = plainDate('2026-11-21');
const plan: RegistrationPlan = {
  areaCode: '152921', sector: 'housing', catalogueItem: '0101', contractKind: 'works', fund: { kind: 'stateControlled' }, estimateFen: '500000000',
  method: 'open', methodReason: null, lots: [{ name: '一标段', scope: '施工', estimateFen: '500000000' }],
};
const refusalOf = (over: Partial<RegistrationPlan>): string => {
  const judged = assess({ ...plan, ...over }, on);
  return judged.ok ? '' : judged.error.code;
};

describe('project registration', () => {
  test('R-032 R-009 阿拉善左旗的房建项目在盟中心交易，由左旗住建局监督，并写明依据', () => {
    const judged = assess(plan, on);
    assert.ok(judged.ok);
    assert.equal(judged.value.route.centre.name, '阿拉善盟公共资源交易中心');
    assert.equal(judged.value.supervisor.departmentName, '阿拉善左旗住房和城乡建设局');
    assert.match(judged.value.route.citation, /第九条/);
    assert.match(judged.value.supervisor.citation, /第五条/);
  });

  test('R-032 每个旗县区都有去处', () => {
    for (const [areaCode, centre] of [['152922', '右旗分中心'], ['152923', '额济纳旗分中心'], ['152971', '高新区分中心'], ['150105', '呼和浩特市公共资源交易中心'], ['150000', '内蒙古自治区公共资源交易中心']] as const) {
      const judged = assess({ ...plan, areaCode }, on);
      assert.ok(judged.ok && judged.value.route.centre.name.includes(centre), areaCode);
    }
  });

  test('R-009 跨旗县的项目由盟市监督，跨盟市的由自治区监督；交易中心由发起方在所在地的中心里选', () => {
    const judge = (areaCode: string, otherAreaCodes: string[]) => {
      const judged = assess({ ...plan, areaCode, otherAreaCodes }, on);
      assert.ok(judged.ok);
      return [judged.value.route.centre.name, judged.value.supervisor.departmentName, judged.value.supervisor.areaCode];
    };
    assert.deepEqual(judge('150102', ['150105']), ['呼和浩特市公共资源交易中心', '呼和浩特市住房和城乡建设局', '150100']);
    assert.deepEqual(judge('152921', ['150105']), ['阿拉善盟公共资源交易中心', '内蒙古自治区住房和城乡建设厅', '150000']);
    assert.deepEqual(judge('150105', ['152921']), ['呼和浩特市公共资源交易中心', '内蒙古自治区住房和城乡建设厅', '150000']);
  });

  test('R-026 达到限额的国有资金项目必须招标；不到限额的自愿进场；拆分标段不改变结论', () => {
    const dutyOf = (over: Partial<RegistrationPlan>) => {
      const judged = assess({ ...plan, ...over }, on);
      return judged.ok ? judged.value.entry.duty : judged.error.code;
    };
    assert.equal(dutyOf({}), 'mustTender');
    assert.equal(dutyOf({ fund: { kind: 'private' } }), 'voluntary');
    assert.equal(dutyOf({ estimateFen: '399999999', lots: [{ name: '一', scope: '施工', estimateFen: '399999999' }] }), 'voluntary');
    assert.equal(dutyOf({ estimateFen: '400000000', lots: [{ name: '一', scope: '施工', estimateFen: '200000000' }, { name: '二', scope: '施工', estimateFen: '200000000' }] }), 'mustTender');
  });

  test('R-078 what cannot be: other items, sums that differ, lots without money, an unlawful method', () => {
    assert.equal(refusalOf({ catalogueItem: '0201' }), 'project.itemNotServed');
    assert.equal(refusalOf({ catalogueItem: '9999' }), 'project.itemNotServed');
    assert.equal(refusalOf({ estimateFen: '500000001' }), 'project.lotsSum');
    assert.equal(refusalOf({ lots: [...plan.lots, { name: '空', scope: '无', estimateFen: '0' }] }), 'project.lotWithoutAmount');
    assert.equal(refusalOf({ method: 'invited' }), 'project.methodReasonMissing');
    assert.equal(refusalOf({ method: 'invited', methodReason: 'made-up' }), 'project.methodReasonMissing');
    const open = assess(plan, on);
    const reason = open.ok ? open.value.entry.methods.find((method) => method.method === 'invited')?.reasons[0]?.code : undefined;
    assert.equal(refusalOf({ method: 'invited', methodReason: reason ?? '' }), '');
  });

  test('R-078 lots of any number and size are taken exactly when they add up', () => {
    fc.assert(fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 14n }), { minLength: 1, maxLength: 20 }), fc.bigInt({ min: -1n, max: 1n }), (parts, error) => {
      const lots = parts.map((part, i) => ({ name: `${i}`, scope: '施工', estimateFen: String(part) }));
      const sum = parts.reduce((total, part) => total + part, 0n);
      const code = refusalOf({ lots, estimateFen: String(sum + error) });
      assert.equal(code, error === 0n ? '' : 'project.lotsSum');
    }));
  });

  test('R-166 transaction numbers count from 1 each day and end', () => {
    let counter: CodeCounter | null = null;
    for (const [day, want] of [['2026-11-21', 1], ['2026-11-21', 2], ['2026-11-22', 1]] as const) {
      const sequence = nextSequence(counter, plainDate(day));
      assert.equal(sequence, want);
      counter = transactionCodes.evolve(counter, { kind: 'TransactionCodeGiven', day: plainDate(day), sequence: sequence ?? 0, code: '', tenderId: 't' }, { at: 0 as never, actor: 'x', version: 1, id: '152900' });
    }
    assert.equal(nextSequence({ day: on, last: codesPerDayMax }, on), null);
  });
});
