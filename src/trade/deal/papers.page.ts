import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen } from '#kernel/money.ts';
import { markup, type Markup } from '#kernel/markup.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { verification, type Origin } from '#kernel/verification.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { Certificate, Confirmation, SaleResult, Side } from './deal.types.ts';
import { outcomeText } from './deal.words.ts';

type Party = Confirmation['winner'];

/** 成交确认书 for reading on paper. `signed`: which sides have signed it, and when. */
export function confirmationPage(paper: Confirmation, signed: readonly { readonly side: Side; readonly at: Instant }[], origin: Origin): Markup {
  const { terms } = getSaleKind(paper.kind);
  const price = BigInt(paper.priceFen);
  const signature = (side: Side): string => {
    const found = signed.find((each) => each.side === side);
    return found ? `${formatBeijing(found.at)} 已用数字证书签署` : '尚未签署';
  };
  return markup`<h1>成交确认书</h1>
<p class="sub">${paper.saleTitle} · ${paper.lotName}</p>
<p>${formatBeijing(paper.endedAt).slice(0, 16)} 竞价结束，${partyText(paper.winner)}（竞买号 ${paper.paddle}）竞得“${paper.lotName}”。</p>
<dl>
  <dt>成交价</dt><dd>${formatFen(price)}（${capitalFen(price)}）</dd>
  <dt>竞价方式</dt><dd>${paper.mode}</dd>
  <dt>保证金</dt><dd>${paper.depositFen === '0' ? '按公告处理' : `${formatFen(BigInt(paper.depositFen))}，签订合同后抵作价款`}</dd>
  <dt>${terms.initiator}</dt><dd>${partyText(paper.seller)}　${signature('seller')}</dd>
  <dt>${terms.winner}</dt><dd>${partyText(paper.winner)}　${signature('winner')}</dd>
</dl>
<p>双方应当按公告和本确认书签订合同。${terms.winner}不按期签订合同的，承担公告和法律规定的责任。</p>
${verification(origin, checking)}`;
}

/** 交易凭证、鉴证书 for reading on paper. */
export function certificatePage(paper: Certificate, origin: Origin): Markup {
  const { title, terms } = getSaleKind(paper.kind);
  const price = BigInt(paper.priceFen);
  return markup`<h1>交易凭证</h1>
<p class="sub">编号 ${paper.number}</p>
<p>经公开竞价，下列${title}已经成交并签订合同，特此证明。</p>
<dl>
  <dt>项目</dt><dd>${paper.saleTitle}</dd>
  <dt>标的</dt><dd>${paper.lotName}</dd>
  <dt>${terms.initiator}</dt><dd>${partyText(paper.seller)}</dd>
  <dt>${terms.winner}</dt><dd>${partyText(paper.winner)}</dd>
  <dt>竞价方式</dt><dd>${paper.mode}</dd>
  <dt>竞价结束</dt><dd>${formatBeijing(paper.endedAt)}</dd>
  <dt>成交价</dt><dd>${formatFen(price)}（${capitalFen(price)}）</dd>
  <dt>合同签订</dt><dd>${formatBeijing(paper.contractAt)}</dd>
  <dt>合同摘要</dt><dd><code>${paper.contractHash}</code></dd>
  <dt>出具时已付</dt><dd>${formatFen(BigInt(paper.paidFen))}</dd>
</dl>
<p>出具单位：${partyText(paper.centre)}</p>
${verification(origin, checking)}`;
}

/** 结果公告 for reading on paper. */
export function resultPage(paper: SaleResult, until: Instant | null, origin: Origin): Markup {
  const { terms } = getSaleKind(paper.kind);
  return markup`<h1>${terms.result}${until === null ? '' : '公示'}</h1>
<p class="sub">${paper.saleTitle} · ${paper.lotName}</p>
<p>${outcomeText(paper)}</p>
<dl>
  <dt>${terms.initiator}</dt><dd>${paper.seller}</dd>
  <dt>组织单位</dt><dd>${paper.centre}</dd>
  <dt>起始价</dt><dd>${formatFen(BigInt(paper.startFen))}</dd>
  ${paper.valuationFen === null ? '' : markup`<dt>评估结果</dt><dd>${formatFen(BigInt(paper.valuationFen))}</dd>`}
  ${paper.priceFen === null ? '' : markup`<dt>成交价</dt><dd>${formatFen(BigInt(paper.priceFen))}</dd>`}
  ${paper.winner === null ? '' : markup`<dt>${terms.winner}</dt><dd>${paper.winner}</dd>`}
  <dt>竞价结束</dt><dd>${formatBeijing(paper.endedAt)}</dd>
  ${until === null ? '' : markup`<dt>公示至</dt><dd>${formatDeadline(until)}</dd>`}
</dl>
${verification(origin, checking)}`;
}

const checking = markup`</ol>
<p>本件由数据原文打印而成，不一致时以数据原文为准。</p>`;

function partyText({ name, orgId }: Party): string {
  return `${name}（${orgId}）`;
}
