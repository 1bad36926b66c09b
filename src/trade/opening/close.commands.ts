import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { gateEvents } from '#trade/tender/tender.gate.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { decideClose } from './close.ts';
import { hall } from './hall.ts';
import { bids, bidsOf } from './neighbours.ts';
import { opening } from './opening.ts';
import { openingRefusals as refusals } from './opening.refusals.ts';
import { tenderIdSchema } from './schemas.ts';

/** The instant. What stands against closing is the tender's to say; a close that may not be changes the tender instead. */
export const close = command({
  name: 'opening.close', title: '截止并开标', roles: ['system.clock'], body: z.strictObject({ tenderId: tenderIdSchema }),
  reads: ({ tenderId }) => ({
    streams: streams([tender, tenderId], [outage, platformOutageId], [opening, tenderId]),
    peek: streams([hall, tenderId]), prefixes: [`bid:${bidsOf(tenderId)}`], barriers: streams([tender, tenderId]),
  }),
  decide({ body: { tenderId }, now, world }) {
    const found = world.find(tender, tenderId);
    if (!found?.published) return err(refusals.absent({}));
    if (found.termination) return err(refusals.terminated({ at: formatBeijing(found.termination.at) }));
    if (found.status !== 'published' || world.find(opening, tenderId)) return err(refusals.alreadyClosed({}));
    const deadlineAt = found.published.document.bidDeadlineAt;
    if (now < deadlineAt) return err(refusals.notDue({ now: formatBeijing(now), at: formatBeijing(deadlineAt) }));
    const gate = gateEvents(found, world.find(outage, platformOutageId), now);
    const onTender = gate.map((event) => emit(tender, tenderId, event));
    if (!gate.some(({ kind }) => kind === 'TenderClosed')) return ok({ events: onTender, result: { closed: false } });
    const events = decideClose({ tender: found, bids: world.list(bids, bidsOf(tenderId)).map(({ state }) => state), hall: world.find(hall, tenderId), pack: packOf(found), now });
    const [closed] = events;
    const opens = closed?.kind === 'OpeningClosed' && closed.open.length > 0;
    const ended = opens ? [] : [emit(tender, tenderId, { kind: 'TenderEnded' as const, reason: '各标段投标人均不足法定数量，不予开标，招标失败' })];
    return ok({ events: [...onTender, ...events.map((event) => emit(opening, tenderId, event)), ...ended], result: { closed: true, opens } });
  },
});
