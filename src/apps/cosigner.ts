import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { present } from '#kernel/assert.ts';
import { fromBase64url } from '#kernel/bytes.ts';
import { cosign } from '#evidence/log/cosignature.ts';
import { parseCheckpoint, verifyCheckpoint } from '#evidence/log/checkpoint.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { formatNote, parseNote } from '#evidence/log/note.ts';
import { isConsistent } from '#evidence/log/proof.ts';
import { partyClock } from '#platform/clock/party-clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { cosignerKeyOf } from '#platform/keys/own-keys.ts';
import { keyDirectory } from '#platform/keys/key-directory.ts';
import { logTrustOf, readTrustFile } from '#platform/keys/trust-file.ts';
import { createLogger } from '#platform/log/logger.ts';
import { every } from '#platform/wake/loops.ts';
import { onStop } from './process.ts';
import { cosignerKeyName } from './trust.ts';

/**
 * A co-signer of the log: a party of its own that remembers the largest tree it has seen and puts its name only under
 * trees that extend it, with the time of its own clock. The platform cannot show two histories without one of these
 * refusing, nor a time that has not come.
 */
const pollMs = 2_000;

const config = readConfig(process.env);
const name = present(process.env['OVOO_COSIGNER'], 'OVOO_COSIGNER');
const api = present(process.env['OVOO_API'], 'OVOO_API');
const logger = createLogger(`cosigner ${name}`, config.logLevel);
const trust = { ...logTrustOf(readTrustFile(config.dataDir)), quorum: 0 };
const signer = ed25519Signer(cosignerKeyName(name), signatureType.cosignature, cosignerKeyOf(config.dataDir, name));
const now = partyClock(process.env['OVOO_MODE'], fetchText);
const memory = join(keyDirectory(join(config.dataDir, 'keys', `cosigner-${name}`)).path, 'largest-tree');

async function cosignLatest(): Promise<void> {
  const text = await fetchText('/log/checkpoint');
  const verified = verifyCheckpoint(text, trust);
  if (!verified.ok) throw new Error(verified.error.message);
  const { checkpoint } = verified.value;
  const seen = remembered();
  if (seen && checkpoint.size <= seen.size) return;
  if (seen) await checkExtends(seen, { size: checkpoint.size, root: checkpoint.rootHash });
  const note = parseNote(text);
  if (!note.ok) throw new Error(note.error.message);
  const signature = cosign(note.value.text, signer, await now());
  // Remembered before it is sent: after a crash it may know a tree that it never signed, but not the reverse.
  writeFileSync(memory, note.value.text, { mode: 0o600, flush: true });
  const response = await fetch(`${api}/api/log/cosignature`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ size: checkpoint.size, note: formatNote({ text: note.value.text, signatures: [signature] }) }),
  });
  if (!response.ok) throw new Error(`co-signature answered ${response.status}`);
}

async function checkExtends(seen: { size: number; root: Uint8Array }, next: { size: number; root: Uint8Array }): Promise<void> {
  const { proof } = JSON.parse(await fetchText(`/api/log/consistency?from=${seen.size}&to=${next.size}`)) as { proof: string[] };
  const extended = isConsistent({ size1: seen.size, root1: seen.root, size2: next.size, root2: next.root }, proof.map(fromBase64url));
  if (!extended) throw new Error(`the tree of ${next.size} does not extend the tree of ${seen.size}: two histories`);
}

function remembered(): { size: number; root: Uint8Array } | null {
  if (!existsSync(memory)) return null;
  const parsed = parseCheckpoint(readFileSync(memory, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return { size: parsed.value.size, root: parsed.value.rootHash };
}

async function fetchText(path: string): Promise<string> {
  const response = await fetch(`${api}${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return await response.text();
}

const loop = every('cosign', pollMs, cosignLatest, logger);
onStop(() => loop.stop());
