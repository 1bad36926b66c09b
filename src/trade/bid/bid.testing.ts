import { createPublicKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { toBase64url } from '#kernel/bytes.ts';
import { idFrom, lotIdOf } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { addMicros, instant, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { generateKeys, rawPublicKey } from '#evidence/seal/keys.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { localUploads } from '#platform/uploads/local-uploads.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { taker, taking, takingId } from '#trade/taking/taking.ts';
import { moveTo } from '#trade/tender/tender.gate.ts';
import { tender } from '#trade/tender/tender.ts';
import type { KeyHolderRef, PublishedDocument, TenderDocument } from '#trade/tender/tender.types.ts';
import type { Registration } from '#trade/tender/tender.events.ts';
import type { TestPerson, TestPlatform } from '#test/harness/platform.ts';
import { bid } from './bid.ts';
import { prepareBid, signBid, type BidPlan, type SealedBid, type SubmitBody } from './bid-agent.ts';
import { pricedLine } from './price-list.ts';
import { composePriceSheet } from './price-sheet.ts';

type Somebody = Pick<TestPerson, 'actor'>;
type Publication = { readonly registration: Registration; readonly published: PublishedDocument };

/** The tender around a bid, set up in one step each: only what bidding itself looks at is played for real. */
export const makeStageModule: MakeModule = () => ({
  name: 'stage',
  aggregates: [tender, taking, taker],
  commands: anyCommands(
    command({
      name: 'stage.publish', title: '发布', roles: ['initiate.operator'], body: z.custom<Publication>(),
      reads: ({ registration }) => ({ streams: streams([tender, registration.tenderId]) }),
      decide: ({ body: { registration, published } }) => ok({ events: [
        emit(tender, registration.tenderId, { kind: 'TenderRegistered', tender: registration }),
        emit(tender, registration.tenderId, { kind: 'NoticePublished', published, statement: {}, signature: {} }),
      ] }),
    }),
    command({
      name: 'stage.suspend', title: '暂停', roles: ['supervise.officer'], body: z.object({ tenderId: z.string() }),
      reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
      decide: ({ body }) => ok({ events: [emit(tender, body.tenderId, { kind: 'TenderSuspended', reason: '核查举报', article: '第二十二条', by: '监督部门' })] }),
    }),
    command({
      name: 'stage.terminate', title: '终止', roles: ['initiate.operator'], body: z.object({ tenderId: z.string() }),
      reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
      decide: ({ body }) => ok({ events: [emit(tender, body.tenderId, { kind: 'TenderTerminated', ground: { code: 'order', text: '司法机关要求停止' }, explanation: '法院裁定停止交易。', article: '第三十一条', statement: {}, signature: {} })] }),
    }),
    command({
      name: 'stage.postpone', title: '顺延', roles: ['supervise.officer'], body: z.object({ tenderId: z.string(), to: z.number().int().transform(instant) }),
      reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
      decide: ({ body: { tenderId, to }, world }) => ok({ events: [emit(tender, tenderId, moveTo(present(world.find(tender, tenderId), 'tender'), to, 'suspension', '暂停期间不计入'))] }),
    }),
    command({
      name: 'stage.take', title: '获取', roles: ['respond.operator'], body: z.object({ tenderId: z.string() }),
      reads: ({ tenderId }, actor) => ({ streams: streams([taking, takingId(tenderId, present(actor.orgId, 'org'))], [taker, present(actor.orgId, 'org')]) }),
      decide: ({ body: { tenderId }, actor, now }) => ok({ events: [
        emit(taking, takingId(tenderId, present(actor.orgId, 'org')), { kind: 'DocumentTaken', bidderName: '某公司' }),
        emit(taker, present(actor.orgId, 'org'), { kind: 'TakingListed', tenderId, takenAt: now }),
      ] }),
    }),
    command({
      name: 'opening.close', title: '截止', roles: ['system.clock'], body: z.object({ tenderId: z.string() }),
      reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]), prefixes: [`bid:${tenderId}-`], barriers: [`tender:${tenderId}`] }),
      decide: ({ body, world }) => ok({ events: [emit(tender, body.tenderId, { kind: 'TenderClosed' })], result: { bids: world.list(bid, `${body.tenderId}-`).length } }),
    }),
  ),
});

export type BidTender = { readonly tenderId: string; readonly lotId: string; readonly published: PublishedDocument; readonly holderKeys: ReadonlyMap<string, CryptoKeyPair> };

const parts = ['initiator', 'local-centre', 'partner-centre', 'independent-ca'] as const;

