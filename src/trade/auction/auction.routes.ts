import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Json } from '#kernel/json.ts';
import { isBuyer } from '#kernel/roles.ts';
import { idempotencyKey } from '#platform/http/command-routes.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { every } from '#platform/wake/loops.ts';
import type { Session } from '#platform/auth/session.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { offer, sealing } from '#trade/sealing/sealing.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { bidBody } from './auction.commands.ts';
import { auctionRefusals as refusals } from './auction.refusals.ts';
import type { HallEvent } from './auction.events.ts';
import { readAttempts, readHallEvents, readVersions } from './auction.store.ts';
import { auction, roll } from './auction.ts';
import type { LotAuction } from './auction.types.ts';
import { createHallLive, rowsTold } from './hall-live.routes.ts';
import { eventsShown } from './hall-look.view.ts';
import { createHallLines, type Line } from './hall-lines.routes.ts';
import { registerWatchRoutes } from './watch.routes.ts';
import { registerBidReceiptRoutes } from './receipt.routes.ts';
import { anyone, presentHall, rowId, rowOf, type Looker } from './hall-view.ts';
import type { HallMessage, HallView } from './hall-view.types.ts';

/** How soon a price that another node decided is told here. */
const otherNodesMs = 50;
/** How often bidders' lines are measured, and what was bid over them written down. */
const linesEveryMs = 5_000;
const params = z.object({ lotId: lotIdSchema });
const query = z.strictObject({ since: z.coerce.number().int().min(0).optional() });
const request = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('bid'), key: idempotencyKey, priceFen: bidBody.shape.priceFen }),
  z.strictObject({ t: z.literal('ping'), sent: z.number(), wallMs: z.number().min(0).max(1e14).optional() }),
]);

/** The hall: its view for anyone, and its socket, over which prices come and bids go. */
export function registerAuctionRoutes(app: HttpApp, running: Running): void {
  const { pool, sessions } = running;
  const live = createHallLive(async (lotId, since) => {
    const head = await readHead(pool, auction, lotId);
    return head && { ...head, rows: (await readHallEvents(pool, lotId, { since, limit: rowsTold })).flatMap((event) => rowOf(event, anyone)) };
  }, (error) => app.log.error({ err: error }, 'hall'));
  const lines = createHallLines(running);
  keepWatch(app, running, live, lines);
  registerBidReceiptRoutes(app, running);
  registerWatchRoutes(app, running);

  app.get('/api/auctions/:lotId', { schema: { tags: ['auction'], summary: '竞价大厅', params } }, async (asked, reply) => {
    const { lotId } = params.parse(asked.params);
    const seen = await look(running, lotId, await sessionOf(asked, sessions));
    return seen ? reply.header('cache-control', 'no-store').send({ ...seen.view, serverNow: seen.now }) : sendRefusal(reply, refusals.absent({}));
  });

  app.get('/api/auctions/:lotId/live', { websocket: true, schema: { hide: true } }, (socket: WebSocket, asked: FastifyRequest) => {
    const heard = hear(socket);
    enter(asked, socket, heard).catch(fail(socket));
  });

  /** What became of a bid cannot be said now: the line is given up, and whoever comes back asks again by the same key. */
  function fail(socket: WebSocket): (error: unknown) => void {
    return (error) => {
      app.log.error({ err: error }, 'hall socket');
      socket.close(1011);
    };
  }

  async function enter(asked: FastifyRequest, socket: WebSocket, heard: Heard): Promise<void> {
    const [{ lotId }, { since = 0 }] = [params.parse(asked.params), query.parse(asked.query)];
    const session = await sessionOf(asked, sessions);
    const seen = await look(running, lotId, session);
    if (!seen) return socket.close(4404);
    const told = live.join(lotId, seen.head, { socket, wire: asked.raw.socket });
    const missed = since === 0 ? [] : seen.events.filter(({ version }) => version > since).flatMap((event) => rowOf(event, seen.looker));
    send(socket, { t: 'view', view: seen.view, missed, now: seen.now });
    if (told > seen.head.version) send(socket, { t: 'moved', version: told });
    const { paddle } = seen.looker;
    const line = paddle === null ? null : lines.watch(socket, { lotId, bidderId: session?.actor.orgId ?? '', paddle }, seen.now);
    heard.each((text) => void answer(running, { socket, lotId, asked, line }, text).catch(fail(socket)));
  }
}

/** What goes on while the server stands: prices of other nodes are told, lines measured and written down. */
function keepWatch(app: HttpApp, { pool, pipeline, legalNow }: Running, live: ReturnType<typeof createHallLive>, lines: ReturnType<typeof createHallLines>): void {
  app.addHook('onReady', async () => {
    const leave = pipeline.subscribe((events, heads) => live.committed(events, heads));
    const loops = [
      every('halls', otherNodesMs, async () => {
        const lotIds = live.lotIds();
        if (lotIds.length > 0) await live.standAt(await readVersions(pool, lotIds));
      }, app.log as never),
      every('halls.lines', linesEveryMs, async () => {
        lines.pingAll();
        if (lines.hasAny()) await lines.flush(await legalNow());
      }, app.log as never),
      every('halls.people', live.peopleMs, async () => live.tellPeople(), app.log as never),
    ];
    app.addHook('preClose', async () => {
      leave();
      live.end();
      await Promise.all(loops.map((loop) => loop.stop()));
      if (lines.hasAny()) await lines.flush(await legalNow());
    });
  });
}

