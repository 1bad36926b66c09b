import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { err, ok } from '#kernel/result.ts';
import { formatBeijing, microsPerMinute } from '#kernel/time/instant.ts';
import { openingMicros } from '#rules/construction/opening-rules.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { hall } from './hall.ts';
import { hostFrom, hostRoles, isHostSide } from './opening.acts.ts';
import { findAccepted, isRunning, opening } from './opening.ts';
import { openingRefusals as refusals } from './opening.refusals.ts';
import { rulesOf } from './rules-of.ts';
import { lotIdSchema, tenderIdSchema } from './schemas.ts';

/** Signs the host in, before the instant or after it. */
export const host = command({
  name: 'opening.host', title: '主持人签到', roles: hostRoles, body: z.strictObject({ tenderId: tenderIdSchema }),
  reads: ({ tenderId }) => ({ streams: streams([opening, tenderId], [hall, tenderId]), peek: streams([tender, tenderId]) }),
  decide({ body: { tenderId }, actor, now, world }) {
    const found = world.find(tender, tenderId);
    const state = world.find(opening, tenderId);
    if (!found?.published) return err(refusals.absent({}));
    if (!isHostSide(found, actor.orgId)) return err(refusals.notHostSide({ initiator: found.initiator.name }));
    if (found.termination) return err(refusals.terminated({ at: formatBeijing(found.termination.at) }));
    const there = state ? state.host : world.find(hall, tenderId)?.host;
    if (there) return err(refusals.hostThere({ orgName: there.orgName }));
    const personId = actor.personId ?? actor.id;
    const orgName = actor.orgId === found.agency?.orgId ? found.agency.name : found.initiator.name;
    if (state) return isRunning(state) ? ok({ events: [emit(opening, tenderId, { kind: 'HostCame', host: { personId, orgName, at: now } })] }) : err(refusals.notRunning({}));
    const from = hostFrom(found, found.published.document.bidDeadlineAt);
    if (now < from) return err(refusals.hostTooEarly({ minutes: openingMicros(rulesOf(found), 'e.host.from') / microsPerMinute, from: formatBeijing(from) }));
    return ok({ events: [emit(hall, tenderId, { kind: 'HostSignedIn', personId, orgName })] });
  },
});

/** A bidder's finding after its own machine has compared receipt and close list. */
export const checkSeal = command({
  name: 'opening.checkSeal', title: '核对密封', roles: ['respond.operator'], body: z.strictObject({ lotId: lotIdSchema, result: z.enum(['matches', 'differs']) }),
  reads: ({ lotId }) => ({ streams: streams([opening, tenderIdOf(lotId)]) }),
  decide({ body: { lotId, result }, actor, world }) {
    const state = world.find(opening, tenderIdOf(lotId));
    if (!state) return err(refusals.absent({}));
    const own = findAccepted(state, lotId, actor.orgId ?? '');
    if (!own) return err(refusals.notAccepted({}));
    if (own.sealCheck !== null) return err(refusals.sealChecked({}));
    if (!isRunning(state) && state.status !== 'announced') return err(refusals.notRunning({}));
    return ok({ events: [emit(opening, state.tenderId, { kind: 'SealChecked', lotId, bidderId: own.bidderId, result })] });
  },
});
