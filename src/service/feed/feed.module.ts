import type { MakeModule } from '#platform/module.ts';
import { registerFeedRoutes } from './feed.routes.ts';

/** The public feed. Needs the modules tender, opening and panel, whose states say who is what to a tender. */
export const makeFeedModule: MakeModule = () => ({ name: 'feed', routes: registerFeedRoutes });