/** A published tender of one lot, its documents taken by `bidders`. */
export async function publishTender(on: Pick<TestPlatform, 'now' | 'accept'>, initiator: Somebody, bidders: readonly Somebody[], days = 21): Promise<BidTender> {
  const tenderId = idFrom(randomBytes(16));
  const lotId = lotIdOf(tenderId, 1);
  const now = await on.now();
  const holderKeys = new Map<string, CryptoKeyPair>();
  const keyHolders: KeyHolderRef[] = [];
  for (const part of parts) {
    const keys = await generateKeys();
    holderKeys.set(`holder-${part}`, keys);
    keyHolders.push({ holderId: `holder-${part}`, orgId: part, name: part, part, publicKey: toBase64url(await rawPublicKey(keys.publicKey)) });
  }
  const document = documentOf(lotId, now, addMicros(now, Math.round(days * microsPerDay)));
  const published: PublishedDocument = { version: 1, publishedAt: now, document, documentHash: 'A'.repeat(43), keyHolders, k: 3 };
  await on.accept(initiator.actor, 'stage.publish', { registration: registrationOf(tenderId, lotId, initiator, now), published });
  for (const { actor } of bidders) await on.accept(actor, 'stage.take', { tenderId });
  return { tenderId, lotId, published, holderKeys };
}

function registrationOf(tenderId: string, lotId: string, { actor }: Somebody, now: Instant): Registration {
  const party = (orgId: string) => ({ orgId, name: orgId });
  return {
    tenderId, projectId: 'p1', name: '第三小学教学楼', category: 'construction', catalogueItem: 'construction.housing.works', method: 'open', areaCode: '150404',
    registeredAt: now, registeredOn: '2026-11-21', initiator: { orgId: present(actor.orgId, 'org'), name: '阿拉善左旗教育局' }, agency: null, centre: party('CENTRE'), department: party('DEPT'),
    transactionCode: { code: 'T', provisional: true }, isStateFunded: true, lots: [{ lotId, number: 1, name: '土建', scope: '', estimateFen: '100000000' }],
  };
}

function documentOf(lotId: string, now: Instant, bidDeadlineAt: Instant): TenderDocument {
  return {
    standardTextId: 'building', values: {}, sections: [], files: [], bidDeadlineAt, documentFrom: now, documentUntil: bidDeadlineAt, bidValidityDays: 90, decryptWindowMinutes: 60,
    qualification: [{ id: 'q1', title: '资质', requirement: '建筑工程施工总承包二级' }],
    lots: [{ lotId, priceCapFen: '100000000', depositFen: '1000000', durationDays: 300, quality: '合格', priceList: [{ code: 'A1', name: '土方', unit: 'm3', quantity: '1200.5' }, { code: 'A2', name: '混凝土', unit: 'm3', quantity: '860' }] }],
    scoring: { technical: [], commercial: [], price: { points: '60', formula: { kind: 'benchmark-deviation', trimFrom: 5, coefficients: ['0.95'], overRate: '1', underRate: '0.5', floorPoints: '0' } }, marksTrimFrom: 0 },
    awardMethod: { kind: 'first-candidate' }, candidatesMax: 3, acceptsConsortium: false, performanceBondRate: '0.1',
  };
}

/** What a bidder means to hand in; `change` makes it wrong on purpose. */
export function planFor(who: TestPerson, on: BidTender, change: Partial<BidPlan> = {}): BidPlan {
  const terms = present(on.published.document.lots[0], 'lot');
  const lines = terms.priceList.map((item) => pricedLine(item, 3_500n));
  const draft = { lines, durationDays: 280, quality: '合格', projectManager: { name: '王工', certificate: '蒙1502' }, legalRepresentative: '李总', depositForm: 'guarantee', files: [], isTruthful: true } as const;
  const point = createPublicKey(who.decryptKey).export({ type: 'spki', format: 'der' }).subarray(-65);
  return {
    tenderId: on.tenderId, lotId: on.lotId, keyHolders: on.published.keyHolders, k: on.published.k, bidDeadlineAt: on.published.document.bidDeadlineAt, version: 1, encryptorBuild: 'test', legalRepresentative: '李总',
    signCertificate: new Uint8Array(present(who.signChain[0], 'certificate')), encryptionPublicKey: new Uint8Array(point),
    priceSheet: composePriceSheet(draft, terms, { bidderId: who.spec.orgId, bidderName: who.spec.orgName }),
    files: [{ part: 'technical', name: '施工组织设计.pdf', source: new Blob([new Uint8Array(50_000).fill(9)]) }], ...change,
  };
}

export async function sealedFor(on: TestPlatform, plan: BidPlan): Promise<SealedBid> {
  const { dataDir } = on.platform;
  const sealed = await prepareBid(plan, localUploads(dataDir, openSealedStore(dataDir)));
  if (!sealed.ok) throw new Error(sealed.error.message);
  return sealed.value;
}

/** Sealed, uploaded and signed: the body of `bid.submit`. */
export async function bodyFor(on: TestPlatform, who: TestPerson, tenderOf: BidTender, change: Partial<BidPlan> = {}): Promise<SubmitBody> {
  return signBid(await sealedFor(on, planFor(who, tenderOf, change)), 'guarantee', (...given) => who.sign(...given));
}

