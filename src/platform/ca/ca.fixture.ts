import { present } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { parseInstant } from '#kernel/time/instant.ts';
import { generateKeys } from '#evidence/signature/key-file.ts';
import type { Authority, Holder } from './authority.ts';
import { chainOf, createIntermediate, createRoot, issue } from './authority.ts';

/** What tests of certificates start from: two authorities that have nothing to do with each other, and a holder. */
export function moment(text: string): Instant {
  return present(parseInstant(text), `moment ${text}`);
}

export const decade = { notBefore: moment('2026-01-01 00:00'), notAfter: moment('2035-12-31 23:59:59') };
export const year = { notBefore: moment('2026-03-01 00:00'), notAfter: moment('2027-02-28 23:59:59') };
export const midYear = moment('2026-06-15 09:00');

export const zhang: Holder = { orgName: '阿拉善左旗城乡建设有限责任公司', uscc: '91152921MA0N000001', personName: '张敖其尔', personId: 'p7k2m9qd4x3c8v1b' };

export type TestCa = { readonly root: Authority; readonly sub: Authority };

export function testCa(organization: string): TestCa {
  const root = createRoot({ organization, commonName: `${organization}根证书` }, decade);
  return { root, sub: createIntermediate(root, { organization, commonName: `${organization}用户证书` }, decade) };
}

export type TestHolder = {
  readonly keys: Awaited<ReturnType<typeof generateKeys>>;
  readonly signChain: readonly Bytes[];
  readonly encryptChain: readonly Bytes[];
};

export async function testHolder({ sub }: TestCa, subject: Holder = zhang): Promise<TestHolder> {
  const keys = await generateKeys();
  const certify = (publicKey: Bytes, usage: 'sign' | 'encrypt') => chainOf(sub, issue(sub, { ...year, subject, publicKey, usage }));
  return { keys, signChain: certify(keys.signSpki, 'sign'), encryptChain: certify(keys.decryptSpki, 'encrypt') };
}

/** An SM2 signing certificate made by another implementation: emmansun/gmsm, pkcs7/gm_test.go, MIT licence. */
export const sm2Certificate = Uint8Array.fromBase64(
  'MIICPTCCAeOgAwIBAgIIAs64zJDLTNQwCgYIKoEcz1UBg3UwQjELMAkGA1UEBhMCQ04xDzANBgNVBAgMBua1meaxnzEPMA0GA1UEBwwG5p2t5beeMREwDwYD' +
  'VQQKDAjmtYvor5VDQTAeFw0yMzAyMjIxMjIwMzNaFw0yNDAyMjIxMjIwMzNaMH0xCzAJBgNVBAYTAkNOMQ8wDQYDVQQIDAbmtZnmsZ8xDzANBgNVBAcMBuad' +
  'reW3njEVMBMGA1UECgwM5rWL6K+V5py65p6EMRUwEwYDVQQLDAzmtYvor5Xnu4Tnu4cxHjAcBgNVBAMMFea1i+ivleacjeWKoeWZqOWQjeensDBZMBMGByqG' +
  'SM49AgEGCCqBHM9VAYItA0IABL4bEPQAKg3aEjsXsnEm4tSFOetUMYzUpLJyYKc0isNwiu8fNBZAihjDOVzQ3FQfBeZXJdxvbdC5s22m1E81mwSjgYcwgYQw' +
  'DgYDVR0PAQH/BAQDAgbAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAwGA1UdEwEB/wQCMAAwHQYDVR0OBBYEFBGRF+xJjaBurdseflfRaPUcBjFWMB8GA1UdIwQY' +
  'MBaAFDaT4xTnRQn61e/qLxIt06GWPMKkMA8GA1UdEQQIMAaHBH8AAAEwCgYIKoEcz1UBg3UDSAAwRQIhAKfa/H/f2OgTXhipfEPXPiHbnZFJyugnvKFkrijK' +
  '8Qp5AiARlYEA2FR21H43/e/qu2lrp+ZUeYk3ve8nMd3yua9LAg==',
);
