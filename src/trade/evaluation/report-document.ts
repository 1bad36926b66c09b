import { present } from '#kernel/assert.ts';
import type { Markup } from '#kernel/markup.ts';
import { priceScores } from '#rules/evaluation/price.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Evaluation } from './evaluation.types.ts';
import { termsOf, type ReadMethod } from './hall.ts';
import { priceTable } from './price-steps.ts';
import { reportPage } from './report-page.ts';

/** The report of this evaluation as a document to be printed; at its foot the hash that was signed and where that stands in the log. */
export function reportDocument(tender: Tender, evaluation: Evaluation, logIndex: number | null, readMethod: ReadMethod): { title: string; body: Markup; footer: string } {
  const report = present(evaluation.report, 'report');
  const terms = termsOf(tender, report.lotId, readMethod);
  const prices = report.results.map(({ bidderId, evaluatedPriceFen }) => ({ bidId: bidderId, priceFen: BigInt(evaluatedPriceFen) }));
  const { coefficient } = report;
  const price = prices.length === 0 ? null : priceTable(terms.method.price, priceScores(terms.method.price, prices, { capFen: BigInt(terms.lot.priceCapFen), coefficient }), coefficient);
  return {
    title: `评标报告 ${tender.name}`,
    body: reportPage({ tender, evaluation, report, price, pack: terms.pack }),
    footer: `报告摘要 ${evaluation.reportHash ?? ''} · ${logIndex === null ? '日志位置待编入' : `日志第 ${logIndex} 号`}`,
  };
}
