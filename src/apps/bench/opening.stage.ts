import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { toBase64url } from '#kernel/bytes.ts';
import { idFrom, lotIdOf } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { systemActor } from '#kernel/roles.ts';
import { addMicros, instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { capitalFen } from '#kernel/money.capital.ts';
import { keyHolder, keyHolderParts } from '#service/keyholder/key-holder.ts';
import { bid, bidIdOf } from '#trade/bid/bid.ts';
import { prepareBid } from '#trade/bid/bid-agent.ts';
import type { BidSubmitted } from '#trade/bid/bid.events.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Registration } from '#trade/tender/tender.events.ts';
import { tender } from '#trade/tender/tender.ts';
import type { KeyHolderRef, PublishedDocument, TenderDocument } from '#trade/tender/tender.types.ts';
import { agentFolder, writeIdentities } from '#platform/agent/key-folder.ts';
import { chainOf, issue } from '#platform/ca/authority.ts';
import { advanceLegalClock, legalNow } from '#platform/clock/legal-clock.store.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { readTrustFile, trustStoreOf } from '#platform/keys/trust-file.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { localUploads } from '#platform/uploads/local-uploads.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { createDatabase } from '#test/harness/database.ts';
import { demoAuthorities } from '#world/authorities.ts';
import { composePlatform } from '../compose.ts';
import { agentNames, cosignerNames } from '../parties.ts';
import { ensureTrust } from '../trust.ts';
import { freePort } from '../process.ts';

type Staged = { readonly registration: Registration; readonly published: PublishedDocument; readonly bids: readonly { readonly id: string; readonly event: BidSubmitted }[] };

/** Puts published tenders with sealed bids into the journal in one step each: what comes before the opening is measured elsewhere. */
const makeStageModule: MakeModule = () => ({
  name: 'stage',
  aggregates: [tender, keyHolder, bid],
  commands: anyCommands(
    command({
      name: 'stage.holders', title: '登记', roles: ['system.clock'], body: z.custom<readonly KeyHolderRef[]>(),
      reads: (holders) => ({ streams: streams(...holders.map(({ holderId }) => [keyHolder, holderId] as const)) }),
      decide: ({ body }) => ok({ events: body.map(({ holderId, ...holder }) => emit(keyHolder, holderId, { kind: 'KeyHolderRegistered', ...holder, act: {} })) }),
    }),
    command({
      name: 'stage.tender', title: '发布并递交', roles: ['system.clock'], body: z.custom<Staged>(),
      reads: ({ registration, bids }) => ({ streams: streams([tender, registration.tenderId], ...bids.map(({ id }) => [bid, id] as const)) }),
      decide: ({ body: { registration, published, bids } }) => ok({
        events: [
          emit(tender, registration.tenderId, { kind: 'TenderRegistered', tender: registration }),
          emit(tender, registration.tenderId, { kind: 'NoticePublished', published, statement: {}, signature: {} }),
          ...bids.map(({ id, event }) => emit(bid, id, event)),
        ],
      }),
    }),
  ),
});

export type StageOptions = { readonly tenders: number; readonly bids: number };

/** Processes as `npm start` runs them — server, sequencer, two co-signers, four key agents — over a database of their own. */
export async function openingStage({ tenders, bids }: StageOptions) {
  const database = await createDatabase();
  await database.owner.query('GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app');
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-opening-'));
  ensureTrust({ dataDir, mode: 'demo' });
  const platform = await composePlatform({ mode: 'demo', pool: database.app, dataDir, trust: trustStoreOf(readTrustFile(dataDir)), modules: [makeStageModule] });
  const holders = await enrolHolders(dataDir, await legalNow(database.app));
  const deadlineAt = addMicros(await legalNow(database.app), microsPerHour);
  const children = new Set<ChildProcess>();
  const port = await freePort();

  async function run(name: string, body: unknown): Promise<void> {
    const outcome = await platform.pipeline.run({ name, actor: systemActor, key: randomBytes(12).toString('hex'), body });
    if (outcome.status !== 'accepted') throw new Error(`${name}: ${outcome.refusal.message}`);
  }

  await run('stage.holders', holders);
  const tenderIds: string[] = [];
  for (let i = 0; i < tenders; i++) {
    const staged = await stagedTender(dataDir, { holders, bids, deadlineAt, now: await legalNow(database.app) });
    await run('stage.tender', staged);
    tenderIds.push(staged.registration.tenderId);
  }

  async function start(script: string, env: Record<string, string>): Promise<ChildProcess> {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), { env: { ...process.env, DATA_DIR: dataDir, OVOO_MODE: 'demo', LOG_LEVEL: 'error', PORT: String(port), OVOO_API: `http://127.0.0.1:${port}`, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    if (script.endsWith('server.ts') || script.endsWith('key-agent.ts')) {
      await new Promise<void>((ready, failed) => {
        child.once('message', () => ready());
        child.once('exit', (code) => failed(new Error(`${script} ended with ${code}`)));
      });
    }
    return child;
  }

  return {
    tenderIds, database,
    startServer: () => start('../server.ts', { OVOO_APP_URL: database.appUrl }),
    startAgent: (name: string) => start('../key-agent.ts', { OVOO_AGENT: name }),
    async startLog(): Promise<void> {
      await start('../sequencer.ts', { OVOO_SEQUENCER_URL: database.sequencerUrl });
      for (const name of cosignerNames) await start('../cosigner.ts', { OVOO_COSIGNER: name });
    },
    /** The instant comes. */
    toDeadline: () => advanceLegalClock(database.app, deadlineAt),
    async openings(): Promise<Opening[]> {
      return (await database.app.query<{ state: Opening }>(`SELECT state FROM stream_head WHERE stream LIKE 'opening:%' ORDER BY stream`)).rows.map(({ state }) => state);
    },
    async contributions(): Promise<number> {
      return Number((await database.app.query<{ n: string }>(`SELECT count(*) AS n FROM event WHERE kind = 'ContributionEscrowed'`)).rows[0]?.n);
    },
    async end(): Promise<void> {
      const gone = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(gone);
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type OpeningStage = Awaited<ReturnType<typeof openingStage>>;

/** One holder for each of the four processes, certified by the demo authorities. */
async function enrolHolders(dataDir: string, now: Instant): Promise<KeyHolderRef[]> {
  const authorities = demoAuthorities(dataDir);
  const validity = { notBefore: instant(now - 30 * microsPerDay), notAfter: instant(now + 365 * microsPerDay) };
  return keyHolderParts.map((part, i) => {
    const authority = authorities[i % authorities.length];
    const name = agentNames[i];
    if (!authority || name === undefined) throw new Error('four agents for four parts');
    const holder = { holderId: `bench-${part}`, orgId: `BENCH${i}`, name: `密钥保管方 ${i + 1}`, part };
    const certified = (usage: 'sign' | 'encrypt') => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const spki = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));
      const subject = { orgName: holder.name, uscc: holder.orgId, personName: '密钥代理', personId: holder.holderId };
      const chain = chainOf(authority.issuing, issue(authority.issuing, { subject, usage, publicKey: spki, ...validity })).map(toBase64url);
      return { spki, key: { pkcs8: toBase64url(new Uint8Array(pair.privateKey.export({ type: 'pkcs8', format: 'der' }))), chain } };
    };
    const [sign, decrypt] = [certified('sign'), certified('encrypt')];
    writeIdentities(agentFolder(dataDir, name), [{ holderId: holder.holderId, orgId: holder.orgId, name: holder.name, sign: sign.key, decrypt: decrypt.key }]);
    return { ...holder, publicKey: toBase64url(decrypt.spki.subarray(-65)) };
  });
}

type Plan = { readonly holders: readonly KeyHolderRef[]; readonly bids: number; readonly deadlineAt: Instant; readonly now: Instant };

async function stagedTender(dataDir: string, { holders, bids, deadlineAt, now }: Plan): Promise<Staged> {
  const tenderId = idFrom(randomBytes(16));
  const lotId = lotIdOf(tenderId, 1);
  const party = (orgId: string) => ({ orgId, name: orgId });
  const registration: Registration = {
    tenderId, projectId: 'bench', name: '开标测量项目', category: 'construction', catalogueItem: 'construction.housing.works', method: 'open', areaCode: '150105', registeredAt: now, registeredOn: '2026-11-21',
    initiator: party('BENCH0'), agency: null, centre: party('BENCH1'), department: party('DEPARTMENT'), transactionCode: { code: tenderId, provisional: true }, isStateFunded: true,
    lots: [{ lotId, number: 1, name: '一标段', scope: '土建', estimateFen: '10000000000' }],
  };
  const published: PublishedDocument = { version: 1, publishedAt: now, document: documentOf(lotId, now, deadlineAt), documentHash: 'A'.repeat(43), keyHolders: holders, k: 3 };
  const upload = localUploads(dataDir, openSealedStore(dataDir));
  const sealed: Staged['bids'][number][] = [];
  for (let i = 0; i < bids; i++) sealed.push(await sealedBid({ tenderId, lotId, holders, deadlineAt }, i, upload));
  return { registration, published, bids: sealed };
}

async function sealedBid({ tenderId, lotId, holders, deadlineAt }: Pick<Plan, 'holders' | 'deadlineAt'> & { tenderId: string; lotId: string }, i: number, upload: ReturnType<typeof localUploads>): Promise<Staged['bids'][number]> {
  const bidderId = `BIDDER${i}`;
  const fen = 9_000_000_000n + BigInt(i) * 12_345_600n;
  const point = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' }).subarray(-65);
  const result = await prepareBid({
    tenderId, lotId, keyHolders: holders, k: 3, bidDeadlineAt: deadlineAt, signCertificate: new Uint8Array(randomBytes(64)), encryptionPublicKey: new Uint8Array(point), version: 1, legalRepresentative: '李总', encryptorBuild: 'bench',
    priceSheet: { v: 1, lotId, bidderId, bidderName: `投标人 ${i}`, priceFen: String(fen), priceCapital: capitalFen(fen), durationDays: 300, quality: '合格', projectManager: { name: '王工', certificate: '蒙1502' }, depositForm: 'guarantee', lines: [{ code: 'A1', unitPriceFen: '100', totalFen: String(fen) }] },
    files: [{ part: 'technical', name: '施工组织设计.pdf', source: new Blob([new Uint8Array(20_000).fill(7)]) }],
  }, upload);
  if (!result.ok) throw new Error(result.error.message);
  const { manifest, text, manifestHash } = result.value;
  const objects = manifest.objects.map(({ name, ctRoot, ctSizeBytes }) => ({ name, ctRoot, sizeBytes: ctSizeBytes }));
  return { id: bidIdOf(lotId, bidderId), event: { kind: 'BidSubmitted', bidderName: `投标人 ${i}`, version: 1, manifest: text, manifestHash, objects, depositForm: 'guarantee', act: { statement: {}, signature: {} } } };
}

function documentOf(lotId: string, documentFrom: Instant, bidDeadlineAt: Instant): TenderDocument {
  return {
    standardTextId: 'building', values: {}, sections: [], files: [], bidDeadlineAt, documentFrom, documentUntil: bidDeadlineAt, bidValidityDays: 90, decryptWindowMinutes: 60, qualification: [],
    lots: [{ lotId, priceCapFen: '10000000000', depositFen: '0', durationDays: 300, quality: '合格', priceList: [] }],
    scoring: { technical: [], commercial: [], price: { points: '60', formula: { kind: 'benchmark-deviation', trimFrom: 5, coefficients: ['0', '0.01', '0.02', '0.03'], overRate: '1', underRate: '0.5', floorPoints: '0' } }, marksTrimFrom: 0 },
    awardMethod: { kind: 'first-candidate' }, candidatesMax: 3, acceptsConsortium: false, performanceBondRate: '0.1',
  };
}
