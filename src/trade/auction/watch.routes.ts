import { z } from 'zod';
import { isBuyer } from '#kernel/roles.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { anomaliesOf, withoutIdentities, wordsOf } from './anomalies.ts';
import type { AnomalyRow } from './anomalies.types.ts';
import { auctionRefusals as refusals } from './auction.refusals.ts';
import { readAttempts, readCourse, readLines } from './auction.store.ts';
import { auction } from './auction.ts';
import type { LineRow } from './line.types.ts';

const params = z.object({ lotId: lotIdSchema });
const linesShown = 200;
const attemptsRead = 2_000;

/** What is for those who watch a hall: how fast each line was, and what stands out. */
export function registerWatchRoutes(app: HttpApp, { pool, sessions }: Running): void {
  app.get('/api/auctions/:lotId/lines', { schema: { tags: ['auction'], summary: '竞买人线路的快慢', params, security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, refusals.loginFirst({}));
    const { lotId } = params.parse(asked.params);
    const { role, orgId } = session.actor;
    const [hall, own] = await Promise.all([readHead(pool, auction, lotId), role && isBuyer(role) && orgId ? readHead(pool, application, applicationId(lotId, orgId)) : null]);
    const isDepartment = role === 'supervise.officer' && orgId === hall?.state.department.orgId;
    if (!isDepartment && own?.state.paddle == null) return sendRefusal(reply, refusals.notYours({}));
    const names = isDepartment ? await biddersOf(lotId) : new Map<number, string>();
    const items: LineRow[] = (await readLines(pool, lotId, isDepartment ? null : orgId, linesShown)).map((record) => ({ ...record, bidder: names.get(record.paddle) ?? null }));
    return reply.header('cache-control', 'no-store').send({ items });
  });

  app.get('/api/auctions/:lotId/anomalies', { schema: { tags: ['auction'], summary: '竞价中值得留意的情况', params, security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, refusals.loginFirst({}));
    const { lotId } = params.parse(asked.params);
    const { role, orgId } = session.actor;
    const hall = await readHead(pool, auction, lotId);
    const isDepartment = role === 'supervise.officer' && orgId === hall?.state.department.orgId;
    const isSeller = role === 'initiate.operator' && orgId === hall?.state.seller.orgId;
    if (!isDepartment && !isSeller) return sendRefusal(reply, refusals.notYours({}));
    const [course, tried, lines, names] = await Promise.all([
      readCourse(pool, lotId), readAttempts(pool, lotId, null, attemptsRead), readLines(pool, lotId, null, attemptsRead), isDepartment ? biddersOf(lotId) : new Map<number, string>(),
    ]);
    const found = anomaliesOf({ events: [...course, ...tried].sort((a, b) => a.at - b.at), lines });
    const items: AnomalyRow[] = (isDepartment ? found : withoutIdentities(found)).map((each) => ({ ...each, words: wordsOf(each), bidders: each.paddles.flatMap((paddle) => names.get(paddle) ?? []) }));
    return reply.header('cache-control', 'no-store').send({ items });
  });

  async function biddersOf(lotId: string): Promise<Map<number, string>> {
    const all = await readHeads(pool, application, `${lotId}:`);
    return new Map(all.flatMap(({ state: { paddle, bidderName } }) => (paddle === null ? [] : [[paddle, bidderName] as const])));
  }
}
