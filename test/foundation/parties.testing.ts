import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { present } from '#kernel/assert.ts';
import type { Validity } from '#platform/ca/authority.ts';
import { issue } from '#platform/ca/authority.ts';
import type { TestCa } from '#platform/ca/ca.fixture.ts';
import { readSignedDocument } from '#platform/ca/certificate.ts';
import { expect } from '#platform/ca/der-reader.ts';
import { tag } from '#platform/ca/der.ts';
import { readName } from '#platform/ca/names.ts';
import { pemOf } from '#platform/ca/request.ts';
import { holdsSignature } from '#platform/ca/path.ts';
import { surroundings } from '#test/harness/surroundings.ts';

type Program = 'enrol' | 'key-agent' | 'cosigner';
type Ended = { readonly code: number | null; readonly said: string; readonly wrong: string };

function start(program: Program, args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL(`../../src/apps/${program}.ts`, import.meta.url)), ...args], { env: { ...surroundings(), OVOO_MODE: 'production', LOG_LEVEL: 'silent', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** `npm run PROGRAM -- ARGS`, to its end. */
export async function runToEnd(program: Program, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const child = start(program, args, env);
  const ended = once(child, 'exit');
  const [said, wrong] = await Promise.all([text(present(child.stdout, 'stdout')), text(present(child.stderr, 'stderr'))]);
  const [code] = (await ended) as [number | null];
  return { code, said, wrong };
}

/** Runs until it has said these words; ended with the test file. */
export async function runUntil(words: RegExp, program: Program, args: readonly string[], env: Record<string, string>): Promise<void> {
  const child = start(program, args, env);
  const ended = once(child, 'exit');
  after(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const wrong = text(present(child.stderr, 'stderr'));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (words.test(said)) resolve();
    });
    void ended.then(async () => reject(new assert.AssertionError({ message: `${program} ended: ${said}${await wrong}` })));
  });
}

/** What an authority does with a request: reads who asks, sees that the key is its own, and certifies it. */
export function certify(ca: TestCa, requestPath: string, usage: 'sign' | 'encrypt', validity: Validity): Uint8Array {
  const der = Uint8Array.fromBase64(readFileSync(requestPath, 'utf8').replaceAll(/-----[^-]+-----|\s/g, ''));
  const { fields, signed, signature } = readSignedDocument(der);
  const [, name, key] = fields;
  const spki = expect(key, tag.sequence).raw;
  assert.ok(holdsSignature({ tbs: signed.raw, signature, signatureAlgorithm: 'ECDSA-SHA256' }, { spki, keyAlgorithm: 'P-256' }), 'signed with the key that is to be certified');
  const { organization, serialNumber, userId, commonName } = readName(name);
  return issue(ca.sub, { ...validity, usage, publicKey: new Uint8Array(spki), subject: { orgName: present(organization, 'O'), uscc: present(serialNumber, 'serialNumber'), personId: present(userId, 'UID'), personName: present(commonName, 'CN') } });
}

export type Holding = { readonly dataDir: string; readonly agent: string; readonly holderId: string; readonly cardPath: string };

/** A key holder on a machine of its own: makes its keys, has them certified, and has its card to give. */
export async function becomeHolder({ ca, validity, dataDir }: { ca: TestCa; validity: Validity; dataDir: string }, who: { readonly orgId: string; readonly name: string; readonly part: string }): Promise<Holding> {
  const [agent, holderId, env] = ['own', `${who.part}-${who.orgId}`, { DATA_DIR: dataDir }];
  const made = await runToEnd('key-agent', ['new', '--agent', agent, '--org', who.orgId, '--name', who.name, '--part', who.part], env);
  assert.equal(made.code, 0, made.wrong);
  const folder = join(dataDir, 'keys', `agent-${agent}`);
  const file = (request: string, usage: 'sign' | 'encrypt'): string => {
    const path = join(dataDir, `${usage}.pem`);
    writeFileSync(path, pemOf('CERTIFICATE', certify(ca, join(folder, `${holderId}.${request}.csr`), usage, validity)));
    return path;
  };
  const [signPath, decryptPath] = [file('sign', 'sign'), file('decrypt', 'encrypt')];
  const issuing = join(dataDir, 'issuing.pem');
  writeFileSync(issuing, pemOf('CERTIFICATE', ca.sub.certificate));
  const swapped = await runToEnd('key-agent', ['certified', '--agent', agent, '--holder', holderId, '--sign', decryptPath, '--decrypt', signPath], env);
  assert.deepEqual([swapped.code, /不是为这把签名密钥签发的/.test(swapped.wrong)], [1, true], swapped.wrong);
  const certified = await runToEnd('key-agent', ['certified', '--agent', agent, '--holder', holderId, '--sign', signPath, '--sign', issuing, '--decrypt', decryptPath], env);
  assert.equal(certified.code, 0, certified.wrong);
  return { dataDir, agent, holderId, cardPath: join(folder, `${holderId}.card.json`) };
}
