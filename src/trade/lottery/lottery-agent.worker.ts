import { z } from 'zod';
import type { Json } from '#kernel/json.ts';
import { formatBeijing, instant, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { AgentDuty, AgentHand } from '#platform/agent/api.ts';
import { EvidenceFault, eventEvidenceSchema, proveEvent, readCosigned, wantCosigners, type CosignedHead } from '#platform/agent/log-evidence.ts';
import { dealContribution, openShare, type Dealt, type Escrow } from '#trade/panel/escrow.ts';
import { notBeforeOf } from './lottery.ts';
import type { LotteryNeed, LotteryPendingView, LotteryView } from './lottery.types.ts';

/** Of the event that fixed a draw, what an agent goes by. */
const fixingSchema = z.object({
  fixed: z.literal(true), candidates: z.array(z.string()).min(2),
  sources: z.array(z.object({ holderId: z.string(), commitment: z.string(), escrow: z.string() })).min(2),
});

/**
 * A key agent's duty at lotteries. It puts a value into escrow with the others as soon as a lot is announced, and gives its
 * shares of the others' values once the numbers in the draw are fixed in a tree that enough co-signers have signed. The
 * adversary is the operator, who would see the values first and choose who is in the draw by them: no share goes out before
 * the instant that the dealer itself bound into its envelopes, and after one list none of any other list.
 * @param clock the agent's own, `partyClock`.
 */
export function lotteryDuty(trust: LogTrust, clock: () => Promise<Instant>): AgentDuty {
  wantCosigners(trust);
  return async (hands, report) => {
    const [any] = hands;
    if (!any) return 0;
    const { items } = await any.api.get<LotteryPendingView>(`/api/lotteries/pending?holder=${hands.map(({ identity }) => identity.holderId).join(',')}`);
    const head = items.some(({ needs }) => needs === 'release') ? await readCosigned(any.api, trust) : null;
    let acts = 0;
    for (const item of items) {
      const hand = hands.find(({ identity }) => identity.holderId === item.holderId);
      try {
        if (hand) acts += Number(item.needs === 'contribute' ? await contribute(hand, item) : head !== null && (await release(hand, item, { head, now: sure(head, await clock()) })));
      } catch (error) {
        report(error);
      }
    }
    return acts;
  };
}

/** What has come on the own clock and, to the second in which they signed, on the co-signers'. */
function sure({ cosignedAt }: CosignedHead, own: Instant): Instant {
  return instant(Math.min(own, cosignedAt + microsPerSecond - 1));
}

async function contribute({ api, identity: { holderId, memory } }: AgentHand, { lotId, drawId, holders }: LotteryNeed): Promise<boolean> {
  if (!drawId.startsWith(`lottery:${lotId}:`) || notBeforeOf(drawId) === null) throw new EvidenceFault(`${lotId}: its draw names no instant`);
  const { commitment, escrow } = await ownContribution({ holderId, memory }, { drawId, holders });
  const content = { holderId, commitment, escrow };
  const signature = await api.sign('lottery.contribute', { lotId }, content as unknown as Json);
  return (await api.command('lottery.contribute', { lotId, ...content, signature })).status === 'accepted';
}

/** Made once and remembered before it is promised. */
async function ownContribution({ holderId, memory }: Pick<AgentHand['identity'], 'holderId' | 'memory'>, { drawId, holders }: Pick<LotteryNeed, 'drawId' | 'holders'>): Promise<Dealt> {
  const note = noteOf('own', drawId);
  const known = await memory.read(note);
  if (known !== null) return JSON.parse(known) as Dealt;
  const others = holders.filter((holder) => holder.holderId !== holderId).map((holder) => ({ partyId: holder.holderId, publicKey: holder.publicKey }));
  const dealt = await dealContribution(drawId, holderId, others, crypto.getRandomValues(new Uint8Array(32)));
  if (!dealt.ok) throw new EvidenceFault(dealt.error.message);
  await memory.write(note, JSON.stringify(dealt.value));
  return dealt.value;
}

async function release({ api, identity }: AgentHand, { lotId, drawId }: LotteryNeed, { head, now }: { readonly head: CosignedHead; readonly now: Instant }): Promise<boolean> {
  const view = await api.get<LotteryView>(`/api/lotteries/${lotId}`);
  const proven = await proveEvent(api, eventEvidenceSchema.parse(view.listing), head);
  if (!proven) return false;
  const { stream, kind } = proven.header;
  if (stream !== `lottery:${lotId}` || (kind !== 'LotteryListed' && kind !== 'LotterySourceAdded')) throw new EvidenceFault('the evidence is of another event');
  const { sources } = fixingSchema.parse(proven.body);
  const shares: { dealerId: string; share: string }[] = [];
  for (const source of sources.filter((each) => each.holderId !== identity.holderId)) {
    const escrow = JSON.parse(source.escrow) as Escrow;
    const notBefore = notBeforeOf(escrow.drawId);
    if (escrow.drawId !== drawId || !drawId.startsWith(`lottery:${lotId}:`) || notBefore === null) throw new EvidenceFault('an escrow is of another draw');
    if (now < notBefore) throw new EvidenceFault(`${lotId}: nothing is given before ${formatBeijing(notBefore)}; the clocks of this agent and of the co-signers say ${formatBeijing(now)}`);
    const share = await openShare(escrow, identity.holderId, identity.decryptKeys);
    if (share !== null) shares.push({ dealerId: source.holderId, share });
  }
  const note = noteOf('list', drawId);
  const seen = await identity.memory.read(note);
  if (seen !== null && seen !== proven.root) throw new EvidenceFault(`${lotId} was listed twice`);
  if (seen === null) await identity.memory.write(note, proven.root);
  const content = { holderId: identity.holderId, shares };
  const signature = await api.sign('lottery.release', { lotId }, content as unknown as Json);
  return (await api.command('lottery.release', { lotId, ...content, signature })).status === 'accepted';
}

function noteOf(what: string, drawId: string): string {
  return `lottery-${what}-${drawId.replaceAll(':', '-')}`;
}
