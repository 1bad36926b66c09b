import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { documentPage } from '../../../web/portal/pages/document.ts';
import { noticePage } from '../../../web/portal/pages/notice.ts';
import { projectPage } from '../../../web/portal/pages/project.ts';
import { documentProps } from './pages/document.view.ts';
import { noticeProps } from './pages/notice.view.ts';
import { saleNoticeProps } from './pages/sale-notice.view.ts';
import { saleProps } from './pages/sale.view.ts';
import { projectProps } from './pages/project.view.ts';
import { findNotice, noticesOfTender } from './portal.lists.view.ts';
import { noQuerySchema, projectQuerySchema } from './portal.query.ts';
import { readPublic } from './portal.redact.view.ts';
import { readStates } from './portal.view.ts';
import { readSaleStates } from './sale-states.view.ts';
import type { Serving } from './serving.routes.ts';

/** A tender with its document in full, a sale, and each of its notices as it was published. */
export function registerProjectRoutes(app: HttpApp, { pool, mode }: Running, serving: Serving): void {
  app.get<{ Params: { id: string } }>('/notices/:id', { schema: { hide: true } }, async (request, reply) => {
    if (!serving.query(request, reply, noQuerySchema)) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const found = await findNotice(pool, request.params.id);
      if (!found) return null;
      const { notice } = found;
      const [sale, [told]] = notice.category === 'construction' ? [null, []] : await Promise.all([readSaleStates(pool, notice.tenderId), readPublic(pool, [found.event])]);
      if (sale && told) return noticePage(chrome, saleNoticeProps({ notice, states: sale, event: told }));
      const [states, siblings, [event]] = await Promise.all([readStates(pool, notice.tenderId), noticesOfTender(pool, notice.tenderId), readPublic(pool, [found.event])]);
      return states && event ? noticePage(chrome, noticeProps({ notice, states, event, siblings })) : null;
    });
  });

  app.get<{ Params: { id: string } }>('/projects/:id', { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, projectQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const states = await readStates(pool, request.params.id);
      return states ? projectPage(chrome, projectProps({ states, notices: await noticesOfTender(pool, states.tender.tenderId), now: chrome.now, mode, show: query.show })) : null;
    });
  });

  app.get<{ Params: { id: string } }>('/sales/:id', { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, projectQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const states = await readSaleStates(pool, request.params.id);
      return states ? projectPage(chrome, saleProps({ states, notices: await noticesOfTender(pool, states.sale.saleId), now: chrome.now, mode, show: query.show })) : null;
    });
  });

  app.get<{ Params: { id: string } }>('/projects/:id/document', { schema: { hide: true } }, async (request, reply) => {
    if (!serving.query(request, reply, noQuerySchema)) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const states = await readStates(pool, request.params.id);
      return states?.tender.published ? documentPage(chrome, documentProps(states.tender, states.tender.published)) : null;
    });
  });
}
