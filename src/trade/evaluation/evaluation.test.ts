import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { instant } from '#kernel/time/instant.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import { checkBid } from './checking.ts';
import { decideAnswer, decideQuestion } from './clarification.ts';
import { decideCompetitionVote } from './competition.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { areScoresOpen, evaluation } from './evaluation.ts';
import type { Evaluation } from './evaluation.types.ts';
import { bidsOf } from './gathering.ts';
import { termsOf, type Hall } from './hall.ts';
import { isMajority, tally } from '#rules/evaluation/majority.ts';
import { decidePreliminaryClose, decidePreliminaryVotes, preliminaryItems } from './preliminary.ts';
import { decideProposal, decideProposalVote } from './rejection.ts';
import { decideDraft, hashOfReport, reportOf } from './report.ts';
import { decideReturn } from './return.ts';
import { decideScores, decideSubmit, pointsProblem } from './scoring.ts';
import { differences, outliers } from './score-facts.ts';
import { bidderIds, sampleOpening, sampleSheet, sampleTender } from './evaluation.testing.ts';

const lotId = 'tt-1';
const tender = sampleTender('tt');
const terms = termsOf(tender, lotId, compositeMethodOf);
const memberIds = ['m1', 'm2', 'm3', 'm4', 'm5'];
const prices = [1_200_000_000n, 1_250_000_000n, 1_300_000_000n, 1_350_000_000n];
const ids = bidderIds(4);
const opening = sampleOpening('tt', prices);
const lot = present(opening.lots[0], 'lot');

function after(...events: readonly EvaluationEvent[]): Evaluation {
  const seats = memberIds.map((memberId, n) => ({ memberId, kind: n === 0 ? 'representative' as const : 'expert' as const }));
  const first: EvaluationEvent = { kind: 'EvaluationOpened', lotId, tenderId: 'tt', documentHash: 'h', seats, bids: bidsOf(opening, lotId) ?? [] };
  return continued(null, first, ...memberIds.map((memberId): EvaluationEvent => ({ kind: 'MemberSignedIn', memberId })), { kind: 'ChairElected', memberId: 'm2' }, { kind: 'EvaluationBegun' }, ...events);
}

function continued(state: Evaluation | null, ...events: readonly EvaluationEvent[]): Evaluation {
  return present(events.reduce<Evaluation | null>((now, event, i) => evaluation.evolve(now, event, { at: instant(1000 + i), actor: 'x', version: i, id: lotId }), state), 'state');
}

function hall(state: Evaluation, memberId: string): Hall {
  return { evaluation: state, terms, me: present(state.members.find((member) => member.memberId === memberId), memberId), now: instant(5000) };
}

/** Runs decisions one after another, each over what the ones before it led to. */
function play(state: Evaluation, ...decisions: readonly ((now: Evaluation) => ReturnType<typeof decideSubmit>)[]): Evaluation {
  return decisions.reduce((now, decide) => {
    const result = decide(now);
    assert.ok(result.ok, result.ok ? '' : result.error.code);
    return continued(now, ...result.value);
  }, state);
}

const checked: EvaluationEvent = { kind: 'CheckingReported', checks: [] };
const detailed: EvaluationEvent = { kind: 'PreliminaryClosed', memberId: 'm2', validBids: 4 };

function marks(memberId: string, pointsOf: (bid: number, factor: string) => string): { memberId: string; bidderId: string; factorId: string; points: string; note: string }[] {
  return ids.flatMap((bidderId, b) => ['t1', 't2', 'c1'].map((factorId) => ({ memberId, bidderId, factorId, points: pointsOf(b, factorId), note: '' })));
}

function codeOf(result: { ok: boolean; error?: { code: string } }): string | null {
  return result.ok ? null : (result.error?.code ?? null);
}

