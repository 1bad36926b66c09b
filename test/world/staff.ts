import { writeFileSync } from 'node:fs';
import { roles } from '#kernel/roles.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { statementOf } from '#platform/command/signed.ts';
import { demoStaffFile, type DemoStaff } from '#service/login/demo-staff.routes.ts';
import type { StaffLogin } from '#service/login/staff-login.routes.ts';
import { signAct } from './keys.ts';
import type { Player } from './troupe.ts';

const login = '150100-001';
const password = 'ovoo-demo-staff';

/** A clerk comes in by certificate and sets a password, as on the first day at work; both secrets are written beside the key files. */
export async function giveStaffLogin({ actor, person, keys }: Player, app: HttpApp, dataDir: string): Promise<DemoStaff> {
  async function call<T>(method: 'POST' | 'PUT', url: string, payload: object, cookie = ''): Promise<{ body: T; cookie: string }> {
    const answer = await app.inject({ method, url, headers: { cookie }, payload });
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`);
    return { body: answer.json<T>(), cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '' };
  }
  const { body: content } = await call<{ nonce: string; host: string }>('POST', '/api/session/challenge', {});
  const signed = { act: 'session.login', subject: {}, content: { nonce: content.nonce, host: content.host } };
  const signature = await signAct(keys, actor, signed.act, signed.subject, signed.content);
  const { cookie } = await call('POST', '/api/session/certificate', { statement: statementOf({ ...signed, actor }), signature });
  const { body: { totpSecret } } = await call<StaffLogin>('PUT', '/api/session/staff-login', { login, password }, cookie);
  const staff: DemoStaff = { login, password, totpSecret, name: person.name, orgName: person.orgName, roleName: roles[person.role].name };
  writeFileSync(demoStaffFile(dataDir), JSON.stringify(staff, null, 2));
  return staff;
}
