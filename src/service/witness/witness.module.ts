import type { MakeModule } from '#platform/module.ts';
import { witness } from './witness.ts';
import { witnessCommands } from './witness.commands.ts';
import { registerWitnessRoutes } from './witness.routes.ts';

export const makeWitnessModule: MakeModule = (services) => ({
  name: 'witness',
  aggregates: [witness],
  commands: witnessCommands(services),
  routes: registerWitnessRoutes,
});
