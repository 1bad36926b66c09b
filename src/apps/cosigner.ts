import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromBase64url } from '#kernel/bytes.ts';
import { cosign } from '#evidence/log/cosignature.ts';
import { parseCheckpoint, verifyCheckpoint, type LogTrust } from '#evidence/log/checkpoint.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { formatNote, parseNote } from '#evidence/log/note.ts';
import { isConsistent } from '#evidence/log/proof.ts';
import { partyClock } from '#platform/clock/party-clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { cosignerKeyOf } from '#platform/keys/own-keys.ts';
import { keyDirectory } from '#platform/keys/key-directory.ts';
import { logTrustOf, readTrustFile, trustFilePath } from '#platform/keys/trust-file.ts';
import { createLogger } from '#platform/log/logger.ts';
import { every } from '#platform/wake/loops.ts';
import type { CosignerCard } from './enrol/cards.ts';
import { onStop } from './process.ts';
import { cosignerKeyName } from './trust.ts';

/**
 * A co-signer of the log: a party of its own that remembers the largest tree it has seen and puts its name only under
 * trees that extend it, with the time of its own clock. The platform cannot show two histories without one of these
 * refusing, nor a time that has not come.
 */
const pollMs = 2_000;

const usage = `用法（docs/enrolment.md 有每一步）：
  npm run cosigner -- card --name 名称
      第一次生成密钥；写出登记卡
  npm run cosigner -- --name 名称 --api https://平台
      开工`;

const config = readConfig(process.env);
const { name, api, isCard } = asked();
const signer = ed25519Signer(cosignerKeyName(name), signatureType.cosignature, cosignerKeyOf(config.dataDir, name));
const folder = keyDirectory(join(config.dataDir, 'keys', `cosigner-${name}`)).path;
if (isCard) {
  sayCard();
  process.exit(0);
}
const logger = createLogger(`cosigner ${name}`, config.logLevel);
const trust = { ...trustThatNamesUs(), quorum: 0 };
const now = partyClock(process.env['OVOO_MODE'], fetchText);
const memory = join(folder, 'largest-tree');

/** What the command line or the environment asks for. */
function asked(): { name: string; api: string; isCard: boolean } {
  const { positionals: [command], values } = parseArgs({ allowPositionals: true, options: { name: { type: 'string' }, api: { type: 'string' } } });
  const given = values.name ?? process.env['OVOO_COSIGNER'] ?? '';
  const address = values.api ?? process.env['OVOO_API'] ?? '';
  if (command !== undefined && command !== 'card') return fail(usage);
  if (!/^[\w-]{1,64}$/.test(given)) return fail(`--name（或者环境变量 OVOO_COSIGNER）写共签方的名称：字母、数字、“-”。\n\n${usage}`);
  if (command !== 'card' && !URL.canParse(address)) return fail(`--api（或者环境变量 OVOO_API）写平台的地址。\n\n${usage}`);
  return { name: given, api: address.replace(/\/$/, ''), isCard: command === 'card' };
}

/** The public half of the key, for the owner of the platform to put into `trust.json`. */
function sayCard(): void {
  const card: CosignerCard = { v: 1, verifierKey: formatVerifierKey(signer.key) };
  const path = join(folder, 'card.json');
  writeFileSync(path, `${JSON.stringify(card, null, 1)}\n`);
  say(card.verifierKey);
  say(`✓ 上面是本共签方的公钥，登记卡在 ${path}：没有秘密，交给平台的所有者，写进登记文件的 trust.cosigners。私钥也在这个文件夹里，只有本用户能读。`);
  say(`登记以后取得新的 trust.json，核对指纹，放到 ${trustFilePath(config.dataDir)}，再开工：npm run cosigner -- --name ${name} --api https://平台`);
}

/** A co-signature of a key that nobody pinned is worth nothing: then it says what is to be done instead. */
function trustThatNamesUs(): LogTrust {
  const isThere = existsSync(trustFilePath(config.dataDir));
  const found = isThere ? logTrustOf(readTrustFile(config.dataDir)) : null;
  if (found?.cosigners.some((key) => formatVerifierKey(key) === formatVerifierKey(signer.key))) return found;
  sayCard();
  return fail(isThere ? `${trustFilePath(config.dataDir)} 里还没有这把公钥，共签不会算数。` : `没有 ${trustFilePath(config.dataDir)}。`);
}

function fail(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

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
// To who started it by hand; under `npm start` the parent speaks.
if (!process.send) say(`共签方 ${signer.key.name} 已经开工。平台 ${api}，时间以本机为准。Ctrl-C 停止。`);
onStop(() => loop.stop());
