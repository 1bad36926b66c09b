import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tenderIdOf } from '#kernel/ids.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import type { Origin } from '#kernel/verification.ts';
import { groundText, rulesOf } from '#trade/evaluation/rules-of.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { footerOf, sendPdf, sendText } from '#platform/documents/send.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { award } from './award.ts';
import { headOf } from './award.content.ts';
import { partOf } from './award.present.ts';
import { awardRefusals as refusals } from './award.refusals.ts';
import type { NoticeContent } from './award.types.ts';
import { noticeIdOf } from './bidder-notice.ts';
import { letterPage, noticePage, type LetterContent } from './letter.page.ts';
import { findLetter, findNotice, type Issued } from './letter.store.ts';
import { tenders } from './neighbours.ts';

type LotRequest = FastifyRequest<{ Params: { lotId: string }; Querystring: { bidder?: string } }>;
type Addressed = { readonly tender: Tender; readonly issued: Issued; /** What the paper is printed from. */ readonly text: string };

/** 通知书 on paper: made from the canonical JSON on first download, for its addressee, the initiator's side and the department. */
export function registerLetterRoutes(app: HttpApp, running: Running, documents: Documents): void {
  app.addHook('onClose', () => documents.close());
  const { pool } = running;

  /** The lot as the asker stands to it; null where a refusal has been sent. */
  async function asking(request: LotRequest, reply: FastifyReply) {
    const session = await sessionOf(request, running.sessions);
    if (!session) return refused(reply, commandRefusals.loginFirst({}));
    const { lotId } = request.params;
    const [state, tender] = await Promise.all([readHead(pool, award, lotId), readHead(pool, tenders, tenderIdOf(lotId))]);
    if (!state || !tender) return refused(reply, refusals.absent({}));
    const { orgId } = session.actor;
    const part = partOf(state.state, tender.state, orgId);
    return { lotId, orgId, award: state.state, tender: tender.state, isOfficial: part === 'initiator' || part === 'department' };
  }

  async function letterFor(request: LotRequest, reply: FastifyReply): Promise<(Addressed & { readonly letter: LetterContent }) | null> {
    const asked = await asking(request, reply);
    if (!asked) return null;
    const issued = asked.award.letterAt === null ? null : await findLetter(pool, asked.lotId);
    const letter = issued?.body['letter'] as (JsonObject & LetterContent) | undefined;
    if (!issued || !letter || (!asked.isOfficial && letter.to.orgId !== asked.orgId)) return refused(reply, refusals.noLetter({}));
    return { tender: asked.tender, issued, letter, text: canonical(letter) };
  }

  async function noticeFor(request: LotRequest, reply: FastifyReply): Promise<(Addressed & { readonly content: NoticeContent }) | null> {
    const asked = await asking(request, reply);
    if (!asked) return null;
    const bidderId = asked.isOfficial ? request.query.bidder : (asked.orgId ?? undefined);
    const isOther = request.query.bidder !== undefined && request.query.bidder !== bidderId;
    const issued = bidderId === undefined || isOther ? null : await findNotice(pool, noticeIdOf(asked.lotId, bidderId));
    const content = issued?.body['content'] as unknown as NoticeContent | undefined;
    if (!issued || !content) return refused(reply, refusals.noLetter({}));
    return { tender: asked.tender, issued, content, text: canonical({ ...headOf(asked.award, asked.tender), bidderId: bidderId ?? '', notice: content } as unknown as Json) };
  }

  app.get('/api/lots/:lotId/award/letter.json', { schema: { tags: ['award'], summary: '中标通知书数据原文' } }, async (request: LotRequest, reply) => {
    const found = await letterFor(request, reply);
    return found ? sendText(reply, fileOf('letter', request.params.lotId), found.text) : reply;
  });

  app.get('/api/lots/:lotId/award/letter.pdf', { schema: { tags: ['award'], summary: '中标通知书（PDF）' } }, async (request: LotRequest, reply) => {
    const found = await letterFor(request, reply);
    if (!found) return reply;
    const origin = originOf(found, fileOf('letter', request.params.lotId));
    return await sendPdf(reply, documents, { title: `中标通知书 ${found.letter.tenderName}`, body: letterPage(found.letter, origin), footer: footerOf(origin) }, `中标通知书-${request.params.lotId}.pdf`);
  });

  app.get('/api/lots/:lotId/award/notice.json', { schema: { tags: ['award'], summary: '投标人结果通知数据原文' } }, async (request: LotRequest, reply) => {
    const found = await noticeFor(request, reply);
    return found ? sendText(reply, fileOf('notice', request.params.lotId), found.text) : reply;
  });

  app.get('/api/lots/:lotId/award/notice.pdf', { schema: { tags: ['award'], summary: '投标人结果通知（PDF）' } }, async (request: LotRequest, reply) => {
    const found = await noticeFor(request, reply);
    if (!found) return reply;
    const { tender, content } = found;
    const origin = originOf(found, fileOf('notice', request.params.lotId));
    const lotName = tender.lots.find((lot) => lot.lotId === request.params.lotId)?.name ?? request.params.lotId;
    const body = noticePage({ tenderName: tender.name, lotName, initiator: tender.initiator.name, ground: content.ground === null ? null : groundOf(content.ground, tender) }, content, origin);
    return await sendPdf(reply, documents, { title: `结果通知 ${tender.name}`, body, footer: footerOf(origin) }, `结果通知-${request.params.lotId}.pdf`);
  });
}

const unopened: Readonly<Record<string, string>> = { revoked: '视为撤销投标文件（电子招标投标办法 第三十一条）', withdrawn: '视为撤回投标文件（电子招标投标办法 第三十一条）' };

function groundOf(ground: string, tender: Tender): string {
  return unopened[ground] ?? groundText(rulesOf(tender), ground);
}

function fileOf(what: 'letter' | 'notice', lotId: string): string {
  return `${what}-${lotId}.json`;
}

function originOf({ tender, issued, text }: Addressed, file: string): Origin {
  const signer = (issued.body['statement'] as { readonly signerOrg?: string } | undefined)?.signerOrg ?? null;
  const party = [tender.initiator, tender.agency].find((each) => each?.orgId === signer);
  return { sha256: createHash('sha256').update(text).digest('hex'), file, at: issued.at, logIndex: issued.logIndex, signedBy: signer === null ? null : `${party?.name ?? ''}（${signer}）` };
}

function refused(reply: FastifyReply, refusal: Parameters<typeof sendRefusal>[1]): null {
  sendRefusal(reply, refusal);
  return null;
}
