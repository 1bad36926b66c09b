import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { Follower } from '#platform/follow/follower.ts';
import type { MakeModule } from '#platform/module.ts';
import { registerPortalRoutes } from './portal.routes.ts';
import { portalFollower } from './portal.view.ts';

/** Needs to be told which keys the log page shows. */
export function makePortalModule(trust: LogTrust): MakeModule {
  return () => {
    let position = 0;
    const counted: Follower = {
      ...portalFollower,
      async apply(db, events) {
        await portalFollower.apply(db, events);
        position = (events.at(-1)?.logIndex ?? position - 1) + 1;
      },
    };
    return { name: 'portal', followers: [counted], routes: (app, running) => registerPortalRoutes(app, running, { position: () => position }, trust) };
  };
}
