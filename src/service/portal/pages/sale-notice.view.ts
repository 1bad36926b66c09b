import { toHex } from '#kernel/bytes.ts';
import { leagueOf } from '#kernel/divisions.ts';
import { formatFen } from '#kernel/money.ts';
import { capitalFen } from '#kernel/money.capital.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { minuteText, modeText, reserveText, tiersText } from '#trade/sale/sale.words.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import { links } from '../../../../web/portal/links.ts';
import type { NoticeProps } from '../../../../web/portal/props.ts';
import type { Notice, PublicEvent, SaleStates } from '../portal.types.ts';
import { linksTo } from './project.view.ts';
import { kindChip, kindName } from './rows.ts';

export type SaleNoticeData = { readonly notice: Notice; readonly states: SaleStates; readonly event: PublicEvent };

/** One notice of a sale in full, as it was published. */
export function saleNoticeProps({ notice, states: { sale }, event }: SaleNoticeData): NoticeProps {
  const league = leagueOf(sale.areaCode);
  return {
    title: notice.title,
    kind: kindChip(notice.kind),
    crumbs: [{ label: '首页', href: links.home }, { label: '交易信息', href: links.notices }, { label: sale.title, href: links.sale(sale.saleId) }],
    publishedAt: notice.at,
    publisher: notice.kind === 'sale' ? sale.seller.name : sale.centre.name,
    project: { label: '看这次交易的全过程', href: links.sale(sale.saleId) },
    codeLabel: '公告编号', code: sale.saleId,
    media: [{ label: '内蒙古自治区公共资源交易网', href: links.home }, ...(league ? [{ label: `${league.name}公共资源交易网`, href: links.league(league.code) }] : [])],
    sections: notice.kind === 'sale' ? announcement(sale) : resultSections(notice),
    documents: [
      ...(notice.kind === 'sale' ? [{ label: '申请竞买', href: links.applyForLot(sale.saleId), detail: '登录后在线申请' }, ...linksTo(sale.files)] : []),
      ...(notice.lotId === null ? [] : [{ label: '竞价大厅', href: links.auction(notice.lotId), detail: '逐次报价和走势' }]),
    ],
    versions: [],
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
    contentHash: toHex(event.commitment),
  };
}

function announcement(sale: Sale): NoticeProps['sections'] {
  return [
    { heading: '标的', paragraphs: [], table: { head: ['标的', '起始价', '保证金', '报名截止', '竞价开始'], numeric: [1, 2], rows: sale.lots.map((lot) => [lot.name, formatFen(BigInt(lot.startFen)), formatFen(BigInt(lot.depositFen)), formatDeadline(lot.applyUntil), minuteText(lot.biddingFrom)]) } },
    { heading: '公告', paragraphs: sale.text.split('\n').filter(Boolean) },
    ...sale.lots.map((lot) => ({ heading: sale.lots.length > 1 ? lot.name : '标的情况和竞价方式', paragraphs: [], table: { head: ['事项', '内容'], rows: termsOf(lot, sale) } })),
  ];
}

function termsOf(lot: SaleLot, sale: Sale): string[][] {
  const { terms } = getSaleKind(sale.kind);
  return [
    ...lot.facts.map(({ label, value }) => [label, value]),
    [`${terms.participant}资格`, lot.qualification],
    ['竞价方式', modeText(lot.mode)],
    ['加价幅度', tiersText(lot.tiers)],
    ['底价', reserveText(lot)],
    ...(lot.reserveHash === null ? [] : [['底价密封指纹 SHA-256', lot.reserveHash]]),
    ...(lot.capFen === null ? [] : [['最高限价', formatFen(BigInt(lot.capFen))]]),
  ];
}

function resultSections({ kind, facts }: Notice): NoticeProps['sections'] {
  return [{
    heading: kindName(kind),
    paragraphs: [
      ...(facts.text ? [`${facts.text}。`] : []),
      ...(facts.soldFen ? [`成交价 ${formatFen(BigInt(facts.soldFen))}（${capitalFen(BigInt(facts.soldFen))}）。`] : []),
      ...(kind === 'hall' ? ['竞价大厅里竞买人只有编号；竞得人随成交结果公告。全程每一次报价都在公开日志里，可以核对。'] : []),
    ],
  }];
}
