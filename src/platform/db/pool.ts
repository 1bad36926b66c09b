import pg from 'pg';

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

export type PoolOptions = {
  readonly max: number;
  /** Shown in `pg_stat_activity` and in the log. */
  readonly name: string;
  /** Told of connections that broke while idle. By default one JSON line on stderr. */
  readonly onError?: (failure: DatabaseFailure) => void;
};

/** What may be logged of a database error: never its detail, its hint or the parameters, which quote stored values. */
export type DatabaseFailure = { readonly name: string; readonly code: string; readonly message: string; readonly table?: string; readonly constraint?: string };

/**
 * Connections to one database as one role. `bigint` columns arrive as numbers (an unsafe one throws),
 * `numeric` as decimal text, dates and times as PostgreSQL writes them: a JS Date never comes out.
 */
export function createPool(url: string, options: PoolOptions): Pool {
  const pool = new pg.Pool({ connectionString: url, max: options.max, application_name: options.name, types, keepAlive: true });
  const report = options.onError ?? ((failure) => process.stderr.write(`${JSON.stringify({ level: 'error', event: 'database', ...failure })}\n`));
  pool.on('error', (error) => report(describeFailure(options.name, error)));
  // A client in use that breaks between two queries says so as an event, which unheard would end the process; its next query fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function describeFailure(name: string, error: unknown): DatabaseFailure {
  if (!(error instanceof Error)) return { name, code: 'unknown', message: 'not an Error' };
  const { code, table, constraint } = error as Error & { code?: string; table?: string; constraint?: string };
  return { name, code: code ?? error.name, message: error.message, ...(table ? { table } : {}), ...(constraint ? { constraint } : {}) };
}

type Parse = (text: string) => unknown;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`);
  return value;
}

function asWritten(text: string): string {
  return text;
}

/** An array in any depth, with its nulls: split by the driver's own text[] parser. */
function arrayOf(parse: Parse): Parse {
  const split = pg.types.getTypeParser(arrayTypes.text, 'text') as Parse;
  const each = (value: unknown): unknown => (Array.isArray(value) ? value.map(each) : typeof value === 'string' ? parse(value) : null);
  return (text) => each(split(text));
}

const { builtins } = pg.types;

/** Array types have no name in the driver: their ids stand in PostgreSQL's `pg_type.dat`. */
const arrayTypes = { text: 1009, int8: 1016, numeric: 1231, date: 1182, timestamp: 1115, timestamptz: 1185 };

const textParsers = new Map<number, Parse>([
  [builtins.INT8, safeInteger],
  [arrayTypes.int8, arrayOf(safeInteger)],
  ...[builtins.DATE, builtins.TIMESTAMP, builtins.TIMESTAMPTZ].map((id): [number, Parse] => [id, asWritten]),
  ...[arrayTypes.numeric, arrayTypes.date, arrayTypes.timestamp, arrayTypes.timestamptz].map((id): [number, Parse] => [id, arrayOf(asWritten)]),
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? textParsers.get(id) : undefined) ?? (pg.types.getTypeParser(id, format) as Parse),
};
