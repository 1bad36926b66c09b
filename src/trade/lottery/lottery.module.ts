import type { MakeModule } from '#platform/module.ts';
import { lotteryCommands } from './lottery.commands.ts';
import { registerLotteryRoutes } from './lottery.routes.ts';
import { lottery } from './lottery.ts';
import { makeLotteryWorker } from './lottery.worker.ts';

/** 摇号: who of those who would pay the cap has the lot, by a value that nobody chose. */
export const makeLotteryModule: MakeModule = (services) => ({
  name: 'lottery', aggregates: [lottery], commands: lotteryCommands(services), routes: registerLotteryRoutes, workers: (running) => [makeLotteryWorker(running)],
});
