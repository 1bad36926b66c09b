import type { MakeModule } from '#platform/module.ts';
import { expert } from './expert.ts';
import { expertCommands } from './expert.commands.ts';
import { registerExpertRoutes } from './expert.routes.ts';

/** 专家库. */
export const makeExpertModule: MakeModule = () => ({ name: 'expert', aggregates: [expert], commands: expertCommands, routes: registerExpertRoutes });
