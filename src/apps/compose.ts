import { join } from 'node:path';
import { logOrigin } from './origin.ts';
import type { Module, MakeModule, Mode, Running, Services, Worker } from '#platform/module.ts';
import type { TrustStore } from '#platform/ca/trust.ts';
import { openRevocationFolder } from '#platform/ca/revocation-folder.ts';
import { createSessions } from '#platform/auth/session.store.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { Pipeline } from '#platform/command/pipeline.ts';
import type { Pool } from '#platform/db/pool.ts';
import { openFileStore } from '#platform/files/file-store.ts';
import { catchUp, type Follower } from '#platform/follow/follower.ts';
import { createRounds } from '#platform/wake/rounds.ts';
import { receiptKeyDirectory } from '#platform/keys/own-keys.ts';
import { receiptSigner } from '#platform/keys/key-directory.ts';

export { logOrigin };

export type PlatformOptions = {
  readonly mode: Mode;
  readonly pool: Pool;
  readonly dataDir: string;
  readonly trust: TrustStore;
  readonly modules: readonly MakeModule[];
};

/** Everything one node needs, wired: the only place that knows all modules. */
export async function composePlatform(options: PlatformOptions) {
  const { pool, mode, dataDir, trust } = options;
  const services: Services = {
    mode, pool, trust, dataDir,
    files: await openFileStore(join(dataDir, 'files')),
    legalNow: () => legalNow(pool),
    origin: logOrigin,
  };
  const modules: readonly Module[] = options.modules.map((make) => make(services));
  const pipeline = new Pipeline({
    pool,
    aggregates: modules.flatMap((module) => module.aggregates ?? []),
    commands: modules.flatMap((module) => module.commands ?? []),
    signer: receiptSigner(services.origin, receiptKeyDirectory(dataDir)),
  });
  const running: Running = { ...services, pipeline, sessions: createSessions(pool) };
  const followers: readonly Follower[] = modules.flatMap((module) => module.followers ?? []);
  const workers: readonly Worker[] = modules.flatMap((module) => module.workers?.(running) ?? []);
  const rounds = createRounds({ pool, workers, types: new Set(pipeline.aggregates.keys()) });
  return {
    ...running,
    modules,
    revocations: openRevocationFolder({ dataDir, trust, now: services.legalNow }),
    followers,
    workers,
    follow: () => catchUp(pool, followers),
    /** Runs every worker until none has anything left to do. */
    work: rounds.whole,
    /** The same for those that watch what has moved since the last time. */
    workOnWhatMoved: rounds.turn,
  };
}

export type Platform = Awaited<ReturnType<typeof composePlatform>>;
