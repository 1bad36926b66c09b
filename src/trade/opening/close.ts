import { assert } from '#kernel/assert.ts';
import { addMicros, microsPerMinute, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { checkBidderCount } from '#rules/construction/checks.ts';
import type { RulePack } from '#rules/pack.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import type { PublishedDocument, Tender } from '#trade/tender/tender.types.ts';
import type { Hall } from './hall.ts';
import type { ClosedBid, ClosedLot, OpeningEvent } from './opening.events.ts';
import type { CoefficientDraw } from './opening.types.ts';

/** How long after its instant a close still counts as punctual; a later one says so in the record. */
export const punctualMicros = 2 * microsPerSecond;

export type Closing = { readonly tender: Tender; readonly bids: readonly Bid[]; readonly hall: Hall | null; readonly pack: RulePack; readonly now: Instant };

/**
 * The close list of each lot, taken under the tender's gate: whatever was in time stands in it, and nothing else ever will.
 * A lot with fewer bids than the law asks for does not open: its list stays empty and its bids stay sealed for good.
 */
export function decideClose({ tender, bids, hall, pack, now }: Closing): OpeningEvent[] {
  const published = tender.published;
  assert(published, 'a tender that closes was published');
  const { bidDeadlineAt: deadlineAt, decryptWindowMinutes } = published.document;
  const lots = tender.lots.map(({ lotId }) => ({ lotId, accepted: acceptedFor(lotId, bids) }));
  const opens = ({ accepted }: { accepted: readonly Bid[] }) => checkBidderCount(accepted.length, pack).ok;
  const open = lots.filter(opens);
  const failed = lots.filter((lot) => !opens(lot)).map(({ lotId }) => lotId);
  const { rule, citation } = checkBidderCount(0, pack);
  const late = now - deadlineAt;
  return [
    {
      kind: 'OpeningClosed', tenderId: tender.tenderId, deadlineAt, closedLateMicros: late > punctualMicros ? late : 0,
      decryptUntil: addMicros(now, decryptWindowMinutes * microsPerMinute), k: published.k, holders: published.keyHolders,
      open: open.map(({ lotId, accepted }): ClosedLot => ({ lotId, accepted: accepted.map(listed) })),
      failed, host: hall?.host ?? null, draw: open.length > 0 ? drawOf(tender.tenderId, published, hall) : null,
      manifests: open.flatMap(({ accepted }) => accepted.map(({ manifest, manifestHash }) => ({ manifestHash, manifest }))),
    },
    ...failed.map((lotId) => ({ kind: 'LotFailed' as const, lotId, rule, article: citation })),
  ];
}

export function coefficientDrawId(tenderId: string): string {
  return `coefficient:${tenderId}`;
}

/** Two parts of opposed interest are enough: one honest contribution makes the draw unpredictable for all others. */
export function isFixed(sources: CoefficientDraw['sources'], least: number): boolean {
  return new Set(sources.map(({ part }) => part)).size >= least;
}

const leastSourcesAtClose = 2;

function drawOf(tenderId: string, { document }: PublishedDocument, hall: Hall | null): CoefficientDraw | null {
  const { coefficients } = document.scoring.price.formula;
  if (coefficients.length < 2) return null;
  const sources = hall?.sources ?? [];
  return { drawId: coefficientDrawId(tenderId), candidates: coefficients, sources, fixed: isFixed(sources, leastSourcesAtClose) };
}

function acceptedFor(lotId: string, bids: readonly Bid[]): Bid[] {
  const own = bids.filter((bid) => bid.lotId === lotId && bid.status === 'submitted');
  return own.sort((a, b) => (a.manifestHash < b.manifestHash ? -1 : 1));
}

function listed({ bidderId, bidderName, version, manifestHash, receivedAt }: Bid): ClosedBid {
  return { bidderId, bidderName, version, manifestHash, receivedAt };
}
