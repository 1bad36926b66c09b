import type { MakeModule } from '#platform/module.ts';
import { venue } from './venue.ts';
import { venueWorker } from './release.worker.ts';
import { venueCommands } from './venue.commands.ts';
import { registerVenueRoutes } from './venue.routes.ts';

export const makeVenueModule: MakeModule = () => ({ name: 'venue', aggregates: [venue], commands: venueCommands, routes: registerVenueRoutes, workers: (running) => [venueWorker(running)] });
