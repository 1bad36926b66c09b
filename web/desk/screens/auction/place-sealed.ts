import { sealOffer, type OfferEnvelope, type OfferPrice } from '#evidence/seal/offer.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { ProblemError } from '../../../ui/problem.ts';
import { command } from '../../api.ts';

/** The press that was sealed last: pressed again it is the same envelope, or the key would stand for two. */
let last: { readonly key: string; readonly envelope: OfferEnvelope } | null = null;

/** Seals a price in this browser to the hall's key holders and hands it in: what leaves the page is ciphertext. */
export async function placeSealed({ lotId, mine, seal }: HallView, price: OfferPrice, idempotencyKey: string): Promise<void> {
  if (!mine || !seal) throw new ProblemError({ code: 'sealing.notOpen', title: '现在不收密封报价。' });
  if (last?.key !== idempotencyKey) {
    const sealed = await sealOffer({ lotId, paddle: mine.paddle, notBefore: seal.notBefore }, seal.holders, price);
    if (!sealed.ok) throw new ProblemError({ code: sealed.error.code, title: sealed.error.message });
    last = { key: idempotencyKey, envelope: sealed.value };
  }
  await command('auction.offer', { lotId, envelope: last.envelope }, { idempotencyKey });
}
