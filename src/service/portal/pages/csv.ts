import { formatBeijing } from '#kernel/time/instant.ts';
import type { Notice } from '../portal.types.ts';
import { kindName, placeOf } from './rows.ts';

const head = ['种类', '标题', '地区', '发布时间（北京时间）', '日志编号', '地址'];

/** RFC 4180 with a byte order mark, which is how spreadsheets know that it is UTF-8. */
export function csvOf(rows: readonly Notice[]): string {
  const lines = rows.map((row) => [kindName(row.kind), row.title, placeOf(row.areaCode), formatBeijing(row.at), String(row.logIndex), `/notices/${row.id}`]);
  return `\uFEFF${[head, ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}

/** A cell that begins like a formula is shown as text: a spreadsheet must not run what a notice says. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}
