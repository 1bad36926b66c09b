import type { PriceListItem } from './tender.types.ts';

/** A line that could not be read: its number in the pasted text, from 1, and why. */
export type ImportProblem = { readonly line: number; readonly text: string };
export type ImportedList = { readonly items: readonly PriceListItem[]; readonly problems: readonly ImportProblem[] };

/**
 * A bill of quantities from CSV or from cells pasted out of a spreadsheet: code, name, unit, quantity in this order, after an
 * optional line of headings. Commas in quoted cells and thousands separators in quantities are understood.
 */
export function parsePriceList(text: string): ImportedList {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const items: PriceListItem[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  lines.forEach((line, i) => {
    const cells = cellsOf(line);
    if (cells.every((cell) => cell === '') || isHeading(cells)) return;
    const problem = problemOf(cells, seen);
    if (problem !== null) problems.push({ line: i + 1, text: problem });
    else {
      const [code = '', name = '', unit = '', quantity = ''] = cells;
      seen.add(code);
      items.push({ code, name, unit, quantity: quantityOf(quantity) });
    }
  });
  return { items, problems };
}

export function printPriceList(items: readonly PriceListItem[]): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return ['编码,名称,单位,数量', ...items.map((item) => [item.code, item.name, item.unit, item.quantity].map(cell).join(','))].join('\n');
}

function problemOf(cells: readonly string[], seen: ReadonlySet<string>): string | null {
  const [code = '', name = '', unit = '', quantity = ''] = cells;
  if (cells.length < 4) return '应有编码、名称、单位、数量四列';
  if (code === '' || name === '' || unit === '') return '编码、名称、单位不能空';
  if (seen.has(code)) return `编码 ${code} 重复`;
  return /^\d{1,12}(\.\d{1,6})?$/.test(quantityOf(quantity)) ? null : `数量“${quantity}”不是数字`;
}

function quantityOf(text: string): string {
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
}

function isHeading(cells: readonly string[]): boolean {
  return /编码|编号|code/i.test(cells[0] ?? '') && /数量|quantity/i.test(cells[3] ?? '');
}

/** Tabs where there are any, otherwise commas; a quoted cell may hold both. */
function cellsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim());
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), (match) => (match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"')).trim());
}
