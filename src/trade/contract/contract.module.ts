import type { MakeModule } from '#platform/module.ts';
import { contract } from './contract.ts';
import { contractCommands } from './contract.commands.ts';
import { registerContractRoutes } from './contract.routes.ts';

/** Needs the award module, on whose stream a concluded contract is noted. */
export const makeContractModule: MakeModule = (services) => ({
  name: 'contract',
  aggregates: [contract],
  commands: contractCommands(services),
  routes: registerContractRoutes,
});
