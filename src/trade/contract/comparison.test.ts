import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { parseInstant } from '#kernel/time/instant.ts';
import { biddersOf, candidatesOf } from '#trade/award/award.content.ts';
import { stagedEvaluation, stagedOpening, stagedTender } from '#trade/award/award.testing.ts';
import type { Award } from '#trade/award/award.types.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { checkTerms, differencesOf, expectedTerms } from './comparison.ts';
import { hashOfTerms } from './contract.ts';
import type { ContractTerms } from './contract.types.ts';

const now = present(parseInstant('2026-11-23 10:00'), 'now');
const tender = stagedTender('t1', now);
const report = present(stagedEvaluation('t1', now).report, 'report');
const award = {
  lotId: 't1-1', tenderId: 't1', candidates: candidatesOf(report, stagedOpening('t1', now), present(tender.published, 'document').document), bidders: biddersOf(report, stagedOpening('t1', now)),
  winner: { bidderId: 'ALPHA', name: 'ALPHA', priceFen: '9600000000', reason: '' },
} as unknown as Award;
const expected = expectedTerms(award, tender);
const judge = (changes: Partial<ContractTerms>) => {
  const outcome = checkTerms({ ...expected, ...changes }, expected, packOf(tender));
  return outcome.ok ? outcome.value.length : outcome.error.code;
};

describe('合同与投标文件的比对', () => {
  const rows: [string, Partial<ContractTerms>, number | string][] = [
    ['与投标完全一致', {}, 0],
    ['只加其他约定', { otherTerms: '按月支付' }, 0],
    ['履约保证金比招标文件要求的低', { performanceBondFen: '0' }, 1],
    ['履约保证金比招标文件要求的高', { performanceBondFen: '480000001' }, 'contract.substantive'],
    ['履约保证金超过合同价的一成', { performanceBondFen: '960000001' }, 'contract.bondTooHigh'],
    ['价款少一分', { priceFen: '9599999999' }, 'contract.substantive'],
    ['价款多一分', { priceFen: '9600000001' }, 'contract.substantive'],
    ['工期缩短一日', { durationDays: 379 }, 'contract.substantive'],
    ['质量标准变了', { quality: '优良' }, 'contract.substantive'],
    ['范围变了', { scope: '另加围墙' }, 'contract.substantive'],
    ['换了项目经理', { projectManager: '别人' }, 'contract.substantive'],
    ['换了中标人', { winnerOrgId: 'BETA' }, 'contract.substantive'],
  ];
  for (const [title, changes, outcome] of rows) test(`R-103 ${title}：${typeof outcome === 'number' ? '可以签' : '拒绝'}`, () => assert.equal(judge(changes), outcome));

  test('R-103 每一处不同都列出来，标明投标怎样、合同怎样', () => {
    assert.deepEqual(differencesOf({ ...expected, durationDays: 390, quality: '优良' }, expected).map(({ title, bid, contract }) => [title, bid, contract]), [['工期', '380 日', '390 日'], ['质量标准', '合格', '优良']]);
  });

  test('R-101 双方签的摘要随任何一个字改变', () => {
    const hashes = [expected, { ...expected, otherTerms: '。' }, { ...expected, priceFen: '1' }].map(hashOfTerms);
    assert.equal(new Set(hashes).size, 3);
    assert.ok(hashes.every((hash) => /^[\w-]{43}$/.test(hash)));
  });
});
