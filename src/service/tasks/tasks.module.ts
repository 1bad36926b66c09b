import type { MakeModule } from '#platform/module.ts';
import { registerTaskRoutes } from './tasks.routes.ts';

/** 我的待办, for the desk's first screen. It owns nothing: it reads the states of the others. */
export const makeTasksModule: MakeModule = () => ({ name: 'tasks', routes: registerTaskRoutes });
