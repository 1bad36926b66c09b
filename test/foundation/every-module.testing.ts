import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '#kernel/time/instant.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { TrustStore } from '#platform/ca/trust.ts';
import { createPool } from '#platform/db/pool.ts';
import { openFileStore } from '#platform/files/file-store.ts';
import type { Module } from '#platform/module.ts';
import { allModules } from '#apps/modules.ts';
import { logOrigin } from '#apps/origin.ts';

/** A log key that signs nothing. */
export const idleTrust: LogTrust = { logKey: ed25519Signer(logOrigin, signatureType.ed25519, new Uint8Array(32)).key, cosigners: [], quorum: 0 };

/** Every module as it describes itself: aggregates and commands, over a database that nobody asks. */
export async function everyModule(): Promise<readonly Module[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-modules-'));
  // At the very end: modules open folders of their own without being waited for.
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const pool = createPool('postgres://nobody@127.0.0.1:1/nothing', { max: 1, name: 'nobody' });
  const files = await openFileStore(join(dataDir, 'files'));
  return allModules(idleTrust).map((make) => make({ mode: 'demo', pool, dataDir, files, trust: new TrustStore([]), legalNow: () => Promise.resolve(instant(0)), origin: logOrigin }));
}
