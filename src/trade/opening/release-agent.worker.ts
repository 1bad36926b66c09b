import { z } from 'zod';
import { toHex } from '#kernel/bytes.ts';
import type { Json } from '#kernel/json.ts';
import { formatBeijing, instant, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import { releaseShare } from '#evidence/seal/release.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { dealContribution, openShare, type Dealt, type Escrow } from '#trade/panel/escrow.ts';
import type { AgentDuty, AgentHand } from '#platform/agent/api.ts';
import { EvidenceFault, eventEvidenceSchema, proveEvent, readCosigned, wantCosigners, type CosignedHead } from '#platform/agent/log-evidence.ts';
import type { PendingItem, PendingView, ReleaseView } from './agent.types.ts';
import { coefficientDrawId } from './close.ts';
import type { ReleaseBody } from './release.commands.ts';
import { releaseContent } from './release.commands.ts';
import type { CoefficientDraw } from './opening.types.ts';

/** Of the close event's public part, what an agent goes by. */
const closeSchema = z.object({
  tenderId: z.string(), deadlineAt: z.number().int().transform(instant),
  open: z.array(z.object({ lotId: z.string(), accepted: z.array(z.object({ bidderId: z.string(), manifestHash: z.string() })) })),
  draw: z.custom<CoefficientDraw | null>(),
});
type Close = z.infer<typeof closeSchema>;

/**
 * A key agent's duty at openings. It asks nobody for leave and believes only the log, the bidders and its own clock: shares
 * go out once the close list stands in a tree that enough co-signers have signed, the instant that each bidder sealed its
 * bid for is past on the agent's clock and on the co-signers', and nothing stops the opening. The adversary is the
 * operator, who can append a close of any instant and have it co-signed, and who answers `/api/clock`; it cannot write
 * what bidders sealed. One close list for each tender: another one, once seen, is never served; and none once a termination was.
 * @param clock the agent's own, `partyClock`.
 */
export function releaseDuty(trust: LogTrust, clock: () => Promise<Instant>): AgentDuty {
  wantCosigners(trust);
  return async (hands, report) => {
    const byHolder = new Map(hands.map((hand) => [hand.identity.holderId, hand]));
    const [any] = hands;
    if (!any) return 0;
    const { items: all } = await any.api.get<PendingView>(`/api/opening/pending?holder=${[...byHolder.keys()].join(',')}`);
    const items = await withoutNoted(all, byHolder);
    const head = items.some(({ needs }) => needs.includes('release') || needs.includes('draw') || needs.includes('stop')) ? await readCosigned(any.api, trust) : null;
    let acts = 0;
    for (const item of items) {
      const hand = byHolder.get(item.holderId);
      if (!hand) continue;
      try {
        acts += Number(await serve(hand, item, { clock, head }));
      } catch (error) {
        report(error);
      }
    }
    return acts;
  };
}

async function serve(hand: AgentHand, item: PendingItem, { clock, head }: { clock: () => Promise<Instant>; head: CosignedHead | null }): Promise<boolean> {
  if (item.needs.includes('contribute')) return await contribute(hand, item);
  if (item.needs.includes('stop')) return head !== null && (await stop(hand, item, head));
  return head !== null && (await release(hand, item, { head, now: sure(head, await clock()) }));
}

/** What has come on the own clock and, to the second in which they signed, on the co-signers'. */
function sure({ cosignedAt }: CosignedHead, own: Instant): Instant {
  return instant(Math.min(own, cosignedAt + microsPerSecond - 1));
}

/** A termination that the log bears out is noted for good: whatever close is shown later, no share of this tender leaves this folder. */
async function stop({ api, identity: { memory } }: AgentHand, { tenderId }: PendingItem, head: CosignedHead): Promise<false> {
  const proven = await proveEvent(api, eventEvidenceSchema.parse(await api.get(`/api/openings/${tenderId}/termination`)), head);
  if (!proven) return false;
  const { stream, kind } = proven.header;
  if (stream !== `tender:${tenderId}` || kind !== 'TenderTerminated') throw new EvidenceFault('the evidence is of another event');
  await memory.write(terminationNote(tenderId), proven.root);
  return false;
}

async function withoutNoted(items: readonly PendingItem[], hands: ReadonlyMap<string, AgentHand>): Promise<PendingItem[]> {
  const known = await Promise.all(items.map(async ({ needs, holderId, tenderId }) => needs.includes('stop') && ((await hands.get(holderId)?.identity.memory.read(terminationNote(tenderId))) ?? null) !== null));
  return items.filter((_, n) => !known[n]);
}

function terminationNote(tenderId: string): string {
  return `terminated-${tenderId}`;
}

async function contribute({ api, identity }: AgentHand, { tenderId, holders }: PendingItem): Promise<boolean> {
  const { holderId } = identity;
  const { commitment, escrow } = await ownContribution({ api, identity }, tenderId, holders);
  const content = { holderId, commitment, escrow } as unknown as Json;
  const signature = await api.sign('opening.contribute', { tenderId }, content);
  return (await api.command('opening.contribute', { tenderId, holderId, commitment, escrow, signature })).status === 'accepted';
}

/** Made once and remembered before it is promised. */
async function ownContribution({ identity: { holderId, memory } }: AgentHand, tenderId: string, holders: PendingItem['holders']): Promise<Dealt> {
  const note = `coefficient-${tenderId}`;
  const known = await memory.read(note);
  if (known !== null) return JSON.parse(known) as Dealt;
  const others = holders.filter((holder) => holder.holderId !== holderId).map((holder) => ({ partyId: holder.holderId, publicKey: holder.publicKey }));
  const dealt = await dealContribution(coefficientDrawId(tenderId), holderId, others, crypto.getRandomValues(new Uint8Array(32)));
  if (!dealt.ok) throw new EvidenceFault(dealt.error.message);
  await memory.write(note, JSON.stringify(dealt.value));
  return dealt.value;
}

async function release({ api, identity }: AgentHand, { tenderId }: PendingItem, { head, now }: { head: CosignedHead; now: Instant }): Promise<boolean> {
  if ((await identity.memory.read(terminationNote(tenderId))) !== null) throw new EvidenceFault(`${tenderId} was terminated: its bids stay sealed`);
  const view = await api.get<ReleaseView>(`/api/openings/${tenderId}/release`);
  if (view.blockedBy.length > 0) return false;
  const proven = await proveEvent(api, eventEvidenceSchema.parse(view.close), head);
  if (!proven) return false;
  const close = closeSchema.parse(proven.body);
  const { stream, kind, version, at } = proven.header;
  if (stream !== `opening:${tenderId}` || kind !== 'OpeningClosed' || version !== 1 || close.tenderId !== tenderId) throw new EvidenceFault('the evidence is of another event');
  if (Math.min(at, now) < close.deadlineAt) throw tooEarly(close, close.deadlineAt, now);
  const seen = await identity.memory.read(`close-${tenderId}`);
  if (seen !== null && seen !== proven.root) throw new EvidenceFault(`${tenderId} was closed twice`);
  const shares = await openShares({ api, identity }, { close, now }, view);
  // Noted before anything goes out, and not before the instants hold: a close that was refused as early does not bar the true one.
  if (seen === null) await identity.memory.write(`close-${tenderId}`, proven.root);
  const body = { holderId: identity.holderId, ...shares, ...(await drawPart({ api, identity }, close, view)) };
  const signature = await api.sign('opening.releaseShares', { tenderId }, releaseContent(body));
  return (await api.command('opening.releaseShares', { tenderId, ...body, signature })).status === 'accepted';
}

/** All of a close or nothing: one bid that was sealed for a later instant shows that the close was brought forward. */
async function openShares({ identity }: AgentHand, { close, now }: { close: Close; now: Instant }, { bids }: ReleaseView): Promise<Pick<ReleaseBody, 'releases' | 'stuck'>> {
  const releases: ReleaseBody['releases'] = [];
  const stuck: ReleaseBody['stuck'] = [];
  for (const { lotId, bidderId, manifestHash, manifest } of bids) {
    const accepted = close.open.find((lot) => lot.lotId === lotId)?.accepted.map((bid) => bid.manifestHash) ?? [];
    const parsed = parseManifest(manifest);
    const stage = parsed.ok ? parsed.value.stages[0]?.stage : undefined;
    if (!parsed.ok || stage === undefined) throw new EvidenceFault('a manifest is not whole');
    const outcome = await releaseShare({ close: { tenderId: close.tenderId, lotId, accepted, deadlineAt: close.deadlineAt }, now, manifest: parsed.value, stage, holderId: identity.holderId, keys: identity.decryptKeys });
    if (outcome.kind === 'released') releases.push({ lotId, bidderId, manifestHash, share: toHex(outcome.share) });
    else if (outcome.kind === 'too-early') throw tooEarly(close, outcome.until, now);
    else if (outcome.kind === 'not-accepted') throw new EvidenceFault('a bid was shown that is not in the close list');
    else stuck.push({ lotId, bidderId, manifestHash });
  }
  return { releases, stuck };
}

function tooEarly({ tenderId, deadlineAt }: Close, until: Instant, now: Instant): EvidenceFault {
  const [sealed, closed, here] = [until, deadlineAt, now].map(formatBeijing);
  return new EvidenceFault(`${tenderId}: nothing is released before ${sealed}; the close names ${closed}, the clocks of this agent and of the co-signers say ${here}`);
}

/** Shares for the draw: of the sources that the close list fixed, or of a later list in which the own contribution stands. */
async function drawPart({ identity }: AgentHand, close: Close, { draw }: ReleaseView): Promise<Pick<ReleaseBody, 'escrowShares' | 'contribution'>> {
  const { holderId, memory } = identity;
  const fixed = close.draw?.fixed === true ? close.draw : draw;
  const note = await memory.read(`coefficient-${close.tenderId}`);
  const own = note === null ? null : (JSON.parse(note) as Dealt);
  const isMine = fixed?.sources.some((source) => source.holderId === holderId && source.commitment === own?.commitment) === true;
  if (!fixed?.fixed || !(close.draw?.fixed === true || isMine)) return { escrowShares: [], contribution: null };
  const escrowShares: ReleaseBody['escrowShares'] = [];
  for (const source of fixed.sources.filter((each) => each.holderId !== holderId)) {
    const share = await openShare(JSON.parse(source.escrow) as Escrow, holderId, identity.decryptKeys);
    if (share !== null) escrowShares.push({ dealerId: source.holderId, share });
  }
  return { escrowShares, contribution: isMine ? (own?.value ?? null) : null };
}
