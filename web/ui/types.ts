/**
 * What the returning parts show. Portal templates and React parts take the same shapes, so a screen is learned once.
 * Text is ready for reading; instants are microseconds and are shown in Beijing time.
 */
import type { Instant } from '#kernel/time/instant.ts';

/** Grey, structure, act now, proved, harm. */
export type Tone = 'plain' | 'sky' | 'act' | 'ok' | 'bad';

export type ChipProps = { readonly label: string; readonly tone: Tone; /** Something is going on this minute. */ readonly live?: boolean };

export type LinkProps = { readonly label: string; readonly href: string };

export type StageProps = {
  readonly label: string;
  /** Date, bound or nothing: `至 12-11 09:00`, `≥ 3 日`, ``. */
  readonly note: string;
  readonly state: 'done' | 'now' | 'next' | 'stopped';
};

export type DeadlineProps = {
  /** What ends: `投标截止`. */
  readonly label: string;
  readonly at: Instant;
  /**
   * `open` counts down; `closing` says that closing is being recorded; `closed` shows when it ended;
   * `suspended` says that the clock stands.
   */
  readonly state: 'open' | 'closing' | 'closed' | 'suspended';
  readonly action?: LinkProps;
  /** What is already safe: `2 / 3 个文件已安全保存`. */
  readonly saved?: string;
  /** What nobody may see until then, as a sentence. */
  readonly secret?: string;
};

/** A place in the public log. `index` is absent for the few seconds until the log has taken the event in. */
export type EvidenceProps = { readonly index?: number; readonly href?: string };

export type ChangeProps = {
  /** `第三章 2.4　计划工期` */
  readonly where: string;
  readonly before: string;
  readonly after: string;
  /** What follows for the reader: `投标截止不变`. */
  readonly consequence?: string;
};

export type DocumentProps = { readonly label: string; readonly href: string; /** `PDF · 214 KB` */ readonly detail?: string };

export type EventProps = {
  readonly id: string;
  readonly at: Instant;
  readonly title: string;
  readonly status?: ChipProps;
  readonly text?: string;
  readonly changes?: readonly ChangeProps[];
  readonly documents?: readonly DocumentProps[];
  readonly evidence?: EvidenceProps;
};

export type RuleProps = {
  readonly label: string;
  /** What this project has: `23 日`. Empty on the rule page, where only bounds stand. */
  readonly value: string;
  /** What the law asks: `≥ 20 日`. */
  readonly bound: string;
  /** `招标投标法 第二十四条` */
  readonly article: string;
  readonly articleHref?: string;
  readonly certainty: 'confirmed' | 'unverified';
  readonly verdict: 'met' | 'broken' | 'pending';
};

export type PartyProps = {
  readonly role: string;
  readonly names: readonly string[];
  readonly note?: string;
  /** Stands instead of names that nobody may see now. */
  readonly secret?: string;
};
