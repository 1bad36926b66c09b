import { join } from 'node:path';
import { createDocuments } from '#platform/documents/documents.ts';
import type { MakeModule } from '#platform/module.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { archive } from './archive.ts';
import { archiveCommands } from './archive.commands.ts';
import { registerArchiveRoutes } from './archive.routes.ts';
import { archiveWorker } from './archive.worker.ts';

export const makeArchiveModule: MakeModule = (services) => {
  const stores = { sealed: openSealedStore(services.dataDir), documents: createDocuments(join(services.dataDir, 'documents')) };
  return {
    name: 'archive',
    aggregates: [archive],
    commands: archiveCommands(services),
    routes: (app, running) => registerArchiveRoutes(app, { ...running, ...stores }),
    workers: (running) => [archiveWorker({ ...running, ...stores })],
  };
};
