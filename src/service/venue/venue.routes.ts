import { z } from 'zod';
import type { Actor } from '#kernel/roles.ts';
import { endOf, parsePlainDate, startOf, type PlainDate } from '#kernel/time/plain-date.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { usccSchema } from '#service/subject/schemas.ts';
import { overlaps, type Booking, type Room } from './venue.ts';
import { roomsOf, tenderNames } from './venue.store.ts';

const querySchema = z.object({ centre: usccSchema, day: z.string().refine((text) => parsePlainDate(text).ok, '日期形如 2026-12-11') });

export function registerVenueRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/venues', { schema: { tags: ['venue'], summary: '一个中心一天的场地日历', querystring: querySchema } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const query = querySchema.safeParse(request.query);
    if (!query.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: String(query.error.issues[0]?.path[0] ?? 'day'), problem: query.error.issues[0]?.message ?? '' }));
    const { centre, day } = query.data;
    const rooms = await roomsOf(pool, centre);
    const slot = { from: startOf(day as PlainDate), to: endOf(day as PlainDate) };
    const shown = rooms.map((room) => ({ ...room, bookings: room.bookings.filter((booking) => overlaps(booking, slot)) }));
    const names = await tenderNames(pool, shown.flatMap((room) => room.bookings.filter((booking) => seesDetail(session.actor, room, booking)).map((booking) => booking.tenderId)));
    const items = shown.map((room) => ({ ...room, bookings: room.bookings.map((booking) => present(session.actor, room, booking, names)) }));
    return reply.send({ centre, day, rooms: items, can: canDo(session.actor, centre), serverNow: await legalNow() });
  });
}

/** Others see that a room is taken, not by whom. */
function present(actor: Actor, room: Room, booking: Booking, names: ReadonlyMap<string, string>) {
  const { bookingId, tenderId, from, to } = booking;
  return seesDetail(actor, room, booking) ? { from, to, mine: true, bookingId, tenderId, tenderName: names.get(tenderId) ?? tenderId } : { from, to, mine: false };
}

function seesDetail(actor: Actor, room: Room, booking: Booking): boolean {
  return actor.orgId === booking.orgId || actor.orgId === room.centre.orgId;
}

function canDo(actor: Actor, centre: string): string[] {
  if (actor.role === 'initiate.operator') return ['venue.book', 'venue.cancel'];
  return actor.role === 'serve.venue' && actor.orgId === centre ? ['venue.open', 'venue.book', 'venue.cancel'] : [];
}
