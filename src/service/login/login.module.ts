import { join } from 'node:path';
import { createChallenges } from '#platform/auth/challenge.ts';
import { createCredentials } from '#platform/auth/credential.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { keyDirectory } from '#platform/keys/key-directory.ts';
import type { MakeModule, Running } from '#platform/module.ts';
import { registerDemoStaff } from './demo-staff.routes.ts';
import { createLogin } from './ways.routes.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { DemoGroup } from '#service/subject/demo-people.ts';
import { registerLoginPages } from './login.pages.routes.ts';
import { registerRegisterPages } from './register.pages.routes.ts';
import { registerLoginRoutes, type LoginParts } from './login.routes.ts';

/** The API alone. Needs the modules subject and keyHolder. */
export const makeLoginModule: MakeModule = () => ({
  name: 'login',
  routes: (app, running) => registerLoginRoutes(app, running, loginParts(running)),
});

/** The API and the pages; `demoGroups` are the people that a demonstration offers to play. */
export function loginWithPages(demoGroups: (pool: Pool) => Promise<DemoGroup[]>): MakeModule {
  return () => ({
    name: 'login',
    routes(app, running) {
      const parts = loginParts(running);
      registerLoginRoutes(app, running, parts);
      registerLoginPages(app, running, parts, () => demoGroups(running.pool));
      registerRegisterPages(app, running);
      if (running.mode === 'demo') registerDemoStaff(app, running);
    },
  });
}

/** One set for API and pages: a nonce that is spent in one is spent in the other. */
function loginParts(running: Running): LoginParts {
  const keys = keyDirectory(join(running.dataDir, 'keys', 'server'));
  const challenges = createChallenges(keys.secret('challenge.key'), machineNow);
  const credentials = createCredentials(running.pool, machineNow);
  return { challenges, credentials, draftSecret: keys.secret('draft.key'), login: createLogin(running, { challenges, credentials }) };
}
