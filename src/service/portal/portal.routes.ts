import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { registerListRoutes } from './lists.routes.ts';
import { registerPlaceRoutes } from './places.routes.ts';
import { registerProjectRoutes } from './project.routes.ts';
import { createServing } from './serving.routes.ts';

/** The portal: every page readable by anyone, without login and without script. */
export function registerPortalRoutes(app: HttpApp, running: Running, trust: LogTrust): void {
  const serving = createServing(running);
  registerListRoutes(app, running, serving);
  registerProjectRoutes(app, running, serving);
  registerPlaceRoutes(app, running, serving, trust);
}
