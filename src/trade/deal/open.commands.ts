import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { hashOfContent } from '#kernel/content-hash.ts';
import { all, err, ok } from '#kernel/result.ts';
import { instant } from '#kernel/time/instant.ts';
import { valueOf } from '#rules/pack.ts';
import { confirmBy, depositsBackBy, resultPublishedBy } from '#rules/sale/deadlines.ts';
import { application } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import { sale } from '#trade/sale/sale.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import type { Services } from '#platform/module.ts';
import { deal, openDuties } from './deal.ts';
import { announcedOf, contextOf, findDeal, readsOf } from './deal.context.commands.ts';
import { confirmationOf } from './deal.papers.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';

/** The hall has an outcome: who the number is, and by when what must be done, is written down once. `endedAt` is when it came. */
export function openDeal({ mode }: Pick<Services, 'mode'>) {
  return command({
    name: 'deal.open', title: '登记竞价结果', roles: ['system.clock'], body: z.strictObject({ lotId: lotIdSchema, endedAt: z.int().transform(instant) }),
    reads: ({ lotId }) => ({ streams: streams([deal, lotId]), peek: streams([auction, lotId], [sale, tenderIdOf(lotId)]), prefixes: [`application:${lotId}:`] }),
    decide({ body: { lotId, endedAt }, now, world }) {
      const [hall, whole] = [world.find(auction, lotId)?.auction, world.find(sale, tenderIdOf(lotId))];
      if (world.find(deal, lotId)) return err(refusals.open({}));
      const outcome = hall?.outcome;
      if (!whole || endedAt > now || (outcome?.kind !== 'sold' && outcome?.kind !== 'unsold')) return err(refusals.notEnded({}));
      const context = contextOf(whole, mode);
      const [confirm, refund, result] = [confirmBy(endedAt, context), depositsBackBy(endedAt, context), resultPublishedBy(endedAt, context)];
      const due = all([confirm, refund, ...(result ? [result] : [])]);
      if (!due.ok) return due;
      const [confirmDue, refundDue, resultDue] = due.value.map(({ at }) => at);
      if (confirmDue === undefined || refundDue === undefined) return err(refusals.notEnded({}));
      const parties = { seller: whole.seller, centre: whole.centre, department: whole.department };
      const dates = { endedAt, refundBy: refundDue, resultBy: resultDue ?? null };
      if (outcome.kind === 'unsold') {
        // Where the contract would have come first there is none: the result is due as elsewhere.
        const { kind: _, ...unsold } = { ...outcome };
        return ok({ events: [emit(deal, lotId, { kind: 'DealOpened', saleId: whole.saleId, outcome: { kind: 'unsold', ...unsold }, ...parties, ...dates, resultBy: dates.resultBy ?? refundDue, winner: null, depositFen: '0', confirmBy: null, confirmation: null })] });
      }
      const won = world.list(application, `${lotId}:`).find(({ state }) => state.paddle === outcome.paddle)?.state;
      if (!won) return err(refusals.notEnded({}));
      const { paddle, priceFen } = outcome;
      const winner = { orgId: won.bidderId, name: won.bidderName };
      const depositFen = valueOf(context.pack, context.kind.rules.depositAsPrice, 'flag') ? (won.deposit?.amountFen ?? '0') : '0';
      const confirmation = confirmationOf(announcedOf(whole, lotId), { winner, paddle, priceFen, depositFen, endedAt });
      return ok({
        events: [emit(deal, lotId, { kind: 'DealOpened', saleId: whole.saleId, outcome: { kind: 'sold', paddle, priceFen }, ...parties, ...dates, winner, depositFen, confirmBy: confirmDue, confirmation })],
        result: { documentHash: hashOfContent(confirmation) },
      });
    },
  });
}

/** What was due and has not been done is noted once, for the department and the seller to see. */
export function recordOverdue({ mode }: Pick<Services, 'mode'>) {
  return command({
    name: 'deal.recordOverdue', title: '登记成交手续逾期', roles: ['system.clock'], body: z.strictObject({ lotId: lotIdSchema }), reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId }, now, world }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const late = openDuties(found.value.state).filter(({ dueAt }) => dueAt <= now);
      return late.length === 0 ? err(refusals.noOverdue({})) : ok({ events: late.map((duty) => emit(deal, lotId, { kind: 'DealOverdue', ...duty })) });
    },
  });
}
