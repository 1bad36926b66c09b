import { z } from 'zod';
import { readJournal } from '#evidence/journal/journal.store.ts';
import type { Sessions } from '#platform/auth/session.store.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Outcome } from '#platform/command/pipeline.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { HttpApp } from './app.ts';
import { sendRefusal } from './problem.ts';
import { sessionOf } from './session-cookie.ts';

/** What a command under this key came to: for those whose answer was lost on the way. */
export function registerOutcomeRoute(app: HttpApp, pool: Pool, sessions: Sessions): void {
  app.get('/api/outcomes/:key', { schema: { summary: '按幂等键查询操作结果', params: z.object({ key: z.string() }) } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const command = { actor: session.actor.id, key: (request.params as { key: string }).key };
    const { outcomes } = await readJournal(pool, { commands: [command], streams: [], prefixes: [], barriers: [] });
    const stored = outcomes.get(`${command.actor}\n${command.key}`);
    if (!stored) return sendRefusal(reply, commandRefusals.noSuchOutcome({}));
    const outcome = stored.outcome as unknown as Outcome;
    return outcome.status === 'refused' ? sendRefusal(reply, outcome.refusal) : reply.send(outcome);
  });
}
