import type { MakeModule } from '#platform/module.ts';
import { deposit } from './deposit.ts';
import { depositCommands } from './deposit.commands.ts';
import { registerDepositRoutes } from './deposit.routes.ts';
import { depositWorker } from './deposit.worker.ts';

export const makeDepositModule: MakeModule = (services) => ({
  name: 'deposit',
  aggregates: [deposit],
  commands: depositCommands(services),
  routes: registerDepositRoutes,
  workers: (running) => [depositWorker(running)],
});
