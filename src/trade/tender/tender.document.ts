import { toBase64url } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import { formatFen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { sha256 } from '#kernel/sha256.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { awardMethodText } from '#rules/construction/award-method.ts';
import { objectionToDocumentBy } from '#rules/construction/deadlines.ts';
import type { TenderPlan } from '#rules/construction/checks.ts';
import type { RulePack } from '#rules/pack.ts';
import { packFor } from '#rules/registry.ts';
import { deviations, type Deviation } from '#rules/texts/deviations.ts';
import { findStandardText } from '#rules/texts/library.ts';
import { periodValues } from '#rules/texts/periods.ts';
import { filled, type Chapter } from '#rules/texts/text.ts';
import { formulaText } from './tender.method.ts';
import { documentJson } from './tender.schema.ts';
import type { LotPlan, LotTerms, Tender, TenderDocument } from './tender.types.ts';

/** SHA-256 of the canonical document, base64url: what the initiator signs. */
export function hashOfDocument(document: TenderDocument): string {
  return toBase64url(sha256(canonical(documentJson(document))));
}

/** The rules a tender lives under for good: those of its registration day and place. */
export function packOf(tender: Pick<Tender, 'category' | 'areaCode' | 'registeredOn'>): RulePack {
  return packFor({ category: tender.category, regionCode: tender.areaCode, on: plainDate(tender.registeredOn) });
}

/** The plan as the rules judge it. Opening is the deadline: there is one instant in the document, so they cannot differ. */
export function planOf(tender: Pick<Tender, 'lots' | 'isStateFunded'>, document: TenderDocument, publishAt: Instant): TenderPlan {
  const { documentFrom, documentUntil, bidDeadlineAt, bidValidityDays, decryptWindowMinutes } = document;
  return {
    publishAt, documentFrom, documentUntil, bidDeadlineAt, openingAt: bidDeadlineAt, bidValidityDays, decryptWindowMinutes,
    performanceBondRate: isZero(document.performanceBondRate) ? null : document.performanceBondRate,
    awardMethod: document.awardMethod.kind, isStateFunded: tender.isStateFunded,
    lots: document.lots.map((terms) => ({
      kind: 'works' as const,
      estimateFen: BigInt(lotOf(tender, terms.lotId)?.estimateFen ?? '0'),
      priceCapFen: BigInt(terms.priceCapFen),
      depositFen: terms.depositFen === '0' ? null : BigInt(terms.depositFen),
    })),
  };
}

/** What stands in the fields of the text and comes from the plan, never typed a second time. */
export function computedValues(tender: Tender, document: TenderDocument, pack: RulePack): Readonly<Record<string, string>> {
  const perLot = (text: (terms: LotTerms) => string): string => document.lots.map((terms) => `${lotOf(tender, terms.lotId)?.name ?? terms.lotId}：${text(terms)}`).join('；');
  const points = (list: TenderDocument['scoring']['technical']): string => list.map((factor) => `${factor.title} ${factor.points} 分`).join('、');
  return {
    ...periodValues(pack),
    projectName: tender.name,
    initiator: tender.initiator.name,
    agency: tender.agency?.name ?? '无',
    department: tender.department.name,
    scope: tender.lots.map((lot) => `${lot.name}：${lot.scope}`).join('；'),
    lotList: tender.lots.map((lot) => lot.name).join('、'),
    duration: perLot((terms) => `${terms.durationDays} 日历天`),
    quality: perLot((terms) => terms.quality),
    qualification: document.qualification.map((item) => `${item.title}：${item.requirement.replace(/[。；\s]+$/, '')}`).join('；'),
    consortium: document.acceptsConsortium ? '接受' : '不接受',
    documentFrom: formatBeijing(document.documentFrom),
    documentUntil: formatDeadline(document.documentUntil),
    bidDeadline: formatDeadline(document.bidDeadlineAt),
    objectionUntil: formatDeadline(objectionToDocumentBy(document.bidDeadlineAt, { pack }).at),
    priceCap: perLot((terms) => formatFen(BigInt(terms.priceCapFen))),
    deposit: perLot((terms) => (terms.depositFen === '0' ? '不收取' : formatFen(BigInt(terms.depositFen)))),
    validityDays: String(document.bidValidityDays),
    decryptMinutes: String(document.decryptWindowMinutes),
    bond: isZero(document.performanceBondRate) ? '不收取' : `中标合同金额的 ${percent(document.performanceBondRate)}`,
    criteria: `技术部分：${points(document.scoring.technical)}。商务部分：${points(document.scoring.commercial)}。价格：${document.scoring.price.points} 分`,
    priceFormula: formulaText(document.scoring),
    memberMethod: document.scoring.marksTrimFrom === 0 ? '取全体评委打分的算术平均值' : `评委 ${document.scoring.marksTrimFrom} 名以上时去掉一个最高分和一个最低分，取其余打分的算术平均值`,
    candidates: String(document.candidatesMax),
    awardMethod: awardMethodText(document.awardMethod.kind),
  };
}

/** Notice and document as people read them, chapter by chapter. */
export function readable(tender: Tender, document: TenderDocument, pack: RulePack): Chapter[] {
  const standard = findStandardText(document.standardTextId);
  const values = { ...document.values, ...computedValues(tender, document, pack) };
  const composed = composedText(document);
  return standard ? filled(standard, composed, values) : [...composed.chapters];
}

/** Clauses that differ from the standard text. */
export function deviationsOf(document: TenderDocument): Deviation[] {
  const standard = findStandardText(document.standardTextId);
  return standard ? deviations(standard, composedText(document)) : [];
}

/** Sections in the chapters of the standard text; what belongs to none of them makes a last chapter. */
export function composedText(document: TenderDocument): { readonly chapters: readonly Chapter[] } {
  const chapters = findStandardText(document.standardTextId)?.chapters ?? [];
  const chapterOf = (id: string): string | undefined => chapters.find((chapter) => chapter.id === id.split('.')[0])?.id;
  const own = chapters.map((chapter) => ({ id: chapter.id, title: chapter.title, sections: document.sections.filter((section) => chapterOf(section.id) === chapter.id) }));
  const rest = document.sections.filter((section) => chapterOf(section.id) === undefined);
  return { chapters: rest.length > 0 ? [...own, { id: 'annex', title: '补充条款', sections: rest }] : own };
}

export function lotOf(tender: Pick<Tender, 'lots'>, lotId: string): LotPlan | undefined {
  return tender.lots.find((lot) => lot.lotId === lotId);
}

function isZero(decimal: string): boolean {
  return /^0+(\.0+)?$/.test(decimal);
}

function percent(decimal: string): string {
  const parsed = ratio.parse(decimal);
  return parsed.ok ? `${ratio.round(ratio.mul(parsed.value, ratio.of(100n)), 2).replace(/\.?0+$/, '')}%` : decimal;
}
