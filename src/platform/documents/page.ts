import { markup, type Markup } from '#kernel/markup.ts';

export type Printable = {
  readonly title: string;
  readonly body: Markup;
  /** Stands at the foot of every page: what the document was made from and where that is recorded. */
  readonly footer: string;
};

/** A whole A4 document; the same content gives the same bytes, so its hash names it. */
export function documentHtml({ title, body, footer }: Printable): string {
  return `<!doctype html>${markup`<html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/font/index.css"><style>${{ markup: style(footer) }}</style><body>${body}<p class="glyphs">${footer}</p></body></html>`.markup}`;
}

function style(footer: string): string {
  return `
@page { size: A4; margin: 20mm 16mm 22mm;
  @bottom-left { content: "${quoted(footer)}"; font: 8pt/1.4 'Noto Sans SC Variable', sans-serif; color: #56626d; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt/1.4 'Noto Sans SC Variable', sans-serif; color: #56626d; } }
/* The foot is laid out when printing, too late to fetch a slice of the font: the same text on screen fetches it before. */
@media print { .glyphs { display: none; } }
* { box-sizing: border-box; }
body { margin: 0; font: 10.5pt/1.7 'Noto Sans SC Variable', sans-serif; color: #1c262e; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
h1 { font-size: 20pt; text-align: center; margin: 0 0 4pt; }
h2 { font-size: 12.5pt; margin: 16pt 0 6pt; break-after: avoid; }
.sub { text-align: center; color: #46525d; margin: 0 0 12pt; }
p { margin: 4pt 0; }
ul, ol { margin: 4pt 0; padding-left: 18pt; }
dl { display: grid; grid-template-columns: 92pt 1fr; gap: 3pt 10pt; margin: 0; }
dt { color: #56626d; } dd { margin: 0; }
code { font: inherit; font-size: 9pt; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; margin: 4pt 0; }
th, td { border: 0.6pt solid #c6ced6; padding: 4pt 5pt; text-align: left; vertical-align: top; }
th { background: #f0f3f6; font-weight: 600; }
tr { break-inside: avoid; }
.n { text-align: right; white-space: nowrap; }`;
}

/** A CSS string: quotes and backslashes would end it. */
function quoted(text: string): string {
  return text.replace(/["\\\n<]/g, ' ');
}