describe('表决', () => {
  test('R-096 过半数是全体成员的过半数，没有表决不算赞成', () => {
    const table = [[2, 5, false], [3, 5, true], [3, 6, false], [4, 7, true], [1, 1, true], [0, 5, false]] as const;
    for (const [votes, seats, carried] of table) assert.equal(isMajority(votes, seats), carried, `${votes}/${seats}`);
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 9 }), (votes) => {
      const result = tally(votes, 9);
      const yes = votes.filter(Boolean).length;
      assert.equal(result === 'carried', yes >= 5);
      assert.equal(result === 'lost', votes.length - yes >= 5);
    }));
  });

  test('R-096 否决须有法定情形、理由和过半数表决', () => {
    const state = after(checked);
    const bidderId = ids[0] as string;
    assert.equal(codeOf(decideProposal(hall(state, 'm1'), { proposalId: 'r', bidderId, ground: 'ugly', reason: '不好' })), 'evaluation.notAGround');
    assert.equal(codeOf(decideProposal(hall(state, 'm1'), { proposalId: 'r', bidderId, ground: 'unqualified', reason: ' ' })), 'evaluation.reasonWanted');
    const proposed = play(state, (now) => decideProposal(hall(now, 'm1'), { proposalId: 'r', bidderId, ground: 'unqualified', reason: '资质过期' }));
    assert.equal(codeOf(decideProposalVote(hall(proposed, 'm1'), 'r', true)), 'evaluation.voted');
    const twice = play(proposed, (now) => decideProposalVote(hall(now, 'm2'), 'r', true));
    assert.equal(twice.bids[0]?.rejected, null);
    assert.deepEqual(play(twice, (now) => decideProposalVote(hall(now, 'm3'), 'r', true)).bids[0]?.rejected, { ground: 'unqualified', reason: '资质过期' });
    const dropped = play(proposed, ...['m2', 'm3', 'm4'].map((id) => (now: Evaluation) => decideProposalVote(hall(now, id), 'r', false)));
    assert.equal(dropped.proposals[0]?.outcome, 'dropped');
  });

  test('R-096 有效投标不足三个时先表决是否明显缺乏竞争，过半数认为缺乏才可否决全部', () => {
    const reject = (bidderId: string): EvaluationEvent => ({ kind: 'BidRejected', bidderId, ground: 'unqualified', reason: 'x', proposalId: 'p' });
    const state = after(checked, ...ids.slice(0, 2).map(reject));
    assert.equal(codeOf(decideCompetitionVote(hall(after(checked), 'm1'), { lacking: true, reason: 'x' })), 'evaluation.enoughBids');
    const vote = (id: string, lacking: boolean) => (now: Evaluation) => decideCompetitionVote(hall(now, id), { lacking, reason: '两家报价接近' });
    assert.ok(play(state, vote('m1', true), vote('m2', true), vote('m3', true)).bids.every(({ rejected }) => rejected !== null));
    const enough = play(state, vote('m1', false), vote('m2', true), vote('m3', false), vote('m4', false));
    assert.equal(enough.competition.outcome, 'enough');
    assert.equal(enough.bids.filter(({ rejected }) => rejected === null).length, 2);
  });

  test('R-097 初步评审逐项过半数；未过半数的投标不处理就不能结束', () => {
    const items = preliminaryItems(terms);
    const ballots = (pass: boolean) => ids.flatMap((bidderId, b) => items.map(({ part, itemId }, i) => ({ bidderId, part, itemId, pass: pass || b > 0 || i > 0, reason: pass || b > 0 || i > 0 ? '' : '没有盖章' })));
    const voted = (failing: readonly string[]) => play(after(checked), ...memberIds.map((id) => (now: Evaluation) => decidePreliminaryVotes(hall(now, id), ballots(!failing.includes(id)))));
    assert.equal(codeOf(decidePreliminaryClose(hall(after(checked), 'm2'))), 'evaluation.votesMissing');
    assert.equal(codeOf(decidePreliminaryClose(hall(voted([]), 'm1'))), 'evaluation.chairOnly');
    assert.equal(codeOf(decidePreliminaryClose(hall(voted(['m1', 'm2']), 'm2'))), null);
    assert.equal(codeOf(decidePreliminaryClose(hall(voted(['m1', 'm2', 'm3']), 'm2'))), 'evaluation.failedBids');
  });
});

