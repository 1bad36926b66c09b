import { assert } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { deadlineAfter, formatDeadline, type Period } from '#kernel/time/period.ts';
import { findingOf, type RuleFinding } from './construction/finding.ts';
import { getRule, type RulePack } from './pack.ts';

/** A moment that a rule sets, and the rule beside it. In time is what happens before `at`. */
export type Due = { readonly at: Instant; readonly finding: RuleFinding };

/** What the deadlines are computed with. `actualAt`: when it was done (or is meant to be), to be judged in the finding. */
export type DueContext = { readonly pack: RulePack; readonly calendar: Calendar; readonly actualAt?: Instant };

/** The end of the period that a rule in 日, 工作日 or 月 sets running from `start`. */
export function dueAfter(key: string, start: Instant, context: DueContext): Result<Due, Refusal> {
  const at = deadlineAfter(start, periodOf(context.pack, key), context.calendar);
  return at.ok ? ok(dueAt(key, at.value, context)) : at;
}

/** A moment that was found otherwise, judged as the last one in time. */
export function dueAt(key: string, at: Instant, { pack, actualAt }: Omit<DueContext, 'calendar'>): Due {
  const finding = findingOf(pack, key, {
    got: actualAt === undefined ? '尚未办理' : formatBeijing(actualAt),
    bound: `不晚于 ${formatDeadline(at)}`,
    ok: actualAt === undefined || actualAt < at,
    path: '',
  });
  return { at, finding };
}

/** The same moment, judged as the earliest at which something may end. */
export function notBefore({ at, finding }: Due, { actualAt }: Pick<DueContext, 'actualAt'>): Due {
  if (actualAt === undefined) return { at, finding };
  return { at, finding: { ...finding, got: formatDeadline(actualAt), bound: `不早于 ${formatDeadline(at)}`, ok: actualAt >= at } };
}

export function periodOf(pack: RulePack, key: string): Period {
  const rule = getRule(pack, key);
  if (rule.unit === 'workday') return { workingDays: rule.value };
  if (rule.unit === 'month') return { months: rule.value };
  assert(rule.unit === 'day', `rule ${key} is in ${rule.unit}: not a period`);
  return { days: rule.value };
}