/** Whoever is at the other end of a socket; a bidder's line is watched. */
type Visitor = { readonly socket: WebSocket; readonly lotId: string; readonly asked: FastifyRequest; readonly line: Line | null };

async function answer({ pipeline, legalNow, sessions }: Running, { socket, lotId, asked: opened, line }: Visitor, text: string): Promise<void> {
  const receivedAt = machineNow();
  const asked = request.safeParse(parsed(text));
  if (!asked.success) return socket.close(1007);
  if (asked.data.t === 'ping') {
    const now = await legalNow();
    line?.clock(asked.data.wallMs, now);
    return send(socket, { t: 'pong', sent: asked.data.sent, now });
  }
  const { key, priceFen } = asked.data;
  // A line outlives a session: who has logged out, here or elsewhere, bids no more over a page left open.
  const session = await sessionOf(opened, sessions);
  if (!session) return send(socket, { t: 'refused', key, refusal: refusals.loginFirst({}), at: null });
  if (!isBuyer(session.actor.role)) return send(socket, { t: 'refused', key, refusal: refusals.notABidder({}), at: null });
  const outcome = await pipeline.run({ name: 'auction.bid', actor: session.actor, key, body: { lotId, priceFen } });
  if (outcome.status === 'refused') return send(socket, { t: 'refused', key, refusal: outcome.refusal, at: null });
  const { isAccepted, paddle, refusal = null } = outcome.result as { isAccepted: boolean; paddle: number; refusal?: never };
  const result = isAccepted ? 'accepted' : 'refused';
  const at = outcome.receipt?.at ?? machineNow();
  const version = outcome.receipt?.events.at(isAccepted ? -1 : 0)?.version ?? 0;
  send(socket, {
    t: 'taken', key, receipt: outcome.receipt, decidedMs: (machineNow() - receivedAt) / 1_000,
    row: { id: rowId(result, paddle, version), version, at, paddle, priceFen, result, refusal, logIndex: null },
  });
  line?.bid({ id: rowId(result, paddle, version), priceFen, result, receivedAt, at, answeredAt: machineNow() });
}

type Seen = { readonly head: { readonly state: LotAuction; readonly version: number }; readonly view: HallView; readonly looker: Looker; readonly events: readonly HallEvent[]; readonly now: Awaited<ReturnType<Running['legalNow']>> };

async function look({ pool, legalNow }: Running, lotId: string, session: Session | null): Promise<Seen | null> {
  const orgId = session?.actor.orgId ?? '';
  const [head, entered, sealed, offered, away, own, events, now] = await Promise.all([
    readHead(pool, auction, lotId), readHead(pool, roll, lotId), readHead(pool, sealing, lotId), orgId ? readHead(pool, offer, applicationId(lotId, orgId)) : null, readHead(pool, outage, platformOutageId), orgId ? readHead(pool, application, applicationId(lotId, orgId)) : null,
    readHallEvents(pool, lotId, { limit: eventsShown }), legalNow(),
  ]);
  if (!head) return null;
  const role = session?.actor.role ?? null;
  const looker: Looker = {
    ...anyone, paddle: role !== null && isBuyer(role) ? (own?.state.paddle ?? null) : null, isPreferred: own?.state.isPreferred ?? false,
    isSeller: role === 'initiate.operator' && orgId === head.state.seller.orgId, isDepartment: role === 'supervise.officer' && orgId === head.state.department.orgId,
    isAuctioneer: role === 'conduct.auctioneer' && session?.actor.personId === head.state.auctioneer?.personId,
  };
  const tried = looker.isDepartment ? await readAttempts(pool, lotId, null, eventsShown) : looker.paddle !== null ? await readAttempts(pool, lotId, orgId, eventsShown) : [];
  return { head, view: presentHall({ found: head.state, entered: entered?.state ?? null, holders: sealed?.state.holders ?? [], offeredAt: offered?.state.at ?? null, version: head.version, events: [...events, ...tried].sort((a, b) => a.at - b.at), gaps: away?.state.gaps ?? [], now }, looker), looker, events, now };
}

/** Keeps what a page says before its hall is open. */
type Heard = { each(act: (text: string) => void): void };
function hear(socket: WebSocket): Heard {
  const early: string[] = [];
  let act = (text: string): void => void early.push(text);
  socket.on('message', (data: Buffer) => act(data.toString('utf8')));
  return {
    each(next) {
      early.forEach(next);
      act = next;
    },
  };
}

function send(socket: WebSocket, message: HallMessage): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
