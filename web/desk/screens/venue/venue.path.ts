import type { Instant } from '#kernel/time/instant.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';

/** The rooms of a tender's centre on the day of its opening, ready to be booked for it. */
export function venuePath({ tenderId, centre }: { readonly tenderId: string; readonly centre: { readonly orgId: string } }, opensAt: Instant | null): string {
  return `/desk/venues?tender=${tenderId}&centre=${centre.orgId}${opensAt === null ? '' : `&day=${ofInstant(opensAt)}`}`;
}
