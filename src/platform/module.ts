import type { AnyAggregate } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { TrustStore } from '#platform/ca/trust.ts';
import type { AnyCommand } from '#platform/command/command.ts';
import type { Pipeline } from '#platform/command/pipeline.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import type { Follower } from '#platform/follow/follower.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Sessions } from '#platform/auth/session.store.ts';

export type Mode = 'demo' | 'production';

/** What the composition root hands to every module. */
export type Services = {
  readonly mode: Mode;
  readonly pool: Pool;
  /** Folder for what is neither journal nor file: uploads under way. */
  readonly dataDir: string;
  readonly files: FileStore;
  readonly trust: TrustStore;
  readonly legalNow: () => Promise<Instant>;
  /** Name of the log, as it stands in checkpoints and receipts. */
  readonly origin: string;
};

export type Running = Services & { readonly pipeline: Pipeline; readonly sessions: Sessions };

/** Work beside the commands: it watches states and runs system commands. `tick` does what can be done now and says whether it did anything. */
export interface Worker {
  readonly name: string;
  /** Types of the streams whose events may give it something to do; `log` for new checkpoints and co-signatures. */
  readonly watches: readonly string[];
  tick(): Promise<boolean>;
}

/** What one folder of trade, service or supervision brings to the platform. */
export interface Module {
  readonly name: string;
  readonly aggregates?: readonly AnyAggregate[];
  readonly commands?: readonly AnyCommand[];
  readonly followers?: readonly Follower[];
  routes?(app: HttpApp, running: Running): void;
  workers?(running: Running): readonly Worker[];
}

export type MakeModule = (services: Services) => Module;

/** A definition with its types forgotten, for a module's list. */
export function anyCommands(...commands: readonly { readonly name: string }[]): AnyCommand[] {
  return commands as unknown as AnyCommand[];
}
