import { machineNow } from '#platform/clock/machine-clock.ts';
import { microsPerHour } from '#kernel/time/instant.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { registerUploadRoutes } from '#platform/uploads/upload.routes.ts';
import { createUploads } from '#platform/uploads/uploads.ts';
import { bid } from './bid.ts';
import { bidCommands } from './bid.commands.ts';
import { registerBidRoutes } from './bid.routes.ts';

/** 投标: uploads of ciphertext, handing in, replacing, withdrawing, and each bidder's own view. */
export const makeBidModule: MakeModule = (services) => {
  const sealed = openSealedStore(services.dataDir);
  const uploads = sealed.then((store) => createUploads({ dataDir: services.dataDir, sealed: store }));
  const { submit, withdraw } = bidCommands({ trust: services.trust, sealed });
  let clearedAt = 0;
  return {
    name: 'bid',
    aggregates: [bid],
    commands: anyCommands(submit, withdraw),
    routes(app, running) {
      registerUploadRoutes(app, uploads, running.sessions);
      registerBidRoutes(app, running);
    },
    workers: () => [{
      name: 'uploads.clear',
      watches: [],
      async tick() {
        if (machineNow() - clearedAt < microsPerHour) return false;
        clearedAt = machineNow();
        await (await uploads).clear();
        return false;
      },
    }],
  };
};
