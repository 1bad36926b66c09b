import { instant, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { startOf, type PlainDate } from '#kernel/time/plain-date.ts';
import type { Room } from '#service/venue/venue.ts';
import { get } from '../../api.ts';

export type Shown = { readonly from: Instant; readonly to: Instant; readonly mine: boolean; readonly bookingId?: string; readonly tenderId?: string; readonly tenderName?: string };
export type ShownRoom = Omit<Room, 'bookings'> & { readonly bookings: readonly Shown[] };
export type Calendar = { readonly centre: string; readonly day: PlainDate; readonly rooms: readonly ShownRoom[]; readonly can: readonly string[]; readonly serverNow: Instant };

export function calendarQuery(centre: string, day: PlainDate) {
  return { queryKey: ['venues', centre, day], queryFn: ({ signal }: { signal: AbortSignal }) => get<Calendar>(`/api/venues?${new URLSearchParams({ centre, day }).toString()}`, signal), enabled: centre !== '' } as const;
}

/** The part of a day that the calendar shows. */
export const firstHour = 8;
export const lastHour = 20;

/** Where an instant stands in the shown day, in percent from its left edge. */
export function placeOf(at: Instant, day: PlainDate): number {
  const hours = (at - startOf(day)) / microsPerHour;
  return Math.min(100, Math.max(0, ((hours - firstHour) / (lastHour - firstHour)) * 100));
}

/** `09:30` of a day as an instant. */
export function atTime(day: PlainDate, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instant(startOf(day) + hours * microsPerHour + minutes * microsPerMinute);
}
