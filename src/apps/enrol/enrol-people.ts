import { randomBytes } from 'node:crypto';
import type { JsonObject } from '#kernel/json.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Credentials } from '#platform/auth/credential.store.ts';
import { base32, totpAddress } from '#platform/auth/totp.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { expert } from '#service/expert/expert.ts';
import { keyHolder } from '#service/keyholder/key-holder.ts';
import { staffKinds } from '#service/login/staff-login.routes.ts';
import { auctioneer } from '#service/subject/auctioneer.ts';
import { organisation } from '#service/subject/organisation.ts';
import { person } from '#service/subject/person.ts';
import type { Platform } from '../compose.ts';
import type { HolderCard } from './cards.ts';
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
export async function enrolPeople(enrolment: Enrolment, holders: readonly HolderCard[], enrolling: Enrolling): Promise<number> {
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
  for (const each of enrolment.auctioneers) tell(`拍卖师 ${each.personId}`, await enrolAuctioneer(each, enrolling));
  for (const each of enrolment.experts?.entries ?? []) {
    const entered = tell(each.name, await enrolExpert(each, enrolling));
    if (entered) tell(each.name, await enrolPerson({ personId: each.personId, orgId: enrolment.experts?.poolOrgId ?? '', name: each.name, roles: ['evaluate.expert'] }, enrolling));
  }
  for (const each of holders) tell(`密钥代理 ${each.holderId}`, await enrolHolder(each, enrolling));
  return refused;
}

type Auctioneer = Enrolment['auctioneers'][number];
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
  if (!isSame) return await run('person.enrol', wanted, { platform, say }, `登记人员　${wanted.name}`);
  say(`· 已有人员　${wanted.name}`);
  return null;
}

async function enrolAuctioneer(wanted: Auctioneer, { platform, say }: Enrolling): Promise<string | null> {
  const standing = (await readHead(platform.pool, auctioneer, wanted.personId))?.state;
  if (standing?.licenceNumber !== wanted.licenceNumber || standing.orgId !== wanted.orgId) return await run('auctioneer.register', wanted, { platform, say }, `登记拍卖师　${wanted.licenceNumber}`);
  say(`· 已有拍卖师　${standing.name}`);
  return null;
}

async function enrolExpert(wanted: Expert, { platform, say }: Enrolling): Promise<string | null> {
  if (!(await readHead(platform.pool, expert, wanted.personId))) return await run('expert.enrol', wanted, { platform, say }, `专家入库　${wanted.name}`);
  say(`· 已在库中　${wanted.name}`);
  return null;
}

/** The agent has signed its card; what is entered here is what it signed. */
async function enrolHolder({ v: _version, ...wanted }: HolderCard, { platform, say }: Enrolling): Promise<string | null> {
  const standing = (await readHead(platform.pool, keyHolder, wanted.holderId))?.state;
  if (!standing) return await run('keyHolder.register', wanted, { platform, say }, `密钥代理　${wanted.name}　${wanted.holderId}`);
  if ((['orgId', 'part', 'publicKey'] as const).some((field) => standing[field] !== wanted[field])) return `这个编号已经登记为“${standing.name}”（${standing.part}）的另一把密钥；密钥不能替换，请以新的编号另行登记。`;
  say(`· 已有密钥代理　${wanted.holderId}`);
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

/** Under a key of its own: a refusal is remembered under its key, and what was wrong may have been put right since. What stands has been looked for before. */
async function run(name: string, body: JsonObject | Organisation | Person | Auctioneer | Expert | Omit<HolderCard, 'v'>, { platform, say }: Pick<Enrolling, 'platform' | 'say'>, done: string): Promise<string | null> {
  const definition = platform.pipeline.definitions.get(name);
  const parsed = definition?.body.safeParse(body);
  if (!parsed?.success) return parsed?.error.issues.map((issue) => `${issue.path.map(String).join('.')} ${issue.message}`).join('；') ?? `没有命令 ${name}`;
  const outcome = await platform.pipeline.run({ name, actor: systemActor, key: `enrol-${randomBytes(16).toString('hex')}`, body: parsed.data });
  if (outcome.status !== 'accepted') return sentenceOf(outcome.refusal);
  say(`✓ ${done}`);
  return null;
}
