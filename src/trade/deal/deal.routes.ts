import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { payout, payoutIdOf } from '#service/bank/payout.ts';
import { hasMoneyOut, ledger } from '#service/ledger/ledger.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { sale } from '#trade/sale/sale.ts';
import { announcedOf, contextOf } from './deal.context.commands.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';
import { readResults } from './deal.store.ts';
import { deal } from './deal.ts';
import type { ResultRow } from './deal.views.types.ts';
import { partOf, presentDeal } from './deal.present.ts';
import { depositFateOf } from './deposit-fate.view.ts';
import { publicityOf } from './papers.commands.ts';

const lotParams = z.object({ lotId: lotIdSchema });
const resultsShown = 500;

/** What was sold is anyone's to read once it is published; what lies between is for those who take part in it. */
export function registerDealRoutes(app: HttpApp, { pool, sessions, legalNow, mode }: Running): void {
  app.get('/api/sale-results', { schema: { tags: ['sale'], summary: '成交结果公告' } }, async (_asked, reply) => {
    const items: ResultRow[] = (await readResults(pool, { limit: resultsShown })).flatMap(({ result }) => (result ? [{ document: result.document, at: result.at, until: result.until }] : []));
    return reply.send({ items, serverNow: await legalNow() });
  });

  app.get('/api/sale-lots/:lotId/result', { schema: { tags: ['sale'], summary: '一个标的的成交结果公告', params: lotParams } }, async (asked, reply) => {
    const found = await readHead(pool, deal, lotParams.parse(asked.params).lotId);
    const result = found?.state.result ?? null;
    if (!result) return sendRefusal(reply, refusals.absent({}));
    const row: ResultRow = { document: result.document, at: result.at, until: result.until };
    return reply.send({ ...row, hash: result.hash, serverNow: await legalNow() });
  });

  app.get('/api/sale-lots/:lotId/deal', { schema: { tags: ['sale'], summary: '成交以后：确认书、结果、合同、价款、凭证', params: lotParams, security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { lotId } = lotParams.parse(asked.params);
    const { orgId, role } = session.actor;
    const [found, whole, own, now] = await Promise.all([readHead(pool, deal, lotId), readHead(pool, sale, tenderIdOf(lotId)), orgId ? readHead(pool, application, applicationId(lotId, orgId)) : null, legalNow()]);
    if (!found || !whole) return sendRefusal(reply, refusals.absent({}));
    const { state } = found;
    const isOffice = ['seller', 'department', 'centre'].includes(partOf(state, orgId));
    const payCode = own?.state.payCode ?? null;
    const [book, paid] = isOffice || payCode !== null ? await Promise.all([readHead(pool, ledger, lotId), payCode === null ? null : readHead(pool, payout, payoutIdOf(lotId, payCode))]) : [null, null];
    const [announced, context] = [announcedOf(whole.state, lotId), contextOf(whole.state, mode)];
    const publicity = publicityOf({ state, announced, context }, now);
    const view = presentDeal(state, { orgId, role, now, context, announced, until: publicity.ok ? publicity.value.until : null }, {
      deposit: payCode === null ? null : depositFateOf(book?.state ?? null, paid?.state ?? null, payCode), isMoneyOut: hasMoneyOut(book?.state ?? null),
    });
    return reply.header('cache-control', 'no-store').send(view);
  });
}
