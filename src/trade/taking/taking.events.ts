import type { Instant } from '#kernel/time/instant.ts';
import type { Notify } from './taking.types.ts';

export type TakingEvent = { kind: 'DocumentTaken'; bidderName: string; notify: Notify } | { kind: 'NotifyChanged'; notify: Notify };
export type TakerEvent = { kind: 'TakingListed'; tenderId: string; takenAt: Instant } | { kind: 'AmendmentSeen'; tenderId: string; number: number };
