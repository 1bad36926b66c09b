import { join } from 'node:path';
import { createDocuments } from '#platform/documents/documents.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { contractCommands } from './contract.commands.ts';
import { registerDealRoutes } from './deal.routes.ts';
import { deal } from './deal.ts';
import { dealWorker } from './deal.worker.ts';
import { openDeal, recordOverdue } from './open.commands.ts';
import { paperCommands } from './papers.commands.ts';
import { registerPaperRoutes } from './papers.routes.ts';

/** 成交以后: confirmation, result, contract, price, certificate. Needs sales, applications, halls, the bank and its books. */
export const makeDealModule: MakeModule = (services) => ({
  name: 'deal',
  aggregates: [deal],
  commands: [...anyCommands(openDeal(services), recordOverdue(services)), ...paperCommands(services), ...contractCommands(services)],
  routes: (app, running) => {
    registerDealRoutes(app, running);
    registerPaperRoutes(app, running, createDocuments(join(services.dataDir, 'documents')));
  },
  workers: (running) => [dealWorker(running)],
});
