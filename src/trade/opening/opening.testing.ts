import { createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { after } from 'node:test';
import pino from 'pino';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { toBase64url } from '#kernel/bytes.ts';
import { idFrom, lotIdOf } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { addMicros, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { createSequencer } from '#evidence/log/sequencer.worker.ts';
import { keysOfPkcs8 } from '#evidence/seal/keys.ts';
import { keyHolder } from '#service/keyholder/key-holder.ts';
import { makeHallPageModule } from '#service/hall/hall-page.module.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { makeLoginModule } from '#service/login/login.module.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { createAgent } from '#platform/agent/agent.ts';
import type { AgentIdentity } from '#platform/agent/api.ts';
import { passingMemory } from '#platform/agent/key-folder.ts';
import { inProcessTransport } from '#platform/agent/transport.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { makeCosigners } from '#test/harness/cosigners.ts';
import { testPlatform, type TestPerson, type TestPlatform } from '#test/harness/platform.ts';
import { makeBidModule } from '#trade/bid/bid.module.ts';
import { bodyFor, makeStageModule, type BidTender } from '#trade/bid/bid.testing.ts';
import { tender } from '#trade/tender/tender.ts';
import { registration, sampleDocument } from '#trade/tender/tender.testing.ts';
import type { KeyHolderRef, TenderDocument } from '#trade/tender/tender.types.ts';
import { makeOpeningModule } from './opening.module.ts';
import { opening } from './opening.ts';
import type { Opening } from './opening.types.ts';
import { releaseDuty } from './release-agent.worker.ts';

/** Registers key holders in one step, and marks a tender as the test wants it. */
const makeHolderStage: MakeModule = (services) => {
  const stage = makeStageModule(services);
  return {
    ...stage,
    commands: [
      ...(stage.commands ?? []).filter(({ name }) => name !== 'opening.close'),
      ...anyCommands(command({
        name: 'stage.resume', title: '恢复', roles: ['supervise.officer'], body: z.strictObject({ tenderId: z.string() }),
        reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
        decide: ({ body: { tenderId } }) => ok({ events: [emit(tender, tenderId, { kind: 'TenderResumed', reason: '核查完毕', by: '监督部门' })] }),
      }), command({
        name: 'stage.holders', title: '登记', roles: ['system.clock'], body: z.strictObject({ holders: z.custom<readonly KeyHolderRef[]>() }),
        reads: ({ holders }) => ({ streams: streams(...holders.map(({ holderId }) => [keyHolder, holderId] as const)) }),
        decide: ({ body: { holders } }) => ok({ events: holders.map(({ holderId, orgId, name, publicKey, part }) => emit(keyHolder, holderId, { kind: 'KeyHolderRegistered', orgId, name, publicKey, part, act: {} })) }),
      })),
    ],
  };
};

const parts = [['initiator', 'INITIATOR', '赛罕区卫生健康委员会'], ['local-centre', 'CENTRE', '呼和浩特市公共资源交易中心'], ['partner-centre', 'PARTNER', '赤峰市公共资源交易中心'], ['independent-ca', 'AUTHORITY', '北疆电子认证']] as const;

export type OpeningTender = { readonly tenderId: string; readonly document: TenderDocument; readonly lots: readonly BidTender[] };

/** A platform with the opening, its HTTP surface, a log that two parties co-sign, and four key agents over that surface. */
export async function openingWorld({ modules = [], bidderCount = 5 }: { readonly modules?: readonly MakeModule[]; readonly bidderCount?: number } = {}) {
  const on = await testPlatform([makeOutageModule, makeSubjectModule, makeKeyHolderModule, makeLoginModule, makeHolderStage, makeBidModule, makeOpeningModule, makeHallPageModule, ...modules]);
  const { app, logTrust, publishLog } = await cosignedLog(on);
  const holders = await enrolHolders(on);
  await on.accept(on.system, 'stage.holders', { holders: holders.map(({ ref }) => ref) });

  const faults: unknown[] = [];
  function agentFor(identities: readonly AgentIdentity[], clock: () => Promise<Instant> = on.now) {
    return createAgent({ identities, transport: inProcessTransport(app), duties: [releaseDuty(logTrust, clock)], report: (error) => faults.push(error) });
  }
  const initiator = await on.person({ orgId: 'INITIATOR', orgName: '赛罕区卫生健康委员会', name: '赵', role: 'initiate.operator' });
  const officer = await on.person({ orgId: 'DEPARTMENT', orgName: '住建局', name: '孙', role: 'supervise.officer' });
  const bidders = await Promise.all(Array.from({ length: bidderCount }, (_, i) => on.person({ orgId: `BIDDER${i}`, orgName: `草原第${i}建筑公司`, name: '钱', role: 'respond.operator' })));

  /** A published tender of `lots` lots, taken by all bidders unless told; one coefficient means none is drawn. */
  async function publish({ lots = 1, coefficients = ['0.02'], takers = bidders }: { lots?: number; coefficients?: readonly string[]; takers?: readonly TestPerson[] } = {}): Promise<OpeningTender> {
    const tenderId = idFrom(randomBytes(16));
    const now = await on.now();
    const plans = registration.lots.slice(0, lots).map((lot) => ({ ...lot, lotId: lotIdOf(tenderId, lot.number) }));
    const sample = sampleDocument(addMicros(now, -microsPerDay), plans);
    const document: TenderDocument = { ...sample, scoring: { ...sample.scoring, price: { ...sample.scoring.price, formula: { ...sample.scoring.price.formula, coefficients } } } };
    const published = { version: 1, publishedAt: now, document, documentHash: 'A'.repeat(43), keyHolders: holders.map(({ ref }) => ref), k: 3 };
    await on.accept(initiator, 'stage.publish', { registration: { ...registration, tenderId, lots: plans, registeredAt: now }, published });
    for (const bidder of takers) await on.accept(bidder, 'stage.take', { tenderId });
    const lotsOf = plans.map(({ lotId }) => ({ tenderId, lotId, holderKeys: new Map(), published: { ...published, document: { ...document, lots: document.lots.filter((lot) => lot.lotId === lotId) } } }));
    return { tenderId, document, lots: lotsOf };
  }

  async function submit(who: TestPerson, lot: BidTender, change: Parameters<typeof bodyFor>[3] = {}): Promise<void> {
    await on.accept(who, 'bid.submit', await bodyFor(on, who, lot, change));
  }

  return {
    ...on, app, holders, initiator, officer, bidders, faults, logTrust, publishLog, agentFor, publish, submit,
    agents: holders.map(({ identity }) => agentFor([identity])),
    /** To the instant of opening, with what is due then done. */
    async open({ document }: OpeningTender): Promise<void> {
      await on.advanceTo(document.bidDeadlineAt);
      await publishLog();
    },
    /** Lets agents and worker work until nothing moves. */
    async settle(agents: readonly { tick(): Promise<number> }[]): Promise<void> {
      for (let round = 0; round < 6; round++) {
        let acts = 0;
        for (const agent of agents) acts += await agent.tick();
        await on.platform.work();
        await publishLog();
        if (acts === 0) return;
      }
    },
    async stateOf(tenderId: string): Promise<Opening> {
      return present(await readHead(on.db.app, opening, tenderId), 'opening').state;
    },
    async view(tenderId: string, who?: TestPerson): Promise<Record<string, unknown>> {
      const headers = who ? { cookie: `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'certificate', display: { personName: who.spec.name, orgName: who.spec.orgName } })}` } : {};
      return (await app.inject({ url: `/api/openings/${tenderId}`, headers })).json();
    },
  };
}

export type OpeningWorld = Awaited<ReturnType<typeof openingWorld>>;

/** The platform's HTTP surface over a log that two parties co-sign. */
async function cosignedLog(on: TestPlatform) {
  const logSigner = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
  const { keys, quorum, cosignLatest } = makeCosigners();
  const logTrust: LogTrust = { logKey: logSigner.key, cosigners: keys, quorum };
  const sequencer = createSequencer({ pool: on.db.sequencer, machineNow, signer: { sign: (size, rootHash) => Promise.resolve(signCheckpoint({ origin: logOrigin, size, rootHash }, logSigner)) } });
  const app = await createHttp(on.platform, { logger: pino({ level: 'silent' }), trust: {} as never, logTrust });
  after(() => app.close());

  /** Publishes a tree and lets `count` co-signers stand under it, each with the time of its own clock. */
  async function publishLog(count?: number, clock: () => Promise<Instant> = on.now): Promise<void> {
    await sequencer.publish();
    await cosignLatest(app, clock, count);
  }
  return { app, logTrust, publishLog };
}

async function enrolHolders(on: TestPlatform) {
  return await Promise.all(parts.map(async ([part, orgId, name]) => {
    const holderId = `holder-${part}`;
    const person = await on.person({ orgId, orgName: name, name: '密钥代理', role: 'hold-key.agent', personId: holderId });
    return { person, identity: await identityOf(person, name), ref: { holderId, orgId, name, part, publicKey: toBase64url(pointOf(person.decryptKey)) } satisfies KeyHolderRef };
  }));
}

export async function identityOf(person: TestPerson, name: string, decryptKey: KeyObject = person.decryptKey): Promise<AgentIdentity> {
  const keys = await keysOfPkcs8(new Uint8Array(decryptKey.export({ type: 'pkcs8', format: 'der' })));
  if (!keys.ok) throw new Error(keys.error.message);
  return { holderId: present(person.actor.personId, 'holder'), orgId: person.spec.orgId, name, decryptKeys: keys.value, memory: passingMemory(), sign: ({ act, subject, content }) => person.sign(act, subject, content) };
}

/** A key that is nobody's: an agent with the wrong key file. */
export function strangeKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

function pointOf(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-65);
}
