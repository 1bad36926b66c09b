import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { addMicros, formatBeijing, instant, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { openingMicros } from '#rules/construction/opening-rules.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';
import { getPublished, tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { outage, platformOutageId, type Outages } from '#platform/wake/outage.ts';
import type { PublicOutcome } from './opening.events.ts';
import { acceptedOf, hasOpenObjection, isRunning, opening, recordsItselfAt } from './opening.ts';
import { openingRefusals as refusals } from './opening.refusals.ts';
import type { Opening } from './opening.types.ts';
import { recordHashOf, recordOf } from './record.ts';
import { rulesOf } from './rules-of.ts';
import { hashSchema, tenderIdSchema } from './schemas.ts';

const ofTender = z.strictObject({ tenderId: tenderIdSchema });
const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const announceBody = z.strictObject({
  tenderId: tenderIdSchema,
  outcomes: z.array(z.strictObject({ manifestHash: hashSchema, outcome: z.custom<PublicOutcome>(isObject) })),
  lines: z.array(z.strictObject({ manifestHash: hashSchema, lines: z.custom<PriceSheet['lines']>(Array.isArray) })),
  stageKeys: z.array(z.strictObject({ manifestHash: hashSchema, key: hashSchema })),
});

/** The window ends at its instant, or later by what the platform or a suspension took from it. */
export const endDecryption = command({
  name: 'opening.endDecryption', title: '解密时间结束', roles: ['system.clock'], body: ofTender,
  reads: ({ tenderId }) => ({ streams: streams([opening, tenderId], [tender, tenderId], [outage, platformOutageId]) }),
  decide({ body: { tenderId }, now, world }) {
    const state = world.find(opening, tenderId);
    const found = world.find(tender, tenderId);
    if (!state || !found) return err(refusals.absent({}));
    if (!isRunning(state) || state.decryptEndedAt !== null) return err(refusals.notRunning({}));
    if (now < state.decryptUntil) return err(refusals.notDue({ now: formatBeijing(now), at: formatBeijing(state.decryptUntil) }));
    if (found.suspension) return ok({ events: [emit(opening, tenderId, { kind: 'DecryptionPaused' })] });
    const moved = movedWindow(state, found, world.find(outage, platformOutageId), now);
    return ok({ events: [emit(opening, tenderId, moved ? { kind: 'DecryptWindowMoved', ...moved } : { kind: 'DecryptionEnded' })] });
  },
});

/** The suspension is lifted: the bidders and holders have the whole window again. */
export const resumeDecryption = command({
  name: 'opening.resumeDecryption', title: '恢复解密', roles: ['system.clock'], body: ofTender,
  reads: ({ tenderId }) => ({ streams: streams([opening, tenderId], [tender, tenderId]) }),
  decide({ body: { tenderId }, now, world }) {
    const state = world.find(opening, tenderId);
    const found = world.find(tender, tenderId);
    if (!state || !found) return err(refusals.absent({}));
    if (state.decryptPausedAt === null) return err(refusals.notRunning({}));
    if (found.suspension) return err(refusals.suspended({ by: found.suspension.by }));
    const until = addMicros(now, windowMicros(found));
    return ok({ events: [emit(opening, tenderId, { kind: 'DecryptWindowMoved', until, reason: '恢复交易，解密时间重新计算' })] });
  },
});

function windowMicros(found: Tender): number {
  return getPublished(found).document.decryptWindowMinutes * microsPerMinute;
}

function movedWindow(state: Opening, found: Tender, outages: Outages | null, now: Instant): { until: Instant; reason: string } | null {
  const lost = (outages?.gaps ?? []).reduce((sum, gap) => sum + Math.max(0, Math.min(gap.to, now) - Math.max(gap.from, state.closedAt)), 0);
  const owed = instant(state.closedAt + windowMicros(found) + lost);
  return owed > state.decryptUntil ? { until: owed, reason: '平台中断，解密时间按中断时长顺延' } : null;
}

/** All prices in one event: nobody can have seen one before the others. */
export const announce = command({
  name: 'opening.announce', title: '公布开标结果', roles: ['system.clock'], body: announceBody,
  reads: ({ tenderId }) => ({ streams: streams([opening, tenderId], [tender, tenderId]) }),
  decide({ body: { tenderId, outcomes, lines, stageKeys }, now, world }) {
    const state = world.find(opening, tenderId);
    if (!state) return err(refusals.absent({}));
    if (!isRunning(state)) return err(refusals.notRunning({}));
    const found = world.find(tender, tenderId);
    if (!found) return err(refusals.absent({}));
    if (found.suspension) return err(refusals.suspended({ by: found.suspension.by }));
    const named = outcomes.map(({ manifestHash }) => manifestHash).sort();
    const accepted = acceptedOf(state).map(({ manifestHash }) => manifestHash).sort();
    const isWhole = named.length === accepted.length && named.every((hash, i) => hash === accepted[i]);
    const isEarly = state.decryptEndedAt === null && outcomes.some(({ outcome }) => outcome.kind === 'withdrawn');
    if (!isWhole || isEarly) return err(refusals.incomplete({}));
    const objectUntil = addMicros(now, openingMicros(rulesOf(found), 'e.object.window'));
    const recordAt = addMicros(objectUntil, openingMicros(rulesOf(found), 'e.record.grace'));
    return ok({ events: [emit(opening, tenderId, { kind: 'PricesAnnounced', objectUntil, recordAt, outcomes, lines, stageKeys })] });
  },
});

/** Nobody confirmed and nobody objects: the record stands by itself. */
export const recordByItself = command({
  name: 'opening.recordByItself', title: '开标记录自动确认', roles: ['system.clock'], body: ofTender,
  reads: ({ tenderId }) => ({ streams: streams([opening, tenderId]), peek: streams([tender, tenderId]) }),
  decide({ body: { tenderId }, now, world }) {
    const state = world.find(opening, tenderId);
    const found = world.find(tender, tenderId);
    if (!state || !found) return err(refusals.absent({}));
    if (state.status !== 'announced' || state.objectUntil === null || now < (recordsItselfAt(state) ?? now)) return err(refusals.notAnnounced({}));
    if (hasOpenObjection(state)) return err(refusals.objectionOpen({}));
    const record = recordOf(state, found);
    return ok({ events: [emit(opening, tenderId, { kind: 'OpeningRecorded', record, recordHash: recordHashOf(record), by: null, act: null })] });
  },
});
