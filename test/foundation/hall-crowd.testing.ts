import { once } from 'node:events';
import { WebSocket } from 'ws';
import { machineNow } from '#platform/clock/machine-clock.ts';
import type { Receipt } from '#platform/command/pipeline.ts';
import type { HallMessage } from '#trade/auction/hall-view.types.ts';

/** What the crowd is told: where the hall is and who is in it, or to stop bidding and find out what became of every bid. */
export type CrowdRequest =
  | { readonly kind: 'begin'; readonly ports: readonly number[]; readonly lotId: string; readonly tokens: readonly string[]; readonly everyMs: number; /** What its keys begin with. */ readonly run: string }
  | { readonly kind: 'end' };

/** What was answered to a bid: a receipt in any case, and the code of a refusal. */
export type Answer = { readonly isAccepted: boolean; readonly code: string | null; readonly receipt: Pick<Receipt, 'at' | 'root' | 'signature' | 'events'> };
/** One bid: when it was first sent and first answered (microseconds of this machine), how often it was sent, and every answer that came. */
export type Bid = { readonly key: string; readonly bidder: number; readonly priceFen: string; readonly sentAt: number; answeredAt: number | null; sent: number; readonly answers: Answer[] };

const stepFen = 10_000_000n;
const firstFen = 3_000_000_000n;
const answerWithinMs = 4_000;

