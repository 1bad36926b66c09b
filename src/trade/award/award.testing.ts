import { z } from 'zod';
import type { Aggregate } from '#kernel/decider.ts';
import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import type { JsonObject } from '#kernel/json.ts';
import { ok } from '#kernel/result.ts';
import { addMicros, instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { openWithBidderKey } from '#evidence/seal/open.ts';
import { seal, sealedWorld } from '#evidence/seal/seal.testing.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { localUploads } from '#platform/uploads/local-uploads.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import type { Award } from './award.types.ts';

/** States of neighbours, put in place whole: what an award begins with. */
type Put = { kind: 'StatePut'; state: JsonObject };
const put = (type: string): Aggregate<JsonObject, Put> => ({ type, gate: true, disclosure: { StatePut: 'public' }, evolve: (_state, event) => event.state });
const stages: Readonly<Record<string, Aggregate<JsonObject, Put>>> = { tender: put('tender'), opening: put('opening'), evaluation: put('evaluation'), bid: put('bid'), organisation: put('organisation') };

const stage = command({
  name: 'stage.put', title: '布置', roles: ['system.clock'], body: z.strictObject({ type: z.enum(['tender', 'opening', 'evaluation', 'bid', 'organisation']), id: z.string(), state: z.record(z.string(), z.unknown()) }),
  reads: ({ type, id }) => ({ streams: streams([stages[type] as Aggregate<JsonObject, Put>, id]) }),
  decide: ({ body: { type, id, state } }) => ok({ events: [emit(stages[type] as Aggregate<JsonObject, Put>, id, { kind: 'StatePut', state: state as JsonObject })] }),
});

export const makeStageModule: MakeModule = () => ({
  name: 'stage', aggregates: Object.values(stages), commands: anyCommands(stage),
});

export const people = { initiator: 'INITIATOR', centre: 'CENTRE', department: 'DEPT', bidders: ['ALPHA', 'BETA', 'GAMMA', 'DELTA'] } as const;
const document = { bidValidityDays: 120, depositFen: '80000000', performanceBondRate: '0.05' } as const;

export function basicAccountOf(bidderId: string): string {
  return `1500${String(people.bidders.findIndex((id) => id === bidderId)).padStart(12, '0')}`;
}

/** What the register has of each bidder: its basic account. */
export function stagedAccounts(): { id: string; state: JsonObject }[] {
  return people.bidders.map((id) => ({ id, state: { orgId: id, basicAccount: { bank: '蒙商银行', account: basicAccountOf(id) } } }));
}

/** A closed tender of one lot with four bidders: three candidates, one rejected. Times are relative to `now`. */
export function stagedTender(tenderId: string, now: Instant, method: Award['method'] = 'first-candidate'): Tender {
  const lotId = `${tenderId}-1`;
  const deadline = addMicros(now, -2 * microsPerDay);
  const lot = { lotId, priceCapFen: '9900000000', depositFen: document.depositFen, durationDays: 400, quality: '合格', priceList: [] };
  return {
    tenderId, projectId: `p${tenderId}`, name: '旗县第二小学教学楼', category: 'construction', catalogueItem: 'construction.housing.works', method: 'open', areaCode: '150422', registeredAt: addMicros(now, -40 * microsPerDay), registeredOn: '2026-09-01',
    initiator: { orgId: people.initiator, name: '巴林左旗教育局' }, agency: null, centre: { orgId: people.centre, name: '赤峰市公共资源交易中心' }, department: { orgId: people.department, name: '赤峰市住房和城乡建设局' },
    transactionCode: { code: 'E1504220001', provisional: true }, isStateFunded: true, lots: [{ lotId, number: 1, name: '教学楼及附属工程', scope: '图纸范围内的土建、安装工程', estimateFen: '9950000000' }], venue: null, status: 'closed', draft: null,
    published: {
      version: 1, publishedAt: addMicros(now, -30 * microsPerDay), documentHash: 'h'.repeat(43), keyHolders: [], k: 3,
      document: {
        standardTextId: 'std', sections: [], values: {}, files: [], bidDeadlineAt: deadline, documentFrom: addMicros(now, -30 * microsPerDay), documentUntil: addMicros(now, -20 * microsPerDay), bidValidityDays: document.bidValidityDays,
        decryptWindowMinutes: 60, qualification: [{ id: 'q1', title: '建筑工程施工总承包二级', requirement: '有效' }], lots: [lot],
        scoring: { technical: [], commercial: [], price: { points: '60', formula: { kind: 'benchmark-deviation', trimFrom: 5, coefficients: ['0.95'], overRate: '1', underRate: '0.5', floorPoints: '0' } }, marksTrimFrom: 0 },
        awardMethod: { kind: method }, candidatesMax: 3, acceptsConsortium: false, performanceBondRate: document.performanceBondRate,
      },
    },
    amendments: [], openObjections: [], suspension: null, pausedSince: null, postponed: null, noticePublishedAt: addMicros(now, -30 * microsPerDay), settledObjections: [],
  } as Tender;
}

export function stagedOpening(tenderId: string, now: Instant, sealed: ReadonlyMap<string, StagedBid> = new Map()): Opening {
  const accepted = people.bidders.map((bidderId, i) => ({
    bidderId, bidderName: `${bidderId}建设有限公司`, version: 1, manifestHash: sealed.get(bidderId)?.bid.manifestHash ?? String(i).repeat(64), receivedAt: addMicros(now, -3 * microsPerDay), sealCheck: null, released: [], wrong: [], stuck: [], byBidder: false,
    outcome: { kind: 'opened' as const, path: 'holders' as const, stageKey: sealed.get(bidderId)?.stageKey ?? 'k', priceSheet: {
      v: 1 as const, lotId: `${tenderId}-1`, bidderId, bidderName: `${bidderId}建设有限公司`, priceFen: String(9_600_000_000 + i * 10_000_000), priceCapital: '', durationDays: 380 + i, quality: '合格',
      projectManager: { name: `项目经理${i}`, certificate: `蒙1502020${i}` }, depositForm: i === 1 ? ('guarantee' as const) : ('transfer' as const), lines: [],
    } },
  }));
  return {
    tenderId, status: 'announced', deadlineAt: addMicros(now, -2 * microsPerDay), closedAt: addMicros(now, -2 * microsPerDay), host: null, decryptUntil: addMicros(now, microsPerHour), decryptEndedAt: now, announcedAt: now, objectUntil: null, k: 3, holders: [],
    lots: [{ lotId: `${tenderId}-1`, status: 'open', accepted, coefficient: null }], keys: { shares: [], bidderKeys: [], escrowShares: [], contributions: [] }, draw: null, objections: [], record: null,
  } as unknown as Opening;
}

export function stagedEvaluation(tenderId: string, now: Instant, { failed = false }: { readonly failed?: boolean } = {}): Evaluation {
  const lotId = `${tenderId}-1`;
  const names = people.bidders.slice(0, 3);
  const results = names.map((bidderId, i) => ({
    bidderId, bidderName: `${bidderId}建设有限公司`, priceFen: String(9_600_000_000 + i * 10_000_000), evaluatedPriceFen: String(9_600_000_000 + i * 10_000_000),
    technical: `${30 - i}.0000`, commercial: '8.0000', price: `${58 - i}.2500`, total: `${96 - 2 * i}.2500`, rank: i + 1,
  }));
  const rejected = [...(failed ? people.bidders : people.bidders.slice(3))].map((bidderId) => ({ bidderId, bidderName: `${bidderId}建设有限公司`, ground: 'unqualified', reason: '安全生产许可证已过有效期' }));
  const report = { v: 1 as const, tenderId, lotId, round: 1, documentHash: 'h'.repeat(43), coefficient: '0.95', benchmarkFen: '9500000000', results: failed ? [] : results, candidates: failed ? [] : names, rejected, tieOrder: [], facts: [] };
  return {
    lotId, tenderId, round: 1, status: 'reported', documentHash: 'h'.repeat(43), size: 2, members: ['m1', 'm2'].map((memberId) => ({ memberId, kind: 'expert', signedInAt: now, submittedAt: now })), chairVotes: [], chairMemberId: null, begunAt: instant(1), checking: [],
    bids: people.bidders.map((bidderId) => ({ bidderId, bidderName: bidderId, priceFen: '1', evaluatedPriceFen: '1', scores: [], rejected: rejected.find((each) => each.bidderId === bidderId) ?? null })),
    votes: [], proposals: [], competition: { votes: [], outcome: null }, clarifications: [], report, reportHash: 'r'.repeat(43), signUntil: null,
    // The second signed first.
    reportSignatures: ['m2', 'm1'].map((memberId) => ({ memberId, dissent: null, deemed: false, at: now })), reportedAt: now, returned: null,
  } as Evaluation;
}

export type StagedBid = { readonly bid: Bid; readonly stageKey: string };

/** Sealed bids of all four, their ciphertexts in the store of `dataDir`: one file of `technicalBytes` and the price of each. */
export async function stagedBids(tenderId: string, now: Instant, dataDir: string, technicalBytes = 2_000): Promise<ReadonlyMap<string, StagedBid>> {
  const lotId = `${tenderId}-1`;
  const upload = localUploads(dataDir, openSealedStore(dataDir));
  const made = new Map<string, StagedBid>();
  for (const bidderId of people.bidders) {
    const price = `{"priceFen":"9600000000","of":"${bidderId}"}`;
    const world = await sealedWorld({ tenderId, lotId, bidderId, stages: ['all'], objects: [
      { name: 'price', stage: 'all', source: new Blob([price]), padding: 'fixed-64k' },
      { name: '技术文件·施工组织设计.pdf', stage: 'all', source: new Blob([`${bidderId} 的施工组织设计`.padEnd(technicalBytes, '。')]) },
    ] });
    const { manifest, text, hash, ciphertexts } = await seal(world.request);
    for (const bytes of ciphertexts.values()) await (await upload.open(bytes.length)).write(bytes);
    const key = await openWithBidderKey(manifest, present(manifest.stages[0], 'stage'), world.bidderKeys);
    const objects = manifest.objects.map(({ name, ctRoot, ctSizeBytes }) => ({ name, ctRoot, sizeBytes: ctSizeBytes }));
    const bid: Bid = { lotId, bidderId, bidderName: `${bidderId}建设有限公司`, status: 'submitted', version: 1, manifest: text, manifestHash: hash, objects, depositForm: 'transfer', receivedAt: addMicros(now, -3 * microsPerDay) };
    made.set(bidderId, { bid, stageKey: key.ok ? toHex(key.value) : '' });
  }
  return made;
}

/** The lot had too few bidders at the close: two sealed bids and nothing else. */
export function stagedFailure(tenderId: string, now: Instant): { opening: Opening; bids: Bid[] } {
  const lotId = `${tenderId}-1`;
  const opening = { ...stagedOpening(tenderId, now), status: 'failed' as const, announcedAt: null, lots: [{ lotId, status: 'failed' as const, accepted: [], coefficient: null }] };
  const bids = (['ALPHA', 'BETA'] as const).map((bidderId, i): Bid => ({
    lotId, bidderId, bidderName: `${bidderId}建设有限公司`, status: 'submitted', version: 1, manifest: '{}', manifestHash: String(i).repeat(64), objects: [], depositForm: i === 0 ? 'transfer' : 'guarantee', receivedAt: now,
  }));
  return { opening, bids };
}
