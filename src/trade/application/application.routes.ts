import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { parsePersonCode } from '#kernel/person-code.ts';
import { isBuyer } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { ageOfMajority } from '#rules/sale/buyers.ts';
import { identityLockbox } from '#platform/keys/lockbox.ts';
import { hasReached, readPersonal } from '#service/subject/natural-person.ts';
import { organisation } from '#service/subject/organisation.ts';
import { personCodeSchema } from '#service/subject/schemas.ts';
import type { Session } from '#platform/auth/session.store.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { saleRefusals as refusals } from '#trade/sale/sale.refusals.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { sale } from '#trade/sale/sale.ts';
import type { Sale } from '#trade/sale/sale.types.ts';
import { findApplicationFile } from './application.files.routes.ts';
import { readApplicationsOf } from './application.store.ts';
import { application, applicationId, ownPart } from './application.ts';
import type { Applicant, ApplicationRow } from './application.types.ts';

const applicantBody = z.strictObject({ bidderId: personCodeSchema });
const lotParams = z.object({ lotId: lotIdSchema });

/** Who applied is the seller's and the department's to read, and each bidder's for itself. */
export function registerApplicationRoutes(app: HttpApp, running: Running): void {
  const { pool, sessions, legalNow } = running;
  const box = identityLockbox(running.dataDir);
  addFileReader(app, (viewer, sha256) => findApplicationFile(pool, viewer, sha256));

  app.get('/api/sale-lots/:lotId/applications', { schema: { tags: ['sale'], summary: '竞买申请', params: lotParams, security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { lotId } = lotParams.parse(asked.params);
    const found = await readHead(pool, sale, tenderIdOf(lotId));
    if (!found) return sendRefusal(reply, refusals.absent({}));
    const { isSeller, isDepartment } = readingOf(session, found.state);
    if (!isSeller && !isDepartment) return sendRefusal(reply, refusals.notYours({}));
    const items: ApplicationRow[] = (await readHeads(pool, application, `${lotId}:`)).map(({ state: { bidderId, bidderName, appliedAt, isPreferred, files, qualification, deposit, paddle } }) => ({
      bidderId, bidderName, isPerson: parsePersonCode(bidderId) !== null, appliedAt, isPreferred, files, qualification, hasDeposit: deposit !== null, paddle: isDepartment ? paddle : null,
    }));
    return reply.header('cache-control', 'no-store').send({ items, serverNow: await legalNow() });
  });

  // Asked for one by one and by body: which person applied stands in no address, and so in no log of addresses.
  app.post('/api/sale-lots/:lotId/applicant', { schema: { tags: ['sale'], summary: '个人申请人的身份信息，只给出让、转让的一方和监督部门', params: lotParams, body: applicantBody, security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { lotId } = lotParams.parse(asked.params);
    const body = applicantBody.safeParse(asked.body);
    if (!body.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'bidderId', problem: body.error.issues[0]?.message ?? '' }));
    const found = await readHead(pool, sale, tenderIdOf(lotId));
    if (!found) return sendRefusal(reply, refusals.absent({}));
    const { isSeller, isDepartment } = readingOf(session, found.state);
    if (!isSeller && !isDepartment) return sendRefusal(reply, refusals.notYours({}));
    const [own, self] = await Promise.all([readHead(pool, application, applicationId(lotId, body.data.bidderId)), readHead(pool, organisation, body.data.bidderId)]);
    if (!own || self?.state.sealedPersonal === undefined) return sendRefusal(reply, refusals.noApplication({}));
    const { number, phone } = readPersonal(box.open(self.state.orgId, self.state.sealedPersonal));
    const { kind, areaCode, publishedAt } = found.state;
    const now = await legalNow();
    const answer: Applicant = { name: self.state.name, number, phone, areaCode: self.state.areaCode, isOfAge: hasReached(number, ageOfMajority(packOfSale(kind, areaCode, publishedAt)), ofInstant(now)) };
    return reply.header('cache-control', 'no-store').send({ ...answer, serverNow: now });
  });

  app.get('/api/applications', { schema: { tags: ['sale'], summary: '我的竞买申请', security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const own = isBuyer(session.actor.role) ? await readApplicationsOf(pool, session.actor.orgId ?? '') : [];
    return reply.header('cache-control', 'no-store').send({ items: own.map(ownPart), serverNow: await legalNow() });
  });
}

/** Whoever sells judges who may buy, and the department watches; the centre and the exchange do neither. */
function readingOf({ actor: { role, orgId } }: Session, { seller, department }: Sale): { readonly isSeller: boolean; readonly isDepartment: boolean } {
  return { isSeller: role === 'initiate.operator' && orgId === seller.orgId, isDepartment: role === 'supervise.officer' && orgId === department.orgId };
}
