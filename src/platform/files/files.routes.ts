import { pipeline, Transform, type Readable } from 'node:stream';
import { z } from 'zod';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Session } from '#platform/auth/session.store.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { MakeModule, Running } from '#platform/module.ts';
import { fileRefusals } from './files.refusals.ts';
import { openUploads, type FileRef, type Uploads } from './uploads.ts';

/** Says under which name and type this viewer may read the file, or null. Anonymous viewers are null. */
export type FileReader = (viewer: Session | null, sha256: string) => Promise<FileRef | null>;

export const fileMbMax = 200;
const fileBytesMax = fileMbMax * 1024 * 1024;
const readers = new WeakMap<object, FileReader[]>();

/** A module opens its files to those who may read them: call it in the module's `routes`. */
export function addFileReader(app: HttpApp, reader: FileReader): void {
  readers.set(app, [...(readers.get(app) ?? []), reader]);
}

export const mediaTypes = [
  'application/pdf', 'image/png', 'image/jpeg', 'application/zip', 'application/xml', 'text/xml', 'application/json', 'text/csv', 'text/plain',
  'application/msword', 'application/vnd.ms-excel', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
/** Shown in the browser; everything else is only saved, so that no upload can run as a page of this site. */
const inlineTypes: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg'];

const uploadSchema = z.object({
  name: z.string().min(1, '请给出文件名').max(200, '文件名不超过 200 字').regex(/^[^\u0000-\u001f\u007f/\\]+$/, '文件名含有不允许的字符'),
  mediaType: z.string(),
});

/** `POST /api/files?name=…&mediaType=…` with the bytes as application/octet-stream → FileRef; `GET /api/files/<sha256>`. */
export const makeFilesModule: MakeModule = ({ dataDir }) => {
  const uploads = openUploads(dataDir);
  return {
    name: 'files',
    routes(app, running) {
      void app.register((scope, _options, done) => {
        scope.addContentTypeParser('application/octet-stream', (_request, payload, parsed) => parsed(null, payload));
        registerUpload(scope as unknown as HttpApp, running, uploads);
        done();
      });
      registerDownload(app, running, uploads);
    },
  };
};

function registerUpload(app: HttpApp, { sessions, files }: Running, uploads: Uploads): void {
  app.post('/api/files', { schema: { tags: ['files'], summary: '上传文件', querystring: uploadSchema } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session?.actor.orgId) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const query = uploadSchema.safeParse(request.query);
    if (!query.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'name', problem: query.error.issues[0]?.message ?? '' }));
    const { name, mediaType } = query.data;
    if (!mediaTypes.some((known) => known === mediaType)) return sendRefusal(reply, fileRefusals.mediaType({ mediaType: mediaType.slice(0, 100) }));
    if (Number(request.headers['content-length'] ?? 0) > fileBytesMax) return sendRefusal(reply, fileRefusals.tooLarge({ mostMb: fileMbMax }));
    try {
      const stored = await files.put(limited(request.body as Readable, fileBytesMax));
      if (stored.sizeBytes === 0) return sendRefusal(reply, fileRefusals.empty({}));
      const file: FileRef = { ...stored, name, mediaType };
      await uploads.record(session.actor.orgId, file);
      return reply.send(file);
    } catch (error) {
      if (error instanceof TooLarge) return sendRefusal(reply, fileRefusals.tooLarge({ mostMb: fileMbMax }));
      throw error;
    }
  });
}

function registerDownload(app: HttpApp, { sessions, files }: Running, uploads: Uploads): void {
  app.get<{ Params: { sha256: string } }>('/api/files/:sha256', { schema: { tags: ['files'], summary: '下载文件' } }, async (request, reply) => {
    const { sha256 } = request.params;
    const viewer = await sessionOf(request, sessions);
    const allowed = /^[0-9a-f]{64}$/.test(sha256) ? await allowedName(app, viewer, sha256, uploads) : null;
    const found = allowed ? await files.find(sha256) : null;
    if (!allowed || !found) return sendRefusal(reply, fileRefusals.absent({}));
    const place = inlineTypes.includes(allowed.mediaType) ? 'inline' : 'attachment';
    return reply
      .type(place === 'inline' ? allowed.mediaType : 'application/octet-stream')
      .headers({ 'content-length': String(found.sizeBytes), 'content-disposition': `${place}; filename*=UTF-8''${encodeURIComponent(allowed.name)}`, etag: `"${sha256}"`, 'cache-control': 'private, max-age=0', 'x-content-type-options': 'nosniff' })
      .send(files.read(sha256));
  });
}

async function allowedName(app: HttpApp, viewer: Session | null, sha256: string, uploads: Uploads): Promise<FileRef | null> {
  const own = viewer?.actor.orgId ? await uploads.find(viewer.actor.orgId, sha256) : null;
  if (own) return own;
  for (const reader of readers.get(app) ?? []) {
    const file = await reader(viewer, sha256);
    if (file) return file;
  }
  return null;
}

class TooLarge extends Error {}

/** The same bytes, failing once there are too many of them or when the line breaks. */
function limited(source: Readable, bytesMax: number): Readable {
  let seen = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > bytesMax ? new TooLarge() : null, chunk);
    },
  });
  return pipeline(source, counter, () => undefined);
}
