import type { MakeModule } from '#platform/module.ts';
import { sealingCommands } from './sealing.commands.ts';
import { registerSealingRoutes } from './sealing.routes.ts';
import { offer, sealing } from './sealing.ts';
import { readListed } from './sealing.store.ts';
import { makeSealingWorker } from './sealing.worker.ts';

/** 密封报价: prices that nobody reads before their time is over, neither operator nor database administrator. */
export const makeSealingModule: MakeModule = (services) => ({
  name: 'sealing', aggregates: [sealing, offer], commands: sealingCommands({ trust: services.trust, readListed: (lotId) => readListed(services.pool, lotId) }), routes: registerSealingRoutes, workers: (running) => [makeSealingWorker(running)],
});