describe('评分与汇总', () => {
  test('R-097 分数不超出招标文件的范围，按最小单位给分', () => {
    const factor = { title: '总体部署', points: '7.25' };
    const table = [['0', null], ['7.2', null], ['7.25', null], ['7.3', 'evaluation.outOfRange'], ['-1', 'evaluation.outOfRange'], ['3.15', 'evaluation.tooFine'], ['x', 'evaluation.outOfRange']] as const;
    for (const [points, code] of table) assert.equal(pointsProblem(points, factor, '0.1')?.code ?? null, code, points);
  });

  const scoredBy = (order: readonly string[], pointsOf: (memberId: string, bid: number, factor: string) => string, state = after(checked, detailed)): Evaluation =>
    play(state, ...order.flatMap((id) => [
      (now: Evaluation) => decideScores(hall(now, id), marks(id, (b, f) => pointsOf(id, b, f)).map(({ memberId: _, ...score }) => score)),
      (now: Evaluation) => decideSubmit(hall(now, id)),
    ]));

  test('R-070 全体提交以前分数不公开；提交后锁定，客观分不一致的须核对一致才能汇总', () => {
    const points = (id: string, _: number, factor: string) => (factor === 'c1' ? (id === 'm5' ? '10' : '5') : '12');
    const four = scoredBy(memberIds.slice(0, 4), points);
    assert.equal(areScoresOpen(four), false);
    assert.equal(codeOf(decideScores(hall(four, 'm1'), [{ bidderId: ids[0] as string, factorId: 't1', points: '1', note: '' }])), 'evaluation.submitted');
    const all = scoredBy(['m5'], points, four);
    assert.equal(areScoresOpen(all), true);
    assert.equal(differences(all, terms).length, 4);
    assert.equal(codeOf(decideDraft(hall(all, 'm2'), lot, [])), 'evaluation.objectiveDiffers');
    assert.equal(codeOf(decideScores(hall(all, 'm1'), [{ bidderId: ids[0] as string, factorId: 't1', points: '1', note: '改' }])), 'evaluation.onlyChecked');
    const agreed = play(all, (now) => decideScores(hall(now, 'm5'), ids.map((bidderId) => ({ bidderId, factorId: 'c1', points: '5', note: '业绩核对为一项' }))));
    assert.equal(codeOf(decideDraft(hall(agreed, 'm2'), lot, [])), null);
  });

  test('R-071 畸高畸低只提示，不改分', () => {
    const state = scoredBy(memberIds, (id, b, factor) => (factor === 't1' && id === 'm3' && b === 0 ? '1' : factor === 'c1' ? '5' : '15'));
    const found = outliers(state, terms);
    assert.deepEqual(found.map(({ memberId, bidderId, factorId }) => [memberId, bidderId, factorId]), [['m3', ids[0], 't1']]);
    assert.equal(state.bids[0]?.scores.find(({ memberId, factorId }) => memberId === 'm3' && factorId === 't1')?.points, '1');
  });

  const tenths = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 5 * 4 * 2, maxLength: 5 * 4 * 2 });
  const pointsFrom = (values: readonly number[]) => (id: string, b: number, factor: string): string => {
    const value = factor === 'c1' ? 50 : (values[memberIds.indexOf(id) * 8 + b * 2 + (factor === 't1' ? 0 : 1)] ?? 0);
    return `${Math.floor(value / 10)}.${value % 10}`;
  };

  test('R-096 成员与投标的先后不影响结果；名次是全序；被否决的不进排名', () => {
    fc.assert(fc.property(tenths, fc.shuffledSubarray(memberIds, { minLength: 5 }), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), fc.integer({ min: -1, max: 3 }), (values, order, bidOrder, out) => {
      const rejected: EvaluationEvent[] = out < 0 ? [] : [{ kind: 'BidRejected', bidderId: ids[out] as string, ground: 'unqualified', reason: 'x', proposalId: 'p' }];
      const base = scoredBy(memberIds, pointsFrom(values));
      const one = continued(base, ...rejected);
      const other = continued(scoredBy(order, pointsFrom(values)), ...rejected);
      const shuffled = { ...other, bids: bidOrder.map((b) => other.bids[b] as Evaluation['bids'][number]), members: [...other.members].reverse() };
      const report = reportOf(one, terms, lot);
      assert.equal(hashOfReport(report), hashOfReport(reportOf(shuffled, terms, { ...lot, accepted: [...lot.accepted].reverse() })));
      assert.deepEqual(report.results.map(({ rank }) => rank), report.results.map((_, i) => i + 1));
      assert.ok(out < 0 || !report.results.some(({ bidderId }) => bidderId === ids[out]));
      assert.ok(report.candidates.length === 3 && report.candidates.every((id, i) => report.results[i]?.bidderId === id));
    }), { numRuns: 25 });
  });

  test('R-096 全部相同的投标也能排出名次，次序由开标前的投标文件摘要决定', () => {
    const same = sampleOpening('tt', prices.map(() => 1_200_000_000n));
    const seats = memberIds.map((memberId) => ({ memberId, kind: 'expert' as const }));
    const start = continued(null, { kind: 'EvaluationOpened', lotId, tenderId: 'tt', documentHash: 'h', seats, bids: bidsOf(same, lotId) ?? [] }, { kind: 'ChairElected', memberId: 'm2' }, { kind: 'EvaluationBegun' }, checked, detailed);
    const report = reportOf(scoredBy(memberIds, () => '5', start), terms, present(same.lots[0], 'lot'));
    assert.deepEqual(report.results.map(({ bidderId }) => bidderId), report.tieOrder);
  });

  test('R-096 全部被否决的，报告没有候选人', () => {
    const state = after(checked, ...ids.map((bidderId): EvaluationEvent => ({ kind: 'BidRejected', bidderId, ground: 'unqualified', reason: 'x', proposalId: 'p' })), detailed);
    const drafted = play(state, (now) => decideDraft(hall(now, 'm2'), lot, []));
    assert.deepEqual([drafted.report?.candidates, drafted.report?.benchmarkFen, drafted.report?.rejected.length], [[], null, 4]);
  });

  test('R-076 只有依“无法定理由否决”退回时才能恢复被否决的投标', () => {
    const state = { ...after({ kind: 'BidRejected', bidderId: ids[0] as string, ground: 'unqualified', reason: 'x', proposalId: 'p' }), status: 'reported' as const };
    const give = (ground: string, restoredBidderId: string | null, org = tender.initiator.orgId) => decideReturn(state, tender, org, { ground, reason: '见附', restoredBidderId });
    assert.equal(codeOf(give('sumError', ids[0] as string)), 'evaluation.noSuchBid');
    assert.equal(codeOf(give('sumError', null, 'other')), 'evaluation.notInitiator');
    const result = give('arbitraryRejection', ids[0] as string);
    assert.ok(result.ok);
    const restored = continued(state, ...result.value);
    assert.deepEqual([restored.status, restored.round, restored.bids[0]?.rejected], ['preliminary', 2, null]);
  });
});

