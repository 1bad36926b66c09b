import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { pino } from 'pino';
import { formatVerifierKey, ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { TrustStore } from '#platform/ca/trust.ts';
import { createPool } from '#platform/db/pool.ts';
import { logTrustOf, type TrustFile } from '#platform/keys/trust-file.ts';
import { makePortalModule } from '#service/portal/portal.module.ts';
import { composePlatform, logOrigin } from '../compose.ts';
import { createHttp } from '../http.ts';
import { requiredUrl } from '../process.ts';

/*
 * The portal as a node serves it, with everything that stands before its routes, and beside it a bare fastify route that
 * answers with the same bytes. Tells its parent both ports.
 */
const { key } = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
const trust: TrustFile = { v: 1, origin: logOrigin, logKey: formatVerifierKey(key), cosigners: [], quorum: 0, receiptKey: '', authorities: [] };
const pool = createPool(requiredUrl('OVOO_APP_URL'), { max: 12, name: 'ovoo_app' });
const platform = await composePlatform({ mode: 'demo', pool, dataDir: requiredUrl('DATA_DIR'), trust: new TrustStore([]), modules: [makePortalModule(logTrustOf(trust))] });
const portal = await createHttp(platform, { logger: pino({ level: 'error' }), trust, logTrust: logTrustOf(trust) });
await portal.listen({ port: 0, host: '127.0.0.1' });
const portalPort = (portal.server.address() as AddressInfo).port;

const page = Buffer.from(await (await fetch(`http://127.0.0.1:${portalPort}/notices`)).arrayBuffer());
const bare = Fastify();
bare.get('/notices', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
await bare.listen({ port: 0, host: '127.0.0.1' });

process.send?.({ portalPort, barePort: (bare.server.address() as AddressInfo).port, bytes: page.length });

process.once('SIGTERM', () => process.exit(0));
