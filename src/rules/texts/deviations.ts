import { sectionsOf, type Section, type StructuredText } from './text.ts';

/** A clause that differs from the standard text. Filling a field is no deviation. */
export type Deviation = {
  readonly sectionId: string;
  readonly title: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly before: string;
  readonly after: string;
};

/** Added, changed and moved clauses in the order of the composed text, then the removed ones in that of the standard. */
export function deviations(standard: StructuredText, composed: StructuredText): Deviation[] {
  const before = sectionsOf(standard);
  const after = sectionsOf(composed);
  const kept = new Set(longestCommon(before.map((section) => section.id), after.map((section) => section.id)));
  const found = after.flatMap((section) => deviationOf(before.find((candidate) => candidate.id === section.id), section, kept));
  const removed = before.filter((section) => !after.some((candidate) => candidate.id === section.id));
  return [...found, ...removed.map((section) => ({ sectionId: section.id, title: section.title, kind: 'removed' as const, before: section.body, after: '' }))];
}

/** A run of text in a displayed difference. */
export type TextRun = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** The difference of two bodies, clause by clause: `same` and `removed` runs make `before`, `same` and `added` make `after`. */
export function textRuns(before: string, after: string): TextRun[] {
  const [old, fresh] = [clausesOf(before), clausesOf(after)];
  const common = longestCommon(old, fresh);
  const runs: TextRun[] = [];
  let [i, j] = [0, 0];
  for (const clause of [...common, null]) {
    while (i < old.length && old[i] !== clause) push('removed', old[i++] as string);
    while (j < fresh.length && fresh[j] !== clause) push('added', fresh[j++] as string);
    if (clause === null) break;
    push('same', clause);
    i++;
    j++;
  }
  return runs;

  function push(kind: TextRun['kind'], text: string): void {
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
    else runs.push({ kind, text });
  }
}

function deviationOf(before: Section | undefined, after: Section, kept: ReadonlySet<string>): Deviation[] {
  const base = { sectionId: after.id, title: after.title, before: before?.body ?? '', after: after.body };
  if (!before) return [{ ...base, kind: 'added' }];
  if (before.body !== after.body || before.title !== after.title) return [{ ...base, kind: 'changed' }];
  return kept.has(after.id) ? [] : [{ ...base, kind: 'moved' }];
}

/** Clauses end with their mark: 。；，and line breaks. */
function clausesOf(text: string): string[] {
  return text.match(/[^。；，\n]*[。；，\n]|[^。；，\n]+$/g) ?? [];
}

/** A longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): string[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) {
    (lengths[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) { common.push(a[i] as string); i++; j++; }
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}
