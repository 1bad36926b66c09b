import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { equalBytes, fromBase64url, toBase64url } from '#kernel/bytes.ts';
import type { JsonObject } from '#kernel/json.ts';
import { present } from '#kernel/assert.ts';
import { generateKeys } from '#evidence/signature/key-file.ts';
import { statementOfAgent } from '#platform/agent/client.ts';
import { passingMemory, readStoredIdentities, unlockIdentity, writeIdentities, type StoredIdentity } from '#platform/agent/key-folder.ts';
import { readCertificate } from '#platform/ca/certificate.ts';
import { keyUsage, type Usage } from '#platform/ca/profile.ts';
import { certificateRequest, pemOf } from '#platform/ca/request.ts';
import { registerHolderBody } from '#service/keyholder/keyholder.commands.ts';
import type { HolderCard } from '../enrol/cards.ts';

/** Whom an agent stands for: as its certificates will name it, and as it will be registered. */
export const standingSchema = registerHolderBody.pick({ holderId: true, orgId: true, name: true, part: true });
export type Standing = z.infer<typeof standingSchema>;

const keysSchema = standingSchema.extend({ sign: z.string(), decrypt: z.string() });
/** Keys that stay in the agent's folder, PKCS #8 in base64url. Certificates come and go, these stay: shares are sealed to them. */
type Keys = z.infer<typeof keysSchema>;

export type Requests = { readonly signPath: string; readonly decryptPath: string };

/** Makes both keys of a holder, once, and writes what an authority certifies them by. Called again it writes the same anew. */
export async function makeKeys(folder: string, standing: Standing): Promise<Requests> {
  const file = keysPath(folder, standing.holderId);
  if (!existsSync(file)) {
    const { sign, decrypt } = await generateKeys();
    const keys: Keys = { ...standing, sign: await pkcs8(sign), decrypt: await pkcs8(decrypt) };
    writeFileSync(file, `${JSON.stringify(keys, null, 1)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  }
  const { sign, decrypt, ...kept } = readKeys(folder, standing.holderId);
  if (kept.orgId !== standing.orgId || kept.name !== standing.name || kept.part !== standing.part) throw new Error(`${file} 里已有 ${kept.holderId} 的密钥，属于“${kept.name}”（${kept.orgId}，${kept.part}）。另用一个 --holder 编号。`);
  const request = (key: string, use: string): string => {
    const path = join(folder, `${kept.holderId}.${use}.csr`);
    const subject = { country: 'CN', organization: kept.name, serialNumber: kept.orgId, userId: kept.holderId, commonName: '密钥代理' };
    writeFileSync(path, pemOf('CERTIFICATE REQUEST', certificateRequest(subject, privateKey(key))));
    return path;
  };
  return { signPath: request(sign, 'sign'), decryptPath: request(decrypt, 'decrypt') };
}

/** Takes in the certificates of a holder's keys, first or renewed, and writes its card. */
export async function takeCertificates(folder: string, holderId: string, files: { readonly sign: readonly string[]; readonly decrypt: readonly string[] }): Promise<{ card: HolderCard; path: string }> {
  const { sign, decrypt, part, ...who } = readKeys(folder, holderId);
  const chain = (paths: readonly string[], key: string, usage: Usage): string[] => {
    const certificates = paths.flatMap(certificatesIn);
    checkLeaf(present(certificates[0], 'a certificate'), { key, usage, who });
    return certificates.map(toBase64url);
  };
  const stored: StoredIdentity = { ...who, sign: { pkcs8: sign, chain: chain(files.sign, sign, 'sign') }, decrypt: { pkcs8: decrypt, chain: chain(files.decrypt, decrypt, 'encrypt') } };
  const card = await cardOf(stored, part);
  writeIdentities(folder, [...readStoredIdentities(folder).filter((other) => other.holderId !== holderId), stored]);
  const path = join(folder, `${holderId}.card.json`);
  writeFileSync(path, `${JSON.stringify(card, null, 1)}\n`);
  return { card, path };
}

async function cardOf(stored: StoredIdentity, part: Standing['part']): Promise<HolderCard> {
  const { holderId, orgId, name, sign, decryptKeys } = await unlockIdentity(stored, passingMemory());
  const publicKey = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', decryptKeys.publicKey)));
  const content = { holderId, orgId, name, publicKey, part };
  const { alg, value, chain } = await sign(statementOfAgent({ holderId, orgId }, 'keyHolder.register', { holderId }, content satisfies JsonObject));
  return { v: 1, ...content, signature: { alg, value, chain: [...chain] } };
}

/** Here where the mistake is made, and not weeks later at the first opening. */
function checkLeaf(der: Uint8Array, { key, usage, who }: { key: string; usage: Usage; who: { holderId: string; orgId: string } }): void {
  const { subject, spki, keyUsage: allowed } = readCertificate(der);
  const name = usage === 'sign' ? '签名' : '加密';
  if (!equalBytes(spki, spkiOf(key))) throw new Error(`${name}证书不是为这把${name}密钥签发的：请用 ${who.holderId}.${usage === 'sign' ? 'sign' : 'decrypt'}.csr 申请。`);
  if ((allowed & keyUsage[usage]) !== keyUsage[usage]) throw new Error(`${name}证书的密钥用途不含${name}。`);
  if (subject.serialNumber !== who.orgId) throw new Error(`${name}证书写的单位代码是 ${subject.serialNumber ?? '空'}，应为 ${who.orgId}。`);
  if (subject.userId !== who.holderId) throw new Error(`${name}证书写的人员编号是 ${subject.userId ?? '空'}，应为 ${who.holderId}。`);
}

/** All certificates of a file: PEM, one or several, or one in DER. */
function certificatesIn(path: string): Uint8Array[] {
  try {
    const bytes = readFileSync(path);
    const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    return (blocks ?? [bytes]).map((each) => new Uint8Array(new X509Certificate(each).raw));
  } catch (cause) {
    throw new Error(`${path} 不是可用的证书文件（PEM 或者 DER）。`, { cause });
  }
}

function readKeys(folder: string, holderId: string): Keys {
  const path = keysPath(folder, holderId);
  if (!existsSync(path)) throw new Error(`${folder} 里没有 ${holderId} 的密钥：先运行 npm run key-agent -- new。`);
  return keysSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function keysPath(folder: string, holderId: string): string {
  return join(folder, `${holderId}.keys.json`);
}

function privateKey(key: string) {
  return createPrivateKey({ key: Buffer.from(fromBase64url(key)), format: 'der', type: 'pkcs8' });
}

function spkiOf(key: string): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey(key)).export({ format: 'der', type: 'spki' }));
}

async function pkcs8(key: CryptoKey): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', key)));
}
