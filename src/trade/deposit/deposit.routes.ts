import type { Actor } from '#kernel/roles.ts';
import { ofInstant, type PlainDate } from '#kernel/time/plain-date.ts';
import { getRule, valueOf, type RulePack } from '#rules/pack.ts';
import { bidderNotice, noticeIdOf } from '#trade/award/bidder-notice.ts';
import { openings, tenders } from '#trade/award/neighbours.ts';
import { contract } from '#trade/contract/contract.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { isInitiatorSide } from '#trade/tender/tender.phase.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Pool } from '#platform/db/pool.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { actsToConfirm, mayHold } from './arrival.commands.ts';
import { factsOf, groundsFor, isHeld, owedOn, type GroundStanding } from './deposit.ts';
import { depositFor, type DepositPart } from './deposit.present.ts';
import { depositsOf, findForfeitEvidence, type LedgerRow } from './deposit.store.ts';
import type { Deposit } from './deposit.types.ts';

/** The ledger: what is held, what is owed today with interest, what went back or was kept. Vouchers show to payer and payee alone. */
export function registerDepositRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/deposits', { schema: { tags: ['deposit'], summary: '投标保证金台账：收、退、利息和期限' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { actor } = session;
    const serverNow = await legalNow();
    const today = ofInstant(serverNow);
    const rows = actor.orgId ? await depositsOf(pool, actor.orgId) : [];
    const items = (await Promise.all(rows.map(async (row) => await lineOf(pool, row, actor, today)))).filter((line) => line !== null);
    return reply.send({ items, serverNow });
  });

  addFileReader(app, async (viewer, sha256) => {
    const orgId = viewer?.actor.orgId ?? null;
    return orgId === null ? null : await findForfeitEvidence(pool, sha256, orgId);
  });
}

async function lineOf(pool: Pool, { deposit, tenderName, lotName }: LedgerRow, actor: Actor, today: PlainDate) {
  const tender = (await readHead(pool, tenders, deposit.tenderId))?.state;
  const part = tender ? partOf(deposit, tender, actor.orgId) : null;
  if (!tender || !part) return null;
  const pack = packOf(tender);
  const owed = isHeld(deposit) ? owedOn(deposit, today, pack) : null;
  const mayForfeit = isHeld(deposit) && !deposit.isSealed && actor.role === 'initiate.operator' && isInitiatorSide(tender, actor.orgId);
  const grounds = mayForfeit ? await groundsOf(pool, deposit, pack) : [];
  const holds = mayHold(actor, tender);
  const can = [...(holds ? actsToConfirm(deposit) : []), ...(isHeld(deposit) && holds ? ['deposit.recordReturn'] : []), ...(grounds.some(({ open }) => open) ? ['deposit.forfeit'] : [])];
  const interest = { rate: valueOf(pack, 'eng.deposit.interestRate', 'rate'), yearDays: valueOf(pack, 'eng.deposit.interestYear', 'day') };
  return { ...depositFor(deposit, part, pack), interest, forfeitCitation: getRule(pack, 'eng.deposit.forfeit').citation, tenderName, lotName, part, grounds, owed: owed && { amountFen: String(owed.amountFen), interestFen: String(owed.interestFen), days: owed.days }, can };
}

async function groundsOf(pool: Pool, deposit: Deposit, pack: RulePack): Promise<GroundStanding[]> {
  const { lotId, tenderId, bidderId } = deposit;
  const [opening, concluded, notice] = await Promise.all([readHead(pool, openings, tenderId), readHead(pool, contract, lotId), readHead(pool, bidderNotice, noticeIdOf(lotId, bidderId))]);
  return groundsFor(factsOf(deposit, { opening: opening?.state ?? null, contract: concluded?.state ?? null, notice: notice?.state ?? null }), pack);
}

function partOf({ bidderId }: Deposit, tender: Tender, orgId: string | null): DepositPart | null {
  if (orgId === null) return null;
  if (bidderId === orgId) return 'bidder';
  if (isInitiatorSide(tender, orgId)) return 'initiator';
  if (tender.centre.orgId === orgId) return 'centre';
  return tender.department.orgId === orgId ? 'department' : null;
}
