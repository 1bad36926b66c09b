import type { Bundle, ShownEvent } from '../bundle.ts';
import { ensure, must } from '../fault.ts';
import { sameJson } from '../json.ts';
import { publicityMinDays } from '../limits.ts';
import { compare, decimal } from '../ratio.ts';
import { bodyOf, has, type Record } from '../record.ts';
import type { Reader } from '../shape.ts';
import type { BidFacts } from './bids.ts';
import { checkContract } from './contract.ts';
import type { DrawFacts } from './draws.ts';
import type { EvaluationFacts } from './evaluation.ts';
import { checkAgainstResults, verifyPublishedScores, type PublishedScores } from './published-scores.ts';

export type AwardFacts = { readonly stage: 'none' | 'failed' | 'publicity' | 'decided' | 'letter' | 'result' | 'contract'; readonly winner: string | null; readonly scores: PublishedScores | null };

type Input = { readonly record: Record; readonly bundle: Bundle; readonly bids: BidFacts; readonly draws: DrawFacts; readonly evaluation: EvaluationFacts };
export type Winner = { readonly bidderId: string; readonly name: string; readonly priceFen: string; readonly candidate: Reader };

const microsPerDay = 24 * 3600 * 1_000_000;

/** Step 9. From the evaluation to the contract: who won stood in the published list, after it had stood long enough, at the evaluated price. */
export async function verifyAward(input: Input): Promise<AwardFacts> {
  const { record, evaluation } = input;
  const published = record.last('award', 'CandidatesPublished');
  if (published === null) {
    ensure(record.all('award', 'AwardDecided', 'LetterIssued', 'ResultPublished', 'ContractConcluded').length === 0 && record.all('contract').length === 0, 'award.publicity', '没有公示中标候选人就定了标');
    return { stage: checkFailure(input) ? 'failed' : 'none', winner: null, scores: null };
  }
  ensure(record.last('award', 'FailureDeclared') === null, 'award.candidates', '公告了招标失败，又公示了中标候选人');
  ensure(!input.bids.failed, 'award.candidates', '没有开标的标段不应有中标候选人');
  const until = checkPublicity(published, record);
  const candidates = checkCandidates(published, input);
  const scores = await verifyPublishedScores({ ...input, notice: bodyOf(published, 'award.candidates').at('notice') });
  if (evaluation.report) checkAgainstReport(published, candidates, evaluation.report);
  const decisions = record.all('award', 'AwardDecided');
  for (const decided of decisions) {
    ensure(decided.at >= until && record.all('award', 'PublicityEnded').some(({ version }) => version < decided.version), 'award.publicity', '公示期没有满就定了标');
    ensure(decided.body['method'] === input.bids.document.document.at('awardMethod').at('kind').json, 'award.winner', '定标所用的方法不是招标文件载明的方法');
    checkChoice(decided, candidates);
  }
  const decided = decisions.at(-1);
  if (!decided) return { stage: 'publicity', winner: null, scores };
  const winner = winnerOf(decided, candidates);
  return { stage: await checkAfter(decided, winner, input), winner: winner.name, scores };
}

/** A failure after the evaluation is of this lot, rests on the report, and the report leaves nobody to award to. */
function checkFailure({ record, bundle, bids, evaluation: { report } }: Input): boolean {
  const declared = record.last('award', 'FailureDeclared');
  if (declared === null) return false;
  const notice = bodyOf(declared, 'award.notice').at('notice');
  ensure(!bids.failed, 'award.notice', '没有开标的标段不会因评标而失败');
  ensure(notice.at('tenderId').json === bundle.projectId && notice.at('lotId').json === bundle.lotId && notice.at('cause').json === declared.body['cause'], 'award.notice', '公告失败的是另一个标段，或者原因前后不一');
  ensure(notice.at('bidders').json === bids.bids.length, 'award.notice', '失败公告的投标数目与开标不同');
  if (report) ensure(report.candidates.length === 0 && notice.at('evaluationReportHash').json === report.hash, 'award.candidates', '评标报告推荐了中标候选人，或者公告所依据的不是这份报告');
  return true;
}

function checkPublicity(published: ShownEvent, record: Record): number {
  const until = bodyOf(published, 'award.publicity').at('until').count();
  ensure(until - published.at >= publicityMinDays * microsPerDay, 'award.publicity', '公示期不足三日');
  ensure(record.all('award', 'PublicityEnded').every(({ at }) => at >= until), 'award.publicity', '公示提前结束');
  return until;
}

