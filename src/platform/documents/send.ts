import type { FastifyReply } from 'fastify';
import type { Origin } from '#kernel/verification.ts';
import type { Documents } from './documents.ts';

/** The canonical text of a document, for whoever would check the paper. */
export function sendText(reply: FastifyReply, file: string, text: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').headers({ 'content-disposition': `attachment; filename="${file}"`, 'cache-control': 'private, no-store' }).send(text);
}

export async function sendPdf(reply: FastifyReply, documents: Documents, printable: Parameters<Documents['pdf']>[0], name: string): Promise<FastifyReply> {
  const document = await documents.pdf(printable);
  return reply.type('application/pdf').headers({ 'content-length': document.sizeBytes, 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'private, no-store' }).send(document.read());
}

/** What stands at the foot of every page. */
export function footerOf({ sha256, logIndex }: Pick<Origin, 'sha256' | 'logIndex'>): string {
  return `SHA-256 ${sha256} · ${logIndex === null ? '日志位置待编入' : `日志第 ${logIndex} 号`}`;
}
