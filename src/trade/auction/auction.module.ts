import type { MakeModule } from '#platform/module.ts';
import { applicationCommands } from '#trade/application/application.commands.ts';
import { application } from '#trade/application/application.ts';
import { saleCommands } from '#trade/sale/sale.commands.ts';
import { registerSaleRoutes } from '#trade/sale/sale.routes.ts';
import { sale } from '#trade/sale/sale.ts';
import { auctionCommands } from './auction.commands.ts';
import { registerAuctionRoutes } from './auction.routes.ts';
import { attempt, auction } from './auction.ts';

/** 出让、转让: announcement, applications, and the hall. */
export const makeAuctionModule: MakeModule = (services) => ({
  name: 'auction',
  aggregates: [sale, application, auction, attempt],
  commands: [...saleCommands(services), ...applicationCommands(services), ...auctionCommands(services)],
  routes(app, running) {
    registerSaleRoutes(app, running);
    registerAuctionRoutes(app, running);
  },
});
