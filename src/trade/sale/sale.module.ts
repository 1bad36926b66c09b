import type { MakeModule } from '#platform/module.ts';
import { saleCommands } from './sale.commands.ts';
import { registerSaleRoutes } from './sale.routes.ts';
import { sale } from './sale.ts';

/** 出让、转让: what is announced, and the auctions that it schedules. */
export const makeSaleModule: MakeModule = (services) => ({
  name: 'sale', aggregates: [sale], commands: saleCommands(services), routes: registerSaleRoutes,
});
