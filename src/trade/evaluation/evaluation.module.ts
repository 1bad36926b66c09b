import { join } from 'node:path';
import { createDocuments } from '#platform/documents/documents.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { registerHallRoutes } from './evaluation.routes.ts';
import { evaluation } from './evaluation.ts';
import { makeEvaluationWorker } from './evaluation.worker.ts';
import { registerFileRoutes } from './files.routes.ts';
import { reportCommands } from './report.commands.ts';
import { reviewCommands } from './review.commands.ts';
import { scoringCommands } from './scoring.commands.ts';

export const makeEvaluationModule: MakeModule = (services) => ({
  name: 'evaluation',
  aggregates: [evaluation],
  commands: anyCommands(...reviewCommands, ...scoringCommands(services.trust), ...reportCommands(services.trust)),
  workers: (running) => [makeEvaluationWorker(running)],
  routes: (app, running) => {
    registerHallRoutes(app, running);
    registerFileRoutes(app, running, { sealed: openSealedStore(services.dataDir), documents: createDocuments(join(services.dataDir, 'documents')) });
  },
});
