import { formatBeijing } from '#kernel/time/instant.ts';
import { textRuns } from '#rules/texts/deviations.ts';
import { findStandardText } from '#rules/texts/library.ts';
import { deviationsOf, packOf, readable } from '#trade/tender/tender.document.ts';
import type { PublishedDocument, Tender } from '#trade/tender/tender.types.ts';
import { links } from '../../../../web/portal/links.ts';
import type { DocumentPageProps } from '../../../../web/portal/props.ts';
import { filesOf } from './project.view.ts';

const kindNames = { added: '增加', removed: '删去', changed: '改动', moved: '移位' } as const;

/** The tender document in full as it stands now: the standard text filled in, with every clause that departs from it. */
export function documentProps(tender: Tender, published: PublishedDocument): DocumentPageProps {
  const { document } = published;
  const found = new Map(deviationsOf(document).map((deviation) => [deviation.sectionId, deviation]));
  const titles = readable(tender, document, packOf(tender));
  return {
    title: `${tender.name} · 招标文件`,
    crumbs: [{ label: '首页', href: links.home }, { label: tender.name, href: links.project(tender.tenderId) }],
    version: `第 ${published.version} 版 · ${formatBeijing(published.publishedAt)} 发布`,
    standard: findStandardText(document.standardTextId)?.title ?? document.standardTextId,
    documentHash: published.documentHash,
    chapters: titles.map((chapter) => ({
      id: chapter.id, title: chapter.title,
      sections: chapter.sections.map((section) => {
        const deviation = found.get(section.id);
        return {
          id: section.id, title: section.title, paragraphs: section.body.split('\n').filter(Boolean),
          ...(deviation ? { deviation: { kind: kindNames[deviation.kind], runs: deviation.kind === 'changed' ? textRuns(deviation.before, deviation.after) : [] } } : {}),
        };
      }),
    })),
    deviations: [...found.values()].map(({ sectionId, title, kind }) => ({ sectionId: kind === 'removed' ? null : sectionId, title, kind: kindNames[kind] })),
    removed: [...found.values()].filter(({ kind }) => kind === 'removed').map(({ title, before }) => ({ title, text: before })),
    documents: filesOf(tender),
    projectHref: links.project(tender.tenderId),
  };
}
