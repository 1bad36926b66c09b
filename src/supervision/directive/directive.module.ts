import type { MakeModule } from '#platform/module.ts';
import { directiveCommands } from './directive.commands.ts';

/** 监管指令: what the supervising department may order in a trade. */
export const makeDirectiveModule: MakeModule = (services) => ({ name: 'directive', commands: directiveCommands(services) });
