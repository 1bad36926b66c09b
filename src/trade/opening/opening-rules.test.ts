import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { microsPerMinute, parseInstant } from '#kernel/time/instant.ts';
import { openingMicros } from '#rules/construction/opening-rules.ts';
import { ruleOf } from '#rules/rule.ts';
import { dated } from '#rules/rules.testing.ts';
import { registration } from '#trade/tender/tender.testing.ts';
import { hostFrom } from './opening.acts.ts';
import { recordsItselfAt } from './opening.ts';
import { rulesOf } from './rules-of.ts';

const deadlineAt = present(parseInstant('2027-03-01 09:00'), 'deadline');
const [before, after] = ['2026-12-31', '2027-01-01'].map((registeredOn) => ({ ...registration, registeredOn })) as [typeof registration, typeof registration];

test('R-003 R-094 R-200 开标的三个时长改了：改以前登记的项目照旧，以后登记的照新的', (t) => {
  const minute = (key: string, value: number) => ruleOf({ key, value, unit: 'minute', title: key, by: 'practice', article: '', from: '2027-01-01' });
  // In another order than the first entries: none is known by its place.
  dated(t, [minute('e.record.grace', 10), minute('e.host.from', 45), minute('e.object.window', 60)]);
  const minutes = (of: typeof registration) => (['e.host.from', 'e.object.window', 'e.record.grace'] as const).map((key) => openingMicros(rulesOf(of), key) / microsPerMinute);
  assert.deepEqual([minutes(before), minutes(after)], [[30, 30, 30], [45, 60, 10]]);
  assert.deepEqual([before, after].map((of) => (deadlineAt - hostFrom(of, deadlineAt)) / microsPerMinute), [30, 45]);
});

test('R-094 记录在公布时写明的时刻自行确认；没有写明的，异议时间一到就确认；报价公布以前没有这个时刻', () => {
  assert.equal(recordsItselfAt({ objectUntil: null }), null);
  assert.equal(recordsItselfAt({ objectUntil: deadlineAt }), deadlineAt);
  const recordAt = present(parseInstant('2027-03-01 10:00'), 'recordAt');
  assert.equal(recordsItselfAt({ objectUntil: deadlineAt, recordAt }), recordAt);
});
