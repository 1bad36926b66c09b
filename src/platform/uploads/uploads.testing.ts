import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Actor } from '#kernel/roles.ts';
import { openSealedStore } from './sealed-store.ts';
import { createUploads } from './uploads.ts';

const [dataDir = '', port = '0'] = process.argv.slice(2);

/** Uploads alone, as a process that a test may kill: `node uploads.testing.ts DATA_DIR PORT`. Whoever asks is whom the header names. */
const uploads = await createUploads({ dataDir, sealed: await openSealedStore(dataDir) });
const server = createServer((request, response) => {
  const orgId = String(request.headers['x-org'] ?? 'ORG1');
  const actor: Actor = { id: `person:${orgId}`, role: 'respond.operator', personId: orgId, orgId };
  void uploads.handle(request, response, actor);
});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
