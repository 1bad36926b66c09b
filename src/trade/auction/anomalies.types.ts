import type { Instant } from '#kernel/time/instant.ts';
import type { Paddle } from './engine/engine.types.ts';

export type AnomalyKind = 'refusedSeries' | 'lastSecond' | 'alternating' | 'slowLine' | 'slowDecision' | 'clock' | 'outage';

/** Something in the course of a hall that somebody should look at. It accuses nobody. */
export type Anomaly = {
  readonly kind: AnomalyKind;
  /** When it was last seen. */
  readonly at: Instant;
  readonly count: number;
  /** Whose it is; empty where whoever looks is not to know, or it is nobody's. */
  readonly paddles: readonly Paddle[];
};

/** As it is shown: in words, for the department with who the numbers are. */
export type AnomalyRow = Anomaly & { readonly words: string; readonly bidders: readonly string[] };
