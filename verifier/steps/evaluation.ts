import { byText, sha256, toBase64url, utf8 } from '../bytes.ts';
import type { Bundle, ShownEvent } from '../bundle.ts';
import { ensure, must, type FaultCode } from '../fault.ts';
import { canonical, sameJson, statementDigest } from '../json.ts';
import { add, compare, decimal, mean, ratio, round, sum, type Ratio } from '../ratio.ts';
import { bodyOf, has, type Record } from '../record.ts';
import type { Reader } from '../shape.ts';
import type { BidFacts } from './bids.ts';
import type { DrawFacts } from './draws.ts';
import { benchmarkOf, priceMark, readFormula } from './price.ts';

export type EvaluationFacts = {
  readonly report: Report | null;
  /** How many members' own scores were added up again. */
  readonly members: number;
};

export type Report = { readonly hash: string; readonly results: readonly Result[]; readonly candidates: readonly string[]; readonly benchmarkFen: string | null; readonly round: number };

export type Result = { readonly bidderId: string; readonly bidderName: string; readonly evaluatedPriceFen: bigint; readonly technical: string; readonly commercial: string; readonly price: string; readonly total: string; readonly rank: number };

type Input = { readonly record: Record; readonly bundle: Bundle; readonly bids: BidFacts; readonly draws: DrawFacts };

const code: FaultCode = 'evaluation.inputs';
const markDecimals = 2;
const reportDecimals = 4;

/**
 * Step 8. Everything that follows from marks, prices and the document is worked out again, exactly. The panel may have
 * marked as it liked; nobody may have added up otherwise.
 */
export async function verifyEvaluation(input: Input): Promise<EvaluationFacts> {
  const { record, bids } = input;
  const reported = record.last('evaluation', 'EvaluationReported');
  if (reported === null || !has(reported, 'report')) {
    const isDue = record.last('award', 'ReportReceived') !== null;
    ensure(!isDue, code, '招标人收到了评标报告，这一版却没有');
    return { report: null, members: 0 };
  }
  ensure(!bids.failed, code, '没有开标的标段不应有评标报告');
  const body = bodyOf(reported, code);
  const sheet = body.at('report');
  const hash = toBase64url(await sha256(utf8(canonical(sheet.json))));
  ensure(hash === body.at('reportHash').text(), code, '评标报告与其哈希不符');
  const report = await readReport(sheet, hash, input);
  checkCorrections(record, report, bids);
  const members = checkMarks(record, report, bids.document.document);
  checkSignatures(record, reported, hash);
  return { report, members };
}

async function readReport(sheet: Reader, hash: string, { bundle, bids, draws }: Input): Promise<Report> {
  const document = bids.document.document;
  const isOurs = sheet.at('tenderId').json === bundle.projectId && sheet.at('lotId').json === bundle.lotId && sheet.at('documentHash').json === bids.document.hash;
  ensure(isOurs && sheet.at('coefficient').json === draws.coefficient, code, '评标报告说的是另一个标段、另一份招标文件或另一个系数');
  const results = sheet.at('results').list(500).map(readResult);
  const rejected = sheet.at('rejected').list(500).map((each) => each.at('bidderId').text());
  const opened = bids.bids.filter(({ price }) => price !== null);
  const judged = [...results.map(({ bidderId }) => bidderId), ...rejected];
  ensure(judged.length === opened.length && opened.every(({ bidderId }) => judged.includes(bidderId)), code, '开出的投标没有全部评审，或评了没有开出的');
  for (const [i, row] of sheet.at('results').list(500).entries()) {
    const price = opened.find(({ bidderId }) => bidderId === results[i]?.bidderId)?.price;
    ensure(row.at('priceFen').json === price?.['priceFen'], code, `${results[i]?.bidderName} 的报价不是开标时唱出的`);
  }
  checkPrices(sheet, results, { document, coefficient: draws.coefficient });
  const tieOrder = await tieOrderOf(bids, bundle.lotId);
  ensure(sameJson(sheet.at('tieOrder').json, tieOrder), 'evaluation.ranking', '并列时的次序不是由投标清单算出的');
  checkRanking(results, tieOrder);
  const candidates = sheet.at('candidates').list(20).map((each) => each.text());
  const most = document.at('candidatesMax').count();
  ensure(sameJson(candidates, results.slice(0, most).map(({ bidderId }) => bidderId)), 'evaluation.ranking', '中标候选人不是排名在前的');
  const benchmark = sheet.at('benchmarkFen');
  return { hash, results, candidates, benchmarkFen: benchmark.isNull() ? null : benchmark.text(), round: sheet.at('round').count() };
}

