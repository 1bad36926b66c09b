import type { MakeModule } from '#platform/module.ts';
import { archive } from './archive.ts';
import { archiveCommands } from './archive.commands.ts';
import { registerArchiveRoutes } from './archive.routes.ts';
import { archiveWorker } from './archive.worker.ts';

export const makeArchiveModule: MakeModule = (services) => ({
  name: 'archive',
  aggregates: [archive],
  commands: archiveCommands(services),
  routes: registerArchiveRoutes,
  workers: (running) => [archiveWorker(running)],
});
