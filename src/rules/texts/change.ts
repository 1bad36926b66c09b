import { fieldLabel, fieldNamed } from './library.ts';

/** A change as people read it: only the sentences that differ, and a field of the text by its name in place of its mark. */
export function readableChange<T extends { readonly before: string; readonly after: string }>(change: T): T {
  const { before, after } = change;
  const [old, now] = [sentences(before), sentences(after)];
  const head = firstDifference(old, now);
  const tail = firstDifference(old.slice(head).reverse(), now.slice(head).reverse());
  const between = (all: readonly string[]): string => named(all.slice(head, all.length - tail).join('')).trim() || '（无）';
  return { ...change, before: between(old), after: between(now) };
}

/** A clause as people read and write it: a field by its name, `〔资质要求〕`, in place of its mark. */
export function named(body: string): string {
  return body.replace(/\{\{(\w+)\}\}/g, (_, id: string) => `〔${fieldLabel(id)}〕`);
}

/** What was written over `named`, with marks again: `unnamed(named(body)) === body`. A name that no field has stays as it is. */
export function unnamed(text: string): string {
  return text.replace(/〔([^〔〕]+)〕/g, (whole, label: string) => {
    const id = fieldNamed(label);
    return id === null ? whole : `{{${id}}}`;
  });
}

function sentences(text: string): string[] {
  return text.match(/[^。；\n]+[。；\n]*/g) ?? [];
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((sentence, i) => sentence.trim() !== b[i]?.trim());
  return differs < 0 ? a.length : differs;
}
