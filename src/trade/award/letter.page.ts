import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen } from '#kernel/money.ts';
import { markup, type Markup } from '#kernel/markup.ts';
import { formatPoints } from '#kernel/points.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { verification, type Origin } from '#kernel/verification.ts';
import type { Candidate, NoticeContent } from './award.types.ts';

/** 中标通知书 as it was signed (`letterOf`). */
export type LetterContent = {
  readonly tenderName: string; readonly lotName: string; readonly initiator: string; readonly agency: string | null; readonly to: { readonly orgId: string; readonly name: string };
  readonly priceFen: string; readonly durationDays: number; readonly quality: string; readonly projectManager: Candidate['projectManager']; readonly decidedAt: Instant; readonly contractBy: Instant;
};

/** The letter for reading on paper; everything in it comes from the text that was signed. */
export function letterPage(letter: LetterContent, origin: Origin): Markup {
  const price = BigInt(letter.priceFen);
  return markup`<h1>中标通知书</h1>
<p class="sub">${letter.tenderName} · ${letter.lotName}</p>
<p><b>${letter.to.name}</b>（统一社会信用代码 ${letter.to.orgId}）：</p>
<p>你单位递交的“${letter.tenderName}”（${letter.lotName}）投标文件已被接受，于 ${formatBeijing(letter.decidedAt).slice(0, 10)} 确定为中标人。</p>
<dl>
  <dt>中标价</dt><dd>${formatFen(price)}（${capitalFen(price)}）</dd>
  <dt>工期</dt><dd>${letter.durationDays} 日历天</dd>
  <dt>工程质量</dt><dd>${letter.quality}</dd>
  <dt>项目经理</dt><dd>${letter.projectManager.name}（${letter.projectManager.certificate}）</dd>
</dl>
<p>请在 ${formatDeadline(letter.contractBy)} 前与招标人按照招标文件和你单位的投标文件订立书面合同。</p>
<p>招标人：${letter.initiator}${letter.agency === null ? '' : `　代理机构：${letter.agency}`}</p>
${verification(origin, checking)}`;
}

const headings = { won: '中标结果通知书', 'not-awarded': '中标结果通知书', rejected: '投标被否决通知书', 'not-opened': '投标文件未能打开通知书' } as const;

/** `ground`: the article's words for why the bid fell out, or null. */
export type Addressing = { readonly tenderName: string; readonly lotName: string; readonly initiator: string; readonly ground: string | null };

/** What one bidder was told, for that bidder: its own result and the winner, never another's scores. */
export function noticePage({ tenderName, lotName, initiator, ground }: Addressing, content: NoticeContent, origin: Origin): Markup {
  const { winner, scores } = content;
  return markup`<h1>${headings[content.outcome]}</h1>
<p class="sub">${tenderName} · ${lotName}</p>
<p><b>${content.name}</b>：</p>
<p>${winner === null ? '本标段没有产生中标人，招标失败；你单位的投标保证金及利息依法退还。' : content.outcome === 'won' ? '你单位已确定为本标段的中标人，另见中标通知书。' : `本标段的中标人为 ${winner.name}，中标价 ${formatFen(BigInt(winner.priceFen))}。你单位未中标。`}</p>
${ground === null ? '' : markup`<h2>依据和理由</h2><p>${ground}</p><p>${content.reason ?? ''}</p>`}
${scores === null ? '' : markup`<h2>你单位的得分</h2><table><thead><tr><th>名次</th><th>技术</th><th>商务</th><th>价格</th><th>总分</th></tr></thead><tbody><tr><td>${scores.rank}</td><td class="n">${formatPoints(scores.technical)}</td><td class="n">${formatPoints(scores.commercial)}</td><td class="n">${formatPoints(scores.price)}</td><td class="n"><b>${formatPoints(scores.total)}</b></td></tr></tbody></table>`}
<p>招标人：${initiator}</p>
${verification(origin, checking)}`;
}

const checking = markup`<li>下载本标段的证据包，用门户“核验”页或者离线核验程序检查签名和前后各环节。</li>
</ol>
<p>本件由数据原文打印而成，不一致时以数据原文为准（电子招标投标办法 第六十二条）。</p>`;
