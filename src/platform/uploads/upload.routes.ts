import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Sessions } from '#platform/auth/session.store.ts';
import { uploadRefusals } from './upload.refusals.ts';
import { uploadPath, type Uploads } from './uploads.ts';

const methods = ['POST', 'HEAD', 'PATCH', 'DELETE'] as const;

/** tus under `/upload`, for those who bid. No GET: what was uploaded is read by no one over this door. */
export function registerUploadRoutes(app: HttpApp, uploads: Promise<Uploads>, sessions: Sessions): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // The body is a stream of ciphertext: tus reads it from the socket itself.
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    for (const url of [uploadPath, `${uploadPath}/:id`]) {
      scope.route({
        method: [...methods], url, schema: { hide: true },
        handler: async (request, reply) => {
          const session = await sessionOf(request, sessions);
          if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
          if (session.actor.role !== 'respond.operator') return sendRefusal(reply, uploadRefusals.respondersOnly({}));
          const open = await uploads;
          reply.hijack();
          await open.handle(request.raw, reply.raw, session.actor);
          return reply;
        },
      });
    }
    done();
  });
}
