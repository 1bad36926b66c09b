import { league, leagues } from '#kernel/divisions.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Filter, ListProps, Tab } from '../../../../web/portal/props.ts';
import { links } from '../../../../web/portal/links.ts';
import type { FoundNotices } from '../portal.lists.view.ts';
import { hrefOf, type ListQuery } from '../portal.query.ts';
import { noticeKinds, stageNames, stages } from '../portal.types.ts';
import { categoryName, categoryNames, noticeRow, placeOf } from './rows.ts';

const sortNames: Readonly<Record<ListQuery['sort'], string>> = { newest: '最新', oldest: '最早', deadline: '快截止' };

/** The list page of one query. */
export function listProps(query: ListQuery, found: FoundNotices, pageSize: number, now: Instant): ListProps {
  const to = (change: Partial<ListQuery>): string => hrefOf(links.notices, query, change);
  return {
    query: query.q, from: query.from, to: query.to,
    filters: filtersOf(query, found),
    sorts: (Object.keys(sortNames) as ListQuery['sort'][]).map((sort) => ({ label: sortNames[sort], href: to({ sort }), current: query.sort === sort })),
    tabs: kindTabs(query, found.byKind, to),
    active: activeOf(query).map(({ label, change }) => ({ label, removeHref: to(change) })),
    clearHref: links.notices,
    total: found.total,
    rows: found.rows.map((row) => noticeRow(row, now)),
    pages: { current: query.page, count: Math.max(1, Math.ceil(found.total / pageSize)), hrefOf: (page) => to({ page }) },
    csvHref: hrefOf('/notices.csv', query, {}),
  };
}

export function kindTabs(query: ListQuery, counts: ReadonlyMap<string, number>, to: (change: Partial<ListQuery>) => string): Tab[] {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [
    { label: '全部', href: to({ kind: '' }), current: query.kind === '', count: all },
    ...(Object.keys(noticeKinds) as (keyof typeof noticeKinds)[]).map((kind) => ({ label: noticeKinds[kind], href: to({ kind }), current: query.kind === kind, count: counts.get(kind) ?? 0 })),
  ];
}

function filtersOf(query: ListQuery, found: FoundNotices): Filter[] {
  const chosen = league(query.league);
  return [
    {
      name: 'league', label: '盟市',
      options: [{ value: '', label: '全区', selected: query.league === '' }, ...leagues().map((each) => ({ value: each.code, label: each.name, count: found.byLeague.get(each.code) ?? 0, selected: query.league === each.code }))],
    },
    {
      name: 'area', label: '旗县',
      options: [{ value: '', label: chosen ? `${chosen.name}全部` : '先选盟市', selected: query.area === '' }, ...(chosen?.areas ?? []).map((each) => ({ value: each.code, label: each.name, selected: query.area === each.code }))],
    },
    { name: 'category', label: '品类', options: [{ value: '', label: '全部品类', selected: query.category === '' }, ...Object.entries(categoryNames).map(([value, label]) => ({ value, label, count: found.byCategory.get(value) ?? 0, selected: query.category === value }))] },
    {
      name: 'stage', label: '阶段',
      options: [{ value: '', label: '全部阶段', selected: query.stage === '' }, ...stages.filter((stage) => stage !== 'registered').map((stage) => ({ value: stage, label: stageNames[stage], count: found.byStage.get(stage) ?? 0, selected: query.stage === stage }))],
    },
  ];
}

function activeOf(query: ListQuery): { label: string; change: Partial<ListQuery> }[] {
  return [
    ...(query.q ? [{ label: `“${query.q}”`, change: { q: '' } }] : []),
    ...(query.league ? [{ label: placeOf(query.league), change: { league: '', area: '' } }] : []),
    ...(query.area ? [{ label: placeOf(query.area), change: { area: '' } }] : []),
    ...(query.category ? [{ label: categoryName(query.category), change: { category: '' as const } }] : []),
    ...(query.stage ? [{ label: stageNames[query.stage], change: { stage: '' as const } }] : []),
    ...(query.from ? [{ label: `${query.from} 起`, change: { from: '' } }] : []),
    ...(query.to ? [{ label: `至 ${query.to}`, change: { to: '' } }] : []),
  ];
}
