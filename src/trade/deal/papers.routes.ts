import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { canonical, type Json } from '#kernel/json.ts';
import type { Markup } from '#kernel/markup.ts';
import type { Origin } from '#kernel/verification.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { footerOf, sendPdf, sendText } from '#platform/documents/send.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { deal } from './deal.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';
import { findLogIndex } from './deal.store.ts';
import type { Deal } from './deal.types.ts';
import { knowsAsCentre, partOf } from './deal.present.ts';
import { certificatePage, confirmationPage, resultPage } from './papers.page.ts';

const papers = ['confirmation', 'result', 'certificate'] as const;
type PaperName = (typeof papers)[number];
const params = z.object({ lotId: lotIdSchema, paper: z.enum(papers, '没有这种文书') });

/** `text`: the canonical JSON that was signed. `kind`: the event that made it count. */
type Paper = { readonly title: string; readonly text: string; readonly kind: string; readonly at: Deal['endedAt']; readonly signedBy: string; readonly page: (origin: Origin) => Markup };

/** 成交确认书、结果、交易凭证 on paper, each made from the text that was signed. */
export function registerPaperRoutes(app: HttpApp, { pool, sessions }: Running, documents: Documents): void {
  app.addHook('onClose', () => documents.close());

  async function find(request: FastifyRequest, reply: FastifyReply): Promise<{ readonly paper: Paper; readonly origin: Origin; readonly file: string } | null> {
    const session = await sessionOf(request, sessions);
    if (!session && (request.params as { paper?: unknown }).paper !== 'result') return refused(reply, commandRefusals.loginFirst({}));
    const { lotId, paper: name } = params.parse(request.params);
    const found = await readHead(pool, deal, lotId);
    const paper = found && mayRead(found.state, name, session?.actor.orgId ?? null) ? paperOf(found.state, name) : null;
    if (!paper) return refused(reply, refusals.absent({}));
    const file = `${name}-${lotId}.json`;
    const origin = { sha256: createHash('sha256').update(paper.text).digest('hex'), file, at: paper.at, logIndex: await findLogIndex(pool, lotId, paper.kind), signedBy: paper.signedBy };
    return { paper, origin, file };
  }

  app.get('/api/sale-lots/:lotId/papers/:paper.json', { schema: { tags: ['sale'], summary: '成交确认书、结果、交易凭证的数据原文' } }, async (request, reply) => {
    const found = await find(request, reply);
    return found ? sendText(reply, found.file, found.paper.text) : reply;
  });

  app.get('/api/sale-lots/:lotId/papers/:paper.pdf', { schema: { tags: ['sale'], summary: '成交确认书、结果、交易凭证（PDF）' } }, async (request, reply) => {
    const found = await find(request, reply);
    if (!found) return reply;
    const { paper, origin, file } = found;
    return await sendPdf(reply, documents, { title: paper.title, body: paper.page(origin), footer: footerOf(origin) }, `${paper.title}-${file.replace('.json', '.pdf')}`);
  });
}

/** The result is anyone's; what names the winner is for the two, the department, and of the certificate the centre that issued it. */
function mayRead(state: Deal, name: PaperName, orgId: string | null): boolean {
  const part = partOf(state, orgId);
  if (name === 'result') return true;
  return part === 'seller' || part === 'winner' || part === 'department' || (name === 'certificate' && part === 'centre' && knowsAsCentre(state));
}

function paperOf(state: Deal, name: PaperName): Paper | null {
  const { confirmation, confirmations, result, certificate } = state;
  switch (name) {
    case 'confirmation': return confirmation && confirmations.length > 0
      ? { title: '成交确认书', text: textOf(confirmation), kind: 'ConfirmationSigned', at: confirmations.at(-1)?.at ?? state.endedAt, signedBy: confirmations.map(({ side }) => (side === 'seller' ? confirmation.seller : confirmation.winner).name).join('、'), page: (origin) => confirmationPage(confirmation, confirmations, origin) }
      : null;
    case 'result': return result && { title: '成交结果', text: textOf(result.document), kind: 'SaleResultPublished', at: result.at, signedBy: result.document.seller, page: (origin) => resultPage(result.document, result.until, origin) };
    case 'certificate': return certificate && { title: '交易凭证', text: textOf(certificate.document), kind: 'CertificateIssued', at: certificate.at, signedBy: certificate.document.centre.name, page: (origin) => certificatePage(certificate.document, origin) };
  }
}

function textOf(document: object): string {
  return canonical(document as unknown as Json);
}

function refused(reply: FastifyReply, refusal: Parameters<typeof sendRefusal>[1]): null {
  sendRefusal(reply, refusal);
  return null;
}
