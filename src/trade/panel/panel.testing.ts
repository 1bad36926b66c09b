import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pino from 'pino';
import { z } from 'zod';
import { toBase64url } from '#kernel/bytes.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { ok } from '#kernel/result.ts';
import type { Actor, Role } from '#kernel/roles.ts';
import { usccCheckCharacter } from '#kernel/uscc.ts';
import { addMicros, instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { formatVerifierKey } from '#evidence/log/keys.ts';
import { generateKeys, rawPublicKey } from '#evidence/seal/keys.ts';
import { expert } from '#service/expert/expert.ts';
import { makeExpertModule } from '#service/expert/expert.module.ts';
import { makeDirectiveModule } from '#supervision/directive/directive.module.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import { sampleDocument } from '#trade/tender/tender.testing.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { makeCosigners } from '#test/harness/cosigners.ts';
import { testPlatform, type TestPerson, type TestPlatform } from '#test/harness/platform.ts';
import { contributeTick, type ContributionApi, type ContributionIdentity } from './contribution-agent.worker.ts';
import { drawRecord } from './draw-record.ts';
import { panel } from './panel.ts';
import { makePanelModule } from './panel.module.ts';
import type { Panel } from './panel.types.ts';

/** The streams of other modules, set to whatever a test needs. */
const staged = ['tender', 'opening', 'evaluation', 'award', 'organisation', 'person'].map((type): Aggregate<Json, { kind: 'Staged'; state: Json }> => ({ type, gate: true, disclosure: { Staged: 'public' }, evolve: (_state, { state }) => state }));
const stage = command({
  name: 'stage.put', title: '布置', roles: ['system.clock'], body: z.strictObject({ type: z.string(), id: z.string(), state: z.any() }),
  reads: ({ type, id }) => ({ streams: streams([{ type }, id]) }),
  decide: ({ body }) => ok({ events: [emit(staged.find(({ type }) => type === body.type) ?? assert.fail(), body.id, { kind: 'Staged', state: body.state as Json })] }),
});
const makeStage: MakeModule = () => ({ name: 'stage', aggregates: staged, commands: anyCommands(stage) });

export function usccOf(n: number): string {
  const first17 = `91150100MA0N${String(n).padStart(5, '0')}`;
  return first17 + usccCheckCharacter(first17);
}
const parts = ['initiator', 'local-centre', 'partner-centre', 'independent-ca'] as const;

export type TestAgent = { readonly identity: ContributionIdentity; readonly api: ContributionApi; readonly orgId: string };

type Answer = { readonly status: number; readonly body: JsonObject };
export type Ask = (actor: Actor | null, address: string, post?: { body: JsonObject }) => Promise<Answer>;

/** The routes of this platform, asked as somebody. */
async function routesOf(on: TestPlatform) {
  const { keys, quorum, cosignLatest } = makeCosigners();
  const trust = { v: 1 as const, origin: logOrigin, logKey: formatVerifierKey(on.logKey), cosigners: keys.map(formatVerifierKey), quorum, receiptKey: toBase64url(randomBytes(32)), authorities: [] };
  const app = await createHttp(on.platform, { logger: pino({ level: 'silent' }), trust, logTrust: logTrustOf(trust) });
  await app.ready();
  after(() => app.close());
  const raw = async (actor: Actor | null, address: string, post?: { body: JsonObject }) => {
    const session = actor && await on.platform.sessions.start({ actor, method: actor.role === 'hold-key.agent' ? 'agent' : 'demo', display: { personName: actor.id, orgName: actor.orgId ?? '' } });
    const headers = { ...(session ? { cookie: `ovoo_session=${session}` } : {}), ...(post ? { 'idempotency-key': randomBytes(12).toString('hex') } : {}) };
    const answer = await app.inject(post ? { method: 'POST', url: address, headers, payload: post.body as object } : { method: 'GET', url: address, headers });
    return { status: answer.statusCode, text: answer.body };
  };
  const http: Ask = async (actor, address, post) => {
    const { status, text } = await raw(actor, address, post);
    return { status, body: JSON.parse(text) as JsonObject };
  };
  return { http, text: async (address: string) => (await raw(null, address)).text, trust: logTrustOf(trust), cosign: () => cosignLatest(app, on.now) };
}

async function agentOver({ http, text }: { readonly http: Ask; readonly text: (address: string) => Promise<string> }, holderId: string, orgId: string): Promise<TestAgent> {
  const actor: Actor = { id: `agent:${holderId}`, role: 'hold-key.agent', personId: null, orgId };
  const notes = new Map<string, string>();
  const memory = { read: async (name: string) => notes.get(name) ?? null, write: async (name: string, text: string) => void notes.set(name, text) };
  return {
    orgId,
    identity: { holderId, keys: await generateKeys(true), memory },
    api: {
      text,
      async get<T>(address: string): Promise<T> {
        const { status, body } = await http(actor, address);
        if (status !== 200) throw new Error(`${address} answered ${status}`);
        return body as T;
      },
      async command(name, body) {
        const answer = await http(actor, `/api/commands/${name}`, { body });
        if (answer.status !== 200) throw new Error(String(answer.body['code']));
        return answer.body;
      },
    },
  };
}

async function peopleOf(on: TestPlatform) {
  const of = async (orgId: string, role: Role) => await on.person({ orgId, orgName: `${orgId} 单位`, name: `${orgId} 的人`, role });
  return {
    initiator: await of('INITIATOR', 'initiate.operator'), representative: await of('INITIATOR', 'initiate.representative'), rival: await of('OTHER', 'initiate.operator'),
    officer: await of('DEPARTMENT', 'supervise.officer'), otherOfficer: await of('DEPT2', 'supervise.officer'),
    witness: await of('CENTRE', 'serve.witness'), bidder: await of(usccOf(1), 'respond.operator'), engineer: await of('PLATFORM', 'operate.engineer'),
  };
}

/** A published tender with these agents as its holders; opens in ten days. */
async function tenderState(tenderId: string, now: Instant, by: readonly TestAgent[]): Promise<{ state: Partial<Tender>; deadline: Instant }> {
  const document = sampleDocument(now, [{ lotId: `${tenderId}-1`, estimateFen: '3000000000' }]);
  const keyHolders = await Promise.all(by.map(async ({ identity, orgId }, i) => ({ holderId: identity.holderId, orgId, name: identity.holderId, publicKey: toBase64url(await rawPublicKey(identity.keys.publicKey)), part: parts[i] as (typeof parts)[number] })));
  const deadline = instant(now + 10 * microsPerDay);
  const state: Partial<Tender> = {
    tenderId, name: '门诊综合楼施工', category: 'construction', areaCode: '150105', registeredOn: '2026-11-20', initiator: { orgId: 'INITIATOR', name: '卫健委' }, agency: null,
    centre: { orgId: 'CENTRE', name: '中心' }, department: { orgId: 'DEPARTMENT', name: '住建局' }, status: 'published', suspension: null,
    published: { version: 1, publishedAt: now, document: { ...document, bidDeadlineAt: deadline }, documentHash: 'x', keyHolders, k: 3 },
  };
  return { state, deadline };
}

/** A platform with the pool, the panel and four agents that speak HTTP. */
export async function panelWorld() {
  const on = await testPlatform([makeStage, makeExpertModule, makePanelModule, makeDirectiveModule]);
  const routes = await routesOf(on);
  const { http, trust, cosign } = routes;
  const people = await peopleOf(on);
  const agents = await Promise.all(parts.map((part, i) => agentOver(routes, `holder-${part}`, ['INITIATOR', 'CENTRE', 'PARTNER', 'AUTHORITY'][i] as string)));
  const experts = new Map<string, TestPerson>();

  async function put(type: string, id: string, state: unknown): Promise<void> {
    await on.accept(on.system, 'stage.put', { type, id, state });
  }

  return {
    on, http, people, agents, experts, put,
    async enrol(count: number, change: (n: number) => object = () => ({})): Promise<void> {
      for (let n = 0; n < count; n++) {
        const personId = `expert${String(experts.size).padStart(4, '0')}`;
        const who = await on.person({ orgId: 'POOL', orgName: '专家库', name: `专家${n}`, role: 'evaluate.expert', personId });
        experts.set(personId, who);
        await on.accept(on.system, 'expert.enrol', { personId, name: `专家${experts.size}`, specialtyCodes: ['A0801'], leagueCode: '150100', employerOrgId: null, jobTitle: '高级工程师', years: 12, ...change(n) });
      }
    },
    async tender(tenderId: string, by: readonly TestAgent[] = agents): Promise<{ deadline: Instant; reportAt: Instant }> {
      const { state, deadline } = await tenderState(tenderId, await on.now(), by);
      await put('tender', tenderId, state);
      return { deadline, reportAt: addMicros(deadline, 3 * microsPerHour) };
    },
    async opens(tenderId: string, bidders: readonly string[]): Promise<void> {
      const lot = { lotId: `${tenderId}-1`, status: bidders.length < 3 ? 'failed' : 'open', accepted: bidders.map((bidderId, i) => ({ bidderId, bidderName: `${'甲乙丙丁戊己庚辛壬癸'[i] ?? i}建设有限公司` })), coefficient: null };
      await put('opening', tenderId, { tenderId, status: bidders.length < 3 ? 'failed' : 'announced', lots: [lot] } as Partial<Record<keyof Opening, unknown>>);
    },
    /** Lets everything that is due happen at this instant: wakes, workers, log, agents. */
    async settle(active: readonly TestAgent[] = agents, report: (error: unknown) => void = () => undefined): Promise<void> {
      for (let turn = 0; turn < 8; turn++) {
        await on.advanceTo(await on.now());
        await cosign();
        for (const { api, identity } of active) await contributeTick(api, identity, { trust, report });
      }
      await on.advanceTo(await on.now());
    },
    async panelOf(tenderId: string): Promise<Panel> {
      return (await readHead(on.db.app, panel, tenderId))?.state ?? assert.fail('no panel');
    },
    async tenderOf(tenderId: string): Promise<Tender> {
      return (await readHead(on.db.app, tender, tenderId))?.state ?? assert.fail('no tender');
    },
    async recordOf(tenderId: string) {
      return (await readHead(on.db.app, drawRecord, tenderId))?.state ?? assert.fail('no record');
    },
    async expertOf(personId: string) {
      return (await readHead(on.db.app, expert, personId))?.state ?? assert.fail('no expert');
    },
  };
}

export const standardRows = [{ specialtyCode: 'A08', regionCodes: [], count: 5, alternates: 2 }];

export function requestOf(tenderId: string, reportAt: Instant, change: JsonObject = {}): JsonObject {
  return { tenderId, rows: standardRows, reportAt, place: '呼和浩特评标区 3 号室', representative: null, avoidance: [], ...change };
}
