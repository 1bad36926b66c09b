import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { fromBase64url, toBase64url } from '#kernel/bytes.ts';
import { signStatement } from '#evidence/signature/statement.ts';
import { keyDirectory } from '#platform/keys/key-directory.ts';
import type { AgentIdentity, AgentMemory } from './api.ts';

const keySchema = z.strictObject({ pkcs8: z.string(), chain: z.array(z.string()).min(1) });
const identitySchema = z.strictObject({ holderId: z.string(), orgId: z.string(), name: z.string(), sign: keySchema, decrypt: keySchema });

/** One entry of `identities.json`; keys PKCS #8 and certificates DER, base64url. */
export type StoredIdentity = z.infer<typeof identitySchema>;

/** The folder of one agent process, 0700: nobody else reads it, the server's processes least of all. */
export function agentFolder(dataDir: string, name: string): string {
  return keyDirectory(join(dataDir, 'keys', `agent-${name}`)).path;
}

export function writeIdentities(folder: string, identities: readonly StoredIdentity[]): void {
  writeFileSync(join(folder, 'identities.json'), `${JSON.stringify(identities, null, 1)}\n`, { mode: 0o600, flush: true });
}

export function readStoredIdentities(folder: string): StoredIdentity[] {
  const file = join(folder, 'identities.json');
  return existsSync(file) ? z.array(identitySchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

export async function readIdentities(folder: string): Promise<AgentIdentity[]> {
  const memory = fileMemory(folder);
  return await Promise.all(readStoredIdentities(folder).map((stored) => unlockIdentity(stored, memory)));
}

/** The keys it gives can be used and not copied out. */
export async function unlockIdentity(stored: StoredIdentity, memory: AgentMemory): Promise<AgentIdentity> {
  const { holderId, orgId, name, sign, decrypt } = stored;
  const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
  const readable = await crypto.subtle.exportKey('jwk', await crypto.subtle.importKey('pkcs8', fromBase64url(decrypt.pkcs8), ecdh, true, ['deriveBits']));
  const signKey = await crypto.subtle.importKey('pkcs8', fromBase64url(sign.pkcs8), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const chain = sign.chain.map(fromBase64url);
  const point = { kty: present(readable.kty, 'kty'), crv: present(readable.crv, 'crv'), x: present(readable.x, 'x'), y: present(readable.y, 'y') };
  return {
    holderId, orgId, name, memory: namedMemory(memory, holderId),
    sign: (statement) => signStatement(statement, signKey, chain),
    decryptKeys: {
      privateKey: await crypto.subtle.importKey('pkcs8', fromBase64url(decrypt.pkcs8), ecdh, false, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('jwk', point, ecdh, true, []),
    },
  };
}

/** Notes as files; a note is whole or not there. */
export function fileMemory(folder: string): AgentMemory {
  const pathOf = (name: string) => join(folder, `note-${toBase64url(new TextEncoder().encode(name))}`);
  return {
    read: (name) => readFile(pathOf(name), 'utf8').catch(() => null),
    async write(name, text) {
      const path = pathOf(name);
      await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
      await rename(`${path}.new`, path);
    },
  };
}

/** Notes that last as long as the process: for worlds that are played. */
export function passingMemory(): AgentMemory {
  const notes = new Map<string, string>();
  return {
    read: (name) => Promise.resolve(notes.get(name) ?? null),
    write: (name, text) => Promise.resolve(void notes.set(name, text)),
  };
}

function namedMemory(memory: AgentMemory, holderId: string): AgentMemory {
  return { read: (name) => memory.read(`${holderId}/${name}`), write: (name, text) => memory.write(`${holderId}/${name}`, text) };
}
