import type { Instant } from '#kernel/time/instant.ts';

export type TakingEvent = { kind: 'DocumentTaken'; bidderName: string };
export type TakerEvent = { kind: 'TakingListed'; tenderId: string; takenAt: Instant } | { kind: 'AmendmentSeen'; tenderId: string; number: number };
