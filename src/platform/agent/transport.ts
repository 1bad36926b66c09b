import type { HttpApp } from '#platform/http/app.ts';

export type HttpRequest = { readonly method: 'GET' | 'POST'; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string };
export type HttpAnswer = { readonly status: number; readonly text: string; readonly cookies: readonly string[] };

/** How an agent reaches the platform: over the network, or inside one process where a world is played. */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

const timeoutMs = 20_000;

export function networkTransport(base: string): Transport {
  return async ({ method, path, headers, body }) => {
    const response = await fetch(new URL(path, base), { method, headers, signal: AbortSignal.timeout(timeoutMs), ...(body === undefined ? {} : { body }) });
    return { status: response.status, text: await response.text(), cookies: response.headers.getSetCookie() };
  };
}

/** What anyone may read, without logging in. */
export async function readText(transport: Transport, path: string): Promise<string> {
  const { status, text } = await transport({ method: 'GET', path, headers: {} });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return text;
}

export function inProcessTransport(app: HttpApp): Transport {
  return async ({ method, path, headers, body }) => {
    const response = await app.inject({ method, url: path, headers: { ...headers }, ...(body === undefined ? {} : { payload: body }) });
    const cookies = response.headers['set-cookie'];
    return { status: response.statusCode, text: response.body, cookies: cookies === undefined ? [] : [cookies].flat() };
  };
}
