import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, microsPerSecond } from '#kernel/time/instant.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { makeLoginModule } from '#service/login/login.module.ts';
import { httpOf } from '#service/login/login.testing.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { found } from '#service/subject/subject.testing.ts';
import { makeBidModule } from '#trade/bid/bid.module.ts';
import { bodyFor, makeStageModule, publishTender } from '#trade/bid/bid.testing.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import type { Authority } from './authority.ts';
import { serialOf } from './authority.ts';
import { testCa } from './ca.fixture.ts';
import { readCertificate } from './certificate.ts';
import { revocationFolderPath } from './revocation-folder.ts';
import { issueRevocationList } from './revocation.ts';

const on = await testPlatform([makeSubjectModule, makeKeyHolderModule, makeLoginModule, makeStageModule, makeBidModule]);
const http = await httpOf(on);
const enterprise = await found(on, { n: 1, kind: 'enterprise', name: '大漠工程有限公司', roles: ['respond.operator', 'respond.operator'] });
const initiator = await found(on, { n: 2, kind: 'initiator', name: '阿拉善盟教育局', roles: ['initiate.operator'] });
const [stolen, kept] = enterprise.people as [TestPerson, TestPerson];
const [operator] = initiator.people as [TestPerson];
const folder = revocationFolderPath(on.dataDir);
const { revocations } = on.platform;

function leafOf({ signChain }: TestPerson): Uint8Array {
  return present(signChain[0], 'certificate');
}

function issuerOf(who: TestPerson): Authority {
  const { issuerDer } = readCertificate(leafOf(who));
  return present(on.authorities.find(({ issuing }) => Buffer.compare(readCertificate(issuing.certificate).subjectDer, issuerDer) === 0), 'issuer').issuing;
}

type Wish = { readonly number: number; readonly of?: TestPerson[]; readonly by?: Authority; readonly days?: number };

/** Lays a list into the folder, as its owner does. */
async function lay(file: string, { number, of = [], by = issuerOf(stolen), days = 7 }: Wish): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const thisUpdate = addMicros(await on.now(), -microsPerSecond);
  const revoked = of.map((who) => ({ serial: serialOf(leafOf(who)), revokedAt: thisUpdate }));
  writeFileSync(join(folder, file), issueRevocationList(by, { number, thisUpdate, nextUpdate: addMicros(thisUpdate, days * microsPerDay), revoked }));
}

async function loginOf(who: TestPerson): Promise<readonly [number, unknown, string]> {
  const { status, body } = await http.call('POST', '/api/session/certificate', { body: await http.signedChallenge(who) });
  return [status, body['code'], String(body['title'])];
}

async function change(who: TestPerson, legalRepresentative: string) {
  const content = { orgId: enterprise.orgId, name: enterprise.name, areaCode: '152900', legalRepresentative, basicAccount: null };
  return { ...content, signature: await who.sign('organisation.change', { orgId: enterprise.orgId }, content) };
}

describe('吊销列表', () => {
  test('R-039 放进文件夹的吊销列表当即生效：吊销的证书不能登录、不能签名、不能投标，别人的照旧', async () => {
    assert.deepEqual(await revocations.read(), [], 'no folder, no list');
    const tender = await publishTender(on, operator, [stolen]);
    await on.accept(stolen, 'bid.submit', await bodyFor(on, stolen, tender));
    const cookie = await http.login(stolen);
    await lay('caoyuan.crl', { number: 1, of: [stolen] });
    const [note, ...more] = await revocations.read();
    assert.deepEqual([note?.isBad, more], [false, []]);
    assert.match(note?.text ?? '', /的第 1 号吊销列表，吊销证书 1 张/);
    const [status, code, title] = await loginOf(stolen);
    assert.deepEqual([status, code], [422, 'signature.revokedCertificate']);
    assert.match(title, /^证书“.*大漠工程有限公司”已于 .* 被发证机构吊销。$/);
    const answer = await http.call('POST', '/api/commands/organisation.change', { cookie, body: await change(stolen, '白音'), headers: { 'idempotency-key': 'revoked-change-1' } });
    assert.deepEqual([answer.status, answer.body['code']], [422, 'signature.revokedCertificate'], 'a session that was open signs no more');
    assert.equal((await on.refuse(stolen, 'bid.submit', await bodyFor(on, stolen, tender, { version: 2 }))).code, 'signature.revokedCertificate');
    assert.equal((await loginOf(kept))[0], 200);
    await on.accept(kept, 'organisation.change', await change(kept, '白音'));
  });

  test('R-039 旧的、别家的、改过的、不是列表的不采用，说出原因，原来的照旧执行；没有变的不再说', async () => {
    assert.deepEqual(await revocations.read(), []);
    await lay('a-old.crl', { number: 0 });
    await lay('b-foreign.crl', { number: 9, by: testCa('别处电子认证').sub });
    await lay('c-forged.crl', { number: 9, by: { ...testCa('别处电子认证').sub, name: issuerOf(stolen).name } });
    writeFileSync(join(folder, 'd-text.crl'), '-----BEGIN X509 CRL-----');
    writeFileSync(join(folder, 'readme.txt'), 'not a list');
    const notes = await revocations.read();
    assert.deepEqual(notes.map(({ file, isBad }) => [file, isBad]), ['a-old', 'b-foreign', 'c-forged', 'd-text'].map((name) => [`${name}.crl`, true]));
    for (const [i, reason] of [/是第 0 号，正在执行的是第 1 号/, /不是 trust\.json 里的机构签发的/, /的签名不成立/, /吊销列表无法读取/].entries()) assert.match(notes[i]?.text ?? '', reason);
    assert.equal((await loginOf(stolen))[1], 'signature.revokedCertificate');
    rmSync(folder, { recursive: true });
    assert.deepEqual(await revocations.read(), []);
    assert.equal((await loginOf(stolen))[1], 'signature.revokedCertificate', 'a file that goes brings nobody back');
  });

  test('R-039 发证机构的下一份列表换掉上一份；过了更新期限的仍然执行，提醒一次', async () => {
    await lay('caoyuan.crl', { number: 2, of: [stolen], days: -1 });
    const notes = await revocations.read();
    assert.deepEqual(notes.map(({ isBad }) => isBad), [false, true]);
    assert.match(notes[1]?.text ?? '', /本应在 .* 以前换新.*仍按它执行/);
    assert.deepEqual(await revocations.read(), []);
    assert.equal((await loginOf(stolen))[1], 'signature.revokedCertificate');
    await lay('caoyuan.crl', { number: 3 });
    await revocations.read();
    assert.equal((await loginOf(stolen))[0], 200, 'its authority takes it back');
  });
});
