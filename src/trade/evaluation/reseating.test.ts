import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { instant } from '#kernel/time/instant.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { areScoresOpen, evaluation, vacantSeats } from './evaluation.ts';
import type { Evaluation } from './evaluation.types.ts';
import { bidsOf } from './gathering.ts';
import { termsOf, type Hall } from './hall.ts';
import { decideCompetitionVote } from './competition.ts';
import { decidePreliminaryClose, preliminaryItems } from './preliminary.ts';
import { decideProposalVote } from './rejection.ts';
import { decideReseat, hasDepartures } from './reseating.ts';
import { obstacleToDraft } from './report.ts';
import { decideSubmit } from './scoring.ts';
import { bidderIds, sampleOpening, samplePanel, sampleTender } from './evaluation.testing.ts';

const lotId = 'tt-1';
const terms = termsOf(sampleTender('tt'), lotId, compositeMethodOf);
const memberIds = ['m1', 'm2', 'm3', 'm4', 'm5'];
const ids = bidderIds(4);
const opening = sampleOpening('tt', [1_200_000_000n, 1_250_000_000n, 1_300_000_000n, 1_350_000_000n]);
const panel = samplePanel('tt', ['p1', 'p2', 'p3', 'p4', 'p5'], instant(0));
const seatsOf = (...members: readonly string[]) => members.map((memberId) => ({ memberId, kind: memberId === 'm1' ? 'representative' as const : 'expert' as const }));

function told(state: Evaluation | null, ...events: readonly EvaluationEvent[]): Evaluation {
  return present(events.reduce<Evaluation | null>((now, event, i) => evaluation.evolve(now, event, { at: instant(1000 + i), actor: 'x', version: i, id: lotId }), state), 'state');
}

const signIn = (memberId: string): EvaluationEvent => ({ kind: 'MemberSignedIn', memberId });
const begun = told(null,
  { kind: 'EvaluationOpened', lotId, tenderId: 'tt', documentHash: 'h', seats: seatsOf(...memberIds), bids: bidsOf(opening, lotId) ?? [] },
  ...memberIds.map(signIn), { kind: 'ChairElected', memberId: 'm2' }, { kind: 'EvaluationBegun' }, { kind: 'CheckingReported', checks: [] });
const hall = (state: Evaluation, memberId: string): Hall => ({ evaluation: state, terms, me: present(state.members.find((each) => each.memberId === memberId), memberId), now: instant(5000) });
const leaves = (state: Evaluation, memberId: string): Evaluation => told(state, { kind: 'SeatsChanged', seats: seatsOf(...state.members.map((each) => each.memberId).filter((id) => id !== memberId)) });
const joins = (state: Evaluation, memberId: string): Evaluation => told(state, { kind: 'SeatsChanged', seats: seatsOf(...state.members.map((each) => each.memberId), memberId) }, signIn(memberId));

const vote = (memberId: string): EvaluationEvent[] => ids.flatMap((bidderId) => preliminaryItems(terms).map(({ part, itemId }): EvaluationEvent => ({ kind: 'PreliminaryVoted', memberId, bidderId, part, itemId, pass: true, reason: '' })));
const marks = (memberId: string, points = '10'): EvaluationEvent[] => ids.flatMap((bidderId) => terms.factors.map(({ id }): EvaluationEvent => ({ kind: 'Scored', memberId, bidderId, factorId: id, points, note: '' })));
const detailed = told(begun, ...memberIds.flatMap(vote), { kind: 'PreliminaryClosed', memberId: 'm2', validBids: 4 });
const scored = told(detailed, ...memberIds.flatMap((id): EvaluationEvent[] => [...marks(id), { kind: 'ScoresSubmitted', memberId: id }]));

