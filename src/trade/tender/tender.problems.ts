import type { RulePack } from '#rules/pack.ts';
import { findStandardText } from '#rules/texts/library.ts';
import { missingFields } from '#rules/texts/text.ts';
import { composedText, computedValues, lotOf } from './tender.document.ts';
import { scoringProblems } from './tender.method.ts';
import type { Tender, TenderDocument } from './tender.types.ts';

/** Something to put right before the document may be published. `path` is where in the document. */
export type DocumentProblem = { readonly path: string; readonly text: string };

/** What the document still lacks, in the order of the form; the periods and caps are judged by `checkTenderPlan`. */
export function documentProblems(tender: Tender, document: TenderDocument, pack: RulePack): DocumentProblem[] {
  return [
    ...textProblems(tender, document, pack),
    ...qualificationProblems(document),
    ...lotProblems(tender, document),
    ...scoringProblems(document, pack).map((text) => ({ path: 'scoring', text })),
  ].map(({ path, text }) => ({ path, text: /[。！]$/.test(text) ? text : `${text}。` }));
}

function textProblems(tender: Tender, document: TenderDocument, pack: RulePack): DocumentProblem[] {
  const standard = findStandardText(document.standardTextId);
  if (!standard) return [{ path: 'standardTextId', text: '没有选择标准文本' }];
  const values = { ...document.values, ...computedValues(tender, document, pack) };
  const twice = document.sections.filter((section, i) => document.sections.findIndex((other) => other.id === section.id) !== i);
  const known = new Set(standard.fields.map((field) => field.id));
  const unknown = document.sections.flatMap((section) => [...section.body.matchAll(/\{\{([a-zA-Z]+)\}\}/g)].map((match) => match[1] as string)).filter((id) => !known.has(id));
  if (unknown.length > 0) return [{ path: 'sections', text: `正文用了标准文本没有的填写项“${unknown[0]}”` }];
  return [
    ...twice.map((section) => ({ path: 'sections', text: `条款“${section.title}”重复` })),
    ...missingFields(standard, composedText(document), values).map((field) => ({ path: `values.${field.id}`, text: `还没有填写“${field.label}”` })),
  ];
}

function qualificationProblems({ qualification }: TenderDocument): DocumentProblem[] {
  return qualification.length === 0 ? [{ path: 'qualification', text: '还没有写资格要求' }] : [];
}

function lotProblems(tender: Tender, document: TenderDocument): DocumentProblem[] {
  const missing = tender.lots.filter((lot) => document.lots.filter((terms) => terms.lotId === lot.lotId).length !== 1);
  const strangers = document.lots.filter((terms) => !lotOf(tender, terms.lotId));
  return [
    ...missing.map((lot) => ({ path: 'lots', text: `“${lot.name}”应有且只有一份标段条款` })),
    ...strangers.map((terms) => ({ path: 'lots', text: `标段 ${terms.lotId} 不属于本项目` })),
    ...document.lots.flatMap((terms, i) => priceListProblems(terms.priceList, lotOf(tender, terms.lotId)?.name ?? terms.lotId, `lots.${i}.priceList`)),
  ];
}

function priceListProblems(list: TenderDocument['lots'][number]['priceList'], lotName: string, path: string): DocumentProblem[] {
  if (list.length === 0) return [{ path, text: `“${lotName}”还没有工程量清单` }];
  const codes = new Set<string>();
  const twice = list.find((item) => codes.size === codes.add(item.code).size);
  return twice ? [{ path, text: `“${lotName}”的清单编码 ${twice.code} 重复` }] : [];
}
