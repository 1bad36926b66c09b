import { tenderIdOf } from '#kernel/ids.ts';
import { award } from '#trade/award/award.ts';
import { tenders } from '#trade/award/neighbours.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { expectedTerms } from './comparison.ts';
import { contract } from './contract.ts';
import { contractRefusals as refusals } from './contract.refusals.ts';

/** The contract of a lot, for the two sides and the department; to anyone else there is none. */
export function registerContractRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get<{ Params: { lotId: string } }>('/api/lots/:lotId/contract', { schema: { tags: ['contract'], summary: '一个标段的合同，与投标文件逐项对照' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { lotId } = request.params;
    const [standing, awarded, tender, serverNow] = await Promise.all([readHead(pool, contract, lotId), readHead(pool, award, lotId), readHead(pool, tenders, tenderIdOf(lotId)), legalNow()]);
    const { orgId, role } = session.actor;
    if (!awarded?.state.winner || awarded.state.letterAt === null || !tender || orgId === null) return sendRefusal(reply, refusals.noLetter({}));
    const { initiator, agency, department } = tender.state;
    const winnerOrgId = awarded.state.winner.bidderId;
    const drafts = orgId === initiator.orgId || orgId === agency?.orgId;
    if (!drafts && orgId !== winnerOrgId && orgId !== department.orgId) return sendRefusal(reply, refusals.notParty({}));
    const current = standing && standing.state.terms.winnerOrgId === winnerOrgId ? standing.state : null;
    const isSide = orgId === initiator.orgId || orgId === winnerOrgId;
    const hasSigned = current?.signatures.some((signature) => signature.orgId === orgId) ?? false;
    const can = [
      ...(drafts && role === 'initiate.operator' && current?.status !== 'signed' ? ['contract.draft'] : []),
      ...(isSide && role !== 'initiate.representative' && current !== null && current.status === 'drafted' && !hasSigned ? ['contract.sign'] : []),
    ];
    return reply.send({
      lotId, tenderName: tender.state.name, lotName: tender.state.lots.find((lot) => lot.lotId === lotId)?.name ?? lotId, initiator, winner: awarded.state.winner,
      expected: expectedTerms(awarded.state, tender.state), contract: current, signBy: awarded.state.contractBy, can, serverNow,
    });
  });
}
