import { tenderIdOf } from '#kernel/ids.ts';
import { award } from '#trade/award/award.ts';
import { tenders } from '#trade/award/neighbours.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { expectedTerms } from './comparison.ts';
import { contract } from './contract.ts';
import { contractRefusals as refusals } from './contract.refusals.ts';
import { findUploadedContract } from './contract.store.ts';
import { mayUpload } from './upload.ts';

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
      ...(orgId === initiator.orgId && role === 'initiate.operator' && current?.status !== 'signed' && mayUpload(packOf(tender.state)) ? ['contract.upload'] : []),
      ...(orgId === winnerOrgId && role === 'respond.operator' && current?.form === 'upload' && current.status === 'drafted' ? ['contract.confirm'] : []),
      ...(isSide && role !== 'initiate.representative' && current?.form === 'platform' && current.status === 'drafted' && !hasSigned ? ['contract.sign'] : []),
    ];
    return reply.send({
      lotId, tenderName: tender.state.name, lotName: tender.state.lots.find((lot) => lot.lotId === lotId)?.name ?? lotId, initiator, winner: awarded.state.winner,
      expected: expectedTerms(awarded.state, tender.state), contract: current, signBy: awarded.state.contractBy, letterAt: awarded.state.letterAt, onPlatform: !mayUpload(packOf(tender.state)), can, serverNow,
    });
  });

  addFileReader(app, async (viewer, sha256) => {
    const orgId = viewer?.actor.orgId ?? null;
    const held = orgId === null ? null : await findUploadedContract(pool, sha256, orgId);
    return held?.file ?? null;
  });
}
