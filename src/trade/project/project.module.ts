import type { MakeModule } from '#platform/module.ts';
import { project, transactionCodes } from './project.ts';
import { projectCommands } from './project.commands.ts';
import { registerProjectRoutes } from './project.routes.ts';

/** Needs the aggregates of the tender module, whose streams it begins. */
export const makeProjectModule: MakeModule = (services) => ({
  name: 'project',
  aggregates: [project, transactionCodes],
  commands: projectCommands(services),
  routes: registerProjectRoutes,
});
