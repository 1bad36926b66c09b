import type { Instant } from '#kernel/time/instant.ts';

/** Where a stream stands: its last version, the state that its events fold into, and the next instant it waits for. */
export type Head = { readonly version: number; readonly state: unknown; readonly nextWakeAt: Instant | null };
