import type { League } from '#kernel/divisions.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { links } from '../../../../web/portal/links.ts';
import type { LeagueProps, OpeningRow } from '../../../../web/portal/props.ts';
import type { Figures } from '../portal.figures.view.ts';
import { pageSize, type FoundNotices } from '../portal.lists.view.ts';
import { hrefOf, wholeList, type ListQuery } from '../portal.query.ts';
import { premium, savedShare } from './home.view.ts';
import { kindTabs } from './lists.view.ts';
import { noticeRow, wan } from './rows.ts';

export type LeagueData = { readonly league: League; readonly query: ListQuery; readonly figures: Figures; readonly found: FoundNotices; readonly openings: readonly OpeningRow[] };

/** The portal of one league: the same notices at the same instant, those of the league alone. */
export function leagueProps({ league, query, figures, found, openings }: LeagueData, now: Instant): LeagueProps {
  const to = (change: Partial<ListQuery>): string => hrefOf(links.league(league.code), { ...query, league: '' }, { league: '', ...change });
  return {
    name: league.name,
    crumbs: [{ label: '内蒙古自治区公共资源交易网', href: links.home }],
    statistics: [
      { value: String(figures.running), label: '正在进行的项目' },
      { value: String(openings.length), label: '今日开标与竞价', href: `${links.openings}?league=${league.code}` },
      { value: wan(figures.awardedFen + figures.soldFen), label: '本年成交' },
      { value: savedShare(figures), label: '平均节约（与最高限价比）' },
      { value: premium(figures), label: '平均溢价（与起始价比）' },
    ],
    areas: league.areas.map((area) => ({ label: area.name, href: hrefOf(links.notices, wholeList, { league: league.code, area: area.code }) })),
    tabs: kindTabs(query, found.byKind, to).filter((tab) => tab.current || (tab.count ?? 0) > 0),
    rows: found.rows.map((row) => noticeRow(row, now)),
    pages: { current: query.page, count: Math.max(1, Math.ceil(found.total / pageSize)), hrefOf: (page) => to({ page }) },
    openings,
    listHref: hrefOf(links.notices, wholeList, { league: league.code }),
  };
}
