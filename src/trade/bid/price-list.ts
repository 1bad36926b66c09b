import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { catalogue } from '#kernel/refusal.ts';
import { formatFen, parseYuan, type Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { rate } from '#rules/rate.ts';
import type { PriceListItem } from '#trade/tender/tender.types.ts';

/** One line as the bidder priced it. `totalFen` is worked out, never taken over. */
export type PricedLine = PriceListItem & { readonly unitPriceFen: Fen; readonly totalFen: Fen };

/** What stands in the way in one row of the table, counted from 1 as a spreadsheet shows it. */
export type RowFault = { readonly row: number; readonly code: string; readonly message: string };
export type ReadPriceList = { readonly lines: readonly PricedLine[]; readonly sumFen: Fen; readonly faults: readonly RowFault[] };

const columns = ['编码', '名称', '单位', '工程量', '单价（元）', '合价（元）'] as const;

export const priceListRefusals = catalogue('priceList', {
  noTable: {
    text: (_: object) => '没有读到清单表格：第一行应是表头，且有“编码”和“单价”两列。',
    remedy: '请下载清单模板，在“单价”一列填写后整表粘贴或选择文件。',
    kind: 'invalid',
  },
});

/** The bill of quantities as a table to be filled in: with a byte order mark, so that spreadsheets read the Chinese. */
export function priceListTemplate(items: readonly PriceListItem[]): string {
  const rows = items.map(({ code, name, unit, quantity }) => [code, name, unit, quantity, '', '']);
  return `\uFEFF${[columns, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/**
 * A filled-in table, from a file (CSV) or a paste (tabs). Lines are found by their code; what the table says of names and
 * quantities is not taken over. A stated total that differs from quantity × unit price is shown, and the unit price counts.
 */
export function readPriceList(text: string, items: readonly PriceListItem[]): Result<ReadPriceList, Refusal> {
  const [head, ...rows] = readTable(text);
  const at = { code: columnOf(head, '编码'), unitPrice: columnOf(head, '单价'), total: columnOf(head, '合价') };
  if (at.code < 0 || at.unitPrice < 0) return err(priceListRefusals.noTable({}));
  const faults: RowFault[] = [];
  const priced = new Map<string, PricedLine>();
  rows.forEach((cells, i) => {
    const row = i + 2;
    const code = (cells[at.code] ?? '').trim();
    const say = (message: string): void => void faults.push({ row, code, message });
    if (cells.every((cell) => cell.trim() === '')) return;
    const item = items.find((each) => each.code === code);
    if (!item) return say('编码不在招标工程量清单里，请核对');
    if (priced.has(code)) return say('同一编码出现了两次，请删去一行');
    const unit = parseYuan(cells[at.unitPrice] ?? '');
    if (!unit.ok) return say('单价没有填，或不是以元为单位、最多两位小数的金额');
    const line = pricedLine(item, unit.value);
    const stated = (cells[at.total] ?? '').trim();
    const total = stated === '' ? null : parseYuan(stated);
    if (total && (!total.ok || total.value !== line.totalFen)) say(`合价与“工程量×单价”不符，应为 ${formatFen(line.totalFen)}，以单价为准`);
    priced.set(code, line);
  });
  for (const item of items) if (!priced.has(item.code)) faults.push({ row: 0, code: item.code, message: `清单项“${item.name}”没有报价` });
  const lines = items.flatMap((item) => priced.get(item.code) ?? []);
  return ok({ lines, sumFen: lines.reduce((sum, { totalFen }) => sum + totalFen, 0n), faults });
}

/** Quantity × unit price, half-up to 分. */
export function pricedLine(item: PriceListItem, unitPriceFen: Fen): PricedLine {
  return { ...item, unitPriceFen, totalFen: BigInt(ratio.round(ratio.mul(rate(item.quantity), ratio.of(unitPriceFen)), 0)) };
}

function columnOf(head: readonly string[] | undefined, name: string): number {
  return (head ?? []).findIndex((cell) => cell.replace(/^\uFEFF/, '').trim().startsWith(name));
}

/** Commas or tabs; quoted cells may hold either, line ends, and doubled quotes (RFC 4180). */
function readTable(text: string): string[][] {
  const separator = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    row.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (row.some((each) => each.trim() !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (isQuoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (c === '"' && cell === '') isQuoted = true;
    else if (c === separator) endCell();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  endRow();
  return rows;
}

/** Quotes what needs it, and disarms what a spreadsheet would run as a formula. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
