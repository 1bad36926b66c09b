import assert from 'node:assert/strict';
import { KeyObject } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { signStatement } from '#evidence/signature/statement.ts';
import type { Statement } from '#evidence/signature/statement.ts';
import { chainOf, issue, serialOf, signDocument } from './authority.ts';
import { midYear, moment, sm2Certificate, testCa, testHolder, year, zhang } from './ca.fixture.ts';
import { readCertificate } from './certificate.ts';
import { bitString, explicit, oid, sequence, tag, tlv, unsigned } from './der.ts';
import { childrenOf, readBits, readOne } from './der-reader.ts';
import { derTime } from './der-time.ts';
import { derName } from './names.ts';
import { authorityConstraints, ecdsaSha256Identifier, extensions, holderConstraints, keyUsage, keyUsageExtension } from './profile.ts';
import { issueRevocationList } from './revocation.ts';
import { TrustStore, verifySignedStatement } from './trust.ts';

const north = testCa('北疆电子认证有限公司');
const west = testCa('西域数字证书有限公司');
const stranger = testCa('无名证书有限公司');
const both = [
  { name: '北疆CA', roots: [north.root.certificate] },
  { name: '西域CA', roots: [west.root.certificate], intermediates: [west.sub.certificate] },
];
const trust = new TrustStore(both);
const holder = await testHolder(north);
const [leaf, sub] = holder.signChain as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];

function codeOf(answer: Result<unknown, Refusal>): string {
  return answer.ok ? 'ok' : answer.error.code.replace('signature.', '');
}

/** What an issuer of this name would sign for a made-up holder. */
function tbsBy(issuerDer: Uint8Array, list: readonly Uint8Array[]): Uint8Array {
  return sequence(
    tlv(explicit(0), unsigned(Uint8Array.of(2))),
    unsigned(Uint8Array.of(9)),
    ecdsaSha256Identifier,
    issuerDer,
    sequence(derTime(year.notBefore), derTime(year.notAfter)),
    derName({ organization: '某单位', serialNumber: zhang.uscc }),
    holder.keys.decryptSpki,
    extensions(3, ...list),
  );
}

