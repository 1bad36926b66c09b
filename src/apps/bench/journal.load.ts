import { randomBytes } from 'node:crypto';
import { answersPerSecond } from './http-load.ts';
import { insertsPerSecond } from './raw-inserts.ts';

export type LoadRequest =
  | { readonly kind: 'commands'; readonly port: number; readonly tenderId: string; readonly tokens: readonly string[]; readonly seconds: number }
  | { readonly kind: 'inserts'; readonly url: string; readonly connections: number; readonly seconds: number };
export type LoadResult = { readonly perSecond: number };

/** The client of the journal's measurement: a process of its own, so that it does not share the server's thread. */
process.on('message', (request: LoadRequest) => {
  measure(request).then((perSecond) => process.send?.({ perSecond }), (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('SIGTERM', () => process.exit(0));
process.send?.({ ready: true });

function measure(request: LoadRequest): Promise<number> {
  return request.kind === 'commands' ? commandsPerSecond(request) : insertsPerSecond(request);
}

async function commandsPerSecond({ port, tenderId, tokens, seconds }: Extract<LoadRequest, { kind: 'commands' }>): Promise<number> {
  const run = randomBytes(6).toString('hex');
  const request = (n: number): string => {
    const id = `${run}${n.toString(36).padStart(8, '0')}`;
    const body = JSON.stringify({ tenderId, inquiryId: id, about: '工程量清单', question: '第十二项的计量规则是否包含损耗？' });
    return `POST /api/commands/inquiry.ask HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ovoo_session=${tokens[n % tokens.length]}\r\nidempotency-key: ${id}\r\ncontent-type: application/json\r\nx-forwarded-for: 10.1.${(n >> 8) & 255}.${n & 255}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  return await answersPerSecond({ port, path: '/api/commands/inquiry.ask', connections: tokens.length, seconds, request });
}
