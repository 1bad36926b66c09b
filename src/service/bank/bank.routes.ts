import { roles } from '#kernel/roles.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { exceptedLines, failedPayouts, lineBalances } from './bank.store.ts';
import type { BankPage } from './bank.types.ts';
import { isReturnable } from './bank-line.ts';
import { checkKeeper, keeperRole, type Keeping } from './payout.commands.ts';
import { presentLine, presentPayout, presentProblem } from './present.ts';
import type { Standing } from './standing.ts';

/** For the clerk who keeps the collection account. The list of what came in as it should is nobody's: it would be the list of bidders. */
export function registerBankRoutes(app: HttpApp, { pool, sessions, legalNow }: Running, { keeping, standing }: { keeping: Keeping; standing: Standing | null }): void {
  app.get('/api/bank/exceptions', { schema: { tags: ['bank'], summary: '没有归属的到账和失败的付款（代管保证金的中心）' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { actor } = session;
    if (actor.role !== keeperRole) return sendRefusal(reply, commandRefusals.roleNotAllowed({ title: '查看没有归属的到账', role: roles[actor.role].name }));
    const mayKeep = checkKeeper(actor, keeping);
    if (!mayKeep.ok) return sendRefusal(reply, mayKeep.error);
    const [lines, payouts, balances] = await Promise.all([exceptedLines(pool), failedPayouts(pool), lineBalances(pool)]);
    const page: BankPage = {
      isConnected: standing !== null, problem: presentProblem(standing?.problem ?? null), balances,
      lines: lines.map((line) => ({ ...presentLine(line), can: isReturnable(line) ? ['bank.sendBack'] : [] })),
      payouts: payouts.map((payout) => ({ ...presentPayout(payout), can: ['bank.payAgain'] })),
      serverNow: await legalNow(),
    };
    return reply.send(page);
  });
}
