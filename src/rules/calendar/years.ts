import type { Certainty } from '../rule.ts';

/** Holidays and made-up working days of one year, as the State Council's office announces them each November. */
export type YearNotice = {
  readonly year: number;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note?: string;
  /** Days off, both ends inclusive. Ordinary weekends are not listed unless they belong to a holiday. */
  readonly holidays: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** Saturdays and Sundays on which people work. */
  readonly workingWeekends: readonly string[];
};

export const publishedYears: readonly YearNotice[] = [
  {
    year: 2024,
    source: '国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）',
    certainty: 'confirmed',
    holidays: [
      { name: '元旦', from: '2024-01-01', to: '2024-01-01' },
      { name: '春节', from: '2024-02-10', to: '2024-02-17' },
      { name: '清明节', from: '2024-04-04', to: '2024-04-06' },
      { name: '劳动节', from: '2024-05-01', to: '2024-05-05' },
      { name: '端午节', from: '2024-06-10', to: '2024-06-10' },
      { name: '中秋节', from: '2024-09-15', to: '2024-09-17' },
      { name: '国庆节', from: '2024-10-01', to: '2024-10-07' },
    ],
    workingWeekends: ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  },
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
    certainty: 'confirmed',
    holidays: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
      { name: '春节', from: '2025-01-28', to: '2025-02-04' },
      { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
      { name: '劳动节', from: '2025-05-01', to: '2025-05-05' },
      { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
      { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08' },
    ],
    workingWeekends: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    certainty: 'confirmed',
    note: '放假日期已与公布全文逐日核对；文号待核',
    holidays: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
      { name: '春节', from: '2026-02-15', to: '2026-02-23' },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05' },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
    ],
    workingWeekends: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

/**
 * Stands in for the notice that is not yet out, so that a demonstration clock may run into 2027.
 * Only the statutory days and the leave due for those on a weekend; no working weekends are invented.
 */
export const demoYear2027: YearNotice = {
  year: 2027,
  source: '演示用暂行日历（国务院办公厅尚未公布2027年安排）',
  certainty: 'unverified',
  note: '仅用于演示模式；只含法定节日和逢周末的补假',
  holidays: [
    { name: '元旦（演示用）', from: '2027-01-01', to: '2027-01-01' },
    { name: '春节（演示用）', from: '2027-02-05', to: '2027-02-10' },
    { name: '清明节（演示用）', from: '2027-04-05', to: '2027-04-05' },
    { name: '劳动节（演示用）', from: '2027-05-01', to: '2027-05-04' },
    { name: '端午节（演示用）', from: '2027-06-09', to: '2027-06-09' },
    { name: '中秋节（演示用）', from: '2027-09-15', to: '2027-09-15' },
    { name: '国庆节（演示用）', from: '2027-10-01', to: '2027-10-05' },
  ],
  workingWeekends: [],
};
