import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { registerAuctionPage, type ReadHall } from './auction-page.routes.ts';
import { registerListRoutes } from './lists.routes.ts';
import { registerPlaceRoutes } from './places.routes.ts';
import { registerProjectRoutes } from './project.routes.ts';
import { createServing } from './serving.routes.ts';

export type PortalSources = { readonly readHall: ReadHall };

/** The portal: every page readable by anyone, without login and without script. */
export function registerPortalRoutes(app: HttpApp, running: Running, trust: LogTrust, sources: PortalSources | null): void {
  const serving = createServing(running);
  registerListRoutes(app, running, serving);
  registerProjectRoutes(app, running, serving);
  if (sources) registerAuctionPage(app, running, serving, sources.readHall);
  registerPlaceRoutes(app, running, serving, trust);
}
