import { leagues } from '#kernel/divisions.ts';
import { formatBeijing, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { addDays, ofInstant, type PlainDate } from '#kernel/time/plain-date.ts';
import type { PackCategory } from '#rules/pack.ts';
import { packCategories, packTitles } from '#rules/registry.ts';
import { publicRules } from '#rules/rules.page.ts';
import type { Outages } from '#platform/wake/outage.ts';
import { links } from '../../../../web/portal/links.ts';
import type { OpeningsProps, RulesProps, StatusProps } from '../../../../web/portal/props.ts';
import { endOf, startOf } from '#kernel/time/plain-date.ts';
import type { HallSummary, TenderSummary } from '../portal.types.ts';
import { agenda } from './rows.ts';

export type DayData = { readonly day: PlainDate; readonly leagueCode: string; readonly openings: readonly TenderSummary[]; readonly halls: readonly HallSummary[]; readonly now: Instant };

/** Openings and auctions of one day, with the days before and after to choose. */
export function openingsProps({ day, leagueCode, openings, halls, now }: DayData): OpeningsProps {
  const today = ofInstant(now);
  const found = [...openings, ...halls];
  const isHere = (each: { readonly leagueCode: string }): boolean => leagueCode === '' || each.leagueCode === leagueCode;
  const days = Array.from({ length: 7 }, (_, i) => addDays(day, i - 3));
  const href = (on: PlainDate, league: string): string => `${links.openings}?day=${on}${league ? `&league=${league}` : ''}`;
  return {
    day,
    days: days.map((each) => ({ label: each === today ? '今天' : each.slice(5), href: href(each, leagueCode), current: each === day })),
    rows: agenda(openings.filter(isHere), halls.filter(isHere), (at) => at >= startOf(day) && at < endOf(day), now),
    leagues: [
      { label: '全区', href: href(day, ''), current: leagueCode === '', count: found.length },
      ...leagues().map((each) => ({ label: each.name, href: href(day, each.code), current: each.code === leagueCode, count: found.filter((tender) => tender.leagueCode === each.code).length })).filter((tab) => (tab.count ?? 0) > 0 || tab.current),
    ],
  };
}

const tenderStages = ['登记', '公告', '投标', '开标', '评标', '公示', '定标', '合同'];
const saleStages = ['登记', '公告', '报名', '竞价', '成交', '公示', '合同', '付款'];

/** The rule page, generated from the rules themselves: what no rule says does not stand here. */
export function rulesProps(category: PackCategory, now: Instant): RulesProps {
  const on = ofInstant(now);
  return {
    packs: packCategories().map((each) => ({ label: packTitles[each], href: links.rulePack(each), current: each === category })),
    title: packTitles[category],
    scope: category === 'construction' ? '全区房屋建筑和市政基础设施工程招标投标' : '全区进入平台的同类交易',
    validFrom: on,
    groups: publicRules(on, [category]).map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => ({
        key: row.key, label: row.title, value: row.value, bound: row.place === '全国' ? '' : row.place,
        article: row.number ? `${row.citation}（${row.number}）` : row.citation, certainty: row.certainty, verdict: 'pending' as const,
      })),
    })),
    stages: (category === 'construction' ? tenderStages : saleStages).map((label) => ({ label, note: '', state: 'next' as const })),
  };
}

export type StatusData = { readonly databaseMs: number; readonly logLagMs: number | null; readonly due: number; readonly outages: Outages | null };

export function statusProps({ databaseMs, logLagMs, due, outages }: StatusData): StatusProps {
  const logFine = logLagMs !== null && logLagMs < 15_000;
  const fine = logFine && due === 0;
  return {
    overall: fine ? { label: '运行正常', tone: 'ok' } : { label: '部分服务延迟', tone: 'act' },
    parts: [
      { name: '受理与数据库', status: { label: '正常', tone: 'ok' }, detail: `应答 ${databaseMs} 毫秒` },
      { name: '公开日志', status: logFine ? { label: '正常', tone: 'ok' } : { label: '延迟', tone: 'act' }, detail: logLagMs === null ? '还没有检查点' : `最近检查点在 ${Math.round(logLagMs / 1000)} 秒前` },
      { name: '法定时刻', status: due === 0 ? { label: '准时', tone: 'ok' } : { label: '处理中', tone: 'act' }, detail: due === 0 ? '没有到期未办的事项' : `${due} 件到期事项正在处理` },
    ],
    outages: (outages?.gaps ?? []).toReversed().map((gap) => ({
      from: gap.from, to: gap.to, text: `平台自 ${formatBeijing(gap.from)} 起中断 ${Math.ceil((gap.to - gap.from) / microsPerMinute)} 分钟。`,
      extended: '中断期间到期的投标截止时间相应顺延，顺延已写入日志。',
    })),
  };
}
