import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Refusal, RefusalKind } from '#kernel/refusal.ts';

const statusOf: Record<RefusalKind, number> = { invalid: 400, unauthenticated: 401, forbidden: 403, absent: 404, conflict: 409, refused: 422, excess: 429 };

/** RFC 9457 problem details, with the rule and the article that a refusal teaches. */
export const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), traceId: z.string(),
  remedy: z.string().optional(), article: z.string().optional(), rule: z.string().optional(), got: z.string().optional(), want: z.string().optional(), path: z.string().optional(),
});
export type Problem = Readonly<z.infer<typeof problemSchema>>;

export function problemOf(refusal: Refusal, traceId: string): Problem {
  const { kind, message, ...teaching } = refusal;
  return { type: `urn:ovoo:problem:${refusal.code}`, title: message, status: statusOf[kind], traceId, ...teaching };
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOf(refusal, reply.request.id);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** For bugs and lost databases: says nothing of the inside, gives the trace id to ask about. */
export function internalProblem(traceId: string): Problem {
  return {
    type: 'urn:ovoo:problem:internal',
    title: '平台内部故障，操作结果未知。',
    status: 500,
    code: 'internal',
    traceId,
    remedy: '请用同一个幂等键重试或查询结果：已受理的不会重复，未受理的可以再交。',
  };
}
