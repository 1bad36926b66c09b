import { randomBytes } from 'node:crypto';
import { present } from '#kernel/assert.ts';
import { toBase64url, toHex } from '#kernel/bytes.ts';
import { idFrom, lotIdOf } from '#kernel/ids.ts';
import { capitalFen } from '#kernel/money.capital.ts';
import { addMicros, instant, microsPerDay, microsPerHour, microsPerSecond } from '#kernel/time/instant.ts';
import { coefficientAlgorithm, drawCoefficient } from '#evidence/draw/coefficient.ts';
import { contributionCommit } from '#evidence/draw/contributions.ts';
import { drawRequestHash, runDraw } from '#evidence/draw/draw.ts';
import { escrowHash, type Escrow } from '#trade/panel/escrow.ts';
import { experts, materialOf } from '#evidence/draw/testing/material.ts';
import { keysOfPkcs8 } from '#evidence/seal/keys.ts';
import { openWithBidderKey } from '#evidence/seal/open.ts';
import type { SealManifest } from '#evidence/seal/manifest.ts';
import { localUploads } from '#platform/uploads/local-uploads.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { award } from '#trade/award/award.ts';
import { benchmarkOf, candidateNotice, candidatesOf, biddersOf, letterOf, noticeTo, resultNotice } from '#trade/award/award.content.ts';
import type { Award } from '#trade/award/award.types.ts';
import { bidderNotice } from '#trade/award/bidder-notice.ts';
import { submitContent } from '#trade/bid/bid.acts.ts';
import { prepareBid } from '#trade/bid/bid-agent.ts';
import { bid } from '#trade/bid/bid.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';
import { causeOfFailure, failureNotice, failureNoticeTo } from '#trade/award/failure.ts';
import { contract, hashOfTerms, hashOfUpload } from '#trade/contract/contract.ts';
import type { ContractTerms } from '#trade/contract/contract.types.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import { termsOf } from '#trade/evaluation/hall.ts';
import { hashOfReport, reportOf } from '#trade/evaluation/report.ts';
import { decideClose } from '#trade/opening/close.ts';
import { hall } from '#trade/opening/hall.ts';
import { opening } from '#trade/opening/opening.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import { recordHashOf, recordOf } from '#trade/opening/record.ts';
import { drawRecord } from '#trade/panel/draw-record.ts';
import { panel } from '#trade/panel/panel.ts';
import { hashOfDocument, packOf } from '#trade/tender/tender.document.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import { publishContent } from '#trade/tender/tender.schema.ts';
import { registration, sampleDocument } from '#trade/tender/tender.testing.ts';
import { tender } from '#trade/tender/tender.ts';
import type { KeyHolderRef, Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import { bundleStage, pointOf, type BundleStage, type Lie, type Player } from './stage.testing.ts';

const aggregates = [tender, hall, bid, opening, panel, drawRecord, evaluation, award, bidderNotice, contract];
const parts = ['initiator', 'local-centre', 'partner-centre', 'independent-ca'] as const;
const prices = [9_600_000_000n, 9_720_000_000n, 9_810_000_000n, 9_930_000_000n];
const memberIds = ['m1', 'm2', 'm3'];

export type Scene = Awaited<ReturnType<typeof playLot>>;

/** How the lot ends: with a contract signed here, with one signed elsewhere, or with every bid rejected. */
export type Ending = 'contract' | 'upload' | 'failed';

/** What else may differ, in micros. */
export type Course = {
  /** The platform closes so long before the deadline of the document that it shows. */
  readonly closesEarlyBy?: number;
  /** Bidders were shown a document with a deadline so much later, and sealed for it. */
  readonly sealedLaterBy?: number;
  /** So long after the close co-signers see its list. */
  readonly cosignedAfter?: number;
  /** So much the clocks of the co-signers are behind. */
  readonly cosignersBehind?: number;
  /** Two of the sources of the draw come only after the close. */
  readonly isDrawFixedLate?: boolean;
};

/** One lot from registration to contract: real aggregates, sealing, draws, arithmetic and signatures; few people and few words. */
export async function playLot(lie?: Lie, ending: Ending = 'contract', course: Course = {}) {
  const on = await bundleStage(aggregates, lie);
  const tenderId = idFrom(randomBytes(16));
  const lotId = lotIdOf(tenderId, 1);
  const subject = { tenderId, lotId };
  const initiator = await on.player('INITIATOR', '赛罕区卫生健康委员会', 'initiate.operator');
  const bidders = await Promise.all(['BIDDERA', 'BIDDERB', 'BIDDERC', 'BIDDERD'].map((orgId) => on.player(orgId, `${orgId}建设有限公司`, 'respond.operator')));
  const members = await Promise.all(memberIds.map((id) => on.player('EXPERTPOOL', `评委${id}`, 'evaluate.expert')));
  const scene = { on, tenderId, lotId, subject, initiator, bidders, members, course };

  const holders = await Promise.all(parts.map(async (part) => ({ part, holder: await on.player(`HOLDER-${part.toUpperCase()}`, part, 'hold-key.agent') })));
  const keyHolders: KeyHolderRef[] = holders.map(({ part, holder }) => ({ holderId: `holder-${part}`, orgId: holder.orgId, name: part, part, publicKey: toBase64url(pointOf(holder.decryptKey)) }));
  const document = await publishTender(scene, keyHolders);
  const sheets = await handIn(scene, keyHolders, document);
  await playPanelDraw(on, tenderId);
  await open(scene, sheets, document);
  await evaluate(scene, ending === 'failed');
  if (ending === 'failed') await fail(scene);
  else await decide(scene, ending === 'upload');
  await on.publish();
  return { ...scene, document };
}

type Playing = { readonly on: BundleStage; readonly tenderId: string; readonly lotId: string; readonly subject: { tenderId: string; lotId: string }; readonly initiator: Player; readonly bidders: readonly Player[]; readonly members: readonly Player[]; readonly course: Course };

async function publishTender({ on, tenderId, lotId, initiator, course }: Playing, keyHolders: readonly KeyHolderRef[]): Promise<TenderDocument> {
  const now = await on.now();
  const lots = [{ ...present(registration.lots[0], 'lot'), lotId, estimateFen: '10000000000' }];
  const sample = sampleDocument(now, lots);
  const document: TenderDocument = { ...sample, sections: sample.sections.slice(0, 1), values: {}, bidDeadlineAt: addMicros(now, 21 * microsPerDay) };
  const documentHash = hashOfDocument(document);
  const published = { version: 1, publishedAt: now, document, documentHash, keyHolders, k: 3 };
  await on.tell(initiator.actor, ['tender', tenderId, { kind: 'TenderRegistered', tender: { ...registration, tenderId, lots, registeredAt: now } } as never], ['tender', tenderId, { kind: 'DraftComposed', document } as never]);
  await on.tell(initiator.actor, ['tender', tenderId, { kind: 'NoticePublished', published, ...await initiator.signed('tender.publish', { tenderId }, publishContent(documentHash)) } as never]);
  const sources = await Promise.all(parts.slice(0, course.isDrawFixedLate ? 1 : 3).map((part) => sourceOf(tenderId, part)));
  await on.tell(on.system, ...sources.map(({ source }) => ['hall', tenderId, { kind: 'ContributionEscrowed', source } as never] as [string, string, never]));
  return document;
}

const values = new Map<string, Uint8Array<ArrayBuffer>>();

async function sourceOf(tenderId: string, part: string) {
  const drawId = `coefficient:${tenderId}`;
  const holderId = `holder-${part}`;
  const value = new Uint8Array(randomBytes(32));
  values.set(`${drawId} ${holderId}`, value);
  const escrow: Escrow = { v: 1, drawId, dealerId: holderId, shares: [] };
  return { source: { holderId, part, commitment: contributionCommit(value, drawId, holderId), escrow: JSON.stringify({ dealerId: holderId, drawId, shares: escrow.shares, v: 1 }) } };
}

/** The list is already under the co-signers' names when the sources come that fix the draw. */
async function addLateSources(on: BundleStage, tenderId: string): Promise<void> {
  await on.publish();
  const sources = await Promise.all(parts.slice(1, 3).map((part) => sourceOf(tenderId, part)));
  await on.tell(on.system, ...sources.map(({ source }, i) => ['opening', tenderId, { kind: 'DrawSourceAdded', source, fixed: i === 1 } as never] as [string, string, never]));
  await on.advanceTo(addMicros(await on.now(), microsPerHour));
}

/** Four bidders, one of whom replaces its bid: one more than there are candidates. */
async function handIn({ on, tenderId, lotId, subject, bidders, course }: Playing, keyHolders: readonly KeyHolderRef[], document: TenderDocument): Promise<Map<string, PriceSheet>> {
  const sheets = new Map<string, PriceSheet>();
  const upload = localUploads(on.dataDir, openSealedStore(on.dataDir));
  const submissions = [...bidders.entries(), [0, bidders[0]] as [number, Player]];
  const versions = new Map<string, number>();
  for (const [n, bidder] of submissions) {
    const version = (versions.get(bidder.orgId) ?? 0) + 1;
    versions.set(bidder.orgId, version);
    const sheet = sheetOf(lotId, bidder, present(prices[n], 'price'), document);
    const plan = { tenderId, lotId, keyHolders, k: 3, bidDeadlineAt: addMicros(document.bidDeadlineAt, course.sealedLaterBy ?? 0), version, encryptorBuild: 'test', legalRepresentative: '李总', signCertificate: bidder.certificate, encryptionPublicKey: pointOf(bidder.decryptKey), priceSheet: sheet, files: [] };
    const sealed = await prepareBid(plan, upload);
    if (!sealed.ok) throw new Error(sealed.error.message);
    const { manifest, text, manifestHash } = sealed.value;
    sheets.set(manifestHash, sheet);
    await on.tell(bidder.actor, ['bid', `${lotId}:${bidder.orgId}`, {
      kind: 'BidSubmitted', bidderName: bidder.name, version, manifest: text, manifestHash, depositForm: 'guarantee',
      objects: manifest.objects.map(({ name, ctRoot, ctSizeBytes }) => ({ name, ctRoot, sizeBytes: ctSizeBytes })),
      act: await bidder.signed('bid.submit', subject, submitContent(manifestHash, 'guarantee')),
    } as never]);
  }
  return sheets;
}

function sheetOf(lotId: string, { orgId, name }: Player, priceFen: bigint, document: TenderDocument): PriceSheet {
  const items = present(document.lots[0], 'lot').priceList;
  return {
    v: 1, lotId, bidderId: orgId, bidderName: name, priceFen: String(priceFen), priceCapital: capitalFen(priceFen), durationDays: 400, quality: '合格',
    projectManager: { name: '王工', certificate: '蒙1502' }, depositForm: 'guarantee', lines: items.map(({ code }) => ({ code, unitPriceFen: '100', totalFen: '100' })),
  };
}

/** Panel draw by its own library; who was drawn is nobody's here. */
async function playPanelDraw(on: BundleStage, tenderId: string): Promise<void> {
  const pool = experts(12);
  const checkpointRoot = await on.publish();
  const material = { ...materialOf(pool, { drawId: `panel:${tenderId}:1:1` }), checkpointRoot };
  const transcript = runDraw(material);
  if (!transcript.ok) throw new Error(transcript.error.message);
  const { request, commitments } = material;
  const { drawId, contributors } = request;
  await on.tell(on.system,
    ['panel', tenderId, { kind: 'PanelRequested', number: 1, rows: request.rows, reportAt: instant(0), place: '一室', avoidance: [], representative: null, holders: [] } as never],
    ['draw', tenderId, { kind: 'PoolTaken', number: 1, pool, avoidance: [] } as never],
    ['panel', tenderId, { kind: 'RoundOpened', round: 1, request, requestHash: drawRequestHash(request), contributors, until: instant(0) } as never],
    ...commitments.map((commitment) => ['panel', tenderId, { kind: 'ValueCommitted', drawId, ...commitment } as never] as [string, string, never]),
    ['panel', tenderId, { kind: 'CommitmentsLogged', drawId, root: checkpointRoot, size: 8, until: instant(0) } as never]);
  await on.tell(on.system,
    ['draw', tenderId, { kind: 'TranscriptKept', transcript: transcript.value } as never],
    ['panel', tenderId, { kind: 'Drawn', drawId, transcriptHash: 'h', size: 3, members: [] } as never]);
}

async function open({ on, tenderId, lotId, bidders, initiator, course }: Playing, sheets: ReadonlyMap<string, PriceSheet>, document: TenderDocument): Promise<void> {
  await on.advanceTo(addMicros(document.bidDeadlineAt, -(course.closesEarlyBy ?? 0)));
  const [found, sources] = [await on.stateOf<Tender>(tender, tenderId), await on.stateOf<never>(hall, tenderId)];
  const bids = await Promise.all(bidders.map(({ orgId }) => on.stateOf<never>(bid, `${lotId}:${orgId}`)));
  const now = await on.now();
  const closing = decideClose({ tender: found, bids, hall: sources, pack: packOf(found), now });
  // The commit's own instant decides how late the close was, so the scene leaves that to the event.
  const events = closing.map((event) => (event.kind === 'OpeningClosed' ? { ...event, closedLateMicros: 0 } : event));
  await on.tell(on.system, ['tender', tenderId, { kind: 'TenderClosed' }], ...events.map((event) => ['opening', tenderId, event] as [string, string, typeof event]));
  if (course.cosignedAfter) await on.advanceTo(addMicros(await on.now(), course.cosignedAfter));
  if (course.isDrawFixedLate) await addLateSources(on, tenderId);
  const root = await on.publish(1);
  await on.publish(undefined, course.cosignersBehind);
  const state = await on.stateOf<Opening>(opening, tenderId);
  const draw = present(state.draw, 'draw');
  const drawn = drawCoefficient({
    request: { algorithm: coefficientAlgorithm, drawId: draw.drawId, candidates: draw.candidates, contributors: draw.sources.map(({ holderId, part }) => ({ partyId: holderId, role: part })) },
    checkpointRoot: root,
    commitments: draw.sources.map(({ holderId, commitment, escrow }) => ({ partyId: holderId, commitment, escrowHash: escrowHash(JSON.parse(escrow) as Escrow) })),
    contributions: draw.sources.map(({ holderId }) => ({ partyId: holderId, value: toHex(present(values.get(`${draw.drawId} ${holderId}`), 'value')), openedBy: 'keyHolders' as const })),
  });
  if (!drawn.ok) throw new Error(drawn.error.message);
  const accepted = state.lots.flatMap((lot) => lot.accepted);
  const keys = await Promise.all(accepted.map(async ({ bidderId, manifestHash }) => ({ manifestHash, key: await stageKeyOf(on, present(bidders.find(({ orgId }) => orgId === bidderId), bidderId), lotId) })));
  const outcomes = accepted.map(({ manifestHash }) => {
    const { lines: _lines, ...price } = present(sheets.get(manifestHash), 'sheet');
    return { manifestHash, outcome: { kind: 'opened', path: 'bidder', price } };
  });
  const lines = accepted.map(({ manifestHash }) => ({ manifestHash, lines: present(sheets.get(manifestHash), 'sheet').lines }));
  await on.tell(on.system,
    ['opening', tenderId, { kind: 'CoefficientDrawn', value: drawn.value.value, transcript: drawn.value } as never],
    ['opening', tenderId, { kind: 'PricesAnnounced', objectUntil: addMicros(now, microsPerDay), outcomes, lines, stageKeys: keys } as never]);
  const record = recordOf(await on.stateOf<Opening>(opening, tenderId), found);
  const recordHash = recordHashOf(record);
  await on.tell(initiator.actor, ['opening', tenderId, { kind: 'OpeningRecorded', record, recordHash, by: initiator.name, act: await initiator.signed('opening.confirm', { tenderId }, { recordHash }) } as never]);
}

async function stageKeyOf(on: BundleStage, bidder: Player, lotId: string): Promise<string> {
  const { manifest } = await on.stateOf<{ manifest: string }>(bid, `${lotId}:${bidder.orgId}`);
  const parsed = JSON.parse(manifest) as SealManifest;
  const keys = await keysOfPkcs8(new Uint8Array(bidder.decryptKey.export({ type: 'pkcs8', format: 'der' })));
  if (!keys.ok) throw new Error(keys.error.message);
  const key = await openWithBidderKey(parsed, present(parsed.stages[0], 'stage'), keys.value);
  return key.ok ? toHex(key.value) : '';
}

async function evaluate({ on, tenderId, lotId, subject, bidders, members }: Playing, rejectsAll: boolean): Promise<void> {
  const found = await on.stateOf<Tender>(tender, tenderId);
  const opened = present((await on.stateOf<Opening>(opening, tenderId)).lots[0], 'lot');
  const terms = termsOf(found, lotId, compositeMethodOf);
  const seats = memberIds.map((memberId) => ({ memberId, kind: 'expert' }));
  const bids = opened.accepted.map(({ bidderId, bidderName, outcome }) => ({ bidderId, bidderName, priceFen: outcome.kind === 'opened' ? outcome.priceSheet.priceFen : '' }));
  await on.tell(on.system, ['evaluation', lotId, { kind: 'EvaluationOpened', ...subject, documentHash: present(found.published, 'document').documentHash, seats, bids } as never]);
  if (rejectsAll) await on.tell(on.system, ...bidders.map(({ orgId }) => ['evaluation', lotId, { kind: 'BidRejected', bidderId: orgId, ground: 'unqualified', reason: '安全生产许可证已过有效期', proposalId: null } as never] as [string, string, never]));
  for (const [m, member] of members.entries()) {
    const scored = bidders.flatMap(({ orgId }, b) => terms.factors.map((factor, f) => ['evaluation', lotId, { kind: 'Scored', memberId: memberIds[m], bidderId: orgId, factorId: factor.id, points: String(8 + ((m + b + f) % 3)), note: '' } as never] as [string, string, never]));
    const last = m === members.length - 1 ? [['evaluation', lotId, { kind: 'Disclosed', scope: lotId, class: 'names', toClass: 'panel' } as never] as [string, string, never]] : [];
    await on.tell(member.actor, ...scored, ['evaluation', lotId, { kind: 'ScoresSubmitted', memberId: memberIds[m] } as never], ...last);
  }
  const report = reportOf(await on.stateOf<Evaluation>(evaluation, lotId), terms, opened);
  const reportHash = hashOfReport(report);
  await on.tell(present(members[0], 'chair').actor, ['evaluation', lotId, { kind: 'ReportDrafted', memberId: 'm1', report, reportHash, signUntil: instant(0) } as never]);
  for (const [m, member] of members.entries()) {
    const content = { reportHash, dissent: null };
    const handedOver = m === members.length - 1 ? [['evaluation', lotId, { kind: 'EvaluationReported', report, reportHash } as never] as [string, string, never]] : [];
    await on.tell(member.actor, ['evaluation', lotId, { kind: 'ReportSigned', memberId: memberIds[m], ...content, ...await member.signed('evaluation.signReport', subject, content) } as never], ...handedOver);
  }
}

async function fail({ on, tenderId, lotId, subject, initiator }: Playing): Promise<void> {
  const [found, opened, evaluated] = [await on.stateOf<Tender>(tender, tenderId), await on.stateOf<Opening>(opening, tenderId), await on.stateOf<Evaluation>(evaluation, lotId)];
  await on.tell(on.system, ['award', lotId, { kind: 'ReportReceived', tenderId, round: 1, method: 'first-candidate', reportHash: evaluated.reportHash, publishBy: await on.now(), candidates: [], bidders: biddersOf(present(evaluated.report, 'report'), opened) } as never]);
  const state = await on.stateOf<Award>(award, lotId);
  const notice = failureNotice(state, found, packOf(found));
  await on.tell(initiator.actor, ['award', lotId, { kind: 'FailureDeclared', cause: causeOfFailure(state.bidders), notice, ...await initiator.signed('award.publishFailure', subject, notice) } as never],
    ...state.bidders.map((bidder) => ['notice', `${lotId}:${bidder.bidderId}`, { kind: 'BidderNotified', content: failureNoticeTo(bidder) } as never] as [string, string, never]));
}

async function decide({ on, tenderId, lotId, subject, initiator, bidders }: Playing, isUpload: boolean): Promise<void> {
  const [found, opened, evaluated] = [await on.stateOf<Tender>(tender, tenderId), await on.stateOf<Opening>(opening, tenderId), await on.stateOf<Evaluation>(evaluation, lotId)];
  const report = present(evaluated.report, 'report');
  const until = addMicros(await on.now(), 4 * microsPerDay);
  const state = (): Promise<Award> => on.stateOf<Award>(award, lotId);
  const byInitiator = async (event: { kind: string } & Record<string, unknown>, act: string, content: unknown, ...more: [string, string, never][]) =>
    await on.tell(initiator.actor, ['award', lotId, { ...event, ...await initiator.signed(act, subject, content) }], ...more);
  await on.tell(on.system, ['award', lotId, { kind: 'ReportReceived', tenderId, round: 1, method: 'first-candidate', reportHash: evaluated.reportHash, publishBy: until, candidates: candidatesOf(report, opened, present(found.published, 'document').document), benchmark: benchmarkOf(report), bidders: biddersOf(report, opened) } as never]);
  const notice = candidateNotice(await state(), found, until);
  await byInitiator({ kind: 'CandidatesPublished', notice, until, late: false, findings: [] }, 'award.publishCandidates', notice);
  await on.advanceTo(addMicros(until, microsPerSecond));
  await on.tell(on.system, ['award', lotId, { kind: 'PublicityEnded', openObjections: 0 } as never]);
  const first = present((await state()).candidates[0], 'candidate');
  const chosen = { bidderId: first.bidderId, reason: '', passedOver: [] };
  await byInitiator({ kind: 'AwardDecided', ...chosen, name: first.name, priceFen: first.priceFen, method: 'first-candidate', reportBy: until }, 'award.decide', chosen);
  const contractBy = addMicros(await on.now(), 30 * microsPerDay);
  const letter = letterOf(await state(), found, contractBy);
  const notices = (await state()).bidders.map((bidder) => bidder.bidderId);
  const told = await state();
  await byInitiator({ kind: 'LetterIssued', letter, contractBy, notified: notices.length }, 'award.issueLetter', letter,
    ...told.bidders.map((bidder) => ['notice', `${lotId}:${bidder.bidderId}`, { kind: 'BidderNotified', content: noticeTo(told, bidder) } as never] as [string, string, never]));
  const result = resultNotice(await state(), found);
  await byInitiator({ kind: 'ResultPublished', notice: result }, 'award.publishResult', result);
  await (isUpload ? uploadContract : signContract)({ on, lotId, subject, initiator, winner: present(bidders.find(({ orgId }) => orgId === first.bidderId), 'winner'), award: await state(), found });
}

type Signing = Pick<Playing, 'on' | 'lotId' | 'subject' | 'initiator'> & { readonly winner: Player; readonly award: Award; readonly found: Tender };

function termsOfContract({ lotId, winner, award: decided, found }: Signing): ContractTerms {
  const candidate = present(decided.candidates[0], 'candidate');
  return {
    lotId, initiatorOrgId: found.initiator.orgId, winnerOrgId: winner.orgId, priceFen: candidate.priceFen, durationDays: candidate.durationDays, quality: candidate.quality, scope: '主体结构',
    projectManager: candidate.projectManager.name, performanceBondFen: '0', otherTerms: '',
  };
}

async function uploadContract(signing: Signing): Promise<void> {
  const { on, lotId, subject, initiator, winner, award: decided } = signing;
  const terms = termsOfContract(signing);
  const upload = { file: { sha256: 'c'.repeat(64), name: '施工合同.pdf', sizeBytes: 9, mediaType: 'application/pdf' }, signedOn: '2026-12-30' };
  const termsHash = hashOfUpload(terms, upload);
  const content = { termsHash, fileSha256: upload.file.sha256 };
  await on.tell(initiator.actor, ['contract', lotId, { kind: 'ContractUploaded', tenderId: subject.tenderId, terms, upload, termsHash, differences: [], signBy: present(decided.contractBy, 'contractBy'), orgId: initiator.orgId, orgName: initiator.name, ...await initiator.signed('contract.upload', subject, content) } as never]);
  await on.tell(winner.actor, ['contract', lotId, { kind: 'ContractConfirmed', orgId: winner.orgId, orgName: winner.name, termsHash, ...await winner.signed('contract.confirm', subject, content) } as never],
    ['award', lotId, { kind: 'ContractConcluded', at: await on.now(), late: false } as never]);
}

async function signContract(signing: Signing): Promise<void> {
  const { on, lotId, subject, initiator, winner, award: decided } = signing;
  const terms = termsOfContract(signing);
  const termsHash = hashOfTerms(terms);
  await on.tell(initiator.actor, ['contract', lotId, { kind: 'ContractDrafted', tenderId: subject.tenderId, terms, termsHash, differences: [], signBy: present(decided.contractBy, 'contractBy') } as never]);
  for (const [side, isLast] of [[initiator, false], [winner, true]] as const) {
    const now = await on.now();
    const concluded = isLast ? [['award', lotId, { kind: 'ContractConcluded', at: now, late: false } as never] as [string, string, never]] : [];
    await on.tell(side.actor, ['contract', lotId, { kind: 'ContractSigned', orgId: side.orgId, orgName: side.name, termsHash, ...await side.signed('contract.sign', subject, { termsHash }) } as never], ...concluded);
  }
}
