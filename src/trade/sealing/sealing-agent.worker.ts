import { z } from 'zod';
import type { Json } from '#kernel/json.ts';
import { formatBeijing, instant, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { offerEnvelopeSchema, openOfferShare } from '#evidence/seal/offer.ts';
import type { AgentDuty, AgentHand } from '#platform/agent/api.ts';
import { EvidenceFault, eventEvidenceSchema, proveEvent, readCosigned, wantCosigners, type CosignedHead } from '#platform/agent/log-evidence.ts';
import type { SealingPendingView, SealingView } from './sealing.types.ts';

const listSchema = z.object({ offers: z.array(z.object({ paddle: z.number().int(), envelope: z.string() })) });

/**
 * A key agent's duty at halls with sealed prices. Shares go out once the list stands in a tree that enough co-signers have
 * signed and the instant that every bidder sealed for is past, on the agent's clock and on the co-signers'. The adversary is
 * the operator, who would read prices while others may still be named: it can write a list, and not that instant. One list
 * for each lot; another one, once seen, is never served.
 * @param clock the agent's own, `partyClock`.
 */
export function sealingDuty(trust: LogTrust, clock: () => Promise<Instant>): AgentDuty {
  wantCosigners(trust);
  return async (hands, report) => {
    const [any] = hands;
    if (!any) return 0;
    const { items } = await any.api.get<SealingPendingView>(`/api/sealings/pending?holder=${hands.map(({ identity }) => identity.holderId).join(',')}`);
    const head = items.length > 0 ? await readCosigned(any.api, trust) : null;
    if (head === null) return 0;
    let acts = 0;
    for (const { lotId, holderId } of items) {
      const hand = hands.find(({ identity }) => identity.holderId === holderId);
      try {
        if (hand) acts += Number(await release(hand, lotId, { head, now: instant(Math.min(await clock(), head.cosignedAt + microsPerSecond - 1)) }));
      } catch (error) {
        report(error);
      }
    }
    return acts;
  };
}

/** All of a list or nothing: one price that was sealed for a later instant shows that the close was brought forward. */
async function release({ api, identity }: AgentHand, lotId: string, { head, now }: { readonly head: CosignedHead; readonly now: Instant }): Promise<boolean> {
  const view = await api.get<SealingView>(`/api/sealings/${lotId}`);
  const proven = await proveEvent(api, eventEvidenceSchema.parse(view.listing), head);
  if (!proven) return false;
  if (proven.header.stream !== `sealing:${lotId}` || proven.header.kind !== 'OffersListed') throw new EvidenceFault('the evidence is of another event');
  const shares: { paddle: number; share: string }[] = [];
  for (const { paddle, envelope: text } of listSchema.parse(proven.body).offers) {
    const envelope = offerEnvelopeSchema.parse(JSON.parse(text));
    if (envelope.lotId !== lotId || envelope.paddle !== paddle) throw new EvidenceFault('an envelope is of another hall or number');
    const notBefore = instant(envelope.notBefore);
    if (now < notBefore) throw new EvidenceFault(`${lotId}: nothing is given before ${formatBeijing(notBefore)}; the clocks of this agent and of the co-signers say ${formatBeijing(now)}`);
    const share = await openOfferShare(envelope, identity.holderId, identity.decryptKeys);
    if (share !== null) shares.push({ paddle, share });
  }
  const note = `sealing-${lotId}`;
  const seen = await identity.memory.read(note);
  if (seen !== null && seen !== proven.root) throw new EvidenceFault(`${lotId} was listed twice`);
  if (seen === null) await identity.memory.write(note, proven.root);
  const content = { holderId: identity.holderId, shares };
  const signature = await api.sign('sealing.release', { lotId }, content as unknown as Json);
  return (await api.command('sealing.release', { lotId, ...content, signature })).status === 'accepted';
}
