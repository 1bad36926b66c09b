import { leagues } from '#kernel/divisions.ts';
import { div, mul, of, round } from '#kernel/ratio.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { HomeProps, LogSummary, OpeningRow } from '../../../../web/portal/props.ts';
import { links } from '../../../../web/portal/links.ts';
import type { Figures } from '../portal.figures.view.ts';
import type { FoundNotices } from '../portal.lists.view.ts';
import { hrefOf, type ListQuery } from '../portal.query.ts';
import { noticeKinds } from '../portal.types.ts';
import { categoryNames, noticeRow, wan } from './rows.ts';

export type HomeData = {
  readonly query: ListQuery;
  readonly figures: Figures;
  readonly found: FoundNotices;
  readonly openings: readonly OpeningRow[];
  readonly outages: number;
  readonly log: LogSummary;
};

/** Kinds that the front page offers; the list page has them all. */
const frontKinds = ['tender', 'sale', 'amendment', 'candidates', 'hall', 'result'] as const;

export function homeProps({ query, figures, found, openings, outages, log }: HomeData, now: Instant): HomeProps {
  return {
    leagues: leagues().map((each) => ({ code: each.code, name: each.name.replace(/市$|盟$/, ''), count: figures.byLeague.get(each.code) ?? 0, href: links.league(each.code) })),
    categories: Object.entries(categoryNames).map(([category, label]) => ({ label, href: `${links.notices}?category=${category}`, count: figures.byCategory.get(category) ?? 0 })).filter(({ count }, i) => i === 0 || count > 0),
    statistics: [
      { value: String(figures.running), label: '正在进行的项目', href: links.notices },
      { value: String(openings.length), label: '今日开标与竞价', href: links.openings },
      { value: wan(figures.awardedFen + figures.soldFen), label: '本年成交' },
      { value: savedShare(figures), label: '平均节约（与最高限价比）' },
      { value: premium(figures), label: '平均溢价（与起始价比）' },
      { value: String(outages), label: '本年系统中断', href: links.status },
    ],
    tabs: [
      { label: '全部', href: links.home, current: query.kind === '' },
      ...frontKinds.map((kind) => ({ label: noticeKinds[kind], href: hrefOf(links.home, query, { kind }), current: query.kind === kind })),
    ],
    notices: found.rows.slice(0, 8).map((row) => noticeRow(row, now)),
    openings,
    log,
  };
}

/** Of the lots sold, how far above where they began the prices are, in all. */
export function premium({ soldStartFen, soldFen }: Figures): string {
  if (soldStartFen === 0n) return '—';
  return `${round(mul(div(of(soldFen - soldStartFen), of(soldStartFen)), of(100n)), 1)} %`;
}

/** Of the awarded lots, how far below their caps the prices are, in all. */
export function savedShare({ awardedCapFen, awardedFen }: Figures): string {
  if (awardedCapFen === 0n) return '—';
  return `${round(mul(div(of(awardedCapFen - awardedFen), of(awardedCapFen)), of(100n)), 1)} %`;
}
