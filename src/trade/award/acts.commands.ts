import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { streams, type World } from '#platform/command/command.ts';
import { contentSchema } from '#platform/command/signed-content.ts';
import { signatureSchema } from '#platform/command/signed.ts';
import type { Mode } from '#platform/module.ts';
import { award } from './award.ts';
import { mayAct, type AwardAct } from './award.decide.ts';
import { lotIdSchema } from './lot-schemas.ts';
import { tenders } from './neighbours.ts';

export const lotBody = z.strictObject({ lotId: lotIdSchema });
/** `content`: the canonical JSON that the query gave as preview and the person signed. */
export const contentBody = z.strictObject({ lotId: lotIdSchema, content: contentSchema, signature: signatureSchema });

export const clock = ['system.clock'] as const;
export const operator = ['initiate.operator'] as const;

/** The calendar and the rules of a tender's day and place. */
export function dueContext(tender: Tender, mode: Mode) {
  return { pack: packOf(tender), calendar: calendarFor(mode) };
}

/** Both are guarded: an objection or a directive that comes between reading and writing makes the act decide again. */
export function lotReads(lotId: string): string[] {
  return streams([award, lotId], [tenders, tenderIdOf(lotId)]);
}

type Asking = { readonly world: World; readonly actor: Actor; readonly now: Instant };

export function standing({ world, actor, now }: Asking, lotId: string, act: AwardAct) {
  return mayAct(act, { award: world.find(award, lotId), tender: world.find(tenders, tenderIdOf(lotId)), orgId: actor.orgId, now });
}