/** The bidders of the hall under faults: a process of its own. Half of them bid over sockets, half over HTTP. */
let crowd: Crowd | null = null;
process.on('message', (request: CrowdRequest) => {
  if (request.kind === 'begin') crowd = new Crowd(request);
  else crowd?.end().then((bids) => process.send?.(bids), (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

class Crowd {
  readonly bids: Bid[] = [];
  readonly at: Extract<CrowdRequest, { kind: 'begin' }>;
  best = firstFen - stepFen;
  isOver = false;
  readonly #working: Promise<unknown>;

  constructor(at: Extract<CrowdRequest, { kind: 'begin' }>) {
    this.at = at;
    this.#working = Promise.all(at.tokens.map((_, bidder) => this.#work(bidder)));
  }

  async end(): Promise<Bid[]> {
    this.isOver = true;
    await this.#working;
    return this.bids;
  }

  /** Bids, each once, at a pace; a bid without an answer is sent again under its key, wherever a server listens, before the next one. */
  async #work(bidder: number): Promise<void> {
    const line = bidder % 2 === 0 ? new SocketLine(this, bidder) : new HttpLine(this, bidder);
    await later((this.at.everyMs * bidder) / this.at.tokens.length);
    for (let n = 0; !this.isOver; n++) {
      const bid: Bid = { key: `${this.at.run}-${bidder}-${String(n).padStart(6, '0')}`, bidder, priceFen: this.#price(bidder + n), sentAt: machineNow(), answeredAt: null, sent: 0, answers: [] };
      this.bids.push(bid);
      for (; bid.answeredAt === null; bid.sent++) {
        const answer = await line.ask(bid, (bidder + n + bid.sent) % this.at.ports.length);
        if (answer) this.#hear(bid, answer);
        else await later(150 + ((bidder * 37) % 100));
      }
      await later(this.at.everyMs);
    }
    line.close();
  }

  /** Mostly a good one; now and then too low, or between the steps. */
  #price(n: number): string {
    const fen = this.best + stepFen * BigInt(n % 5 === 0 ? 0 : 1 + (n % 3));
    return String(n % 11 === 0 ? fen + 1n : fen);
  }

  #hear(bid: Bid, answer: Answer): void {
    bid.answers.push(answer);
    bid.answeredAt = machineNow();
    if (answer.isAccepted) this.know(BigInt(bid.priceFen));
  }

  know(priceFen: bigint): void {
    if (priceFen > this.best) this.best = priceFen;
  }
}

interface Line {
  /** Sends the bid to one server; null when no answer came. */
  ask(bid: Bid, server: number): Promise<Answer | null>;
  close(): void;
}

class HttpLine implements Line {
  readonly #crowd: Crowd;
  readonly #headers: Record<string, string>;

  constructor(crowd: Crowd, bidder: number) {
    this.#crowd = crowd;
    this.#headers = { cookie: `ovoo_session=${crowd.at.tokens[bidder]}`, 'content-type': 'application/json', 'x-forwarded-for': `10.1.${bidder >> 8}.${bidder & 255}` };
  }

  async ask({ key, priceFen, sent }: Bid, server: number): Promise<Answer | null> {
    const { ports, lotId } = this.#crowd.at;
    const base = `http://127.0.0.1:${ports[server]}/api`;
    const signal = AbortSignal.timeout(answerWithinMs);
    try {
      // Every second time the record of acts is asked first: it knows the key, or does not know it yet.
      const known = sent % 2 === 1 ? await fetch(`${base}/outcomes/${key}`, { headers: this.#headers, signal }) : null;
      const response = known?.ok ? known : await fetch(`${base}/commands/auction.bid`, { method: 'POST', headers: { ...this.#headers, 'idempotency-key': key }, body: JSON.stringify({ lotId, priceFen }), signal });
      if (response.status >= 500) return null;
      const said = (await response.json()) as { status: string; result: { isAccepted: boolean; refusal?: { code: string } }; receipt: Receipt };
      if (said.status !== 'accepted') throw new Error(`${key}: ${JSON.stringify(said)}`);
      return { isAccepted: said.result.isAccepted, code: said.result.refusal?.code ?? null, receipt: said.receipt };
    } catch (error) {
      if (error instanceof Error && error.message.startsWith(key)) throw error;
      return null;
    }
  }

  close(): void { /* fetch holds nothing that must be given back */ }
}

class SocketLine implements Line {
  readonly #crowd: Crowd;
  readonly #bidder: number;
  #socket: WebSocket | null = null;
  #heard: ((message: HallMessage | null) => void) | null = null;

  constructor(crowd: Crowd, bidder: number) {
    this.#crowd = crowd;
    this.#bidder = bidder;
  }

  async ask({ key, priceFen }: Bid, server: number): Promise<Answer | null> {
    const socket = this.#socket ?? (await this.#open(server));
    if (!socket) return null;
    const answered = new Promise<HallMessage | null>((heard) => (this.#heard = heard));
    socket.send(JSON.stringify({ t: 'bid', key, priceFen }));
    const timer = setTimeout(() => this.#heard?.(null), answerWithinMs);
    const said = await answered;
    clearTimeout(timer);
    this.#heard = null;
    if (said === null) this.#lose(socket);
    if (said?.t === 'refused') throw new Error(`${key}: ${JSON.stringify(said)}`);
    return said?.t === 'taken' ? { isAccepted: said.row.result === 'accepted', code: said.row.refusal?.code ?? null, receipt: said.receipt as Receipt } : null;
  }

  async #open(server: number): Promise<WebSocket | null> {
    const { ports, lotId, tokens } = this.#crowd.at;
    const host = `127.0.0.1:${ports[server]}`;
    const socket = new WebSocket(`ws://${host}/api/auctions/${lotId}/live`, { headers: { cookie: `ovoo_session=${tokens[this.#bidder]}`, origin: `http://${host}` } });
    socket.on('error', () => undefined);
    socket.on('close', () => this.#lose(socket));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as HallMessage;
      if (message.t === 'price') this.#crowd.know(BigInt(message.priceFen));
      if (message.t === 'taken' || message.t === 'refused') this.#heard?.(message);
    });
    const isOpen = await once(socket, 'open', { signal: AbortSignal.timeout(answerWithinMs) }).then(() => true, () => false);
    if (!isOpen) socket.terminate();
    else this.#socket = socket;
    return isOpen ? socket : null;
  }

  #lose(socket: WebSocket): void {
    socket.terminate();
    if (this.#socket !== socket) return;
    this.#socket = null;
    this.#heard?.(null);
  }

  close(): void {
    this.#socket?.terminate();
    this.#socket = null;
  }
}

function later(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
