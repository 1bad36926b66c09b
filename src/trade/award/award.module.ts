import { join } from 'node:path';
import { createDocuments } from '#platform/documents/documents.ts';
import type { MakeModule } from '#platform/module.ts';
import { award } from './award.ts';
import { awardCommands } from './award.commands.ts';
import { registerAwardRoutes } from './award.routes.ts';
import { awardWorker } from './award.worker.ts';
import { bidderNotice } from './bidder-notice.ts';
import { failureCommands } from './failure.commands.ts';
import { registerLetterRoutes } from './letter.routes.ts';
import { objectionCommands } from './objection.commands.ts';
import { reportCommands } from './report.commands.ts';

/** Needs the aggregates of tender, opening and evaluation. */
export const makeAwardModule: MakeModule = (services) => ({
  name: 'award',
  aggregates: [award, bidderNotice],
  commands: [...reportCommands(services), ...objectionCommands(services), ...failureCommands(services), ...awardCommands(services)],
  routes: (app, running) => {
    registerAwardRoutes(app, running);
    registerLetterRoutes(app, running, createDocuments(join(services.dataDir, 'documents')));
  },
  workers: (running) => [awardWorker(running)],
});
