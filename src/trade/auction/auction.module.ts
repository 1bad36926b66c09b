import type { MakeModule } from '#platform/module.ts';
import { auctionCommands } from './auction.commands.ts';
import { registerAuctionRoutes } from './auction.routes.ts';
import { attempt, auction, roll } from './auction.ts';
import { line } from './line.ts';

/** 竞价: the hall of each lot. */
export const makeAuctionModule: MakeModule = (services) => ({
  name: 'auction', aggregates: [auction, attempt, roll, line], commands: auctionCommands(services), routes: registerAuctionRoutes,
});
