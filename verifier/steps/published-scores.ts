import { byText } from '../bytes.ts';
import type { Bundle } from '../bundle.ts';
import { ensure, must } from '../fault.ts';
import { sameJson } from '../json.ts';
import { compare, decimal, round, sub, sum, zero, type Ratio } from '../ratio.ts';
import type { Reader } from '../shape.ts';
import type { BidFacts } from './bids.ts';
import type { DrawFacts } from './draws.ts';
import { tieOrderOf, type Report } from './evaluation.ts';
import { benchmarkOf, priceMark, readFormula, type PriceFormula } from './price.ts';

/** What was worked out again from published figures alone. */
export type PublishedScores = { readonly candidates: number; readonly valid: number; /** Evaluated at another price than announced: a correction that its bidder accepted. */ readonly corrected: number };

type Input = { readonly notice: Reader; readonly bundle: Bundle; readonly bids: BidFacts; readonly draws: DrawFacts };
type Counted = { readonly bidderId: string; readonly priceFen: bigint; readonly mark: string };

const reportDecimals = 4;

/**
 * 评标情况 as published beside the candidates. The initiator, or the platform in league with him, could publish totals that do not
 * follow from the prices opened, or leave a better bid out. So the benchmark follows again from the announced prices, the published
 * formula and the drawn coefficient; each candidate's price score from it; its total from its parts; the ranking from the totals.
 */
export async function verifyPublishedScores(input: Input): Promise<PublishedScores> {
  const { notice, bids, bundle } = input;
  const document = bids.document.document;
  const formula = readFormula(document.at('scoring'));
  const evaluation = notice.at('evaluation').exactly(['benchmarkFen', 'coefficient', 'counted', 'others']);
  const counted = readCounted(evaluation, formula, input);
  const candidates = notice.at('candidates').list(20);
  const others = evaluation.at('others').list(500).map((each) => each.exactly(['rank', 'total']));
  ensure(candidates.length === Math.min(document.at('candidatesMax').count(), counted.length), 'evaluation.ranking', '中标候选人不是排名在前的全部');
  ensure(others.length === counted.length - candidates.length, 'evaluation.ranking', '有效投标的家数与名次不符');
  for (const candidate of candidates) checkTotal(candidate, counted, document.at('scoring'));
  checkOrder(candidates, others, await tieOrderOf(bids, bundle.lotId));
  checkOthers(others, counted.filter(({ bidderId }) => !candidates.some((each) => each.at('bidderId').json === bidderId)), document.at('scoring'));
  const corrected = counted.filter(({ bidderId, priceFen }) => bids.bids.find((bid) => bid.bidderId === bidderId)?.price?.['priceFen'] !== String(priceFen)).length;
  return { candidates: candidates.length, valid: counted.length, corrected };
}

/** Valid bids with their evaluated prices: the set that the benchmark was made of. */
function readCounted(evaluation: Reader, formula: PriceFormula, { bids, draws }: Input): Counted[] {
  const rows = evaluation.at('counted').list(500).map((each) => ({ bidderId: each.exactly(['bidderId', 'evaluatedPriceFen']).at('bidderId').text(), priceFen: BigInt(each.at('evaluatedPriceFen').text(/^[1-9]\d{0,17}$/)) }));
  ensure(rows.every(({ bidderId }, i) => i === 0 || byText((rows[i - 1] as { bidderId: string }).bidderId, bidderId) < 0), 'evaluation.inputs', '有效投标应按投标人排列，且不重复');
  ensure(rows.every(({ bidderId }) => bids.bids.some((bid) => bid.bidderId === bidderId && bid.price !== null)), 'evaluation.inputs', '计入基准价的投标没有开出');
  ensure(evaluation.at('coefficient').json === draws.coefficient, 'evaluation.inputs', '公示的系数不是抽取的系数');
  const benchmark = benchmarkOf(formula, rows.map(({ priceFen }) => priceFen), draws.coefficient);
  ensure(evaluation.at('benchmarkFen').text() === String(benchmark), 'evaluation.score', `公示的评标基准价应为 ${benchmark} 分`);
  return rows.map((row) => ({ ...row, mark: round(decimal(priceMark(formula, row.priceFen, benchmark)), reportDecimals) }));
}

