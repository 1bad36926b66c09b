import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { formatFen, parseFen } from '#kernel/money.ts';
import { awardMethodName, awardMethods, awardMethodText, parseAwardMethod, type AwardMethod } from '#rules/construction/award-method.ts';
import { findStandardText } from '#rules/texts/library.ts';
import { lotOf } from './tender.document.ts';
import { tenderRefusals as refusals } from './tender.refusals.ts';
import type { Change, LotTerms, Tender, TenderDocument } from './tender.types.ts';

/**
 * A place of the document that an amendment may change. Times have no place here: an amendment moves the deadline by
 * its own field, and what was promised before (documentFrom) is past.
 */
export type Place = {
  readonly path: string;
  readonly title: string;
  /** As a change writes it: text, or a number of 分 or days. */
  readonly value: string;
  /** Whether changing it bears on every bid, so that nobody can say it does not. */
  readonly alwaysAffects: boolean;
  /** Where it is one of a few: these, each with its name. */
  readonly choices?: readonly { readonly value: string; readonly title: string }[];
  readonly show: (value: string) => string;
  readonly write: (value: string) => Result<TenderDocument, string>;
};

const asIs = (value: string): string => value;

/** Every place that may be changed, in the order of the document. */
export function placesOf(tender: Pick<Tender, 'lots'>, document: TenderDocument): Place[] {
  return [...sectionPlaces(document), ...valuePlaces(document), ...qualificationPlaces(document), ...document.lots.flatMap((terms) => lotPlaces(tender, document, terms)), ...otherPlaces(document)];
}

export type Rewritten = { readonly document: TenderDocument; readonly changes: readonly Change[]; readonly affecting: Place | null };

/** The document with all changes made, and each with what stood there before. */
export function rewrite(tender: Pick<Tender, 'lots'>, document: TenderDocument, wanted: readonly { readonly path: string; readonly after: string }[]): Result<Rewritten, Refusal> {
  let current = document;
  let affecting: Place | null = null;
  const changes: Change[] = [];
  for (const { path, after } of wanted) {
    const place = placesOf(tender, current).find((candidate) => candidate.path === path);
    if (!place) return err(refusals.noSuchPath({ path }));
    if (place.value === after) return err(refusals.unchanged({ title: place.title }));
    const written = place.write(after);
    if (!written.ok) return err(refusals.badValue({ title: place.title, problem: written.error }));
    current = written.value;
    if (place.alwaysAffects) affecting ??= place;
    changes.push({ path, title: place.title, before: place.show(place.value), after: place.show(after) });
  }
  return ok({ document: current, changes, affecting });
}

function sectionPlaces(document: TenderDocument): Place[] {
  return document.sections.map((section) => ({
    path: `sections.${section.id}`, title: section.title, value: section.body, alwaysAffects: false, show: asIs,
    write: text((body) => ({ ...document, sections: document.sections.map((other) => (other.id === section.id ? { ...other, body } : other)) })),
  }));
}

function valuePlaces(document: TenderDocument): Place[] {
  const fields = findStandardText(document.standardTextId)?.fields ?? [];
  return fields.filter((field) => field.id in document.values).map((field) => ({
    path: `values.${field.id}`, title: field.label, value: document.values[field.id] ?? '', alwaysAffects: false, show: asIs,
    write: text((value) => ({ ...document, values: { ...document.values, [field.id]: value } })),
  }));
}

function qualificationPlaces(document: TenderDocument): Place[] {
  return document.qualification.map((item) => ({
    path: `qualification.${item.id}`, title: `资格要求：${item.title}`, value: item.requirement, alwaysAffects: true, show: asIs,
    write: text((requirement) => ({ ...document, qualification: document.qualification.map((other) => (other.id === item.id ? { ...other, requirement } : other)) })),
  }));
}

function lotPlaces(tender: Pick<Tender, 'lots'>, document: TenderDocument, terms: LotTerms): Place[] {
  const name = lotOf(tender, terms.lotId)?.name ?? terms.lotId;
  const withTerms = (changed: Partial<LotTerms>): TenderDocument => ({ ...document, lots: document.lots.map((other) => (other.lotId === terms.lotId ? { ...other, ...changed } : other)) });
  const at = (field: string): string => `lots.${terms.lotId}.${field}`;
  return [
    { path: at('priceCapFen'), title: `${name}　最高投标限价`, value: terms.priceCapFen, alwaysAffects: true, show: yuan, write: fen((priceCapFen) => withTerms({ priceCapFen })) },
    { path: at('depositFen'), title: `${name}　投标保证金`, value: terms.depositFen, alwaysAffects: true, show: yuan, write: fen((depositFen) => withTerms({ depositFen })) },
    { path: at('durationDays'), title: `${name}　计划工期`, value: String(terms.durationDays), alwaysAffects: true, show: (value) => `${value} 日历天`, write: days((durationDays) => withTerms({ durationDays })) },
    { path: at('quality'), title: `${name}　质量要求`, value: terms.quality, alwaysAffects: true, show: asIs, write: text((quality) => withTerms({ quality })) },
  ];
}

function otherPlaces(document: TenderDocument): Place[] {
  return [
    { path: 'bidValidityDays', title: '投标有效期', value: String(document.bidValidityDays), alwaysAffects: true, show: (value) => `${value} 日`, write: days((bidValidityDays) => ({ ...document, bidValidityDays })) },
    { path: 'awardMethod', title: '定标方法', value: document.awardMethod.kind, alwaysAffects: false, choices: awardMethods.map((kind) => ({ value: kind, title: awardMethodName(kind) })), show: methodText, write: method((kind) => ({ ...document, awardMethod: { kind } })) },
    { path: 'performanceBondRate', title: '履约保证金比例', value: document.performanceBondRate, alwaysAffects: true, show: asIs, write: rate((performanceBondRate) => ({ ...document, performanceBondRate })) },
  ];
}

type Write = Place['write'];

function text(make: (value: string) => TenderDocument): Write {
  return (value) => (value.trim() === '' ? err('不能改为空白') : ok(make(value)));
}

function fen(make: (value: string) => TenderDocument): Write {
  return (value) => {
    const parsed = parseFen(value);
    return parsed.ok && parsed.value >= 0n ? ok(make(value)) : err('应为整数分');
  };
}

function days(make: (value: number) => TenderDocument): Write {
  return (value) => (/^[1-9]\d{0,4}$/.test(value) ? ok(make(Number(value))) : err('应为大于零的整数日'));
}

function rate(make: (value: string) => TenderDocument): Write {
  return (value) => (/^0(\.\d{1,6})?$/.test(value) ? ok(make(value)) : err('应为小于 1 的小数，例如 0.1'));
}

function method(make: (kind: AwardMethod) => TenderDocument): Write {
  return (value) => {
    const kind = parseAwardMethod(value);
    return kind ? ok(make(kind)) : err('应为所列的一种');
  };
}

function methodText(value: string): string {
  const kind = parseAwardMethod(value);
  return kind ? awardMethodText(kind) : value;
}

function yuan(value: string): string {
  const parsed = parseFen(value);
  return parsed.ok ? formatFen(parsed.value) : value;
}
