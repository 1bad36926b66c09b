import { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { fileRefusals } from './files.refusals.ts';
import type { FileRef, Uploads } from './uploads.ts';

/** A file in a command's body, as the upload answered it. */
export const fileRefSchema = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(200),
  sizeBytes: z.int().positive(),
  mediaType: z.string().max(100),
});

/** That the acting organisation brought each of these files itself. For `prepare`. */
export async function requireUploads(uploads: Uploads, orgId: string | null, files: readonly FileRef[]): Promise<Result<void, Refusal>> {
  for (const file of files) {
    const known = orgId === null ? null : await uploads.find(orgId, file.sha256);
    if (known?.sizeBytes !== file.sizeBytes) return err(fileRefusals.notUploaded({ name: file.name }));
  }
  return ok(undefined);
}
