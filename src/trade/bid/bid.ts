import type { Aggregate } from '#kernel/decider.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { present } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { SealManifest } from '#evidence/seal/manifest.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { BidEvent, BidSubmitted, BidWithdrawn } from './bid.events.ts';
import { bidRefusals } from './bid.refusals.ts';
import type { Bid, DepositForm } from './bid.types.ts';
import { holderSetIdOf, priceObjectName, sealStage } from './seal-plan.ts';

/**
 * 投标文件, one stream for each bidder and lot. Every part of every event is sealed, its header too: until the opening
 * nobody but the organisation itself may learn that the stream exists.
 */
export const bid: Aggregate<Bid, BidEvent> = {
  type: 'bid',
  disclosure: { BidSubmitted: 'sealed', BidWithdrawn: 'sealed' },
  evolve(state, event, { at, id }) {
    if (event.kind === 'BidWithdrawn') return { ...present(state, 'bid'), status: 'withdrawn' };
    const { bidderName, version, manifest, manifestHash, objects, depositForm } = event;
    const [lotId = '', bidderId = ''] = id.split(':');
    return { lotId, bidderId, bidderName, status: 'submitted', version, manifest, manifestHash, objects, depositForm, receivedAt: at };
  },
};

export function bidIdOf(lotId: string, bidderId: string): string {
  return `${lotId}:${bidderId}`;
}

/** Where this organisation stands before it bids. */
export type Standing = {
  readonly tender: Tender | null;
  readonly lotId: string;
  readonly orgId: string;
  readonly hasTaken: boolean;
  readonly current: Bid | null;
  readonly now: Instant;
};

/**
 * The instant that a standing bid names to the key holders, where the deadline has moved past it: they guard it until then and no
 * longer, so it is handed in again. Null where nothing is owed.
 */
export function sealedShortOf({ status, manifest }: Pick<Bid, 'status' | 'manifest'>, deadlineAt: Instant): Instant | null {
  const parsed = status === 'submitted' ? parseManifest(manifest) : null;
  return parsed?.ok && parsed.value.bidDeadlineAt < deadlineAt ? parsed.value.bidDeadlineAt : null;
}

/** Why this organisation cannot hand in a bid now, or null. The button and the command ask the same. */
export function obstacleToSubmit(standing: Standing): Refusal | null {
  const { tender, orgId, hasTaken } = standing;
  if (tender && (orgId === tender.initiator.orgId || orgId === tender.agency?.orgId)) return bidRefusals.ownTender({});
  const closed = obstacleOfTime(standing);
  if (closed) return closed;
  if (tender?.suspension) return bidRefusals.suspended({ reason: tender.suspension.reason });
  return hasTaken ? null : bidRefusals.documentNotTaken({});
}

/** Withdrawing stays open while a tender is suspended: nobody is held to a bid by a directive. */
export function obstacleToWithdraw(standing: Standing): Refusal | null {
  return obstacleOfTime(standing) ?? (standing.current?.status === 'submitted' ? null : bidRefusals.nothingToWithdraw({}));
}

function obstacleOfTime({ tender, lotId, now }: Standing): Refusal | null {
  const document = tender?.published?.document;
  if (!tender || !document || !document.lots.some((lot) => lot.lotId === lotId)) return bidRefusals.notAwaited({});
  if (tender.termination) return bidRefusals.terminated({ at: formatDeadline(tender.termination.at) });
  const isOver = tender.status !== 'published' || now >= document.bidDeadlineAt;
  return isOver ? bidRefusals.late({ deadline: formatDeadline(document.bidDeadlineAt) }) : null;
}

/** A bid that has been checked by itself: signature, ciphertexts, form. */
export type CheckedBid = {
  readonly manifest: SealManifest;
  readonly text: string;
  readonly hash: string;
  readonly bidderName: string;
  readonly certificateFingerprint: string;
  readonly depositForm: DepositForm;
  readonly act: BidSubmitted['act'];
};

export function decideSubmit(standing: Standing, checked: CheckedBid): Result<BidSubmitted, Refusal> {
  const refusal = obstacleToSubmit(standing) ?? foreignTo(standing, checked) ?? untimely(standing, checked) ?? misdealt(standing.tender, checked.manifest);
  if (refusal) return err(refusal);
  const { manifest, text, hash, bidderName, depositForm, act } = checked;
  const objects = manifest.objects.map(({ name, ctRoot, ctSizeBytes }) => ({ name, ctRoot, sizeBytes: ctSizeBytes }));
  return ok({ kind: 'BidSubmitted', bidderName, version: manifest.bidVersion, manifest: text, manifestHash: hash, objects, depositForm, act });
}

export function decideWithdraw(standing: Standing, version: number, act: BidWithdrawn['act']): Result<BidWithdrawn, Refusal> {
  const refusal = obstacleToWithdraw(standing);
  if (refusal) return err(refusal);
  if (standing.current?.version !== version) return err(bidRefusals.nothingToWithdraw({}));
  return ok({ kind: 'BidWithdrawn', version, act });
}

/** Versions count on over withdrawals: no two bids of one organisation are ever sealed under one label. */
export function nextVersion(current: Bid | null): number {
  return (current?.version ?? 0) + 1;
}

function foreignTo({ tender, lotId, orgId, current }: Standing, { manifest, certificateFingerprint }: CheckedBid): Refusal | null {
  const wanted: readonly (readonly [what: string, got: string, want: string])[] = [
    ['项目', manifest.tenderId, tender?.tenderId ?? ''],
    ['标段', manifest.lotId, lotId],
    ['投标人', manifest.bidderId, orgId],
    ['证书', manifest.bidderCertFp, certificateFingerprint],
    ['版本', String(manifest.bidVersion), String(nextVersion(current))],
  ];
  const wrong = wanted.find(([, got, want]) => got !== want);
  return wrong ? bidRefusals.otherIdentity({ what: wrong[0], got: wrong[1], want: wrong[2] }) : null;
}

/** Sealed until a later instant it could not be opened at the opening; until an earlier one it could be opened before. */
function untimely({ tender }: Standing, { manifest }: CheckedBid): Refusal | null {
  const deadline = tender?.published?.document.bidDeadlineAt;
  if (deadline === undefined || manifest.bidDeadlineAt === deadline) return null;
  return bidRefusals.otherDeadline({ got: formatDeadline(manifest.bidDeadlineAt), want: formatDeadline(deadline) });
}

/** One stage, dealt to exactly the published key holders with the published threshold; the price stands in its padded object. */
function misdealt(tender: Tender | null, manifest: SealManifest): Refusal | null {
  const published = tender?.published;
  const [stage] = manifest.stages;
  if (!published || !stage) return bidRefusals.otherHolders({});
  const holders = stage.sealedShares.map(({ holderId }) => holderId).join(' ');
  const isDealt = stage.k === published.k && manifest.holderSetId === holderSetIdOf(published) && holders === published.keyHolders.map(({ holderId }) => holderId).join(' ');
  if (!isDealt) return bidRefusals.otherHolders({});
  const price = manifest.objects.find(({ name }) => name === priceObjectName);
  const isPlanned = manifest.stages.length === 1 && stage.stage === sealStage && price?.padding === 'fixed-64k';
  return isPlanned ? null : bidRefusals.unencrypted({ problem: '缺少定长填充的报价文件，或密钥阶段不对' });
}