describe('R-039 多家发证机构互认', () => {
  test('R-039 两家发证机构的证书都认，并说明是谁、由哪家签发', async () => {
    const other = await testHolder(west, { orgName: '额济纳旗测绘院', uscc: '12152923MB0X000002' });
    const first = trust.checkChain(holder.signChain, midYear, 'sign');
    const second = trust.checkChain(other.signChain, midYear, 'sign');
    assert.ok(first.ok && second.ok);
    assert.deepEqual([first.value.orgName, first.value.uscc, first.value.commonName, first.value.personId, first.value.caName], [zhang.orgName, zhang.uscc, zhang.personName, zhang.personId, '北疆CA']);
    assert.deepEqual([second.value.commonName, second.value.personId, second.value.caName], ['额济纳旗测绘院', undefined, '西域CA']);
    assert.deepEqual(first.value.publicKey, holder.keys.signSpki);
    assert.match(first.value.fingerprint, /^[0-9a-f]{64}$/);
  });

  test('R-039 the intermediate may be left out where it is known, and the root may be sent along', async () => {
    const other = await testHolder(west);
    assert.equal(codeOf(trust.checkChain(other.signChain.slice(0, 1), midYear, 'sign')), 'ok');
    assert.equal(codeOf(trust.checkChain([leaf, sub, north.root.certificate], midYear, 'sign')), 'ok');
    assert.equal(codeOf(trust.checkChain([leaf], midYear, 'sign')), 'unknownIssuer');
    assert.equal(codeOf(trust.checkChain([leaf, sub, north.root.certificate, west.root.certificate], midYear, 'sign')), 'malformedCertificate');
    assert.equal(codeOf(trust.checkChain([leaf, north.root.certificate], midYear, 'sign')), 'unknownIssuer');
    assert.equal(codeOf(trust.checkChain([], midYear, 'sign')), 'malformedCertificate');
  });

  test('R-039 an authority nobody recognises is refused, even when its root is sent along or borrows a known name', async () => {
    const unknown = await testHolder(stranger);
    assert.equal(codeOf(trust.checkChain([...unknown.signChain, stranger.root.certificate], midYear, 'sign')), 'unknownIssuer');
    const namesake = testCa('北疆电子认证有限公司');
    const fake = await testHolder(namesake);
    assert.equal(codeOf(trust.checkChain([...fake.signChain, namesake.root.certificate], midYear, 'sign')), 'unknownIssuer');
    assert.equal(codeOf(trust.checkChain([fake.signChain[0] as Uint8Array, sub], midYear, 'sign')), 'unknownIssuer');
  });

  test('R-039 a holder who issues certificates with his own key is refused', () => {
    const direct = issue(north.root, { ...year, subject: zhang, publicKey: holder.keys.signSpki, usage: 'sign' });
    const { subjectDer } = readCertificate(direct);
    const issued = signDocument(tbsBy(subjectDer, [holderConstraints(), keyUsageExtension(keyUsage.sign)]), KeyObject.from(holder.keys.sign));
    const answer = trust.checkChain([issued, direct], midYear, 'sign');
    assert.ok(!answer.ok);
    assert.deepEqual([codeOf(answer), answer.error.want], ['wrongUsage', '签发证书']);
  });

  test('R-039 an authority whose key may sign documents too still cannot pass for a holder', () => {
    const extensions = [authorityConstraints(0), keyUsageExtension(keyUsage.sign | keyUsage.authority)];
    const authority = signDocument(tbsBy(readCertificate(sub).subjectDer, extensions), north.sub.key);
    assert.equal(codeOf(trust.checkChain([authority, sub], midYear, 'sign')), 'wrongUsage');
  });

  test('R-039 a second encoding of a good certificate is malformed, and so is a critical extension nobody knows', () => {
    const tbs = tbsBy(readCertificate(sub).subjectDer, [holderConstraints(), keyUsageExtension(keyUsage.sign)]);
    const good = readOne(signDocument(tbs, north.sub.key), tag.sequence);
    const [, , bits] = childrenOf(good);
    const signature = readBits(bits);
    const [r, s] = childrenOf(readOne(signature, tag.sequence)).map((node) => node.content) as [Uint8Array, Uint8Array];
    const padded = sequence(tlv(tag.integer, Uint8Array.of(0), r), tlv(tag.integer, s));
    const withNull = sequence(oid('1.2.840.10045.4.3.2'), tlv(tag.null));
    const strange = sequence(oid('2.5.29.30'), tlv(tag.boolean, Uint8Array.of(0xff)), tlv(tag.octetString, sequence()));
    const codeWith = (der: Uint8Array) => codeOf(trust.checkChain([der, sub], midYear, 'sign'));
    assert.equal(codeWith(good.raw), 'ok');
    assert.equal(codeWith(sequence(tbs, ecdsaSha256Identifier, bitString(padded))), 'malformedCertificate');
    assert.equal(codeWith(sequence(tbs, withNull, bitString(signature))), 'malformedCertificate');
    assert.equal(codeWith(signDocument(tbsBy(readCertificate(sub).subjectDer, [holderConstraints(), keyUsageExtension(keyUsage.sign), strange]), north.sub.key)), 'malformedCertificate');
  });

  test('R-039 an authority cannot pass for a holder', () => {
    const own = new TrustStore([{ name: '北疆CA', roots: [north.root.certificate], usccIn: 'organization' }]);
    assert.equal(codeOf(own.checkChain([sub], midYear, 'sign')), 'wrongUsage');
    assert.equal(codeOf(own.checkChain([north.root.certificate], midYear, 'sign')), 'wrongUsage');
  });

  test('R-039 no bit of a certificate can be turned without a refusal', () => {
    const seen = new Set<string>();
    const turned = (der: Uint8Array, bit: number) => der.with(bit >> 3, (der[bit >> 3] as number) ^ (1 << (bit & 7)));
    for (let bit = 0; bit < leaf.length * 8; bit++) {
      const answer = trust.checkChain([turned(leaf, bit), sub], midYear, 'sign');
      assert.equal(answer.ok, false, `bit ${bit}`);
      seen.add(codeOf(answer));
    }
    for (let bit = 0; bit < sub.length * 8; bit++) assert.equal(trust.checkChain([leaf, turned(sub, bit)], midYear, 'sign').ok, false, `bit ${bit} of the intermediate`);
    assert.deepEqual([...seen].sort(), ['forgedCertificate', 'malformedCertificate', 'unknownIssuer', 'unsupportedAlgorithm']);
    assert.equal(codeOf(trust.checkChain([Uint8Array.of(...leaf, 0), sub], midYear, 'sign')), 'malformedCertificate');
    assert.equal(codeOf(trust.checkChain([leaf.subarray(0, -1), sub], midYear, 'sign')), 'malformedCertificate');
  });

  test('R-039 证书自生效一刻起、至到期一秒末有效，前后都不认', () => {
    const codeAt = (text: string) => codeOf(trust.checkChain(holder.signChain, moment(text), 'sign'));
    assert.equal(codeAt('2026-02-28 23:59:59.999999'), 'notYetValidCertificate');
    assert.equal(codeAt('2026-03-01 00:00'), 'ok');
    assert.equal(codeAt('2027-02-28 23:59:59.999999'), 'ok');
    assert.equal(codeAt('2027-03-01 00:00'), 'expiredCertificate');
  });

  test('R-039 签名证书不能加密，加密证书不能签名', () => {
    assert.equal(codeOf(trust.checkChain(holder.signChain, midYear, 'encrypt')), 'wrongUsage');
    assert.equal(codeOf(trust.checkChain(holder.encryptChain, midYear, 'sign')), 'wrongUsage');
    assert.equal(codeOf(trust.checkChain(holder.encryptChain, midYear, 'encrypt')), 'ok');
  });

  test('R-039 an SM2 certificate is not called invalid, but beyond what can be checked here', () => {
    const answer = trust.checkChain([sm2Certificate], midYear, 'sign');
    assert.ok(!answer.ok);
    assert.deepEqual([codeOf(answer), answer.error.got], ['unsupportedAlgorithm', 'SM2']);
  });

  test('R-038 单位代码写在哪一项，按各发证机构的约定读取', () => {
    const elsewhere = new TrustStore([{ name: '北疆CA', roots: [north.root.certificate], usccIn: 'userId', personIdIn: 'serialNumber' }]);
    const answer = elsewhere.checkChain(holder.signChain, midYear, 'sign');
    assert.ok(answer.ok);
    assert.deepEqual([answer.value.uscc, answer.value.personId], [zhang.personId, zhang.uscc]);
    const absent = new TrustStore([{ name: '北疆CA', roots: [north.root.certificate], usccIn: 'organizationIdentifier' }]);
    assert.equal(codeOf(absent.checkChain(holder.signChain, midYear, 'sign')), 'subjectWithoutOrganisation');
  });

  test('R-039 吊销之前的使用仍然有效，吊销之后不认；旧名单换不掉新名单，别家的名单不算数', () => {
    const own = new TrustStore(both.slice(0, 1).map((ca) => ({ ...ca, intermediates: [north.sub.certificate] })));
    const revokedAt = moment('2026-06-01 00:00');
    const list = { number: 2, thisUpdate: revokedAt, nextUpdate: moment('2026-07-01 00:00'), revoked: [{ serial: serialOf(leaf), revokedAt }] };
    const forged = issueRevocationList({ ...stranger.sub, name: north.sub.name }, list);
    assert.equal(codeOf(own.addRevocationList(forged)), 'forgedList');
    assert.equal(codeOf(own.addRevocationList(issueRevocationList(stranger.sub, list))), 'unknownListIssuer');
    assert.equal(codeOf(own.checkChain(holder.signChain, midYear, 'sign')), 'ok');
    const good = issueRevocationList(north.sub, list);
    assert.deepEqual([good, good].map((der) => codeOf(own.addRevocationList(der))), ['ok', 'ok'], 'the same list again');
    for (const number of [1, 2]) assert.equal(codeOf(own.addRevocationList(issueRevocationList(north.sub, { ...list, number, revoked: [] }))), 'staleList');
    assert.equal(codeOf(own.checkChain(holder.signChain, midYear, 'sign')), 'revokedCertificate');
    assert.equal(codeOf(own.checkChain(holder.signChain, moment('2026-05-31 23:59:59'), 'sign')), 'ok');
    assert.equal(codeOf(own.checkChain(holder.encryptChain, midYear, 'encrypt')), 'ok');
    assert.equal(codeOf(own.addRevocationList(Uint8Array.of(0x30, 0))), 'malformedList');
  });

  test('R-039 a list of what has changed since another is not taken for the whole', () => {
    const own = new TrustStore(both.slice(0, 1).map((ca) => ({ ...ca, intermediates: [north.sub.certificate] })));
    const revokedAt = moment('2026-06-01 00:00');
    const whole = issueRevocationList(north.sub, { number: 1, thisUpdate: revokedAt, nextUpdate: midYear, revoked: [{ serial: serialOf(leaf), revokedAt }] });
    assert.equal(codeOf(own.addRevocationList(whole)), 'ok');
    const delta = sequence(oid('2.5.29.27'), tlv(tag.boolean, Uint8Array.of(0xff)), tlv(tag.octetString, unsigned(Uint8Array.of(1))));
    const number = sequence(oid('2.5.29.20'), tlv(tag.octetString, unsigned(Uint8Array.of(2))));
    const times = [derTime(revokedAt), derTime(midYear)];
    const tbs = (...extensions: Uint8Array[]) => sequence(unsigned(Uint8Array.of(1)), ecdsaSha256Identifier, derName({ country: 'CN', ...north.sub.name }), ...times, tlv(explicit(0), sequence(...extensions)));
    assert.equal(codeOf(own.addRevocationList(signDocument(tbs(number, delta), north.sub.key))), 'malformedList');
    assert.equal(codeOf(own.checkChain(holder.signChain, midYear, 'sign')), 'revokedCertificate');
    assert.equal(codeOf(own.addRevocationList(signDocument(tbs(number), north.sub.key))), 'ok');
  });

  test('R-039 a revoked intermediate takes its certificates with it', () => {
    const own = new TrustStore(both);
    const revokedAt = moment('2026-06-01 00:00');
    const list = issueRevocationList(north.root, { number: 1, thisUpdate: revokedAt, nextUpdate: midYear, revoked: [{ serial: serialOf(sub), revokedAt }] });
    assert.equal(codeOf(own.addRevocationList(list)), 'ok');
    assert.equal(codeOf(own.checkChain(holder.signChain, midYear, 'sign')), 'revokedCertificate');
  });
});

