/**
 * A refusal teaches: which rule, what the value was, what would be accepted, and the article.
 * `code` is `module.reason`; `message` and `remedy` are Chinese sentences for the person who acted.
 */
export type Refusal = {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  /** The article that asks for it, e.g. `招标投标法 第二十四条`. */
  readonly article?: string;
  /** Key of the rule in `src/rules`, when the bound comes from a rule pack. */
  readonly rule?: string;
  readonly got?: string;
  readonly want?: string;
  /** Where in the command body, e.g. `lots.0.priceCapFen`. */
  readonly path?: string;
  /** What kind of answer this is; HTTP maps it to a status. */
  readonly kind: RefusalKind;
};

export type RefusalKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'absent' | 'conflict' | 'refused' | 'excess';

type Entry<P> = Omit<Refusal, 'code' | 'message' | 'kind' | 'got' | 'want'> & {
  readonly text: (params: P) => string;
  readonly kind?: RefusalKind;
  readonly got?: (params: P) => string;
  readonly want?: (params: P) => string;
};

type Catalogue<T extends Record<string, Entry<never>>> = {
  readonly [K in keyof T]: (params: T[K] extends Entry<infer P> ? P : never) => Refusal;
};

/**
 * The refusals of one module, by reason.
 * @example const bidRefusals = catalogue('bid', { late: { text: (p: {deadline: string}) => `…${p.deadline}`, article: '…' } });
 */
export function catalogue<T extends Record<string, Entry<never>>>(module: string, entries: T): Catalogue<T> {
  const made = Object.entries(entries).map(([reason, entry]) => [reason, (params: never) => build(`${module}.${reason}`, entry, params)]);
  return Object.fromEntries(made) as Catalogue<T>;
}

function build(code: string, entry: Entry<never>, params: never): Refusal {
  const { text, got, want, kind, ...fixed } = entry;
  return {
    code,
    message: text(params),
    kind: kind ?? 'refused',
    ...fixed,
    ...(got ? { got: got(params) } : {}),
    ...(want ? { want: want(params) } : {}),
  };
}
