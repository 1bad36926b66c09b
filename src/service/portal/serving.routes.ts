import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Instant } from '#kernel/time/instant.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { problemPage } from '../../../web/portal/pages/problem.ts';
import { links } from '../../../web/portal/links.ts';
import type { Chrome } from '../../../web/portal/props.ts';
import { createMoments } from './moments.view.ts';
import { createPageCache } from './page-cache.ts';

const cachedPagesMax = 500;
const htmlType = 'text/html; charset=utf-8';

/** Ways to answer with a page. */
export type Serving = {
  /** A page that is the same for everyone who is not logged in; null is a page that does not exist. */
  page(request: FastifyRequest, reply: FastifyReply, make: (chrome: Chrome) => Promise<string | null> | string): Promise<FastifyReply>;
  problem(request: FastifyRequest, reply: FastifyReply, fault: Fault): Promise<FastifyReply>;
  /** The address read by its schema; answers 400 and gives null where it is not understood. */
  query<T>(request: FastifyRequest, reply: FastifyReply, schema: z.ZodType<T>): T | null;
};

export type Fault = { readonly status: number; readonly title: string; readonly remedy: string };

export const absentPage: Fault = { status: 404, title: '没有这个页面。', remedy: '地址可能抄错了，或者内容还没有到公开的时间。可以在交易信息里搜索。' };
const unknownAddress: Fault = { status: 400, title: '地址里的条件不认识。', remedy: '平台不会悄悄忽略条件，请从列表页重新选择。' };

class Absent extends Error {}

export function createServing(running: Running): Serving {
  const look = createMoments(running.pool);
  const cache = createPageCache(cachedPagesMax);

  async function chromeOf(request: FastifyRequest, now: Instant): Promise<Chrome> {
    const session = await sessionOf(request, running.sessions);
    return { now, demo: running.mode === 'demo', ...(session ? { user: { name: session.display.personName, organisation: session.display.orgName, csrf: '' } } : {}) };
  }

  async function problem(request: FastifyRequest, reply: FastifyReply, { status, title, remedy }: Fault): Promise<FastifyReply> {
    const { now } = await look();
    const chrome = await chromeOf(request, now);
    const actions = [{ label: '回到首页', href: links.home }, { label: '全部交易信息', href: links.notices }];
    return reply.code(status).header('content-type', htmlType).header('cache-control', 'no-store').send(problemPage(chrome, { status, title, remedy, traceId: request.id, actions }));
  }

  return {
    problem,
    async page(request, reply, make) {
      const moment = await look();
      // A reader with a session sees a name and a way out: such a page is made for each request and kept nowhere.
      const own = request.headers.cookie === undefined ? null : await chromeOf(request, moment.now);
      const chrome = own ?? { now: moment.now, demo: running.mode === 'demo' };
      const render = async (): Promise<string> => (await make(chrome)) ?? Promise.reject(new Absent());
      try {
        const body = chrome.user ? await render() : await cache.page(request.url, moment, render);
        return reply.header('content-type', htmlType).header('cache-control', chrome.user ? 'private, no-store' : 'private, no-cache').send(body);
      } catch (error) {
        if (error instanceof Absent) return await problem(request, reply, absentPage);
        throw error;
      }
    },
    query(request, reply, schema) {
      const parsed = schema.safeParse(request.query);
      if (parsed.success) return parsed.data;
      void problem(request, reply, unknownAddress);
      return null;
    },
  };
}
