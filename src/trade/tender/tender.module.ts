import type { MakeModule } from '#platform/module.ts';
import { inquiryCommands } from '#trade/inquiry/inquiry.commands.ts';
import { inquiry } from '#trade/inquiry/inquiry.ts';
import { objectionCommands } from '#trade/objection/objection.commands.ts';
import { objection } from '#trade/objection/objection.ts';
import { takingCommands } from '#trade/taking/taking.commands.ts';
import { taker, taking } from '#trade/taking/taking.ts';
import { tenderCommands } from './tender.commands.ts';
import { registerTenderRoutes } from './tender.routes.ts';
import { tender } from './tender.ts';

/** 招标: the document from its first draft to the deadline, with those who take it, ask and object. */
export const makeTenderModule: MakeModule = (services) => ({
  name: 'tender',
  aggregates: [tender, taking, taker, inquiry, objection],
  commands: [...tenderCommands(services), ...takingCommands, ...inquiryCommands, ...objectionCommands(services)],
  routes: registerTenderRoutes,
});
