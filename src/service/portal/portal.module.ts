import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { MakeModule } from '#platform/module.ts';
import { registerPortalRoutes, type PortalSources } from './portal.routes.ts';
import { portalFollower } from './portal.view.ts';

/** Needs to be told which keys the log page shows, and how a hall looks to everyone; a portal that is not told shows no halls. */
export function makePortalModule(trust: LogTrust, sources: PortalSources | null = null): MakeModule {
  return () => ({ name: 'portal', followers: [portalFollower], routes: (app, running) => registerPortalRoutes(app, running, trust, sources) });
}
