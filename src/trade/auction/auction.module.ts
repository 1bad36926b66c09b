import { anyCommands, type MakeModule } from '#platform/module.ts';
import { auctioneerCommands } from './auctioneer.commands.ts';
import { auctionRecord } from './auction-record.ts';
import { signRecord } from './auction-record.commands.ts';
import { registerRecordRoutes } from './auction-record.routes.ts';
import { auctionCommands } from './auction.commands.ts';
import { registerAuctionRoutes } from './auction.routes.ts';
import { attempt, auction, roll } from './auction.ts';
import { line } from './line.ts';

/** 竞价: the hall of each lot. */
export const makeAuctionModule: MakeModule = (services) => ({
  name: 'auction', aggregates: [auction, attempt, roll, line, auctionRecord], commands: [...auctionCommands(services), ...anyCommands(...auctioneerCommands, signRecord(services))],
  routes(app, running) {
    registerAuctionRoutes(app, running);
    registerRecordRoutes(app, running);
  },
});
