/** Markup that is safe to put into a page as it is. */
export type Markup = { readonly markup: string };

type Part = string | number | Markup | readonly (string | Markup)[];

/** HTML from a template: every value is escaped unless it is markup itself; lists are joined. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return { markup: strings.reduce((text, piece, i) => text + piece + (i < values.length ? written(values[i] as Part) : ''), '') };
}

function written(value: Part): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(written).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
