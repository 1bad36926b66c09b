import { join } from 'node:path';
import { createChallenges } from '#platform/auth/challenge.ts';
import { createCredentials } from '#platform/auth/credential.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { keyDirectory } from '#platform/keys/key-directory.ts';
import type { MakeModule, Running } from '#platform/module.ts';
import { createLogin } from './ways.routes.ts';
import { registerLoginRoutes, type LoginParts } from './login.routes.ts';

/** Needs the modules subject and keyHolder. */
export const makeLoginModule: MakeModule = () => ({
  name: 'login',
  routes: (app, running) => registerLoginRoutes(app, running, loginParts(running)),
});

/** The ways in, for pages of the portal that offer them as forms. */
export function loginParts(running: Running): LoginParts {
  const challenges = createChallenges(keyDirectory(join(running.dataDir, 'keys', 'server')).secret('challenge.key'), machineNow);
  return { challenges, login: createLogin(running, { challenges, credentials: createCredentials(running.pool, machineNow) }) };
}