/** Each candidate as published is what that bidder bid; ranks count from 1 and totals never rise. */
function checkCandidates(published: ShownEvent, { bids, bundle }: Input): Reader[] {
  const notice = bodyOf(published, 'award.candidates').at('notice');
  ensure(notice.at('tenderId').json === bundle.projectId && notice.at('lotId').json === bundle.lotId && notice.at('until').json === published.body['until'], 'award.candidates', '公示的是另一个标段');
  const candidates = notice.at('candidates').list(20);
  ensure(candidates.length > 0 && candidates.length <= bids.document.document.at('candidatesMax').count(), 'award.candidates', '候选人的数目不对');
  for (const [i, candidate] of candidates.entries()) {
    const before = candidates[i - 1];
    const isNext = before === undefined || compare(decimal(before.at('totalScore').text()), decimal(candidate.at('totalScore').text())) >= 0;
    ensure(candidate.at('rank').json === i + 1 && isNext, 'award.candidates', '候选人的名次与总分不符');
    const bid = must(bids.bids.find(({ bidderId }) => bidderId === candidate.at('bidderId').json), 'award.candidates', '候选人没有投标');
    const price = must(bid.price, 'award.candidates', '候选人的投标没有开出');
    const same = (name: string): boolean => sameJson(candidate.at(name).json ?? null, price[name] ?? null);
    ensure(candidate.at('name').json === bid.bidderName && same('durationDays') && same('quality') && same('projectManager'), 'award.candidates', `${bid.bidderName} 的公示内容不是其投标的内容`);
  }
  ensure(new Set(candidates.map((each) => each.at('bidderId').text())).size === candidates.length, 'award.candidates', '候选人重复');
  return candidates;
}

function checkAgainstReport(published: ShownEvent, candidates: readonly Reader[], report: NonNullable<EvaluationFacts['report']>): void {
  const { hash, results, candidates: ranked } = report;
  ensure(bodyOf(published, 'award.candidates').at('notice').at('evaluationReportHash').json === hash, 'award.candidates', '公示所依据的不是这份评标报告');
  ensure(sameJson(candidates.map((each) => each.at('bidderId').json ?? null), ranked), 'award.candidates', '公示的候选人不是评标报告推荐的');
  for (const [i, candidate] of candidates.entries()) {
    const result = results[i];
    ensure(candidate.at('priceFen').json === String(result?.evaluatedPriceFen) && candidate.at('totalScore').json === result?.total, 'award.candidates', `${result?.bidderName} 公示的报价或总分与评标报告不同`);
  }
  checkAgainstResults(bodyOf(published, 'award.candidates').at('notice'), report);
}

/** The winner is a candidate; one that is not first needs a stated reason for each that was passed over, or a method that chooses. */
function checkChoice(decided: ShownEvent, candidates: readonly Reader[]): void {
  const body = bodyOf(decided, 'award.winner');
  const rank = winnerOf(decided, candidates).candidate.at('rank').count();
  const method = body.at('method').oneOf('first-candidate', 'panel-decides', 'separate');
  ensure(rank === 1 || method !== 'panel-decides' || !body.at('statement').isNull(), 'award.winner', '评标委员会确定的中标人应排名第一');
  if (method === 'separate') ensure(body.at('reason').text() !== '', 'award.winner', '评定分离没有写明理由');
  if (method === 'separate' || rank === 1 || !has(decided, 'passedOver')) return;
  const passed = body.at('passedOver').list(20).map((each) => each.at('bidderId').json);
  const above = candidates.slice(0, rank - 1).map((each) => each.at('bidderId').json);
  ensure(above.every((bidderId) => passed.includes(bidderId)), 'award.winner', '没有说明为何不选排名在前的候选人');
}

function winnerOf(decided: ShownEvent, candidates: readonly Reader[]): Winner {
  const body = bodyOf(decided, 'award.winner');
  const bidderId = body.at('bidderId').text();
  const candidate = must(candidates.find((each) => each.at('bidderId').json === bidderId), 'award.winner', '中标人不在公示的候选人之中');
  const [name, priceFen] = [body.at('name').text(), body.at('priceFen').text()];
  ensure(candidate.at('name').json === name && candidate.at('priceFen').json === priceFen, 'award.winner', '中标人的名称或价格与公示不同');
  return { bidderId, name, priceFen, candidate };
}

/** Letter, result and contract after the last decision all say the same of the same winner. */
async function checkAfter(decided: ShownEvent, winner: Winner, { record, bundle }: Input): Promise<AwardFacts['stage']> {
  const after = (kind: string): ShownEvent | null => record.all('award', kind).findLast(({ version }) => version > decided.version) ?? null;
  const [letter, result, concluded] = [after('LetterIssued'), after('ResultPublished'), after('ContractConcluded')];
  if (letter) {
    checkNotice(bodyOf(letter, 'award.notice').at('letter'), 'to', winner, bundle);
    ensure(bodyOf(letter, 'award.notice').at('letter').at('contractBy').json === letter.body['contractBy'], 'award.notice', '中标通知书的签约期限前后不一');
  }
  if (result) {
    ensure(letter !== null, 'award.notice', '没有发出中标通知书就公告了结果');
    checkNotice(bodyOf(result, 'award.notice').at('notice'), 'winner', winner, bundle);
  }
  if (concluded) ensure(letter !== null, 'award.contract', '没有发出中标通知书就签了合同');
  await checkContract(record, winner, concluded);
  return concluded ? 'contract' : result ? 'result' : letter ? 'letter' : 'decided';
}

function checkNotice(notice: Reader, to: 'to' | 'winner', winner: Winner, { projectId, lotId }: Bundle): void {
  const same = notice.at('tenderId').json === projectId && notice.at('lotId').json === lotId
    && notice.at(to).at('orgId').json === winner.bidderId && notice.at(to).at('name').json === winner.name && notice.at('priceFen').json === winner.priceFen;
  const terms = ['durationDays', 'quality', 'projectManager'].every((name) => sameJson(notice.at(name).json ?? null, winner.candidate.at(name).json ?? null));
  ensure(same && terms, 'award.notice', '通知书或结果公告与定标的内容不同');
}
