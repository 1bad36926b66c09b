import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { samplePages } from './portal-samples.ts';

const built = join(import.meta.dirname, '../../dist/web');
const types: Record<string, string> = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.html': 'text/html; charset=utf-8' };

/** The sample pages at `/home`, `/project` …, and what vite built; under the portal's own content policy. */
export async function startSampleSite(port = 0): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const pages = samplePages();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://local').pathname);
    const page = pages[path.slice(1)];
    const file = join(built, path);
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
