import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A stored file as commands and events name it. */
export type FileRef = { readonly sha256: string; readonly name: string; readonly sizeBytes: number; readonly mediaType: string };

/**
 * Which organisation has brought which file. Without it, whoever knows the hash of a file could name it in a command of
 * his own and then read it as a party.
 */
export interface Uploads {
  record(orgId: string, file: FileRef): Promise<void>;
  find(orgId: string, sha256: string): Promise<FileRef | null>;
}

export function openUploads(dataDir: string): Uploads {
  const pathOf = (orgId: string, sha256: string): { folder: string; file: string } => {
    if (!/^[0-9A-Z]{1,64}$/.test(orgId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not an organisation and a SHA-256');
    const folder = join(dataDir, 'files', 'uploads', orgId);
    return { folder, file: join(folder, `${sha256}.json`) };
  };
  return {
    async record(orgId, file) {
      const path = pathOf(orgId, file.sha256);
      await mkdir(path.folder, { recursive: true, mode: 0o700 });
      await writeFile(path.file, JSON.stringify(file), { flush: true });
    },
    async find(orgId, sha256) {
      const text = await readFile(pathOf(orgId, sha256).file, 'utf8').catch(() => null);
      return text === null ? null : (JSON.parse(text) as FileRef);
    },
  };
}
