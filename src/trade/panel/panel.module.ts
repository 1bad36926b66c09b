import type { MakeModule } from '#platform/module.ts';
import { call } from './call.ts';
import { drawCommands } from './draw.commands.ts';
import { drawRecord } from './draw-record.ts';
import { memberCommands } from './member.commands.ts';
import { panel } from './panel.ts';
import { panelCommands } from './panel.commands.ts';
import { registerPanelRoutes } from './panel.routes.ts';
import { makePanelWorker } from './panel.worker.ts';
import { roundCommands } from './round.commands.ts';
import { seatCommands } from './seat.commands.ts';

/** 评标委员会: request, verifiable draw, call-up, replacement, avoidance. */
export const makePanelModule: MakeModule = (services) => ({
  name: 'panel',
  aggregates: [panel, drawRecord, call],
  commands: [...panelCommands(services), ...drawCommands, ...roundCommands(services), ...memberCommands(services), ...seatCommands(services)],
  routes: registerPanelRoutes,
  workers: (running) => [makePanelWorker(running)],
});
