import { ofInstant } from '#kernel/time/plain-date.ts';
import { depositRateRule, forfeitGroundsRule, interestYearRule } from '#rules/construction/award-grounds.ts';
import { tenders } from '#trade/award/neighbours.ts';
import { isInitiatorSide } from '#trade/tender/tender.phase.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { isOpen, owedOn } from './deposit.ts';
import { mayReturn } from './deposit.commands.ts';
import { depositsOf, type LedgerRow } from './deposit.store.ts';

/** The ledger: what is held, what is owed today with interest, what went back. Vouchers show to payer and payee alone. */
export function registerDepositRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/deposits', { schema: { tags: ['deposit'], summary: '投标保证金台账：收、退、利息和期限' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { actor } = session;
    const serverNow = await legalNow();
    const today = ofInstant(serverNow);
    const rows = actor.orgId ? await depositsOf(pool, actor.orgId) : [];
    const items = await Promise.all(rows.map(async ({ deposit, tenderName, lotName }: LedgerRow) => {
      const tender = await readHead(pool, tenders, deposit.tenderId);
      const owed = isOpen(deposit) ? owedOn(deposit, today) : null;
      const can = tender && isOpen(deposit)
        ? [...(mayReturn(actor, tender.state) ? ['deposit.recordReturn'] : []), ...(actor.role === 'initiate.operator' && isInitiatorSide(tender.state, actor.orgId) ? ['deposit.forfeit'] : [])]
        : [];
      const isOwn = deposit.bidderId === actor.orgId || (tender !== null && (isInitiatorSide(tender.state, actor.orgId) || tender.state.centre.orgId === actor.orgId));
      const returned = deposit.returned && !isOwn ? { ...deposit.returned, voucher: null } : deposit.returned;
      return { ...deposit, returned, tenderName, lotName, owed: owed && { amountFen: String(owed.amountFen), interestFen: String(owed.interestFen), days: owed.days }, can };
    }));
    return reply.send({ items, interest: { rate: depositRateRule, year: interestYearRule }, forfeitGrounds: forfeitGroundsRule.value, serverNow });
  });
}
