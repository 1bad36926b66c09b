import { pino, type DestinationStream, type Logger } from 'pino';

/** Paths that must never reach a log line, whatever object is logged. */
const secret = ['password', 'totp', 'token', 'signature', 'manifest', 'body', 'cookie', 'headers.cookie', 'req.headers', 'err.parameters', 'err.detail', 'err.where', 'err.internalQuery'];

export function createLogger(name: string, level: string, destination: DestinationStream = pino.destination({ dest: 2, sync: false })): Logger {
  return pino({ name, level, redact: { paths: [...secret, ...secret.map((path) => `*.${path}`)], censor: '[withheld]' } }, destination);
}
