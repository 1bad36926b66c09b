import { formatFen } from '#kernel/money.ts';
import { markup, type Markup } from '#kernel/markup.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatPoints } from '#kernel/points.ts';
import type { RulePack } from '#rules/pack.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Evaluation, EvaluationReport } from './evaluation.types.ts';
import type { PriceTable } from './price-steps.ts';
import { groundText } from './rules-of.ts';

export type ReportPage = { readonly tender: Tender; readonly evaluation: Evaluation; readonly report: EvaluationReport; readonly price: PriceTable | null; readonly pack: RulePack };

/** The evaluation report for reading on paper; everything in it comes from the report that was signed. */
export function reportPage({ tender, evaluation, report, price, pack }: ReportPage): Markup {
  const lot = tender.lots.find(({ lotId }) => lotId === report.lotId);
  return markup`<h1>评标报告</h1>
<p class="sub">${tender.name} · ${lot?.name ?? report.lotId}</p>
<dl>
  <dt>招标人</dt><dd>${tender.initiator.name}</dd>
  <dt>统一交易标识码</dt><dd>${tender.transactionCode.code}${tender.transactionCode.provisional ? '（暂编）' : ''}</dd>
  <dt>招标文件摘要</dt><dd><code>${report.documentHash}</code></dd>
  <dt>评审轮次</dt><dd>第 ${report.round} 次</dd>
  <dt>提交时间</dt><dd>${evaluation.reportedAt === null ? '尚未提交' : formatBeijing(evaluation.reportedAt)}</dd>
</dl>
<h2>一、推荐的中标候选人</h2>${candidates(report)}
<h2>二、评审结果</h2>${results(report)}
<h2>三、评标基准价与价格分</h2>${prices(report, price)}
<h2>四、否决投标的情况</h2>${rejections(report, pack)}
<h2>五、清标、澄清与评分差异</h2>${list(report.facts, '没有需要列明的事项。')}
<h2>六、评标委员会成员意见</h2>${signatures(evaluation)}`;
}

function candidates({ candidates: ids, results: rows }: EvaluationReport): Markup {
  if (ids.length === 0) return markup`<p>没有推荐中标候选人。</p>`;
  return markup`<ol>${ids.map((id) => markup`<li>${rows.find(({ bidderId }) => bidderId === id)?.bidderName ?? id}</li>`)}</ol>`;
}

function results({ results: rows }: EvaluationReport): Markup {
  if (rows.length === 0) return markup`<p>没有有效投标。</p>`;
  return markup`<table><thead><tr><th>名次</th><th>投标人</th><th>投标报价</th><th>评标价</th><th>技术</th><th>商务</th><th>价格</th><th>总分</th></tr></thead><tbody>
${rows.map((row) => markup`<tr><td>${row.rank}</td><td>${row.bidderName}</td><td class="n">${formatFen(BigInt(row.priceFen))}</td><td class="n">${formatFen(BigInt(row.evaluatedPriceFen))}</td><td class="n">${formatPoints(row.technical)}</td><td class="n">${formatPoints(row.commercial)}</td><td class="n">${formatPoints(row.price)}</td><td class="n"><b>${formatPoints(row.total)}</b></td></tr>`)}
</tbody></table>`;
}

function prices({ results: rows }: EvaluationReport, price: PriceTable | null): Markup {
  if (price === null) return markup`<p>没有有效报价。</p>`;
  const nameOf = (id: string): string => rows.find(({ bidderId }) => bidderId === id)?.bidderName ?? id;
  return markup`<ul>${price.steps.map((step) => markup`<li>${step}</li>`)}</ul><table><tbody>
${price.rows.map((row) => markup`<tr><td>${nameOf(row.bidderId)}</td><td>${row.steps.map((step) => markup`<div>${step}</div>`)}</td><td class="n">${formatPoints(row.score)}</td></tr>`)}
</tbody></table>`;
}

function rejections({ rejected }: EvaluationReport, pack: RulePack): Markup {
  return list(rejected.map(({ bidderName, ground, reason }) => `${bidderName}：${groundText(pack, ground)}。${reason}`), '没有被否决的投标。');
}

function list(items: readonly string[], none: string): Markup {
  return items.length === 0 ? markup`<p>${none}</p>` : markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
}

/** Members stay without names here: the report goes to people who may not know them yet. */
function signatures({ members, chairMemberId, reportSignatures }: Evaluation): Markup {
  return markup`<table><tbody>${members.map(({ memberId, kind }, n) => {
    const signed = reportSignatures.find((each) => each.memberId === memberId);
    const opinion = signed === undefined ? '尚未签署' : signed.deemed ? '逾期未签署也未说明不同意见，视为同意' : signed.dissent === null ? '同意，已电子签名' : `不同意，已电子签名。意见：${signed.dissent}`;
    return markup`<tr><td>成员 ${n + 1}${kind === 'representative' ? '（招标人代表）' : ''}${memberId === chairMemberId ? '（负责人）' : ''}</td><td>${opinion}</td><td>${signed === undefined ? '' : formatBeijing(signed.at)}</td></tr>`;
  })}</tbody></table>`;
}
