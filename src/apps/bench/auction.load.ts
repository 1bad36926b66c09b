import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { machineNow } from '#platform/clock/machine-clock.ts';
import type { HallMessage } from '#trade/auction/hall-view.types.ts';
import { quantile } from './figures.ts';
import { insertsPerSecond } from './raw-inserts.ts';

export type HammerRequest = {
  readonly kind: 'hammer';
  readonly port: number;
  readonly lotIds: readonly string[];
  readonly tokens: readonly string[];
  readonly seconds: number;
  /** Bids a second in all; null: as fast as they are answered. */
  readonly perSecond: number | null;
};
export type AuctionLoadRequest = HammerRequest | { readonly kind: 'inserts'; readonly url: string; readonly connections: number; readonly seconds: number };
/** Milliseconds from sending a bid to its signed answer; `worstLotP99Ms` of the lot that fared worst. */
export type HammerResult = { readonly perSecond: number; readonly accepted: number; readonly p99Ms: number; readonly worstLotP99Ms: number };

/** The bidders of the auction's measurement: a process of its own, one socket each. */
process.on('message', (request: AuctionLoadRequest) => {
  measure(request).then((result) => process.send?.(result), (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('SIGTERM', () => process.exit(0));
process.send?.({ ready: true });

async function measure(request: AuctionLoadRequest): Promise<object> {
  return request.kind === 'inserts' ? { perSecond: await insertsPerSecond(request) } : await hammer(request);
}

const stepFen = 10_000_000n;

/** Everyone bids again as soon as answered, or at their share of a given pace; the price is the best this bidder has seen and a step more. */
async function hammer({ port, lotIds, tokens, seconds, perSecond }: HammerRequest): Promise<HammerResult> {
  const run = randomBytes(5).toString('hex');
  const took = new Map<string, number[]>(lotIds.map((lotId) => [lotId, []]));
  let [decided, accepted, sent] = [0, 0, 0];
  const best = new Map<string, bigint>();
  const everyMs = perSecond === null ? 0 : (tokens.length * 1000) / perSecond;
  const lines = await Promise.all(tokens.map(async (token, i) => {
    const lotId = lotIds[i % lotIds.length] ?? '';
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/auctions/${lotId}/live`, { headers: { cookie: `ovoo_session=${token}`, origin: `http://127.0.0.1:${port}` } });
    const [first] = (await once(socket, 'message')) as [Buffer];
    const { view } = JSON.parse(first.toString('utf8')) as Extract<HallMessage, { t: 'view' }>;
    if (view.best) best.set(lotId, BigInt(view.best.priceFen));
    return { lotId, socket };
  }));
  const began = nowMs();
  const until = began + seconds * 1000;
  await Promise.all(lines.map(({ lotId, socket }, i) => new Promise<void>((done, fail) => {
    let sentAt = 0;
    const bid = (): void => {
      sentAt = nowMs();
      socket.send(JSON.stringify({ t: 'bid', key: `${run}${(sent++).toString(36).padStart(8, '0')}`, priceFen: String((best.get(lotId) ?? 3_000_000_000n - stepFen) + stepFen * BigInt(1 + (i % 3))) }));
    };
    socket.on('error', fail);
    socket.on('close', (code) => fail(new Error(`the hall closed a line: ${code}`)));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as HallMessage;
      if (message.t === 'price') best.set(lotId, BigInt(message.priceFen));
      if (message.t === 'refused') return fail(new Error(message.refusal.code));
      if (message.t !== 'taken') return;
      const now = nowMs();
      decided++;
      if (message.row.result === 'accepted') {
        accepted++;
        best.set(lotId, BigInt(message.row.priceFen));
      }
      took.get(lotId)?.push(now - sentAt);
      if (now >= until) done();
      else if (everyMs === 0) bid();
      else setTimeout(bid, Math.max(0, sentAt + everyMs - now));
    });
    setTimeout(bid, (everyMs * i) / lines.length);
  })));
  const lasted = nowMs() - began;
  for (const { socket } of lines) {
    socket.removeAllListeners('close');
    socket.terminate();
  }
  return { perSecond: (decided * 1000) / lasted, accepted, p99Ms: p99([...took.values()].flat()), worstLotP99Ms: Math.max(...[...took.values()].map(p99)) };
}

function nowMs(): number {
  return machineNow() / 1000;
}

function p99(values: readonly number[]): number {
  return quantile(values, 0.99);
}
