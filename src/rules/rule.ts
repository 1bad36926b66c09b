import { plainDate, type PlainDate } from '#kernel/time/plain-date.ts';
import { citationOf, getInstrument, type Rank } from './instruments.ts';

export type Certainty = 'confirmed' | 'unverified';

/** One entry of a closed list. */
export type CodeText = { readonly code: string; readonly text: string };

/** What a rule of each unit carries. Money is a decimal string of 分; a rate is a decimal or a fraction (`0.02`, `2/3`), a factor a decimal. */
export type ValueOf = {
  readonly day: number;
  readonly workday: number;
  readonly month: number;
  readonly hour: number;
  readonly minute: number;
  readonly year: number;
  readonly person: number;
  readonly count: number;
  readonly fen: string;
  readonly rate: string;
  readonly factor: string;
  readonly flag: boolean;
  readonly text: string;
  readonly codes: readonly CodeText[];
};
export type Unit = keyof ValueOf;

export const nationwide = '全国';

/** A legal parameter with its source, certainty, dates and place. Both dates are inclusive; `validTo: null` is open. */
export type Rule<U extends Unit = Unit> = {
  readonly [K in U]: {
    readonly key: string;
    readonly unit: K;
    readonly value: ValueOf[K];
    readonly title: string;
    /** e.g. `招标投标法 第二十四条` */
    readonly citation: string;
    readonly instrument: string;
    readonly rank: Rank;
    readonly certainty: Certainty;
    readonly validFrom: PlainDate;
    readonly validTo: PlainDate | null;
    /** `全国`, or the division code it binds (a league's rule binds that league alone). */
    readonly scope: { readonly region: string };
    /** The instrument leaves the choice open: a rule that settles it prevails, whatever its rank. */
    readonly open: boolean;
    readonly note?: string;
  };
}[U];

export type RuleInput<U extends Unit> = {
  readonly key: string;
  readonly unit: U;
  readonly value: ValueOf[U];
  readonly title: string;
  /** Id of the instrument. */
  readonly by: string;
  /** `第二十四条`, or empty where the whole instrument is meant. */
  readonly article: string;
  readonly unverified?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly region?: string;
  readonly open?: boolean;
  readonly note?: string;
};

/** A rule from its short form; it is valid from its instrument's first day unless `from` says otherwise. */
export function ruleOf<U extends Unit>(input: RuleInput<U>): Rule<U> {
  const instrument = getInstrument(input.by);
  return {
    key: input.key,
    unit: input.unit,
    value: input.value,
    title: input.title,
    citation: citationOf(instrument, input.article),
    instrument: instrument.id,
    rank: instrument.rank,
    certainty: input.unverified === true ? 'unverified' : 'confirmed',
    validFrom: input.from === undefined ? instrument.validFrom : plainDate(input.from),
    validTo: input.to === undefined ? null : plainDate(input.to),
    scope: { region: input.region ?? nationwide },
    open: input.open ?? false,
    ...(input.note === undefined ? {} : { note: input.note }),
  } as Rule<U>;
}
