import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { instant } from '#kernel/time/instant.ts';
import * as ratio from '#kernel/ratio.ts';
import { priceScores } from '#rules/evaluation/price.ts';
import { rate } from '#rules/rate.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import { bidderIds, place, sampleOpening, sampleTender } from './evaluation.testing.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluation } from './evaluation.ts';
import type { Evaluation } from './evaluation.types.ts';
import { bidsOf } from './gathering.ts';
import { termsOf } from './hall.ts';
import { hallView } from './hall-view.ts';
import { reportOf } from './report.ts';
import { priceTable } from './price-steps.ts';
import { isWithinLevel, levelsOf, stepped } from './score-levels.ts';

const lotId = 'tt-1';
const tender = sampleTender('tt');
const terms = termsOf(tender, lotId, compositeMethodOf);
const opening = sampleOpening('tt', [1_200_000_000n, 1_250_000_000n, 1_300_000_000n]);
const lot = present(opening.lots[0], 'lot');
const memberIds = ['m1', 'm2', 'm3', 'm4', 'm5'];
const ids = bidderIds(3);

function after(events: readonly EvaluationEvent[]): Evaluation {
  const seats = memberIds.map((memberId) => ({ memberId, kind: 'expert' as const }));
  const start: EvaluationEvent[] = [{ kind: 'EvaluationOpened', lotId, tenderId: 'tt', documentHash: 'h', seats, bids: bidsOf(opening, lotId) ?? [] }, ...memberIds.map((memberId): EvaluationEvent => ({ kind: 'MemberSignedIn', memberId })), { kind: 'ChairElected', memberId: 'm1' }, { kind: 'EvaluationBegun' }, { kind: 'CheckingReported', checks: [] }, { kind: 'PreliminaryClosed', memberId: 'm1', validBids: 3 }];
  return present([...start, ...events].reduce<Evaluation | null>((state, event, i) => evaluation.evolve(state, event, { at: instant(i + 1), actor: 'x', version: i, id: lotId }), null), 'state');
}

function seenBy(state: Evaluation, memberId: string | null) {
  return hallView({ evaluation: state, tender, terms, lot, bids: [], deposits: [], place, me: state.members.find((member) => member.memberId === memberId) ?? null, now: instant(99) });
}

describe('评标厅所见', () => {
  const scoreOf = (memberId: string) => `1${memberId.slice(1)}.7`;
  const given = (memberId: string): EvaluationEvent[] => ids.map((bidderId) => ({ kind: 'Scored', memberId, bidderId, factorId: 't1', points: scoreOf(memberId), note: `只有${memberId}知道` }));

  test('R-070 只要还有一位成员没有提交，任何人的所见里都没有别人的分数和说明', () => {
    fc.assert(fc.property(fc.subarray(memberIds), fc.subarray(memberIds, { maxLength: 4 }), fc.constantFrom(...memberIds, null), (scored, submitted, viewer) => {
      const state = after([...scored.flatMap(given), ...submitted.map((memberId): EvaluationEvent => ({ kind: 'ScoresSubmitted', memberId }))]);
      const text = JSON.stringify(seenBy(state, viewer));
      for (const other of scored.filter((id) => id !== viewer)) assert.ok(!text.includes(`"${scoreOf(other)}"`) && !text.includes(`只有${other}知道`), `${viewer} sees ${other}`);
    }));
  });

  test('R-096 保证金有没有到，清标报告以后登记的也看得到；只是事实，谁也没有被否决', () => {
    const [late = '', none = ''] = ids;
    const state = { ...after([]), checking: ids.map((bidderId) => ({ bidderId, correctedFen: null, facts: [] })) };
    const seen = hallView({ evaluation: state, tender, terms, lot, bids: [], deposits: [{ bidderId: late, facts: ['投标保证金未到账：查无此笔'] }, { bidderId: none, facts: [] }, { bidderId: 'STRANGER', facts: ['别的'] }], place, me: null, now: instant(99) });
    assert.deepEqual(seen.checking?.map(({ bidderId, facts }) => [bidderId, facts]), ids.map((id) => [id, id === late ? [{ kind: 'deposit', text: '投标保证金未到账：查无此笔' }] : []]));
    assert.ok(seen.bids.every(({ rejected }) => rejected === null));
    const allRejected = { ...state, bids: state.bids.map((bid) => ({ ...bid, rejected: { ground: 'unqualified', reason: 'x' } })) };
    assert.ok(reportOf(allRejected, terms, lot, [{ bidderId: late, facts: ['投标保证金未到账：查无此笔'] }]).facts.some((fact) => fact.startsWith('清标 ') && fact.endsWith('：投标保证金未到账：查无此笔')));
  });

  test('R-070 全体提交后成员互相可见；监督部门同时可见', () => {
    const state = after([...memberIds.flatMap(given), ...memberIds.map((memberId): EvaluationEvent => ({ kind: 'ScoresSubmitted', memberId }))]);
    for (const viewer of ['m1', null]) assert.equal(seenBy(state, viewer).allScores?.length, 15);
  });

  test('R-096 价格分的演算步骤与计算结果一致，每一步都写出来', () => {
    const bids = bidsOf(opening, lotId) ?? [];
    const scores = priceScores(terms.method.price, bids.map(({ bidderId, priceFen }) => ({ bidId: bidderId, priceFen: BigInt(priceFen) })), { capFen: 1_500_000_000n, coefficient: '0.02' });
    const table = priceTable(terms.method.price, scores, '0.02');
    assert.equal(table.benchmarkFen, '1225000000');
    assert.deepEqual(table.steps, ['有效报价 3 家，不足 5 家，全部参加平均', '平均值 A = （¥12,000,000.00 + ¥12,500,000.00 + ¥13,000,000.00） ÷ 3 = ¥12,500,000.00', '基准价 B = A × （1 − 0.02） = ¥12,250,000.00']);
    assert.deepEqual(table.rows[1]?.steps, ['偏差率 = （¥12,500,000.00 − ¥12,250,000.00） ÷ ¥12,250,000.00 = 2.0408%', '50 − 2.0408 × 1 = 47.96']);
    for (const row of table.rows) assert.ok(row.steps[1]?.endsWith(row.score));
  });
});

describe('评分档位', () => {
  test('R-097 四档首尾相接，合起来正好是零到满分；按键一步不出范围', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), (full) => {
      const levels = levelsOf(String(full));
      assert.deepEqual([levels[0]?.from, levels.at(-1)?.to], ['0', String(full)]);
      for (const [i, level] of levels.slice(1).entries()) assert.equal(level.from, stepped(present(levels[i], 'level').to, 1, String(full)));
      for (const level of levels) assert.ok(isWithinLevel(level, level.start));
      assert.equal(stepped(String(full), 1, String(full)), String(full));
      assert.equal(stepped('0', -1, String(full)), '0');
      assert.ok(ratio.compare(rate(levels[1]?.to ?? '0'), rate(String(full))) < 0);
    }));
  });
});
