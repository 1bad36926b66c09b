import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import type { Logger } from 'pino';
import { pino } from 'pino';
import { roles, type Role } from '#kernel/roles.ts';
import type { TrustFile } from '#platform/keys/trust-file.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { createHttp } from '#apps/http.ts';
import { allModules } from '#apps/modules.ts';
import { logOrigin } from '#apps/origin.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { idleTrust } from './every-module.testing.ts';

const trust: TrustFile = { v: 1, origin: logOrigin, logKey: '', cosigners: [], quorum: 0, receiptKey: '', authorities: [] };

/** The whole platform with its whole HTTP surface in memory, as one server process has it. */
export async function fullPlatform({ logger = pino({ level: 'silent' }), ...options }: { logger?: Logger; metricsToken?: string; trustedProxies?: readonly string[] } = {}) {
  const on = await testPlatform(allModules(idleTrust));
  const app: HttpApp = await createHttp(on.platform, { logger, trust, logTrust: idleTrust, ...options });
  await app.ready();
  after(() => app.close());
  const sessions = new Map<Role, string>();

  /** The cookie of somebody in this role, of an organisation that nobody knows. */
  async function cookieOf(role: Role): Promise<string> {
    const known = sessions.get(role);
    if (known) return known;
    const personId = randomBytes(8).toString('hex');
    const isAgent = roles[role].duty === 'hold-key';
    const actor = { id: isAgent ? `agent:${personId}` : `person:${personId}`, role, personId: isAgent ? null : personId, orgId: '91152900MA0000000X' };
    const token = await on.platform.sessions.start({ actor, method: isAgent ? 'agent' : 'password', display: { personName: '某人', orgName: '某单位' } });
    sessions.set(role, `ovoo_session=${token}`);
    return `ovoo_session=${token}`;
  }

  return { ...on, app, cookieOf };
}