describe('澄清', () => {
  test('R-096 修正价格只能是清标算出的；投标人接受后以修正价评审，不接受的不变', () => {
    const bidderId = ids[0] as string;
    const state = after({ kind: 'CheckingReported', checks: [{ bidderId, correctedFen: '1199999000', facts: [] }] });
    const ask = (correctedFen: string) => decideQuestion(hall(state, 'm1'), { clarificationId: 'q', bidderId, question: '是否接受修正', correctedFen });
    assert.equal(codeOf(ask('1')), 'evaluation.notTheCorrection');
    const asked = play(state, () => ask('1199999000'));
    const answer = (acceptsCorrection: boolean | null, orgId = bidderId, now = instant(5001)) => decideAnswer({ evaluation: asked, orgId, now, signed: { statement: {}, signature: {} } }, { clarificationId: 'q', text: '见函', acceptsCorrection });
    assert.equal(codeOf(answer(null)), 'evaluation.answerCorrection');
    assert.equal(codeOf(answer(true, ids[1])), 'evaluation.notYourClarification');
    assert.equal(codeOf(answer(true, bidderId, asked.clarifications[0]?.answerBy)), 'evaluation.answerLate');
    assert.equal(play(asked, () => answer(true)).bids[0]?.evaluatedPriceFen, '1199999000');
    assert.equal(play(asked, () => answer(false)).bids[0]?.evaluatedPriceFen, '1200000000');
  });
});

describe('清标', () => {
  test('R-071 只列事实：算术、漏项、工期、质量、项目经理', () => {
    const sheet = sampleSheet(lotId, ids[0] as string, 1_200_000_000n);
    assert.deepEqual(checkBid(sheet, terms.lot), { bidderId: ids[0], correctedFen: null, facts: [] });
    const wrong = { ...sheet, priceFen: '1200000100', durationDays: 400, quality: '优良', projectManager: { name: '', certificate: '' }, lines: sheet.lines.slice(0, 1) };
    const found = checkBid(wrong, terms.lot);
    assert.deepEqual(found.facts.map(({ kind }) => kind), ['arithmetic', 'arithmetic', 'missingItem', 'duration', 'quality', 'manager']);
    assert.equal(found.correctedFen, sheet.priceFen);
    const summed = checkBid({ ...sheet, priceFen: '1300000000', priceCapital: '壹仟叁佰万元整' }, terms.lot);
    assert.equal(summed.correctedFen, sheet.priceFen);
    const unit = { ...sheet, lines: sheet.lines.map((line, i) => (i === 1 ? { ...line, totalFen: String(BigInt(line.totalFen) + 100n) } : line)) };
    assert.match(checkBid(unit, terms.lot).facts[0]?.text ?? '', /以单价为准/);
  });
});
