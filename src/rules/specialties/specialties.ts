import { specialtyLines } from './specialties.data.ts';

export type Specialty = { readonly code: string; readonly name: string };

/** Every code of the classification, parents before children. */
export const specialties: readonly Specialty[] = specialtyLines.trim().split('\n').flatMap(readLine);

const names = new Map(specialties.map(({ code, name }) => [code, name]));

export function isSpecialty(code: string): boolean {
  return names.has(code);
}

/** From the class down: `工程 / 设计 / 建筑`; the code itself where it is unknown. */
export function specialtyPath(code: string): string {
  if (!names.has(code)) return code;
  return [1, 3, 5, 7].filter((length) => length <= code.length).map((length) => names.get(code.slice(0, length))).join(' / ');
}

/** Codes whose code begins with, or whose path contains, every word of `text`. */
export function searchSpecialties(text: string, limit: number): Specialty[] {
  const words = text.trim().toUpperCase().split(/\s+/).filter(Boolean);
  const matches = (code: string): boolean => words.every((word) => code.startsWith(word) || specialtyPath(code).toUpperCase().includes(word));
  return specialties.filter(({ code }) => code.length > 1 && matches(code)).slice(0, limit);
}

function readLine(line: string): Specialty[] {
  const [head = '', ...rest] = line.split('|');
  const [code, name] = cut(head);
  return [{ code, name }, ...rest.map((part) => cut(part)).map(([digits, below]) => ({ code: code + digits, name: below }))];
}

function cut(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}