function checkTotal(candidate: Reader, counted: readonly Counted[], scoring: Reader): void {
  const name = candidate.at('name').text();
  const own = must(counted.find(({ bidderId }) => bidderId === candidate.at('bidderId').json), 'evaluation.inputs', `${name} 的投标没有计入`);
  ensure(candidate.at('priceFen').json === String(own.priceFen), 'evaluation.inputs', `${name} 公示的报价不是评标的价格`);
  const scores = candidate.at('scores').exactly(['technical', 'commercial', 'price']);
  ensure(scores.at('price').text() === own.mark, 'evaluation.score', `${name} 的价格分应为 ${own.mark}`);
  for (const group of ['technical', 'commercial'] as const) {
    const score = decimal(scores.at(group).text());
    ensure(compare(score, zero) >= 0 && compare(score, fullMarks(scoring, group)) <= 0, 'evaluation.score', `${name} 的${group === 'technical' ? '技术' : '商务'}分超出招标文件的满分`);
  }
  const total = round(sum(['technical', 'commercial', 'price'].map((part) => decimal(scores.at(part).text()))), reportDecimals);
  ensure(candidate.at('totalScore').text() === total, 'evaluation.score', `${name} 的总分应为 ${total}`);
}

/** Best first: the total, then the lower price, then the order that all bids fixed at the deadline. */
function checkOrder(candidates: readonly Reader[], others: readonly Reader[], tieOrder: readonly string[]): void {
  const isBetter = (a: Reader, b: Reader): boolean => {
    const byTotal = compare(decimal(a.at('totalScore').text()), decimal(b.at('totalScore').text()));
    if (byTotal !== 0) return byTotal > 0;
    const [first, second] = [BigInt(a.at('priceFen').text()), BigInt(b.at('priceFen').text())];
    return first === second ? tieOrder.indexOf(a.at('bidderId').text()) < tieOrder.indexOf(b.at('bidderId').text()) : first < second;
  };
  ensure(candidates.every((each, i) => i === 0 || isBetter(candidates[i - 1] as Reader, each)), 'evaluation.ranking', '候选人的名次与总分不符');
  const totals = [...candidates.map((each) => each.at('totalScore').text()), ...others.map((each) => each.at('total').text())].map(decimal);
  ensure(totals.every((total, i) => i === 0 || compare(totals[i - 1] as Ratio, total) >= 0), 'evaluation.ranking', '有投标的总分高于排名在前的');
  ensure(others.every((each, i) => each.at('rank').json === candidates.length + i + 1), 'evaluation.ranking', '其余投标的名次不连续');
}

/** Totals without names must belong to the bids that are left: each can be one of their price scores and lawful marks for the rest. */
function checkOthers(others: readonly Reader[], left: readonly Counted[], scoring: Reader): void {
  const most = sum([fullMarks(scoring, 'technical'), fullMarks(scoring, 'commercial')]);
  const marks = left.map(({ mark }) => decimal(mark)).sort((a, b) => compare(b, a));
  // Both lists are in order: if they can be paired at all, then so.
  for (const [i, each] of others.entries()) {
    const total = each.at('total').text();
    const rest = sub(decimal(total), marks[i] as Ratio);
    ensure(total === round(decimal(total), reportDecimals) && compare(rest, zero) >= 0 && compare(rest, most) <= 0, 'evaluation.score', `第 ${each.at('rank').count()} 名的总分不可能是其余任何一家的`);
  }
}

function fullMarks(scoring: Reader, group: 'technical' | 'commercial'): Ratio {
  return sum(scoring.at(group).list(100).map((factor) => decimal(factor.at('points').text())));
}

/** Where the report is shown too, the publicity says what it says, part by part. */
export function checkAgainstResults(notice: Reader, { results, benchmarkFen }: Report): void {
  const evaluation = notice.at('evaluation');
  const candidates = notice.at('candidates').list(20);
  const counted = results.map(({ bidderId, evaluatedPriceFen }) => ({ bidderId, evaluatedPriceFen: String(evaluatedPriceFen) })).sort((a, b) => byText(a.bidderId, b.bidderId));
  const others = results.slice(candidates.length).map(({ rank, total }) => ({ rank, total }));
  const isSame = sameJson(evaluation.at('counted').json ?? null, counted) && sameJson(evaluation.at('others').json ?? null, others) && evaluation.at('benchmarkFen').json === benchmarkFen;
  ensure(isSame, 'award.candidates', '公示的评标情况与评标报告不同');
  for (const [i, candidate] of candidates.entries()) {
    const result = must(results[i], 'award.candidates', '候选人多于报告的排名');
    const scores = { technical: result.technical, commercial: result.commercial, price: result.price };
    ensure(sameJson(candidate.at('scores').json ?? null, scores), 'award.candidates', `${result.bidderName} 公示的各项得分与评标报告不同`);
  }
}
