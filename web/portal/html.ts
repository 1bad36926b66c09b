/** Markup that is safe to send: only `html` and `raw` make it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** What may stand in a template. Nothing, null, undefined and false write nothing. */
export type Piece = Html | string | number | bigint | false | null | undefined | readonly Piece[];

/**
 * Markup from a template; every value is escaped unless it is markup already.
 * A value that is a whole address (`href="${x}"`) must be local, http(s), mailto or tel, else it becomes `#`.
 * Places where escaping cannot help (unquoted attributes, event handlers, style) throw: that is a bug in the template.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  let markup = strings[0] ?? '';
  values.forEach((value, i) => {
    markup += renderIn(strings[i] ?? '', value) + (strings[i + 1] ?? '');
  });
  return new Html(markup);
}

/** Trusted markup, unescaped. The caller answers for it. */
export function raw(markup: string): Html {
  return new Html(markup);
}

/** `text` as it stands in element content or a quoted attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"'`]/g, (char) => entities[char] ?? char);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

function renderIn(before: string, value: Piece): string {
  if (/=$/.test(before)) throw new TypeError(`unquoted attribute in a template: …${before.slice(-40)}`);
  if (/\s(?:on\w+|style|srcdoc)=["'][^"']*$/i.test(before)) throw new TypeError(`a value may not stand in …${before.slice(-40)}`);
  if (/\s(?:href|src|action|formaction)=["']$/i.test(before)) return escape(safeAddress(render(value, false)));
  return render(value, true);
}

function render(value: Piece, escaping: boolean): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'string') return escaping ? escape(value) : value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return value.map((piece) => render(piece, escaping)).join('');
}

function safeAddress(address: string): string {
  return /^(?:https?:\/\/|mailto:|tel:|[/?#](?!\/)|\.{1,2}\/)/i.test(address) && !/[\u0000-\u001f\\]/.test(address) ? address : '#';
}
