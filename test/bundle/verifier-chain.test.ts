import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBase64url } from '#kernel/bytes.ts';
import { addMicros, microsPerSecond } from '#kernel/time/instant.ts';
import { decade, midYear, sm2Certificate, testCa, testHolder, year, zhang } from '#platform/ca/ca.fixture.ts';
import { readCertificate as readOurs } from '#platform/ca/certificate.ts';
import { createIntermediate, issue } from '#platform/ca/authority.ts';
import { Authorities } from '../../verifier/chain.ts';
import { readCertificate } from '../../verifier/certificate.ts';
import { Fault, type FaultCode } from '../../verifier/fault.ts';

const ca = testCa('草原数字认证');
const stranger = testCa('草原数字认证');
const holder = await testHolder(ca);
const roots = await Promise.all([ca.root.certificate].map(readCertificate));
const trust = new Authorities(roots, []);
const chain = holder.signChain.map(toBase64url);

async function codeOf(given: readonly string[], at: number = midYear, authorities = trust): Promise<FaultCode | 'certified'> {
  try {
    await authorities.certify(given, at);
    return 'certified';
  } catch (error) {
    return error instanceof Fault ? error.code : assert.fail(String(error));
  }
}

describe('验证程序自己的证书阅读', () => {
  test('R-179 读出的持有人、有效期与平台读出的相同', async () => {
    for (const der of [...holder.signChain, ...holder.encryptChain, ca.root.certificate]) {
      const [read, expected] = [await readCertificate(der), readOurs(der)];
      assert.deepEqual(
        { ...read, names: undefined, signature: undefined, notAfter: read.notAfter - 999_999, issuer: undefined, subject: undefined },
        { fingerprint: expected.fingerprint, tbs: expected.tbs, issuer: undefined, subject: undefined, names: undefined, notBefore: expected.notBefore, notAfter: expected.notAfter, spki: expected.spki, signature: undefined, isAuthority: expected.isAuthority, pathLength: expected.pathLength, keyUsage: expected.keyUsage, subjectKeyId: expected.subjectKeyId, authorityKeyId: expected.authorityKeyId },
      );
    }
    const certified = await trust.certify(chain, midYear);
    assert.equal(certified.uscc, zhang.uscc);
    assert.equal(certified.personId, zhang.personId);
    assert.equal(certified.organization, zhang.orgName);
  });

  test('R-179 有效期两端都算在内，之外不认', async () => {
    assert.equal(await codeOf(chain, year.notBefore), 'certified');
    assert.equal(await codeOf(chain, addMicros(year.notAfter, microsPerSecond - 1)), 'certified');
    assert.equal(await codeOf(chain, addMicros(year.notBefore, -1)), 'signature.validity');
    assert.equal(await codeOf(chain, addMicros(year.notAfter, microsPerSecond)), 'signature.validity');
  });

  test('R-179 别的机构（同名也不行）、断开的链、多余的证书、加密证书都不认', async () => {
    const foreign = await testHolder(stranger);
    assert.match(await codeOf(foreign.signChain.map(toBase64url)), /^signature\.chain$/);
    assert.equal(await codeOf(chain.slice(0, 1)), 'signature.chain');
    assert.equal(await codeOf([...chain, toBase64url(ca.root.certificate), chain[0] as string]), 'signature.chain');
    assert.equal(await codeOf(holder.encryptChain.map(toBase64url)), 'signature.usage');
    assert.equal(await codeOf([chain[1] as string]), 'signature.usage');
    assert.equal(await codeOf([]), 'signature.chain');
    const known = new Authorities(roots, [await readCertificate(ca.sub.certificate)]);
    assert.equal(await codeOf(chain.slice(0, 1), midYear, known), 'certified', '信任根文件里的中间证书可以省略');
  });

  test('R-179 持证人不能当发证机构，中间机构不能再发机构', async () => {
    const below = createIntermediate(ca.sub, { organization: '下级', commonName: '下级' }, decade);
    const forged = issue(below, { ...year, subject: zhang, publicKey: holder.keys.signSpki, usage: 'sign' });
    assert.equal(await codeOf([forged, below.certificate, ca.sub.certificate].map(toBase64url)), 'signature.chain');
  });

  test('R-179 证书改动任何一个字节都不认；国密证书说明是算法不支持', async () => {
    const der = holder.signChain[0] as Uint8Array;
    for (let at = 0; at < der.length; at++) {
      const bent = der.with(at, (der[at] as number) ^ 1);
      const code = await codeOf([toBase64url(bent), ...chain.slice(1)]);
      assert.match(code, /^signature\.(certificate|chain|validity|usage)$/, `byte ${at}: ${code}`);
    }
    for (let end = 0; end < der.length; end += 7) assert.match(await codeOf([toBase64url(der.slice(0, end)), ...chain.slice(1)]), /^signature\.certificate$/);
    assert.equal(await codeOf([toBase64url(sm2Certificate)]), 'signature.certificate');
  });
});
