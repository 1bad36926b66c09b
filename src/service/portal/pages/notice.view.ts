import { toHex } from '#kernel/bytes.ts';
import { leagueOf } from '#kernel/divisions.ts';
import { links } from '../../../../web/portal/links.ts';
import type { NoticeProps } from '../../../../web/portal/props.ts';
import type { Notice, PublicEvent, TenderStates } from '../portal.types.ts';
import { sectionsOf } from './notice-sections.view.ts';
import { filesOf } from './project.view.ts';
import { kindChip, kindName } from './rows.ts';

export type NoticeData = { readonly notice: Notice; readonly states: TenderStates; readonly event: PublicEvent; readonly siblings: readonly Notice[] };

/** One notice in full, as it was published: made from the event itself, not from what the project has become since. */
export function noticeProps({ notice, states, event, siblings }: NoticeData): NoticeProps {
  const { tender } = states;
  const league = leagueOf(tender.areaCode);
  return {
    title: notice.kind === 'tender' ? `${notice.title}招标公告` : notice.title,
    kind: kindChip(notice.kind),
    crumbs: [{ label: '首页', href: links.home }, { label: '交易信息', href: links.notices }, { label: tender.name, href: links.project(tender.tenderId) }],
    publishedAt: notice.at,
    publisher: tender.agency ? `${tender.initiator.name}（代理：${tender.agency.name}）` : tender.initiator.name,
    project: { label: '看这个项目的全过程', href: links.project(tender.tenderId) },
    codeLabel: '统一交易标识码', code: tender.transactionCode.code,
    media: [{ label: '内蒙古自治区公共资源交易网', href: links.home }, ...(league ? [{ label: `${league.name}公共资源交易网`, href: links.league(league.code) }] : [])],
    sections: sectionsOf(notice, states, event),
    documents: documentsOf(notice, states),
    versions: notice.kind === 'tender' || notice.kind === 'amendment' ? versionsOf(notice, siblings) : [],
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
    contentHash: toHex(event.commitment),
  };
}

/** Beside the publicity and the result stands what lets anyone work the figures out again. */
function documentsOf({ kind, lotId }: Notice, { tender }: TenderStates): NoticeProps['documents'] {
  if (kind === 'tender' || kind === 'amendment') return [{ label: '招标文件全文', href: links.document(tender.tenderId), detail: '现行版' }, ...filesOf(tender), { label: '提出异议', href: links.takeDocument(tender.tenderId), detail: '潜在投标人和其他利害关系人，登录后提出' }];
  if ((kind !== 'candidates' && kind !== 'result') || lotId === null) return [];
  const bundle = `/api/bundles/${lotId}`;
  const objecting = kind === 'candidates' ? [{ label: '提出异议', href: links.objectToResult(lotId), detail: '投标人和其他利害关系人，公示期间登录后提出' }] : [];
  return [...objecting, { label: '证据包（公开版）', href: bundle, detail: '下载后可离线核对' }, { label: '在本机重新核算', href: links.verifyBundle(bundle), detail: '由唱标价、公式和系数重算得分和名次' }];
}

function versionsOf(notice: Notice, siblings: readonly Notice[]): NoticeProps['versions'] {
  const chain = siblings.filter((each) => each.kind === 'tender' || each.kind === 'amendment').toSorted((a, b) => a.at - b.at || a.logIndex - b.logIndex);
  return chain.length < 2 ? [] : chain.map((each, i) => ({ label: i === 0 ? kindName('tender') : (each.title.split(' · ').at(-1) ?? kindName(each.kind)), href: links.notice(each.id), current: each.id === notice.id, at: each.at }));
}
