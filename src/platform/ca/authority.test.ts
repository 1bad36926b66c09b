import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, test } from 'node:test';
import { generateKeys } from '#evidence/signature/key-file.ts';
import { chainOf, createIntermediate, issue, restoreAuthority, storeAuthority } from './authority.ts';
import { decade, midYear, moment, testCa, testHolder, year, zhang } from './ca.fixture.ts';
import { readCertificate } from './certificate.ts';
import { TrustStore } from './trust.ts';

const ca = testCa('北疆电子认证有限公司');
const holder = await testHolder(ca);
const [leaf] = holder.signChain as [Uint8Array<ArrayBuffer>];

describe('R-039 certification authority', () => {
  test('R-039 OpenSSL reads an issued certificate as it was meant: names, dates, issuer, signature', () => {
    const read = new X509Certificate(leaf);
    const issuer = new X509Certificate(ca.sub.certificate);
    const root = new X509Certificate(ca.root.certificate);
    assert.match(read.subject, /O=阿拉善左旗城乡建设有限责任公司\nserialNumber=91152921MA0N000001\nUID=p7k2m9qd4x3c8v1b\nCN=张敖其尔/);
    assert.equal(read.validToDate.toISOString(), '2027-02-28T15:59:59.000Z');
    assert.ok(read.checkIssued(issuer) && read.verify(issuer.publicKey));
    assert.ok(issuer.checkIssued(root) && issuer.verify(root.publicKey) && issuer.ca && !read.ca);
    assert.equal(read.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
  });

  test('R-039 what OpenSSL and the own reader see of a certificate agrees', () => {
    const read = new X509Certificate(leaf);
    const own = readCertificate(leaf);
    assert.equal(own.serial, read.serialNumber.toLowerCase());
    assert.equal(own.fingerprint, read.fingerprint256.replaceAll(':', '').toLowerCase());
    assert.equal(own.notBefore, year.notBefore);
    assert.equal(own.notAfter, year.notAfter);
    assert.equal(own.keyUsage, 0xc0);
    assert.equal(own.authorityKeyId, readCertificate(ca.sub.certificate).subjectKeyId);
  });

  test('R-039 a certificate that ends after 2049 keeps its date', async () => {
    const far = { notBefore: moment('2049-12-31 12:00'), notAfter: moment('2056-01-01 00:00:01') };
    const { signSpki } = await generateKeys();
    const own = readCertificate(issue(ca.sub, { ...far, subject: zhang, publicKey: signSpki, usage: 'sign' }));
    assert.deepEqual([own.notBefore, own.notAfter], [far.notBefore, far.notAfter]);
  });

  test('R-039 serial numbers of 400 certificates differ, and they are issued in less than three seconds', () => {
    const begin = performance.now();
    const serials = Array.from({ length: 400 }, () => readCertificate(issue(ca.sub, { ...year, subject: zhang, publicKey: holder.keys.signSpki, usage: 'sign' })).serial);
    assert.ok(performance.now() - begin < 3000);
    assert.equal(new Set(serials).size, 400);
  });

  test('R-039 an authority read back from storage goes on issuing', () => {
    const again = restoreAuthority(JSON.parse(JSON.stringify(storeAuthority(ca.sub))));
    const issued = issue(again, { ...year, subject: zhang, publicKey: holder.keys.signSpki, usage: 'sign' });
    const trust = new TrustStore([{ name: '北疆CA', roots: [ca.root.certificate] }]);
    assert.equal(trust.checkChain(chainOf(again, issued), midYear, 'sign').ok, true);
  });

  test('R-039 keys of another kind, nameless holders and codes with other characters are not certified', async () => {
    const request = { ...year, subject: zhang, publicKey: holder.keys.signSpki, usage: 'sign' as const };
    const p384 = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, ['sign', 'verify']);
    const otherSpki = new Uint8Array(await crypto.subtle.exportKey('spki', p384.publicKey));
    const offCurve = new Uint8Array(request.publicKey).fill(7, 40);
    assert.throws(() => issue(ca.sub, { ...request, publicKey: otherSpki }));
    assert.throws(() => issue(ca.sub, { ...request, publicKey: offCurve }));
    assert.throws(() => issue(ca.sub, { ...request, subject: { ...zhang, orgName: '' } }));
    assert.throws(() => issue(ca.sub, { ...request, subject: { ...zhang, uscc: '9115\0' } }));
    assert.throws(() => issue(ca.sub, { ...request, notAfter: request.notBefore }));
  });

  test('R-039 an intermediate that makes another intermediate has gone too far', async () => {
    const deeper = createIntermediate(ca.sub, { organization: '北疆', commonName: '第三级' }, decade);
    const chain = chainOf(deeper, issue(deeper, { ...year, subject: zhang, publicKey: holder.keys.signSpki, usage: 'sign' }));
    const answer = new TrustStore([{ name: '北疆CA', roots: [ca.root.certificate] }]).checkChain(chain, midYear, 'sign');
    assert.equal(answer.ok ? 'ok' : answer.error.code, 'signature.wrongUsage');
  });
});