describe('R-037 签名归于证书载明的持有人', () => {
  const statement: Statement = { v: 1, act: 'tender.publish', subject: { tenderId: 't1' }, content: { title: '道路改造' }, signerOrg: zhang.uscc, signerPerson: zhang.personId as string };

  test('R-037 a signed statement tells who signed it; a changed one tells that it was changed', async () => {
    const signature = await signStatement(statement, holder.keys.sign, holder.signChain);
    const answer = verifySignedStatement(statement, signature, midYear, trust);
    assert.ok(answer.ok);
    assert.equal(answer.value.uscc, zhang.uscc);
    assert.equal(codeOf(verifySignedStatement({ ...statement, content: { title: '桥梁改造' } }, signature, midYear, trust)), 'mismatch');
    assert.equal(codeOf(verifySignedStatement(statement, signature, moment('2028-01-01 00:00'), trust)), 'expiredCertificate');
  });

  test('R-037 nobody signs in the name of another organisation or person', async () => {
    const colleague = await testHolder(north, { ...zhang, personName: '李娜仁', personId: 'p-other' });
    const rival = await testHolder(north, { orgName: '乙公司', uscc: '91150000MA0Q000003', personName: '王五', personId: zhang.personId as string });
    for (const other of [colleague, rival]) {
      const signature = await signStatement(statement, other.keys.sign, other.signChain);
      assert.equal(codeOf(verifySignedStatement(statement, signature, midYear, trust)), 'signerMismatch');
    }
    const own = await signStatement(statement, holder.keys.sign, holder.signChain);
    const swapped = { ...own, chain: (await signStatement(statement, rival.keys.sign, rival.signChain)).chain };
    assert.equal(codeOf(verifySignedStatement(statement, swapped, midYear, trust)), 'mismatch');
  });

  test('R-037 a signature with the decryption certificate is refused', async () => {
    const signature = await signStatement(statement, holder.keys.sign, holder.encryptChain);
    assert.equal(codeOf(verifySignedStatement(statement, signature, midYear, trust)), 'wrongUsage');
  });

  test('R-037 a certificate of an organisation alone names no person', () => {
    const chain = chainOf(north.sub, issue(north.sub, { ...year, subject: { orgName: zhang.orgName, uscc: zhang.uscc }, publicKey: holder.keys.signSpki, usage: 'sign' }));
    const answer = trust.checkChain(chain, midYear, 'sign');
    assert.ok(answer.ok);
    assert.equal(answer.value.personId, undefined);
  });
});
