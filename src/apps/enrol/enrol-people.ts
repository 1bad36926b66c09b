import { createHash, randomBytes } from 'node:crypto';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Credentials } from '#platform/auth/credential.store.ts';
import { base32, totpAddress } from '#platform/auth/totp.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { expert } from '#service/expert/expert.ts';
import { staffKinds } from '#service/login/staff-login.routes.ts';
import { organisation } from '#service/subject/organisation.ts';
import { person } from '#service/subject/person.ts';
import type { Platform } from '../compose.ts';
import { sentenceOf, type Enrolment } from './enrolment-file.ts';

export type Enrolling = {
  readonly platform: Pick<Platform, 'pipeline' | 'pool'>;
  readonly credentials: Credentials;
  /** Logins whose password and code are made anew although they have some. */
  readonly renew: readonly string[];
  readonly say: (line: string) => void;
};

const passwordBytes = 15;
const secretBytes = 20;

/**
 * Runs the platform's own commands as the system, in the order in which one needs the other. What stands already is left alone, so
 * that a file may be run again, and grow. How many entries were refused.
 */
export async function enrolPeople(enrolment: Enrolment, enrolling: Enrolling): Promise<number> {
  const { say } = enrolling;
  let refused = 0;
  const tell = (what: string, problem: string | null): boolean => {
    if (problem === null) return true;
    refused += 1;
    say(`✗ ${what}：${problem}`);
    return false;
  };
  for (const each of enrolment.organisations) tell(each.name, await enrolOrganisation(each, enrolling));
  for (const { login, ...each } of enrolment.people) {
    if (tell(each.name, await enrolPerson(each, enrolling)) && login !== undefined) tell(`工号 ${login}`, await giveLogin({ login, ...each }, enrolling));
  }
  for (const each of enrolment.experts?.entries ?? []) {
    const entered = tell(each.name, await enrolExpert(each, enrolling));
    if (entered) tell(each.name, await enrolPerson({ personId: each.personId, orgId: enrolment.experts?.poolOrgId ?? '', name: each.name, roles: ['evaluate.expert'] }, enrolling));
  }
  return refused;
}

type Organisation = Enrolment['organisations'][number];
type Person = Omit<Enrolment['people'][number], 'login'>;
type Expert = NonNullable<Enrolment['experts']>['entries'][number];

async function enrolOrganisation(wanted: Organisation, { platform, say }: Enrolling): Promise<string | null> {
  const standing = await readHead(platform.pool, organisation, wanted.orgId);
  if (!standing) return await run('organisation.register', { ...wanted, basicAccount: null, signature: null }, { platform, say }, `登记主体　${wanted.name}`);
  const { kind, name } = standing.state;
  if (kind !== wanted.kind || name !== wanted.name) return `${wanted.orgId} 已经登记为“${name}”（${kind}）。`;
  say(`· 已有主体　${name}`);
  return null;
}

async function enrolPerson(wanted: Person, { platform, say }: Enrolling): Promise<string | null> {
  const standing = await readHead(platform.pool, person, wanted.personId);
  const held = standing?.state.memberships.find(({ orgId }) => orgId === wanted.orgId)?.roles ?? [];
  const isSame = standing?.state.name === wanted.name && held.length === new Set(wanted.roles).size && wanted.roles.every((role) => held.includes(role));
  if (!isSame) return await run('person.enrol', wanted, { platform, say }, `登记人员　${wanted.name}`, standing?.version);
  say(`· 已有人员　${wanted.name}`);
  return null;
}

async function enrolExpert(wanted: Expert, { platform, say }: Enrolling): Promise<string | null> {
  if (!(await readHead(platform.pool, expert, wanted.personId))) return await run('expert.enrol', wanted, { platform, say }, `专家入库　${wanted.name}`);
  say(`· 已在库中　${wanted.name}`);
  return null;
}

/** Password and secret exist in the clear on this screen only; the person may set others after coming in by certificate. */
async function giveLogin({ login, personId, orgId, name }: Person & { readonly login: string }, { platform, credentials, renew, say }: Enrolling): Promise<string | null> {
  const kind = (await readHead(platform.pool, organisation, orgId))?.state.kind;
  if (!kind || !staffKinds.includes(kind)) return '口令登录只给交易中心、监督部门和平台的工作人员，其他人用证书登录。';
  const holder = await credentials.holderOf(login);
  if (holder !== null && holder !== personId) return '已经是别人的工号。';
  if (holder !== null && !renew.includes(login)) {
    say(`· 已有口令　${login}（要重新生成，加 --renew ${login}）`);
    return null;
  }
  const password = (base32(randomBytes(passwordBytes)).toLowerCase().match(/.{4}/g) ?? []).join('-');
  const totpSecret = randomBytes(secretBytes);
  if (!(await credentials.save({ login, personId, password, totpSecret }))) return '已经是别人的工号。';
  say(`✓ 口令登录　${name}　工号 ${login}　口令 ${password}　动态码密钥 ${base32(totpSecret)}\n  ${totpAddress(login, totpSecret)}`);
  return null;
}

/** The same entry has the same key, so a run that was cut off is taken up and not repeated. */
async function run(name: string, body: JsonObject | Organisation | Person | Expert, { platform, say }: Pick<Enrolling, 'platform' | 'say'>, done: string, version = 0): Promise<string | null> {
  const definition = platform.pipeline.definitions.get(name);
  const parsed = definition?.body.safeParse(body);
  if (!parsed?.success) return parsed?.error.issues.map((issue) => `${issue.path.map(String).join('.')} ${issue.message}`).join('；') ?? `没有命令 ${name}`;
  const key = `enrol-${createHash('sha256').update(canonical({ name, body: body as JsonObject, version })).digest('hex')}`;
  const outcome = await platform.pipeline.run({ name, actor: systemActor, key, body: parsed.data });
  if (outcome.status !== 'accepted') return sentenceOf(outcome.refusal);
  say(`✓ ${done}`);
  return null;
}
