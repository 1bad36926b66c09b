import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type StoredFile = { readonly sha256: string; readonly sizeBytes: number };

/** Files by their own SHA-256 (hex): the name is the check. What they are called and who may read them stands in events. */
export interface FileStore {
  put(content: Readable): Promise<StoredFile>;
  find(sha256: string): Promise<StoredFile | null>;
  read(sha256: string, range?: { start: number; end: number }): Readable;
}

export async function openFileStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256');
    return join(folder, sha256.slice(0, 2), sha256);
  };

  async function put(content: Readable): Promise<StoredFile> {
    const temporary = join(incoming, randomBytes(12).toString('hex'));
    const digest = createHash('sha256');
    let sizeBytes = 0;
    try {
      await pipeline(content, async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          digest.update(chunk);
          sizeBytes += chunk.length;
          yield chunk;
        }
      }, createWriteStream(temporary, { flush: true }));
      const sha256 = digest.digest('hex');
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      await rename(temporary, pathOf(sha256));
      return { sha256, sizeBytes };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async function find(sha256: string): Promise<StoredFile | null> {
    const found = await stat(pathOf(sha256)).catch(() => null);
    return found ? { sha256, sizeBytes: found.size } : null;
  }

  return { put, find, read: (sha256, range) => createReadStream(pathOf(sha256), range) };
}
