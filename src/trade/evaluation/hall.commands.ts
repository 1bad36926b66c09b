import type { ZodType } from 'zod';
import { present } from '#kernel/assert.ts';
import type { JsonObject } from '#kernel/json.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor, Role } from '#kernel/roles.ts';
import { command, emit, streams, type CommandDef, type Decision, type Deciding, type Reads, type World } from '#platform/command/command.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { evaluation } from './evaluation.ts';
import { findSeat, termsOf, type Hall } from './hall.ts';
import { openings, panels, tenders } from './neighbours.ts';
import { hasDepartures } from './reseating.ts';

export const memberRoles: readonly Role[] = ['evaluate.expert', 'initiate.representative'];

export type InLot = { readonly lotId: string };
type MemberInput<B, P> = Deciding<B, P> & { readonly hall: Hall };
type MemberCommand<B, P> = {
  readonly name: string;
  readonly title: string;
  readonly body: ZodType<B>;
  /** What else it looks at, unguarded. */
  prefixes?(body: B): readonly string[];
  prepare?(input: { body: B; actor: Actor; now: Deciding<B, P>['now'] }): Promise<Result<P, Refusal>>;
  decide(input: MemberInput<B, P>): Result<readonly EvaluationEvent[], Refusal>;
};

/**
 * A command of a seated member who has signed in. Tender and panel are guarded, so that a suspension or a replacement
 * and a vote never pass each other unseen.
 */
export function memberCommand<B extends InLot, P = null>({ name, title, body, prefixes, prepare, decide }: MemberCommand<B, P>): CommandDef<B, P> {
  return command<B, P>({
    name, title, roles: memberRoles, body,
    ...(prepare ? { prepare } : {}),
    reads: (asked) => ({ ...readsOf(asked.lotId), prefixes: prefixes?.(asked) ?? [] }),
    decide: (input) => {
      const hall = hallOf(input);
      return hall.ok ? decided(input.body.lotId, decide({ ...input, hall: hall.value })) : hall;
    },
  });
}

export function readsOf(lotId: string): Reads {
  const tenderId = tenderIdOf(lotId);
  return { streams: streams([evaluation, lotId], [tenders, tenderId], [panels, tenderId]), peek: streams([openings, tenderId]) };
}

export function decided(lotId: string, events: Result<readonly EvaluationEvent[], Refusal>, result: JsonObject = {}): Result<Decision, Refusal> {
  return events.ok ? ok({ events: events.value.map((event) => emit(evaluation, lotId, event)), result: { lotId, ...result } }) : events;
}

function hallOf<B extends InLot, P>({ body, actor, now, world }: Deciding<B, P>): Result<Hall, Refusal> {
  const tenderId = tenderIdOf(body.lotId);
  const seat = findSeat(world.find(panels, tenderId), actor.personId);
  if (!seat) return err(refusals.notMember({}));
  const tender = world.find(tenders, tenderId);
  if (tender?.suspension) return err(refusals.suspended({ reason: tender.suspension.reason }));
  const state = world.find(evaluation, body.lotId);
  if (state && hasDepartures(state, world.find(panels, tenderId))) return err(refusals.reseating({}));
  const me = state?.members.find(({ memberId, signedInAt }) => memberId === seat.memberId && signedInAt !== null);
  if (!state || !me) return err(refusals.signInFirst({}));
  return ok({ evaluation: state, terms: termsOf(present(tender, tenderId), body.lotId, compositeMethodOf), me, now });
}

/** The opened lot this evaluation began from. */
export function openingOf(world: World, lotId: string) {
  return world.find(openings, tenderIdOf(lotId));
}
