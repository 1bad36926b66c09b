import { catalogue } from '../refusal.ts';

export const timeRefusals = catalogue('time', {
  notADay: {
    kind: 'invalid',
    text: () => '这不是一个有效日期。',
    got: (p: { text: string }) => p.text.slice(0, 40),
    want: () => '1900 至 2199 年间的日期，例如 2026-12-11',
  },
  calendarUnpublished: {
    kind: 'refused',
    text: (p: { year: number }) => `${p.year} 年的放假和调休安排尚未录入，期限无法算定。`,
    remedy: '请在国务院办公厅公布该年节假日安排并录入后再办理；平台不作推算。',
    got: (p: { year: number }) => `${p.year} 年`,
    want: () => '已公布放假安排的年份',
  },
});
