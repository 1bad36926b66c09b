import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkArithmetic } from '#rules/evaluation/arithmetic.ts';
import type { LotTerms, PriceListItem } from '#trade/tender/tender.types.ts';
import { pricedLine, priceListTemplate, readPriceList } from './price-list.ts';
import { checkAgainst, composePriceSheet, totalOf, type BidDraft } from './price-sheet.ts';

const items: readonly PriceListItem[] = [
  { code: 'A1', name: '土方, 含运输', unit: 'm3', quantity: '1200.5' },
  { code: 'A2', name: '混凝土 "C30"', unit: 'm3', quantity: '860' },
  { code: 'A3', name: '=HYPERLINK("x")', unit: '项', quantity: '1' },
];
const terms: LotTerms = { lotId: 't1-1', priceCapFen: '100000000', depositFen: '1', durationDays: 300, quality: '合格', priceList: items };

/** The template with a unit price put into each row. */
function filled(prices: readonly string[], total: (row: number) => string = () => ''): string {
  return priceListTemplate(items).split('\r\n').map((row, i) => (i === 0 || row === '' ? row : row.replace(/,,$/, `,${prices[i - 1] ?? ''},${total(i)}`))).join('\r\n');
}

describe('清单报价', () => {
  test('R-088 模板填上单价就能读回；合价由工程量乘单价算出，半分进一', () => {
    const read = readPriceList(filled(['35.00', '420.5', '0.01']), items);
    assert.ok(read.ok);
    assert.deepEqual(read.value.faults, []);
    assert.deepEqual(read.value.lines.map(({ code, totalFen }) => [code, totalFen]), [['A1', 4_201_750n], ['A2', 36_163_000n], ['A3', 1n]]);
    assert.equal(read.value.sumFen, 40_364_751n);
  });

  test('R-088 表格软件里复制来的（制表符、换行、引号、全角之外的千分位）一样读', () => {
    const text = '编码\t名称\t单价（元）\nA3\t"多行\n名称"\t1,000.00\nA1\t土方\t2\r\nA2\t混凝土\t3\n\n';
    const read = readPriceList(text, items);
    assert.ok(read.ok && read.value.faults.length === 0);
    assert.deepEqual(read.value.lines.map(({ code, unitPriceFen }) => [code, unitPriceFen]), [['A1', 200n], ['A2', 300n], ['A3', 100_000n]]);
  });

  test('R-088 每一处错都说出行号、编码和改法', () => {
    const text = '编码,单价,合价\nA1,35,1\nA1,36,\nZ9,1,\nA2,abc,\n';
    const read = readPriceList(text, items);
    assert.ok(read.ok);
    assert.deepEqual(read.value.faults.map(({ row, code }) => [row, code]), [[2, 'A1'], [3, 'A1'], [4, 'Z9'], [5, 'A2'], [0, 'A2'], [0, 'A3']]);
    assert.ok(read.value.faults[0]?.message.includes('¥42,017.50'));
    for (const nothing of ['', '随便一段话', '名称,数量\n1,2']) assert.equal(readPriceList(nothing, items).ok, false);
  });

  test('R-088 模板里的公式被解除，逗号与引号不串列', () => {
    const template = priceListTemplate(items);
    assert.ok(template.startsWith('\uFEFF编码'));
    assert.ok(template.includes('"\'=HYPERLINK(""x"")"') && template.includes('"土方, 含运输"'));
  });

  test('R-088 本机算出的报价，评标时的算术检查挑不出错', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 3, maxLength: 3 }), (units) => {
      const lines = items.map((item, i) => pricedLine(item, BigInt(units[i] ?? 0)));
      const draft: BidDraft = { lines, durationDays: 1, quality: 'x', projectManager: { name: 'x', certificate: 'x' }, legalRepresentative: 'x', depositForm: 'transfer', files: [], isTruthful: true };
      const sheet = composePriceSheet(draft, terms, { bidderId: 'b', bidderName: 'B' });
      const checked = checkArithmetic({
        lines: lines.map((line) => ({ lineId: line.code, quantity: line.quantity, unitPriceFen: line.unitPriceFen, totalFen: line.totalFen })),
        statedFen: BigInt(sheet.priceFen), statedCapital: BigInt(sheet.priceFen) > 0n ? sheet.priceCapital : null,
      });
      assert.deepEqual(checked.facts, []);
      assert.equal(totalOf(draft), checked.linesFen);
    }));
  });
});

describe('完整性检查', () => {
  const empty: BidDraft = { lines: [], durationDays: null, quality: '', projectManager: { name: '', certificate: '' }, legalRepresentative: '', depositForm: null, files: [], isTruthful: false };
  const whole: BidDraft = {
    lines: items.map((item) => pricedLine(item, 100n)), durationDays: 300, quality: '合格', projectManager: { name: '王', certificate: '1' }, legalRepresentative: '李', depositForm: 'transfer', isTruthful: true,
    files: (['qualification', 'technical', 'commercial'] as const).map((part) => ({ part, name: `${part}.pdf`, sizeBytes: 1 })),
  };
  const missing = (draft: BidDraft) => checkAgainst(draft, terms).filter(({ ok }) => !ok).map(({ id }) => id);

  test('R-088 什么都没填，逐项列出缺什么、怎么补；填齐了一项不缺', () => {
    assert.deepEqual(missing(empty), ['lines', 'cap', 'duration', 'quality', 'manager', 'deposit', 'qualification', 'technical', 'commercial', 'representative', 'truth']);
    assert.ok(checkAgainst(empty, terms).every(({ remedy }) => remedy.length > 3));
    assert.deepEqual(missing(whole), []);
  });

  test('R-088 R-089 超限价一分、超工期一天、少一项清单、没有承诺，各自挡住', () => {
    const capped = { ...terms, priceCapFen: String(totalOf(whole)) };
    assert.deepEqual(checkAgainst(whole, capped).filter(({ ok }) => !ok), []);
    const over = checkAgainst(whole, { ...terms, priceCapFen: String(totalOf(whole) - 1n) }).filter(({ ok }) => !ok);
    assert.deepEqual(over.map(({ id, article }) => [id, article]), [['cap', '招标投标法实施条例 第五十一条']]);
    assert.deepEqual(missing({ ...whole, durationDays: 301 }), ['duration']);
    assert.deepEqual(missing({ ...whole, lines: whole.lines.slice(1) }), ['lines']);
    assert.deepEqual(missing({ ...whole, isTruthful: false }), ['truth']);
  });
});
