import type { Aggregate } from '#kernel/decider.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { formatBeijing, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { venueRefusals as refusals } from './venue.refusals.ts';

export const purposes = ['opening', 'evaluation'] as const;
export type Purpose = (typeof purposes)[number];

/** 场地: one room of a centre and who has it when. */
export type Room = {
  readonly roomId: string;
  readonly centre: { readonly orgId: string; readonly name: string };
  readonly name: string;
  readonly purpose: Purpose;
  readonly seats: number;
  readonly address: string;
  /** Standing bookings, by their beginning. */
  readonly bookings: readonly Booking[];
};

/** From `from` up to, without, `to`: two bookings may touch. */
export type Booking = Slot & { readonly bookingId: string; readonly tenderId: string; readonly orgId: string };
export type Slot = { readonly from: Instant; readonly to: Instant };

export type RoomEvent =
  | { readonly kind: 'RoomOpened'; readonly centre: Room['centre']; readonly name: string; readonly purpose: Purpose; readonly seats: number; readonly address: string }
  | ({ readonly kind: 'RoomBooked' } & Booking)
  | { readonly kind: 'BookingCancelled'; readonly bookingId: string; readonly reason: string };

/** Longest single booking: a room is not taken for days by one tender. */
export const longestSlotHours = 24;

export const venue: Aggregate<Room, RoomEvent> = {
  type: 'venue',
  disclosure: { RoomOpened: 'public', RoomBooked: 'public', BookingCancelled: 'public' },
  evolve(state, event, { id }) {
    if (event.kind === 'RoomOpened') {
      const { centre, name, purpose, seats, address } = event;
      return { roomId: id, centre, name, purpose, seats, address, bookings: [] };
    }
    const room = state as Room;
    if (event.kind === 'BookingCancelled') return { ...room, bookings: room.bookings.filter((booking) => booking.bookingId !== event.bookingId) };
    const { kind: _kind, ...booking } = event;
    return { ...room, bookings: [...room.bookings, booking].sort((a, b) => a.from - b.from) };
  },
};

export function overlaps(a: Slot, b: Slot): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether the room can be had for the slot: in the future, of sensible length, and free. */
export function checkSlot(room: Room, slot: Slot, now: Instant): Result<void, Refusal> {
  if (slot.from < now) return err(refusals.past({ now: formatBeijing(now), from: formatBeijing(slot.from) }));
  if (slot.to <= slot.from || slot.to - slot.from > longestSlotHours * microsPerHour) return err(refusals.length({ hours: longestSlotHours }));
  const standing = room.bookings.find((booking) => overlaps(booking, slot));
  if (standing) return err(refusals.taken({ room: room.name, from: formatBeijing(standing.from).slice(0, 16), to: formatBeijing(standing.to).slice(11, 16) }));
  return ok(undefined);
}

/** Openings first, then by the number in the name, as people look for a room: 一、二、三 … 十二; names without a number last. */
export function byRoom(a: Room, b: Room): number {
  return purposes.indexOf(a.purpose) - purposes.indexOf(b.purpose) || numberIn(a.name) - numberIn(b.name) || (a.name < b.name ? -1 : 1);
}

const numerals = '零一二三四五六七八九';

function numberIn(name: string): number {
  const digits = /\d+/.exec(name)?.[0];
  if (digits !== undefined) return Number(digits);
  const [, tens, ten, ones = ''] = /([二三四五六七八九]?)(十?)([一二三四五六七八九]?)室/.exec(name) ?? [];
  if (ten) return (tens ? numerals.indexOf(tens) : 1) * 10 + Math.max(0, numerals.indexOf(ones || '零'));
  const one = tens || ones;
  return one ? numerals.indexOf(one) : Number.MAX_SAFE_INTEGER;
}
