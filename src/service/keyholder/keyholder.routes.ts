import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { keyHolder } from './key-holder.ts';

/** Public: who keeps shares, and the key that shares are encrypted to. */
export function registerKeyHolderRoutes(app: HttpApp, { pool, legalNow }: Running): void {
  app.get('/api/key-holders', { schema: { tags: ['keyHolder'], summary: '密钥保管方及其公钥' } }, async (_request, reply) => {
    const items = (await readHeads(pool, keyHolder, '')).map(({ state }) => state);
    return reply.send({ items, serverNow: await legalNow() });
  });
}
