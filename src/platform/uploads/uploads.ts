import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { MemoryLocker, Server, type ServerOptions } from '@tus/server';
import type { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/roles.ts';
import { problemOf } from '#platform/http/problem.ts';
import { beginsSealed, isCiphertextSize, markBytes, rootOfCiphertext } from './ciphertext.ts';
import type { SealedStore } from './sealed-store.ts';
import { uploadRefusals } from './upload.refusals.ts';

export const uploadPath = '/upload';
export const largestObjectBytes = 5 * 1024 ** 3;
/** What is not finished by then is cleared away; machine time. */
const lifetimeMs = 24 * 60 * 60 * 1000;
const mostOpenUploads = 200;

type Upload = Parameters<NonNullable<ServerOptions['onUploadCreate']>>[1];
type WebRequest = Parameters<NonNullable<ServerOptions['onUploadCreate']>>[0];
export type UploadOptions = { readonly dataDir: string; readonly sealed: SealedStore };

/**
 * Resumable uploads of ciphertext (tus 1.0). Whose an upload is the server itself writes down; what a client says of it
 * is thrown away. A finished upload is hashed and kept in the sealed store under its root. What arrived stays through a
 * crash, and one that was complete but not yet hashed is hashed when its client asks again.
 */
export async function createUploads(options: UploadOptions) {
  const directory = join(options.dataDir, 'uploads');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const store = new FileStore({ directory, expirationPeriodInMilliseconds: lifetimeMs });
  const owners = new WeakMap<IncomingMessage, string>();
  const ledger = createLedger();
  const intake = createIntake(directory, store, options.sealed);

  const server = new Server({
    path: uploadPath,
    datastore: store,
    relativeLocation: true,
    // No other site has a part in this.
    allowedOrigins: [],
    maxSize: largestObjectBytes,
    locker: new MemoryLocker(),
    namingFunction: () => randomBytes(16).toString('hex'),
    onUploadCreate: (request, upload) => Promise.resolve({ metadata: { owner: claim(ownerOf(request), upload) } }),
    onIncomingRequest: async (request, id) => {
      if (request.method !== 'POST') await intake.admit(ownerOf(request), id);
    },
    onUploadFinish: async (_request, upload) => {
      const root = await intake.seal(upload.id, upload.size ?? 0);
      ledger.end(upload.id);
      return { headers: { 'x-ciphertext-root': root } };
    },
  });

  function ownerOf(request: WebRequest): string {
    const raw = request.runtime?.node?.req;
    return (raw && owners.get(raw as IncomingMessage)) ?? stop(uploadRefusals.notYours({}));
  }

  function claim(owner: string, upload: Upload): string {
    if (upload.size === undefined) stop(uploadRefusals.lengthUnknown({}));
    if (!isCiphertextSize(upload.size)) stop(uploadRefusals.notEncrypted({}));
    if (!ledger.begin(owner, upload.id)) stop(uploadRefusals.tooMany({ most: mostOpenUploads }));
    return owner;
  }

  return {
    directory,
    /** Hands one request over; the caller has made sure who acts. */
    async handle(request: IncomingMessage, response: ServerResponse, actor: Actor): Promise<void> {
      owners.set(request, actor.orgId ?? actor.id);
      await server.handle(request, response);
    },
    /** Clears away what was never finished. */
    clear: (): Promise<number> => store.deleteExpired(),
  };
}

export type Uploads = Awaited<ReturnType<typeof createUploads>>;

/** Looks at what has arrived: nothing but ciphertext goes on, and only its owner goes on with it. */
function createIntake(directory: string, store: FileStore, sealed: SealedStore) {
  async function admit(owner: string, id: string): Promise<void> {
    const upload = await store.getUpload(id).catch(() => null);
    if (upload?.metadata?.['owner'] !== owner) stop(uploadRefusals.notYours({}));
    if (upload.offset >= markBytes && !beginsSealed(await firstBytes(join(directory, id)))) await drop(id);
    if (upload.offset === upload.size) await seal(id, upload.offset);
  }

  async function seal(id: string, sizeBytes: number): Promise<string> {
    const path = join(directory, id);
    const file = await open(path, 'r');
    try {
      const root = await rootOfCiphertext(file, sizeBytes);
      if (!root.ok) return await drop(id);
      await sealed.keep(root.value, path);
      return root.value;
    } finally {
      await file.close();
    }
  }

  async function drop(id: string): Promise<never> {
    await store.remove(id).catch(() => undefined);
    return stop(uploadRefusals.notEncrypted({}));
  }

  return { admit, seal };
}

/** How many uploads each owner has under way on this node. */
function createLedger() {
  const started = new Map<string, { readonly owner: string; readonly atMs: number }>();
  return {
    begin(owner: string, id: string): boolean {
      const now = performance.now();
      for (const [each, { atMs }] of started) if (now - atMs > lifetimeMs) started.delete(each);
      if ([...started.values()].filter((each) => each.owner === owner).length >= mostOpenUploads) return false;
      started.set(id, { owner, atMs: now });
      return true;
    },
    end: (id: string): unknown => started.delete(id),
  };
}

/** tus-server answers with the status and body of what is thrown. */
function stop(refusal: Refusal): never {
  const problem = problemOf(refusal, randomBytes(8).toString('hex'));
  throw Object.assign(new Error(refusal.code), { status_code: problem.status, body: JSON.stringify(problem) });
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(markBytes);
    await file.read(bytes, 0, markBytes, 0);
    return bytes;
  } finally {
    await file.close();
  }
}
