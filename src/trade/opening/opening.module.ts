import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { registerAgentRoutes } from './agent.routes.ts';
import { announce, endDecryption, recordByItself, resumeDecryption } from './announce.commands.ts';
import { close } from './close.commands.ts';
import { makeOpeningWorker } from './decrypt.worker.ts';
import { contributeCommand, drawCoefficientCommand } from './draw.commands.ts';
import { registerEventRoute } from './events.routes.ts';
import { hall } from './hall.ts';
import { checkSeal, host } from './hall.commands.ts';
import { answerCommand, confirmCommand, objectCommand } from './objection.commands.ts';
import { opening } from './opening.ts';
import { registerOpeningRoutes } from './opening.routes.ts';
import { readClosed } from './opening.store.ts';
import { releaseByBidderCommand, releaseSharesCommand } from './release.commands.ts';

/** Needs the modules tender, bid and outage. */
export const makeOpeningModule: MakeModule = (services) => {
  const sealed = openSealedStore(services.dataDir);
  const ports = { trust: services.trust, readClosed: (tenderId: string) => readClosed(services.pool, tenderId) };
  return {
    name: 'opening',
    aggregates: [hall, opening],
    commands: anyCommands(
      close, host, checkSeal, contributeCommand(ports), releaseSharesCommand(ports), releaseByBidderCommand(ports), endDecryption, resumeDecryption, drawCoefficientCommand, announce,
      objectCommand(ports), answerCommand(ports), confirmCommand(ports), recordByItself,
    ),
    routes(app, running) {
      registerOpeningRoutes(app, running);
      registerAgentRoutes(app, running);
      registerEventRoute(app, running);
    },
    workers: (running) => [makeOpeningWorker(running, sealed)],
  };
};
