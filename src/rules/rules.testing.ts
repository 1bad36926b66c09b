import type { TestContext } from 'node:test';
import { allRules } from './registry.ts';
import type { Rule } from './rule.ts';

/** Adds rows to the book of construction for one test, as the law would: every pack made meanwhile reads them. */
export function dated(t: TestContext, rows: readonly Rule[]): void {
  const book = allRules('construction') as Rule[];
  book.push(...rows);
  t.after(() => void book.splice(book.length - rows.length, rows.length));
}
