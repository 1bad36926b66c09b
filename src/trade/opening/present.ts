import type { Instant } from '#kernel/time/instant.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { acceptedOf } from './opening.ts';
import { actsOpenTo, hostFrom, type HallViewer } from './opening.acts.ts';
import type { Hall } from './hall.ts';
import type { BidView, HallPhase, LotView, OpeningView } from './hall-view.types.ts';
import type { AcceptedBid, Opening, OpeningLot } from './opening.types.ts';
import { publicOutcome, recordHashOf, recordOf } from './record.ts';

export type HallFacts = { readonly tender: Tender; readonly hall: Hall | null; readonly opening: Opening | null; readonly now: Instant };

export function hallPhase({ tender, opening, now }: Omit<HallFacts, 'hall'>): HallPhase {
  if (tender.termination) return 'terminated';
  if (opening) return opening.status;
  const isPaused = tender.postponed !== null || tender.suspension !== null || tender.openObjections.some(({ target }) => target === 'document');
  if (isPaused) return 'paused';
  return now >= deadlineOf(tender) ? 'closing' : 'before';
}

/**
 * The hall as this viewer may see it. It is the same for all but for the buttons and for which objections are one's own:
 * before prices are out there is no reader, in any role, for whom a price is in here.
 */
export function presentHall(facts: HallFacts, viewer: HallViewer | null): OpeningView {
  const { tender, hall, opening, now } = facts;
  const own = opening && viewer?.role === 'respond.operator' ? acceptedOf(opening).find(({ bidderId }) => bidderId === viewer.orgId) : undefined;
  const host = opening ? opening.host : (hall?.host ?? null);
  const published = tender.published;
  return {
    serverNow: now, tenderId: tender.tenderId, name: tender.name, initiator: tender.initiator.name, agency: tender.agency?.name ?? null,
    centre: tender.centre.name, department: tender.department.name, place: placeOf(tender), transactionCode: tender.transactionCode.code,
    phase: hallPhase(facts), deadlineAt: opening?.deadlineAt ?? deadlineOf(tender), closedAt: opening?.closedAt ?? null,
    closedLateMicros: opening ? lateness(opening) : 0, decryptUntil: opening?.decryptUntil ?? null, objectUntil: opening?.objectUntil ?? null,
    hostFrom: hostFrom(tender, deadlineOf(tender)), host: host && { orgName: host.orgName, at: host.at },
    k: published?.k ?? 0, holders: (published?.keyHolders ?? []).map(({ holderId, name, part }) => ({ holderId, name, part })),
    lots: tender.lots.map(({ lotId, name }) => presentLot({ tender, lotId, name }, opening?.lots.find((lot) => lot.lotId === lotId))),
    draw: presentDraw(facts),
    objections: (opening?.objections ?? []).map(({ bidderId, ...objection }) => ({ ...objection, isOwn: own?.bidderId === bidderId })),
    record: opening?.record ?? null,
    recordHash: opening?.status === 'announced' ? recordHashOf(recordOf(opening, tender)) : (opening?.record?.hash ?? null),
    ownBidderId: own?.bidderId ?? null,
    can: viewer ? actsOpenTo(facts, viewer) : [],
  };
}

/** Where it is held; of a terminated tender nothing is. */
export function placeOf({ venue, termination }: Tender): string {
  return termination ? '场地已退还' : (venue?.roomName ?? '网上开标厅');
}

function deadlineOf({ published }: Tender): Instant {
  return published?.document.bidDeadlineAt ?? (0 as Instant);
}

/** Beyond two seconds it is said. */
function lateness({ closedAt, deadlineAt }: Opening): number {
  const late = closedAt - deadlineAt;
  return late > 2_000_000 ? late : 0;
}

function presentLot({ tender, lotId, name }: { tender: Tender; lotId: string; name: string }, lot: OpeningLot | undefined): LotView {
  const terms = tender.published?.document.lots.find((each) => each.lotId === lotId);
  const failure = { text: '投标人少于三个，不予开标；已收到的投标文件保持密封，依法重新招标。', article: '招标投标法实施条例 第四十四条' };
  return {
    lotId, name, status: lot?.status ?? 'waiting', priceCapFen: terms?.priceCapFen ?? null,
    failure: lot?.status === 'failed' ? failure : null,
    bids: (lot?.accepted ?? []).map(presentBid),
  };
}

function presentBid({ bidderId, bidderName, manifestHash, receivedAt, sealCheck, released, wrong, stuck, byBidder, outcome }: AcceptedBid): BidView {
  return { bidderId, bidderName, manifestHash, receivedAt, sealCheck, released, wrong, stuck, byBidder, outcome: publicOutcome(outcome) };
}

function presentDraw({ tender, hall, opening }: HallFacts): OpeningView['draw'] {
  const coefficients = tender.published?.document.scoring.price.formula.coefficients ?? [];
  if (coefficients.length < 2) return null;
  const sources = opening ? (opening.draw?.sources ?? []) : (hall?.sources ?? []);
  const value = opening?.lots.find(({ coefficient }) => coefficient !== null)?.coefficient?.value ?? null;
  return { candidates: coefficients, sources: sources.map(({ holderId }) => holderId), value };
}