function refusal(result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string | undefined {
  return result.ok ? undefined : result.error?.code;
}

describe('评标中更换成员', () => {
  test('R-066 被更换的成员作出的评审结论无效：打分、表决、签署都不再计入，其他成员的不动', () => {
    const state = leaves(scored, 'm3');
    assert.ok(state.bids.every(({ scores }) => scores.every(({ memberId }) => memberId !== 'm3') && scores.length === 4 * terms.factors.length));
    assert.ok(state.votes.every(({ memberId }) => memberId !== 'm3'));
    assert.deepEqual(state.members.map(({ memberId, submittedAt }) => [memberId, submittedAt !== null]), [['m1', true], ['m2', true], ['m4', true], ['m5', true]]);
    assert.deepEqual([state.status, vacantSeats(state), state.chairMemberId], ['detailed', 1, 'm2']);
    const signing = told(scored, { kind: 'ReportDrafted', memberId: 'm2', report: {} as never, reportHash: 'h', signUntil: instant(9_000) }, { kind: 'ReportSigned', memberId: 'm1', reportHash: 'h', dissent: null, statement: {}, signature: {} });
    const back = leaves(signing, 'm4');
    assert.deepEqual([back.status, back.report, back.reportSignatures], ['detailed', null, []], 'what they signed counted his marks');
  });

  test('R-066 空着席位时各人照常评审，但不汇总、不结束初审、不公开打分；表决仍以全体席位计', () => {
    const early = leaves(told(begun, ...['m1', 'm2', 'm4', 'm5'].flatMap(vote)), 'm3');
    assert.equal(early.status, 'preliminary');
    assert.equal(refusal(decidePreliminaryClose(hall(early, 'm2'))), 'evaluation.votesMissing');
    const state = leaves(told(detailed, ...marks('m1')), 'm3');
    const submitted = decideSubmit(hall(told(state, ...['m2', 'm4', 'm5'].flatMap((id): EvaluationEvent[] => [...marks(id), { kind: 'ScoresSubmitted', memberId: id }])), 'm1'));
    assert.deepEqual(submitted.ok && submitted.value.map(({ kind }) => kind), ['ScoresSubmitted'], 'the last of four is not the last of five');
    assert.equal(areScoresOpen(leaves(scored, 'm3')), false);
    assert.equal(obstacleToDraft(leaves(scored, 'm3'), terms)?.code, 'evaluation.seatEmpty');
    const proposed = told(state, { kind: 'RejectionProposed', proposalId: 'x', memberId: 'm1', bidderId: ids[0] ?? '', ground: 'unqualified', reason: '资质过期' }, { kind: 'RejectionVoted', proposalId: 'x', memberId: 'm1', agree: true });
    const second = decideProposalVote(hall(proposed, 'm2'), 'x', true);
    assert.deepEqual(second.ok && second.value.map(({ kind }) => kind), ['RejectionVoted'], 'two of five are no majority');
  });

  test('R-066 靠被更换者那一票才否决的投标恢复评审，由更换后的成员重新表决；不靠那一票的仍然否决', () => {
    const rejection = (proposalId: string, bidderId: string, voters: readonly string[]): EvaluationEvent[] => [
      { kind: 'RejectionProposed', proposalId, memberId: voters[0] ?? '', bidderId, ground: 'unqualified', reason: '资质过期' },
      ...voters.map((memberId): EvaluationEvent => ({ kind: 'RejectionVoted', proposalId, memberId, agree: true })), { kind: 'BidRejected', bidderId, ground: 'unqualified', reason: '资质过期', proposalId },
    ];
    const [first = '', second = ''] = ids;
    const state = told(detailed, ...rejection('x', first, ['m1', 'm2', 'm3']), ...rejection('y', second, ['m1', 'm2', 'm4', 'm5']));
    const after = leaves(state, 'm3');
    const rejected = after.bids.filter((bid) => bid.rejected !== null).map(({ bidderId }) => bidderId);
    assert.deepEqual([rejected, after.proposals.map(({ proposalId, outcome }) => [proposalId, outcome])], [[second], [['x', null], ['y', 'rejected']]]);
    const replaced = told(joins(after, 'm6'), { kind: 'EvaluationBegun' });
    const again = decideProposalVote(hall(replaced, 'm6'), 'x', true);
    assert.deepEqual(again.ok && again.value.map(({ kind }) => kind), ['RejectionVoted', 'BidRejected']);
  });

  test('R-066 认定明显缺乏竞争、否决全部投标的，成员更换后重新表决', () => {
    const [a = '', b = ''] = ids;
    const few = told(detailed, ...[a, b].map((bidderId): EvaluationEvent => ({ kind: 'BidRejected', bidderId, ground: 'unqualified', reason: '资质过期', proposalId: bidderId })));
    const kept = { ...few, proposals: [a, b].map((bidderId) => ({ proposalId: bidderId, bidderId, memberId: 'm1', ground: 'unqualified', reason: '资质过期', votes: ['m1', 'm2', 'm4'].map((memberId) => ({ memberId, agree: true })), outcome: 'rejected' as const })) };
    const lacking = ['m1', 'm2', 'm3'].reduce((now, memberId) => {
      const decided = decideCompetitionVote(hall(now, memberId), { lacking: true, reason: '只剩两家且报价接近' });
      assert.ok(decided.ok);
      return told(now, ...decided.value);
    }, kept as Evaluation);
    assert.ok(lacking.bids.every(({ rejected }) => rejected !== null));
    const after = leaves(lacking, 'm3');
    assert.deepEqual([after.bids.filter(({ rejected }) => rejected === null).length, after.competition], [2, { votes: lacking.competition.votes.slice(0, 2), outcome: null }]);
  });

  test('R-066 席位随评标委员会更新：只去掉离开的人；报告提交之后不动', () => {
    const open = { ...panel, members: panel.members.map((member) => (member.memberId === 'm3' ? { ...member, status: 'replaced' as const } : member)) };
    assert.equal(hasDepartures(detailed, panel), false);
    assert.equal(hasDepartures(detailed, open), true);
    assert.deepEqual(decideReseat(detailed, open), { ok: true, value: [{ kind: 'SeatsChanged', seats: seatsOf('m1', 'm2', 'm4', 'm5') }] });
    assert.equal(refusal(decideReseat(detailed, panel)), 'evaluation.notDue');
    assert.equal(hasDepartures({ ...detailed, status: 'reported' }, open), false);
  });

  test('R-066 不论在哪一步、换几个人，离开者的一分一票都不留下，留下者的一分一票都不丢', () => {
    fc.assert(fc.property(fc.constantFrom(begun, detailed, scored), fc.uniqueArray(fc.constantFrom(...memberIds), { minLength: 1, maxLength: 4 }), (start, leavers) => {
      const state = leavers.reduce(leaves, start);
      const given = (of: Evaluation, memberId: string) => [of.votes.filter((each) => each.memberId === memberId), of.bids.map(({ scores }) => scores.filter((each) => each.memberId === memberId))];
      for (const id of leavers) assert.deepEqual(given(state, id).flat(2), []);
      for (const id of memberIds.filter((each) => !leavers.includes(each))) assert.deepEqual(given(state, id), given(start, id));
      assert.equal(vacantSeats(state), leavers.length);
      assert.equal(state.chairMemberId, leavers.includes('m2') ? null : 'm2');
    }));
  });
});
