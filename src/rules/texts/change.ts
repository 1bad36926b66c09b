import { fieldLabel } from './library.ts';

/** A change as people read it: only the sentences that differ, and a field of the text by its name in place of its mark. */
export function readableChange<T extends { readonly before: string; readonly after: string }>(change: T): T {
  const { before, after } = change;
  const named = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, (_, id: string) => `〔${fieldLabel(id)}〕`).trim();
  const [old, now] = [sentences(before), sentences(after)];
  const head = firstDifference(old, now);
  const tail = firstDifference(old.slice(head).reverse(), now.slice(head).reverse());
  const between = (all: readonly string[]): string => named(all.slice(head, all.length - tail).join('')) || '（无）';
  return { ...change, before: between(old), after: between(now) };
}

function sentences(text: string): string[] {
  return text.match(/[^。；\n]+[。；\n]*/g) ?? [];
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((sentence, i) => sentence.trim() !== b[i]?.trim());
  return differs < 0 ? a.length : differs;
}
