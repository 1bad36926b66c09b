import { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { instant } from '#kernel/time/instant.ts';
import type { Actor } from '#kernel/roles.ts';
import { organisation } from '#service/subject/organisation.ts';
import { idSchema } from '#service/subject/schemas.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { checkSlot, purposes, venue, type Room } from './venue.ts';
import { venueRefusals as refusals } from './venue.refusals.ts';

const instantSchema = z.int().positive().transform(instant);

const openBody = z.strictObject({
  roomId: idSchema,
  name: z.string().trim().min(2, '请填写场地名称').max(50),
  purpose: z.enum(purposes),
  seats: z.int().min(1, '至少一个座位').max(2000),
  address: z.string().trim().min(2, '请填写地址').max(200),
});
const bookBody = z.strictObject({ roomId: idSchema, tenderId: idSchema, from: instantSchema, to: instantSchema });
const cancelBody = z.strictObject({ roomId: idSchema, bookingId: idSchema, tenderId: idSchema, reason: z.string().trim().min(2, '请填写原因').max(200) });

const open = command({
  name: 'venue.open', title: '开放场地', roles: ['serve.venue'], body: openBody,
  reads: ({ roomId }, actor) => ({ streams: streams([venue, roomId]), peek: streams([organisation, actor.orgId ?? '']) }),
  decide({ body, actor, world }) {
    const centre = world.find(organisation, actor.orgId ?? '');
    if (centre?.kind !== 'centre') return err(refusals.notCentre({}));
    if (world.find(venue, body.roomId)) return err(refusals.roomExists({}));
    const { roomId, name, purpose, seats, address } = body;
    return ok({ events: [emit(venue, roomId, { kind: 'RoomOpened', centre: { orgId: centre.orgId, name: centre.name }, name, purpose, seats, address })], result: { roomId } });
  },
});

const book = command({
  name: 'venue.book', title: '预约场地', roles: ['initiate.operator', 'serve.venue'], body: bookBody,
  reads: ({ roomId, tenderId }) => ({ streams: streams([venue, roomId], [tender, tenderId]) }),
  decide({ body, actor, now, world, newId }) {
    const { roomId, tenderId, from, to } = body;
    const room = world.find(venue, roomId);
    if (!room) return err(refusals.absent({}));
    const held = world.find(tender, tenderId);
    const concerned = checkConcern(actor, held, room);
    if (!concerned.ok) return concerned;
    if (held?.termination) return err(refusals.terminated({}));
    if (room.purpose === 'opening' && (held?.status === 'closed' || held?.status === 'ended')) return err(refusals.closed({}));
    const free = checkSlot(room, { from, to }, now);
    if (!free.ok) return free;
    const bookingId = newId();
    const booked = emit(venue, roomId, { kind: 'RoomBooked', bookingId, tenderId, orgId: actor.orgId ?? '', from, to });
    const assigned = room.purpose === 'opening' ? [emit(tender, tenderId, { kind: 'VenueAssigned', venue: { roomId, roomName: `${room.centre.name}${room.name}`, from, to } })] : [];
    return ok({ events: [booked, ...assigned], result: { bookingId } });
  },
});

const cancel = command({
  name: 'venue.cancel', title: '取消场地预约', roles: ['initiate.operator', 'serve.venue'], body: cancelBody,
  reads: ({ roomId, tenderId }) => ({ streams: streams([venue, roomId], [tender, tenderId]) }),
  decide({ body, actor, world }) {
    const { roomId, tenderId, bookingId, reason } = body;
    const room = world.find(venue, roomId);
    const booking = room?.bookings.find((each) => each.bookingId === bookingId && each.tenderId === tenderId);
    if (!room || !booking) return err(refusals.bookingAbsent({}));
    const held = world.find(tender, tenderId);
    const concerned = checkConcern(actor, held, room);
    if (!concerned.ok) return concerned;
    const isCurrent = held?.venue?.roomId === roomId && held.venue.from === booking.from;
    if (isCurrent && held.status !== 'closed' && held.status !== 'ended') return err(refusals.inUse({}));
    return ok({ events: [emit(venue, roomId, { kind: 'BookingCancelled', bookingId, reason })] });
  },
});

/** What a terminated tender had booked is free again, whatever the room was for. */
const release = command({
  name: 'venue.release', title: '招标终止，退还场地', roles: ['system.clock'], body: z.strictObject({ roomId: idSchema, bookingId: idSchema, tenderId: idSchema }),
  reads: ({ roomId, tenderId }) => ({ streams: streams([venue, roomId]), peek: streams([tender, tenderId]) }),
  decide({ body: { roomId, bookingId, tenderId }, world }) {
    const booking = world.find(venue, roomId)?.bookings.find((each) => each.bookingId === bookingId && each.tenderId === tenderId);
    if (!booking || !world.find(tender, tenderId)?.termination) return err(refusals.bookingAbsent({}));
    return ok({ events: [emit(venue, roomId, { kind: 'BookingCancelled', bookingId, reason: '招标终止' })] });
  },
});

/** The initiator side of the tender, or the centre where it is held; and the room is that centre's. */
function checkConcern(actor: Actor, held: Tender | null, room: Room): Result<void, Refusal> {
  if (!held) return err(refusals.tenderAbsent({}));
  const mine = actor.role === 'serve.venue' ? held.centre.orgId === actor.orgId : [held.initiator.orgId, held.agency?.orgId].includes(actor.orgId ?? '');
  if (!mine) return err(refusals.notYours({}));
  return room.centre.orgId === held.centre.orgId ? ok(undefined) : err(refusals.otherCentre({ centre: held.centre.name }));
}

export const venueCommands = anyCommands(open, book, cancel, release);
