import { z } from 'zod';
import type { Aggregate } from '#kernel/decider.ts';
import { ok } from '#kernel/result.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';

/** The platform was away between two instants of the legal clock. Stream `outage:platform`; public, for everyone's deadlines hang on it. */
export type Outages = { readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[] };
type OutageEvent = { kind: 'OutageRecorded'; from: Instant; to: Instant };

export const outage: Aggregate<Outages, OutageEvent> = {
  type: 'outage',
  gate: true,
  disclosure: { OutageRecorded: 'public' },
  evolve: (state, { from, to }) => ({ gaps: [...(state?.gaps ?? []), { from, to }] }),
};

export const platformOutageId = 'platform';

/** The outage during which `at` came, if any: what fell due then could not happen at its instant. */
export function outageAt(outages: Outages | null, at: Instant): { from: Instant; to: Instant } | null {
  return outages?.gaps.find((gap) => gap.from <= at && at < gap.to) ?? null;
}

const record = command({
  name: 'outage.record', title: '记录平台中断', roles: ['system.clock'],
  body: z.strictObject({ from: z.number().int(), to: z.number().int() }),
  reads: () => ({ streams: streams([outage, platformOutageId]) }),
  decide: ({ body }) => ok({ events: [emit(outage, platformOutageId, { kind: 'OutageRecorded', from: instant(body.from), to: instant(body.to) })] }),
});

export const makeOutageModule: MakeModule = () => ({ name: 'outage', aggregates: [outage], commands: anyCommands(record) });