function readResult(row: Reader): Result {
  const text = (name: string): string => row.at(name).text();
  return {
    bidderId: text('bidderId'), bidderName: text('bidderName'), evaluatedPriceFen: BigInt(row.at('evaluatedPriceFen').text(/^[1-9]\d{0,17}$/)),
    technical: text('technical'), commercial: text('commercial'), price: text('price'), total: text('total'), rank: row.at('rank').count(),
  };
}

function checkPrices(sheet: Reader, results: readonly Result[], { document, coefficient }: { document: Reader; coefficient: string | null }): void {
  if (results.length === 0) {
    ensure(sheet.at('benchmarkFen').isNull(), 'evaluation.score', '没有有效投标，不应有评标基准价');
    return;
  }
  const formula = readFormula(document.at('scoring'));
  const benchmark = benchmarkOf(formula, results.map(({ evaluatedPriceFen }) => evaluatedPriceFen), coefficient);
  ensure(sheet.at('benchmarkFen').text() === String(benchmark), 'evaluation.score', `评标基准价应为 ${benchmark} 分`);
  for (const result of results) {
    const mark = round(decimal(priceMark(formula, result.evaluatedPriceFen, benchmark)), reportDecimals);
    ensure(result.price === mark, 'evaluation.score', `${result.bidderName} 的价格分应为 ${mark}`);
    const total = round(sum([decimal(result.technical), decimal(result.commercial), decimal(mark)]), reportDecimals);
    ensure(result.total === total, 'evaluation.score', `${result.bidderName} 的总分应为 ${total}`);
  }
}

/** Best first: the total, then the lower price, then an order that was fixed by all bids at the deadline. */
function checkRanking(results: readonly Result[], tieOrder: readonly string[]): void {
  const order = (a: Result, b: Result): number =>
    compare(decimal(b.total), decimal(a.total)) || (a.evaluatedPriceFen < b.evaluatedPriceFen ? -1 : a.evaluatedPriceFen > b.evaluatedPriceFen ? 1 : tieOrder.indexOf(a.bidderId) - tieOrder.indexOf(b.bidderId));
  const isBestFirst = results.every((result, i) => result.rank === i + 1 && (i === 0 || order(results[i - 1] as Result, result) < 0));
  ensure(isBestFirst, 'evaluation.ranking', '排名与总分不符');
}

/** The order that parts bids equal in total and price: fixed by all manifests at the deadline. */
export async function tieOrderOf({ bids }: BidFacts, lotId: string): Promise<string[]> {
  const all = bids.map(({ manifestHash }) => manifestHash).sort(byText);
  const keyed = await Promise.all(bids.map(async ({ bidderId, manifestHash }) => ({ bidderId, key: await statementDigest('ovoo-tie-order/v1', { lotId, all, own: manifestHash }) })));
  return keyed.sort((a, b) => byText(a.key, b.key)).map(({ bidderId }) => bidderId);
}

/** An evaluated price is the announced one, or a correction that the bidder was asked about and accepted. */
function checkCorrections(record: Record, { results }: Report, { bids }: BidFacts): void {
  if (record.last('evaluation', 'EvaluationOpened') === null) return;
  const accepted = record.all('evaluation', 'ClarificationAnswered').filter(({ body }) => body['acceptsCorrection'] === true).map(({ body }) => body['clarificationId']);
  const asked = record.all('evaluation', 'ClarificationAsked').filter(({ body }) => accepted.includes(body['clarificationId']));
  for (const { bidderId, bidderName, evaluatedPriceFen } of results) {
    const announced = bids.find((bid) => bid.bidderId === bidderId)?.price?.['priceFen'];
    const isAgreed = asked.some(({ body }) => body['bidderId'] === bidderId && body['correctedFen'] === String(evaluatedPriceFen));
    ensure(announced === String(evaluatedPriceFen) || isAgreed, code, `${bidderName} 的评标价既不是唱标价，也不是其接受的算术修正`);
  }
}

