import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { MakeModule } from '#platform/module.ts';
import { registerPortalRoutes } from './portal.routes.ts';
import { portalFollower } from './portal.view.ts';

/** Needs to be told which keys the log page shows. */
export function makePortalModule(trust: LogTrust): MakeModule {
  return () => ({ name: 'portal', followers: [portalFollower], routes: (app, running) => registerPortalRoutes(app, running, trust) });
}
