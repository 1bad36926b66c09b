import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

/** Paths that must never reach a log line, whatever object is logged. */
const secret = ['password', 'totp', 'token', 'signature', 'manifest', 'body', 'cookie', 'headers.cookie', 'req.headers'];

export function createLogger(name: string, level: string, destination: DestinationStream = pino.destination({ dest: 2, sync: false })): Logger {
  const redact = { paths: [...secret, ...secret.map((path) => `*.${path}`)], censor: '[withheld]' };
  return pino({ name, level, redact, serializers: { err: describeError, error: describeError }, hooks: { logMethod: withMessage } }, destination);
}

/** Of an object logged without a message, pino makes the message of its error, unread by any serializer. */
const withMessage: NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']> = function withMessage(args, method) {
  const [first, second] = args as readonly unknown[];
  method.apply(this, typeof first === 'object' && second === undefined ? [first instanceof Error ? { err: first } : first, 'event'] as unknown as typeof args : args);
};

/**
 * What may be told of an error: its kind, its code and where it was thrown. Messages of the database and of JSON.parse
 * quote what they stumbled over, which may be a bid: what stands in double quotes is withheld, and so is every other field.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, table, constraint } = error as Error & { code?: unknown; table?: unknown; constraint?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).join('\n');
  return { name: error.name, code, table, constraint, message: error.message.replaceAll(/"[^"]*("|$)/g, '"…"').slice(0, 500), stack: frames, ...(error.cause ? { cause: describeError(error.cause) } : {}) };
}
