import type { MakeModule } from '#platform/module.ts';
import { applicationCommands } from './application.commands.ts';
import { registerApplicationRoutes } from './application.routes.ts';
import { application } from './application.ts';

/** 竞买申请: who would buy, whether they may, and the number they get. */
export const makeApplicationModule: MakeModule = (services) => ({
  name: 'application', aggregates: [application], commands: applicationCommands(services), routes: registerApplicationRoutes,
});
