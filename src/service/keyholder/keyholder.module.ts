import type { MakeModule } from '#platform/module.ts';
import { keyHolder } from './key-holder.ts';
import { keyHolderCommands } from './keyholder.commands.ts';
import { registerKeyHolderRoutes } from './keyholder.routes.ts';

export const makeKeyHolderModule: MakeModule = (services) => ({
  name: 'keyHolder',
  aggregates: [keyHolder],
  commands: keyHolderCommands(services),
  routes: registerKeyHolderRoutes,
});
