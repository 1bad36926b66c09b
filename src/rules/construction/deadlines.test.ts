import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { addMicros, formatBeijing, microsPerHour, parseInstant, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline, latestDayBefore } from '#kernel/time/period.ts';
import { ofInstant, plainDate } from '#kernel/time/plain-date.ts';
import { calendarFor } from '../calendar/calendars.ts';
import { packFor } from '../registry.ts';
import * as deadlines from './deadlines.ts';

const at = (text: string): Instant => present(parseInstant(text), text);
const pack = packFor({ category: 'construction', regionCode: '150105', on: plainDate('2026-11-21') });
const context = { pack, calendar: calendarFor('production') };
const demo = { pack, calendar: calendarFor('demo') };

function shown(due: Result<deadlines.Due, Refusal>): string {
  return due.ok ? formatDeadline(due.value.at) : due.error.code;
}

describe('法定期限', () => {
  test('R-098 收到评标报告三日内公示；公示期三日，末日是休息日的顺延', () => {
    assert.equal(shown(deadlines.candidatePublishBy(at('2026-12-14 16:00'), context)), '2026-12-17 24:00:00');
    assert.equal(shown(deadlines.publicityPeriod(at('2026-12-15 10:00'), context)), '2026-12-18 24:00:00');
    assert.equal(shown(deadlines.publicityPeriod(at('2026-12-16 10:00'), context)), '2026-12-21 24:00:00');
  });

  test('R-098 公示提前结束不合规，按期或者更晚结束合规', () => {
    const end = (actualAt: string): boolean | null => {
      const due = deadlines.publicityPeriod(at('2026-12-15 10:00'), { ...context, actualAt: at(actualAt) });
      return due.ok ? due.value.finding.ok : null;
    };
    assert.deepEqual([end('2026-12-18 23:59'), end('2026-12-19 00:00'), end('2026-12-22 00:00')], [false, true, true]);
  });

  test('R-101 合同三十日内签订，末日在国庆假期的顺延到节后第一个工作日，且不晚于投标有效期', () => {
    assert.equal(shown(deadlines.contractBy(at('2026-09-07 10:00'), context)), '2026-10-08 24:00:00');
    const validUntil = deadlines.bidValidUntil(at('2026-06-29 09:00'), 90);
    assert.equal(formatDeadline(validUntil), '2026-09-27 24:00:00');
    assert.equal(shown(deadlines.contractBy(at('2026-09-07 10:00'), { ...context, validUntil })), '2026-09-27 24:00:00');
  });

  test('R-101 落在未公布年份的期限不推算；演示模式按暂行日历', () => {
    assert.equal(shown(deadlines.contractBy(at('2026-12-10 10:00'), context)), 'time.calendarUnpublished');
    assert.equal(shown(deadlines.contractBy(at('2026-12-10 10:00'), demo)), '2027-01-11 24:00:00');
  });

  test('R-092 合同签订后五日内退还保证金，撤回后五日内退还；当天办理为按时，过后为逾期', () => {
    assert.equal(shown(deadlines.depositRefundBy(at('2026-11-23 09:00'), context)), '2026-11-30 24:00:00');
    assert.equal(shown(deadlines.withdrawalRefundBy(at('2026-11-24 09:00'), context)), '2026-11-30 24:00:00');
    const judged = (actualAt: string): boolean | null => {
      const due = deadlines.depositRefundBy(at('2026-11-23 09:00'), { ...context, actualAt: at(actualAt) });
      return due.ok ? due.value.finding.ok : null;
    };
    assert.deepEqual([judged('2026-11-30 23:59:59'), judged('2026-12-01 00:00')], [true, false]);
  });

  test('R-098 自定标之日起十五日内提交书面报告；异议三日内答复', () => {
    assert.equal(shown(deadlines.reportToDepartmentBy(at('2026-11-24 09:00'), context)), '2026-12-09 24:00:00');
    assert.equal(shown(deadlines.objectionReplyBy(at('2026-11-24 09:00'), context)), '2026-11-27 24:00:00');
  });

  test('R-139 投诉时效十日，异议答复期间不计；受理三个、决定三十个工作日', () => {
    assert.equal(shown(deadlines.complaintBy(at('2026-11-23 09:00'), context)), '2026-12-03 24:00:00');
    const objection = { raisedAt: at('2026-11-24 09:00'), answeredAt: at('2026-11-26 09:00') };
    assert.equal(shown(deadlines.complaintBy(at('2026-11-23 09:00'), { ...context, objection })), '2026-12-07 24:00:00');
    assert.equal(shown(deadlines.complaintAcceptBy(at('2026-09-29 09:00'), context)), '2026-10-09 24:00:00');
    assert.equal(shown(deadlines.complaintDecideBy(at('2026-11-02 09:00'), context)), '2026-12-14 24:00:00');
  });

  test('R-108 对招标文件的异议在投标截止十日前提出', () => {
    const judged = (actualAt: string): boolean => deadlines.objectionToDocumentBy(at('2026-12-11 09:00'), { pack, actualAt: at(actualAt) }).finding.ok;
    assert.deepEqual([judged('2026-12-01 23:59'), judged('2026-12-02 00:00')], [true, false]);
  });
});

describe('澄清与顺延', () => {
  const outcome = (sentAt: string, affectsBids = true) => {
    const { mustMove, deadlineAt, finding } = deadlines.clarificationOutcome({ affectsBids, sentAt: at(sentAt), deadlineAt: at('2026-12-11 09:00') }, pack);
    return [mustMove, formatBeijing(deadlineAt), finding.ok];
  };

  test('R-107 截止十五日前发出的不顺延，晚一日顺延一日，钟点不变', () => {
    assert.deepEqual(outcome('2026-11-26 23:59'), [false, '2026-12-11 09:00:00', true]);
    assert.deepEqual(outcome('2026-11-27 00:00'), [true, '2026-12-12 09:00:00', false]);
    assert.deepEqual(outcome('2026-12-01 08:00'), [true, '2026-12-16 09:00:00', false]);
    assert.deepEqual(outcome('2026-12-01 08:00', false), [false, '2026-12-11 09:00:00', true]);
  });

  test('R-107 顺延后的截止时间总是满足十五日，并且不能再早一日', () => {
    fc.assert(fc.property(fc.integer({ min: -40 * 24, max: -1 }), (hours) => {
      const deadlineAt = at('2026-12-11 09:00');
      const sentAt = addMicros(deadlineAt, hours * microsPerHour);
      const { mustMove, deadlineAt: moved } = deadlines.clarificationOutcome({ affectsBids: true, sentAt, deadlineAt }, pack);
      assert.ok(ofInstant(sentAt) <= latestDayBefore(moved, 15));
      if (mustMove) assert.ok(ofInstant(sentAt) > latestDayBefore(addMicros(moved, -24 * microsPerHour), 15));
      else assert.equal(moved, deadlineAt);
    }));
  });

  test('R-107 可以建议移到下一工作日同一钟点', () => {
    const moved = deadlines.onWorkingDay(at('2026-12-12 09:00'), context.calendar);
    assert.ok(moved.ok && formatBeijing(moved.value) === '2026-12-14 09:00:00');
    const same = deadlines.onWorkingDay(at('2026-12-11 09:00'), context.calendar);
    assert.ok(same.ok && same.value === at('2026-12-11 09:00'));
  });
});
