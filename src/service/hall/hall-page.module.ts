import { hall } from '#trade/opening/hall.ts';
import { opening } from '#trade/opening/opening.ts';
import { presentHall } from '#trade/opening/present.ts';
import { tender } from '#trade/tender/tender.ts';
import type { MakeModule } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { hallPage } from '../../../web/portal/pages/hall.ts';

/** `/openings/:tenderId`: the opening hall that anyone may watch, without login. Before the instant it is the same for every tender but for its name and hour. */
export const makeHallPageModule: MakeModule = ({ pool, legalNow, mode }) => ({
  name: 'hallPage',
  routes(app) {
    app.get<{ Params: { tenderId: string } }>('/openings/:tenderId', { schema: { hide: true } }, async (request, reply) => {
      const { tenderId } = request.params;
      const [found, before, standing, now] = await Promise.all([readHead(pool, tender, tenderId), readHead(pool, hall, tenderId), readHead(pool, opening, tenderId), legalNow()]);
      if (!found?.state.published) return reply.callNotFound();
      const view = presentHall({ tender: found.state, hall: before?.state ?? null, opening: standing?.state ?? null, now }, null);
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(hallPage({ now, demo: mode === 'demo' }, view));
    });
  },
});
