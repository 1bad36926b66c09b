import { present } from '#kernel/assert.ts';
import type { PlainDate } from '#kernel/time/plain-date.ts';

/** A clause. `{{field}}` in the body stands for a value that the composing form asks for. */
export type Section = { readonly id: string; readonly title: string; readonly body: string };
export type Chapter = { readonly id: string; readonly title: string; readonly sections: readonly Section[] };

/** A field that a text asks for. `kind` tells the form what to show; amounts and times come from the plan, never typed twice. */
export type TextField = { readonly id: string; readonly label: string; readonly kind: 'line' | 'paragraph' | 'instant' | 'amount' | 'number' | 'choice' };

/** A text whose clauses have ids that never change meaning: standard or composed from one. */
export type StructuredText = { readonly chapters: readonly Chapter[] };

export type StandardText = StructuredText & {
  readonly id: string;
  readonly title: string;
  readonly kind: 'notice' | 'tenderDocument';
  readonly validFrom: PlainDate;
  readonly fields: readonly TextField[];
};

const placeholder = /\{\{([a-zA-Z]+)\}\}/g;

export function sectionsOf(text: StructuredText): Section[] {
  return text.chapters.flatMap((chapter) => chapter.sections);
}

/** Ids of the fields a text uses, each once, in order of first use. */
export function fieldsIn(text: StructuredText): string[] {
  const ids = sectionsOf(text).flatMap((section) => Array.from(section.body.matchAll(placeholder), (match) => match[1] as string));
  return [...new Set(ids)];
}

/** Fields of a standard text that still want a value. */
export function missingFields(text: StandardText, composed: StructuredText, values: Readonly<Record<string, string>>): TextField[] {
  return fieldsIn(composed)
    .filter((id) => (values[id] ?? '').trim() === '')
    .map((id) => present(text.fields.find((field) => field.id === id), `text field ${id}`));
}

/** The text as people read it; a field without a value stays visible as `【label】`. */
export function filled(text: StandardText, composed: StructuredText, values: Readonly<Record<string, string>>): Chapter[] {
  return composed.chapters.map((chapter) => ({ ...chapter, sections: chapter.sections.map((section) => ({ ...section, body: fill(section.body) })) }));

  function fill(body: string): string {
    return body.replace(placeholder, (whole, id: string) => {
      const value = (values[id] ?? '').trim();
      return value === '' ? `【${text.fields.find((field) => field.id === id)?.label ?? whole}】` : value;
    });
  }
}
