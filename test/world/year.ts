import { present } from '#kernel/assert.ts';
import { addMicros, instant, microsPerDay, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { addDays, ofInstant, startOf } from '#kernel/time/plain-date.ts';
import { demoCalendar } from '#rules/calendar/calendars.ts';
import { onWorkingDay } from '#rules/construction/deadlines.ts';
import type { Cast } from './cast.ts';
import { preparationDays } from './playbook/document.ts';
import { planTender, type TenderPlan } from './playbook/plan.ts';

type Counts = { readonly past: number; readonly recent: number; readonly today: number };

/** Construction tenders: a year of them, and more in the last weeks, so that every stage is on show; of sixty, 36, 21, and 3 whose bids are opened on the day. */
export function countsOf(tenders: number): Counts {
  const recent = Math.max(1, Math.round((tenders * 21) / 60));
  const today = Math.max(1, Math.round(tenders / 20));
  return { past: tenders - recent - today, recent, today };
}

/** The recent ones begin over so many days, the first so many before the end. */
const recentDays = 60.9;
const firstRecentDay = 64;

const incidents: readonly TenderPlan['incident'][] = ['none', 'clarification', 'none', 'objection', 'none', 'withdrawal', 'none', 'too-few', 'none', 'clarification'];
/** Of twenty, this one: every bid is rejected. */
const allRejectedAt = 18;
const openingMinutes = [9 * 60, 9 * 60 + 30, 10 * 60, 14 * 60 + 30, 15 * 60];

/** The moment at which a newcomer enters the demo world: twenty to nine on a working day, shortly before the first opening. */
export function worldEndsAt(machineNow: Instant): Instant {
  const morning = instant(startOf(ofInstant(machineNow)) + 8 * microsPerHour + 40 * microsPerMinute);
  const from = morning > machineNow ? morning : instant(morning + microsPerDay);
  const working = onWorkingDay(from, demoCalendar);
  return present(working.ok ? working.value : null, 'a working day');
}

export function planYear(cast: Cast, { beginsAt, endsAt, tenders }: { readonly beginsAt: Instant; readonly endsAt: Instant; readonly tenders: number }): TenderPlan[] {
  const span = endsAt - beginsAt - 70 * microsPerDay;
  const counts = countsOf(tenders);
  const past = Array.from({ length: counts.past }, (_, i) => planAt(cast, i, instant(Math.round(beginsAt + microsPerHour + (span * i) / counts.past))));
  const recent = Array.from({ length: counts.recent }, (_, i) => planAt(cast, counts.past + i, addMicros(endsAt, -Math.round((firstRecentDay - (i * recentDays) / counts.recent) * microsPerDay))));
  const today = Array.from({ length: counts.today }, (_, i) => openingToday(cast, counts.past + counts.recent + i, endsAt, openingMinutes[i * 2] ?? 540));
  return [...past, ...recent, ...today];
}

function planAt(cast: Cast, index: number, about: Instant): TenderPlan {
  return planTender({
    index, cast, beginsAt: inOfficeHours(about, index), ending: 'contracted', incident: index % 20 === allRejectedAt ? 'all-rejected' : (incidents[index % incidents.length] ?? 'none'), lots: index % 6 === 4 ? 2 : 1,
    openingMinute: openingMinutes[index % openingMinutes.length] ?? 540,
  });
}

/** The day after, in the forenoon: people register projects when offices are open. */
function inOfficeHours(about: Instant, index: number): Instant {
  return instant(startOf(addDays(ofInstant(about), 1)) + 9 * microsPerHour + (index % 9) * 17 * microsPerMinute);
}

/** A tender whose bids are opened on the day the world is entered. */
function openingToday(cast: Cast, index: number, endsAt: Instant, openingMinute: number): TenderPlan {
  const day = addDays(ofInstant(endsAt), -preparationDays);
  return planTender({ index, cast, beginsAt: instant(startOf(day) + 10 * microsPerHour), ending: 'contracted', openingMinute });
}
