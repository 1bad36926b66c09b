import type { MakeModule } from '#platform/module.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { makeDemoModule } from '#service/demo/demo.module.ts';

/** Every module of the platform, in the order of a tender's life. */
export const modules: readonly MakeModule[] = [makeOutageModule, makeDemoModule];
