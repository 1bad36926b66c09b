import { z } from 'zod';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { canonical, type Json } from '#kernel/json.ts';
import { roles } from '#kernel/roles.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Pipeline } from '#platform/command/pipeline.ts';
import type { CommandDef } from '#platform/command/command.ts';
import type { Sessions } from '#platform/auth/session.store.ts';
import { problemSchema, sendRefusal } from './problem.ts';
import { sessionOf } from './session-cookie.ts';

/** 幂等键. */
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, '幂等键为 8–64 位字母、数字、“-”或“_”');

/** One POST route for each command, made from its definition: limit → session → role → schema → pipeline → answer. */
export function registerCommandRoutes(app: FastifyInstance, pipeline: Pipeline, sessions: Sessions): void {
  for (const definition of pipeline.definitions.values()) {
    if (definition.roles.every((role) => roles[role].duty === 'system')) continue;
    app.post(`/api/commands/${definition.name}`, { schema: schemaOf(definition) }, async (request, reply) => {
      const session = await sessionOf(request, sessions);
      if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
      const { actor } = session;
      if (!definition.roles.includes(actor.role)) {
        return sendRefusal(reply, commandRefusals.roleNotAllowed({ title: definition.title, role: roles[actor.role].name }));
      }
      const parsed = parseRequest(definition, request);
      if (!parsed.ok) return sendRefusal(reply, parsed.refusal);
      const outcome = await pipeline.run({ name: definition.name, actor, key: parsed.key, body: parsed.body });
      return outcome.status === 'refused' ? sendRefusal(reply, outcome.refusal) : reply.send(outcome);
    });
  }
}

type ParsedRequest = { ok: true; key: string; body: unknown } | { ok: false; refusal: Refusal };

function parseRequest(definition: CommandDef, request: FastifyRequest): ParsedRequest {
  const key = idempotencyKey.safeParse(request.headers['idempotency-key']);
  if (!key.success) return { ok: false, refusal: refusalOfIssues('Idempotency-Key', key.error.issues) };
  const body = definition.body.safeParse(request.body);
  if (!body.success) return { ok: false, refusal: refusalOfIssues('', body.error.issues) };
  if (!isStorable(body.data)) return { ok: false, refusal: commandRefusals.bodyInvalid({ path: '请求内容', problem: '含有不能保存的字符或者小数' }) };
  return { ok: true, key: key.data, body: body.data };
}

/** What has a canonical form, and no NUL, which no column of the database takes. */
function isStorable(body: unknown): boolean {
  try {
    const text = canonical(body as Json);
    return !text.includes('\\u0000') || !/(?<!\\)(?:\\\\)*\\u0000/.test(text);
  } catch {
    return false;
  }
}

function refusalOfIssues(root: string, issues: readonly z.core.$ZodIssue[]): Refusal {
  const first = issues[0];
  const path = [root, ...(first?.path ?? []).map(String)].filter(Boolean).join('.') || '请求内容';
  return { ...commandRefusals.bodyInvalid({ path, problem: first?.message ?? '格式不符' }), path };
}

function schemaOf(definition: CommandDef): object {
  return {
    tags: [definition.name.split('.')[0]],
    summary: definition.title,
    description: `职责：${definition.roles.map((role) => roles[role].name).join('、')}`,
    headers: z.object({ 'idempotency-key': idempotencyKey }),
    body: definition.body,
    security: [{ session: [] }],
    response: { 200: acceptedSchema, '4xx': { description: '拒绝，说明理由、依据和改法', content: { 'application/problem+json': { schema: problemSchema } } } },
  };
}

const acceptedSchema = z.object({
  status: z.literal('accepted'),
  result: z.record(z.string(), z.unknown()),
  receipt: z.unknown(),
});
