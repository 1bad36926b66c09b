import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Instant } from '#kernel/time/instant.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import type { HallMessage } from '#trade/auction/hall-view.types.ts';
import { quantile } from './figures.ts';

/** `open`: so many lines to one address, in place of those before. `hear`: what comes over them until nothing has come for a second. */
export type WatchRequest =
  | { readonly kind: 'open'; readonly port: number; readonly path: string; readonly watchers: number }
  | { readonly kind: 'hear'; readonly seconds: number }
  | { readonly kind: 'closes'; readonly port: number; readonly lots: readonly { readonly lotId: string; readonly endsAt: Instant }[] };
/** Milliseconds from the instant in a message to its arrival at a watcher, over all of both; `perWatcher` messages came to each, like `sample`. */
export type Heard = { readonly p99Ms: number; readonly perWatcher: number; readonly sample: string };
/** Milliseconds from the announced end of each lot to its last word. */
export type Closes = { readonly lateMs: readonly number[] };

const opensAtOnce = 100;
const quietMs = 1_000;
const lines: Socket[] = [];
let arrivals: number[] = [];
let [lastAt, sample] = [machineNow(), ''];

/** Those who look on: a process of its own, on plain sockets, so that it costs as little as can be beside what it measures. */
process.on('message', (request: WatchRequest) => {
  serve(request).then((result) => process.send?.(result), (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('SIGTERM', () => process.exit(0));
process.send?.({ ready: true });

async function serve(request: WatchRequest): Promise<object> {
  switch (request.kind) {
    case 'open': return await open(request);
    case 'hear': return await hear(request.seconds);
    case 'closes': return await closes(request);
  }
}

async function open({ port, path, watchers }: Extract<WatchRequest, { kind: 'open' }>): Promise<object> {
  for (const line of lines.splice(0)) line.destroy();
  let next = 0;
  await Promise.all(Array.from({ length: opensAtOnce }, async () => {
    while (next < watchers) await watch(port, path, next++);
  }));
  return { open: lines.length };
}

/** One line, once the other side has taken it. */
async function watch(port: number, path: string, n: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nx-forwarded-for: 10.2.${n >> 8}.${n & 255}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.includes(' 101 ')) throw new Error(answer.toString('latin1'));
  socket.on('error', (error) => { throw error; });
  const take = frames((message) => {
    if (!message.subarray(0, priceMark.length).equals(priceMark)) return;
    const now = machineNow();
    lastAt = now;
    const from = message.indexOf(atMark) + atMark.length;
    arrivals.push(now - Number(message.toString('latin1', from, message.indexOf(comma, from))));
    if (sample === '') sample = message.toString('utf8');
  });
  take(answer.subarray(answer.indexOf('\r\n\r\n') + 4));
  socket.on('data', take);
  lines.push(socket);
}

const priceMark = Buffer.from('{"t":"price"');
const atMark = Buffer.from('"at":');
const comma = Buffer.from(',');

/** Unmasked frames out of a stream of bytes, each message in one. */
function frames(each: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      const short = (bytes[1] ?? 0) & 127;
      const head = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (bytes.length < head) break;
      const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
      if (bytes.length < head + length) break;
      each(bytes.subarray(head, head + length));
      bytes = bytes.subarray(head + length);
    }
    rest = bytes;
  };
}

async function hear(seconds: number): Promise<Heard> {
  [arrivals, sample, lastAt] = [[], '', machineNow()];
  await sleep(seconds * 1000);
  while (machineNow() - lastAt < quietMs * 1000) await sleep(100);
  return { p99Ms: quantile(arrivals, 0.99) / 1000, perWatcher: arrivals.length / lines.length, sample };
}

async function closes({ port, lots }: Extract<WatchRequest, { kind: 'closes' }>): Promise<Closes> {
  const lateMs = await Promise.all(lots.map(async ({ lotId, endsAt }) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/auctions/${lotId}/live`, { headers: { origin: `http://127.0.0.1:${port}` } });
    for (;;) {
      const [data] = (await once(socket, 'message')) as [Buffer];
      const now = machineNow();
      const message = JSON.parse(data.toString('utf8')) as HallMessage;
      if (message.t !== 'moved' || now < endsAt) continue;
      socket.terminate();
      return (now - endsAt) / 1000;
    }
  }));
  return { lateMs };
}
