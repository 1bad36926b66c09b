import { createReadStream } from 'node:fs';
import { link, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A ciphertext at rest. Its name is the RFC 6962 root over its 4 MiB parts, so the name is the check. */
export type StoredCiphertext = { readonly ctRoot: string; readonly sizeBytes: number };

/**
 * Sealed objects, one file each, in `DATA_DIR/sealed`. Nothing here tells whose an object is or whether a bid names it.
 * Kept on disk before anybody is told that it is kept.
 */
export interface SealedStore {
  find(ctRoot: string): Promise<StoredCiphertext | null>;
  /** `end` counts in, as in `createReadStream`. */
  read(ctRoot: string, range?: { readonly start: number; readonly end: number }): Readable;
  sizeBytes(ctRoot: string): Promise<number | null>;
  /** Takes in a complete file whose root the caller has computed. The file stays where it was, too: no byte is copied. */
  keep(ctRoot: string, file: string): Promise<void>;
}

const rootForm = /^[0-9a-f]{64}$/;

export async function openSealedStore(dataDir: string): Promise<SealedStore> {
  const folder = join(dataDir, 'sealed');
  await mkdir(folder, { recursive: true, mode: 0o700 });

  function pathOf(ctRoot: string): string {
    if (!rootForm.test(ctRoot)) throw new TypeError('not a root of parts');
    return join(folder, ctRoot);
  }

  async function sizeBytes(ctRoot: string): Promise<number | null> {
    return (await stat(pathOf(ctRoot)).catch(absent))?.size ?? null;
  }

  async function keep(ctRoot: string, file: string): Promise<void> {
    await flush(file);
    await link(file, pathOf(ctRoot)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await flush(folder);
  }

  return {
    sizeBytes,
    keep,
    async find(ctRoot) {
      const size = await sizeBytes(ctRoot);
      return size === null ? null : { ctRoot, sizeBytes: size };
    },
    read: (ctRoot, range) => createReadStream(pathOf(ctRoot), range),
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
