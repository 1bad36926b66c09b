import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { present } from '#kernel/assert.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { fromBase32, totpCode, totpStepAt } from '#platform/auth/totp.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { createPool, type Pool } from '#platform/db/pool.ts';
import { readRoleUrls } from '#platform/db/roles.ts';
import { cosignerKeyOf } from '#platform/keys/own-keys.ts';
import { readTrustFile } from '#platform/keys/trust-file.ts';
import { ensurePostgres, removePostgres } from '#platform/postgres/launch.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { freePort } from '#test/foundation/running-server.testing.ts';
import { surroundings } from '#test/harness/surroundings.ts';

const dataDir = join(fileURLToPath(new URL('../../.data/test-runs', import.meta.url)), `${process.pid}.enrol`);
mkdirSync(dataDir, { recursive: true });
const port = await freePort();
const env = { ...surroundings(), DATA_DIR: dataDir, PORT: String(port), OVOO_MODE: 'production', LOG_LEVEL: 'silent' };
const run = (script: string, ...args: string[]) => spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });

type Sample = { trust: { authorities: { roots: string[]; intermediates: string[] }[]; cosigners: string[] }; organisations: { name: string }[]; people: { login?: string }[]; keyHolders: string[] };

/** The file that docs/enrolment.md shows, with certificates and a key that exist. */
function sample(change: (file: Sample) => void = () => undefined): string {
  const doc = readFileSync(new URL('../../docs/enrolment.md', import.meta.url), 'utf8');
  const file = JSON.parse(present(/```json\n(.*?)```/s.exec(doc)?.[1], 'the example')) as Sample;
  const [authority] = demoAuthorities(join(dataDir, 'elsewhere'));
  writeFileSync(join(dataDir, 'root.der'), present(authority, 'authority').root.certificate);
  writeFileSync(join(dataDir, 'issuing.der'), present(authority, 'authority').issuing.certificate);
  file.trust.authorities.forEach((each) => Object.assign(each, { roots: ['root.der'], intermediates: ['issuing.der'] }));
  file.keyHolders = [];
  file.trust.cosigners = [formatVerifierKey(ed25519Signer('cosign.example/centre', signatureType.cosignature, cosignerKeyOf(join(dataDir, 'elsewhere'), 'centre')).key)];
  change(file);
  const path = join(dataDir, 'enrolment.json');
  writeFileSync(path, JSON.stringify(file));
  return path;
}

async function enrol(...args: string[]): Promise<{ code: number | null; said: string; wrong: string }> {
  const child = run('./enrol.ts', ...args);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [said, wrong] = await Promise.all([text(present(child.stdout, 'stdout')), text(present(child.stderr, 'stderr'))]);
  return { code: await ended, said, wrong };
}

async function login(body: { login: string; password: string; totp: string }): Promise<{ status: number; role?: string; organisation?: { name: string } }> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session/password`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: answer.status, ...((await answer.json()) as object) };
}

describe('生产环境由所有者登记首批各方', () => {
  let platform: ReturnType<typeof run>;
  let pool: Pool;
  const commits = async (): Promise<number> => (await pool.query<{ n: number }>("SELECT count(*)::int AS n FROM event WHERE kind IN ('OrganisationRegistered', 'OfficeEntered', 'PersonEnrolled', 'ExpertEnrolled')")).rows[0]?.n ?? -1;

  before(async () => {
    platform = run('./start.ts');
    await new Promise<void>((resolve, reject) => {
      let said = '';
      platform.stdout?.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (said.includes('秒就绪')) resolve();
      });
      platform.once('exit', (code) => reject(new Error(`the start ended with ${code}: ${said}`)));
    });
    const { ownerUrl } = await ensurePostgres({ dataDir, say: () => undefined, mustExist: true });
    pool = createPool(readRoleUrls(ownerUrl, join(dataDir, 'keys')).appUrl, { max: 1, name: 'enrol test', onError: () => undefined });
  });
  after(async () => {
    await pool.end();
    const gone = new Promise<void>((resolve) => platform.once('exit', () => resolve()));
    platform.kill('SIGTERM');
    await gone;
    await removePostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('R-186 有一处写错就什么也不做，并指出错在哪里；演示环境不受理', async () => {
    const broken = await enrol(sample((file) => Object.assign(present(file.organisations[0], 'centre'), { kind: 'enterprise', orgId: '12150100MB0N00001X' })));
    assert.equal(broken.code, 1);
    assert.match(broken.wrong, /organisations\.0\.orgId.*校验位[^]*organisations\.0\.kind/);
    assert.equal(await commits(), 0);
    assert.deepEqual(readTrustFile(dataDir).authorities, []);
    assert.match((await enrol()).wrong, /用法/);
  });

  test('R-186 R-196 登记以后，见证人员用当场生成的口令和动态码登录；每一项都在日志里，信任根写好', async () => {
    const { code, said, wrong } = await enrol(sample());
    assert.equal(code, 0, said + wrong);
    assert.equal(await commits(), 5 + 3 + 2 + 1 + 1);
    assert.match(said, /密钥保管方还缺：招标人（或者其代理机构）、本地交易中心、轮值的交易中心、独立的数字认证机构。/);
    const [, password = '', secret = ''] = /工号 150100-001　口令 (\S+)　动态码密钥 (\S+)/.exec(said) ?? [];
    const totp = totpCode(fromBase32(secret), totpStepAt(machineNow()));
    assert.equal((await login({ login: '150100-001', password: `${password}x`, totp })).status, 401);
    const entered = await login({ login: '150100-001', password, totp });
    assert.deepEqual([entered.status, entered.role, entered.organisation?.name], [200, 'serve.witness', '示例市公共资源交易中心']);
    const { authorities, cosigners, quorum } = readTrustFile(dataDir);
    assert.deepEqual([authorities.map(({ name }) => name), cosigners.length, quorum], [['草原数字认证'], 1, 1]);
    const { rows } = await pool.query("SELECT FROM event_part WHERE body LIKE '%' || $1 || '%' OR body LIKE '%' || $2 || '%'", [password, secret]);
    assert.equal(rows.length, 0, 'no secret in the journal');
  });

  test('R-186 再运行一次什么也不多：日志不变，口令不再显示；遗失的按工号重新生成；与已登记的不符时拒绝', async () => {
    const count = await commits();
    const again = await enrol(sample());
    assert.equal(again.code, 0, again.said + again.wrong);
    assert.ok(!again.said.includes('动态码密钥'));
    const renewed = await enrol(sample(), '--renew', '150100-001');
    assert.equal(renewed.said.match(/动态码密钥/g)?.length, 1);
    const other = await enrol(sample((file) => Object.assign(present(file.organisations[0], 'centre'), { name: '另一个中心' })));
    assert.equal(other.code, 1);
    assert.match(other.said, /✗ 另一个中心：12150100MB0N00001\w 已经登记为“示例市公共资源交易中心”/);
    assert.equal(await commits(), count);
  });
});
