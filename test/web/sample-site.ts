import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { sampleNow } from '../../web/ui/preview.samples.ts';
import { samplePages } from './portal-samples.ts';

const built = join(import.meta.dirname, '../../dist/web');
const types: Record<string, string> = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.html': 'text/html; charset=utf-8' };

const session = { person: { id: 'p1', name: '王海燕' }, organisation: { id: 'o1', name: '北疆建设有限公司（演示）' }, role: 'respond.operator', roleName: '投标经办人', demo: true, now: sampleNow };

/** The sample pages at `/home`, `/project` …, what vite built, and a desk with one person at it; under the portal's own content policy. */
export async function startSampleSite(port = 0): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const pages = samplePages();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://local').pathname);
    const page = pages[path.slice(1)];
    const file = join(built, path.startsWith('/desk') ? 'desk.html' : path.replace(/^\/assets/, ''));
    if (path.startsWith('/api/')) return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(path === '/api/session' ? session : { now: session.now, items: [] }));
    if (page !== undefined) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'self'; img-src 'self' data:; object-src 'none'" }).end(page);
    if (!path.endsWith('/') && existsSync(file)) return void createReadStream(file).pipe(response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }));
    return void response.writeHead(404).end();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${taken}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