/** Signatures stand under this report: what members signed before a withdrawal or a return counts no more. */
function checkSignatures(record: Record, reported: ShownEvent, hash: string): void {
  const signed = record.all('evaluation', 'ReportSigned').filter((event) => event.version < reported.version);
  const drafted = record.all('evaluation', 'ReportDrafted').findLast((event) => event.version < reported.version);
  if (!drafted) return;
  const current = signed.filter((event) => event.version > drafted.version);
  ensure(bodyOf(drafted, code).at('reportHash').json === hash, code, '提交的报告不是评委签署的那一份');
  ensure(current.every((event) => bodyOf(event, code).at('reportHash').json === hash), code, '有评委签署的是另一份报告');
  const deemed = record.all('evaluation', 'AgreementDeemed').filter((event) => event.version > drafted.version && event.version < reported.version).flatMap((event) => bodyOf(event, code).at('memberIds').list(50));
  const answered = new Set([...current.map((event) => bodyOf(event, code).at('memberId').text()), ...deemed.map((each) => each.text())]);
  ensure(seatsOf(record).every((memberId) => answered.has(memberId)), code, '有评委既没有签署，也没有书面不同意见');
}

/** Who sits at the end: opened seats, or those of the last change. */
function seatsOf(record: Record): string[] {
  const seated = record.last('evaluation', 'EvaluationOpened', 'SeatsChanged');
  return seated === null ? [] : bodyOf(seated, code).at('seats').list(50).map((seat) => seat.at('memberId').text());
}

/** Every member's own marks, where this edition shows them: the last one each gave, joined as the document says. */
function checkMarks(record: Record, { results }: Report, document: Reader): number {
  const given = record.all('evaluation', 'Scored').filter((event) => has(event, 'points'));
  if (given.length === 0) return 0;
  const seats = seatsOf(record);
  const marks = new Map<string, Ratio>();
  for (const event of given) {
    const body = bodyOf(event, code);
    marks.set(`${body.at('memberId').text()} ${body.at('bidderId').text()} ${body.at('factorId').text()}`, decimal(body.at('points').text()));
  }
  const scoring = document.at('scoring');
  const trimFrom = scoring.at('marksTrimFrom').count();
  for (const result of results) {
    for (const group of ['technical', 'commercial'] as const) {
      const total = scoring.at(group).list(100).map((factor) => jointMark(seats.map((memberId) => markOf(marks, memberId, result, factor)), trimFrom)).reduce(add, ratio(0n));
      ensure(round(total, reportDecimals) === result[group], 'evaluation.score', `${result.bidderName} 的${group === 'technical' ? '技术' : '商务'}分应为 ${round(total, reportDecimals)}`);
    }
  }
  return seats.length;
}

function markOf(marks: ReadonlyMap<string, Ratio>, memberId: string, { bidderId, bidderName }: Result, factor: Reader): Ratio {
  const mark = must(marks.get(`${memberId} ${bidderId} ${factor.at('id').text()}`), code, `${memberId} 没有给 ${bidderName} 打分`);
  ensure(compare(mark, ratio(0n)) >= 0 && compare(mark, decimal(factor.at('points').text())) <= 0, code, `${memberId} 的打分超出范围`);
  return mark;
}

/** 取平均; without the highest and the lowest from as many members on as the document says, 0 for never. */
function jointMark(marks: readonly Ratio[], trimFrom: number): Ratio {
  const kept = trimFrom > 0 && marks.length >= trimFrom ? [...marks].sort(compare).slice(1, -1) : marks;
  return decimal(round(mean(kept), markDecimals));
}
