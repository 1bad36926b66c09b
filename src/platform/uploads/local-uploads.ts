import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rootOfCiphertext } from './ciphertext.ts';
import type { SealedStore } from './sealed-store.ts';

/** Takes ciphertext in on the same machine, with the checks of an upload: for the seeded world, which has no line to wait for. */
export function localUploads(dataDir: string, sealed: Promise<SealedStore>) {
  return {
    async open(sizeBytes: number) {
      const folder = join(dataDir, 'uploads');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `local-${randomBytes(16).toString('hex')}`);
      let written = 0;

      async function write(part: Uint8Array): Promise<void> {
        const file = await open(path, 'a+');
        try {
          await file.appendFile(part);
          written += part.length;
          if (written < sizeBytes) return;
          const root = await rootOfCiphertext(file, sizeBytes);
          if (!root.ok) throw new Error(root.error.message);
          await (await sealed).keep(root.value, path);
        } finally {
          await file.close();
        }
        await rm(path);
      }
      return { write };
    },
  };
}
