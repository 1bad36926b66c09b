import { combine, split } from 'shamir-secret-sharing';
import { present } from '#kernel/assert.ts';
import { fromBase64url, fromHex, toHex, utf8, type Bytes } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import { contributionCommit } from '#evidence/draw/contributions.ts';
import { statementDigest } from '#evidence/draw/digest.ts';
import { hpkeOpen, hpkeSeal, type HpkeContext } from '#evidence/seal/hpke.ts';

/**
 * A contribution in escrow: its value split among the other holders, any two of whom open it. All hex. It is fixed by its
 * hash before anyone sees it, so what it opens to, or that it opens to nothing, was settled when nothing could be known.
 */
export type Escrow = { readonly v: 1; readonly drawId: string; readonly dealerId: string; readonly shares: readonly EscrowedShare[] };
export type EscrowedShare = { readonly holderId: string; readonly commit: string; readonly enc: string; readonly ciphertext: string };

export type Dealt = { readonly value: string; readonly commitment: string; readonly escrow: Escrow };
export type ShareHolder = { readonly partyId: string; /** Raw P-256 point, base64url. */ readonly publicKey: string };
export type Offer = { readonly holderId: string; readonly share: string };

/** Two honest holders open what a third withholds; one holder alone learns nothing. */
export const sharesToOpen = 2;

/** Deals `value` (32 random bytes) to the other holders. */
export async function dealContribution(drawId: string, dealerId: string, others: readonly ShareHolder[], value: Bytes): Promise<Result<Dealt, Refusal>> {
  const points = await split(value, others.length, sharesToOpen);
  const shares: EscrowedShare[] = [];
  for (const [i, { partyId, publicKey }] of others.entries()) {
    const share = new Uint8Array(present(points[i], 'share'));
    const label = { drawId, dealerId, holderId: partyId };
    const commit = shareCommit(label, toHex(share));
    const box = await hpkeSeal(fromBase64url(publicKey), share, contextOf(label, commit), `密钥保管方 ${partyId}`);
    if (!box.ok) return box;
    shares.push({ holderId: partyId, commit, enc: toHex(box.value.enc), ciphertext: toHex(box.value.ciphertext) });
  }
  return ok({ value: toHex(value), commitment: contributionCommit(value, drawId, dealerId), escrow: { v: 1, drawId, dealerId, shares } });
}

/** What a commitment calls `escrowHash`. */
export function escrowHash(escrow: Escrow): string {
  return statementDigest('draw-escrow/v1', escrow);
}

/** This holder's share, or null where the envelope does not open or holds another than the promised one. */
export async function openShare(escrow: Escrow, holderId: string, keys: CryptoKeyPair): Promise<string | null> {
  const own = escrow.shares.find((each) => each.holderId === holderId);
  if (!own) return null;
  const label = { drawId: escrow.drawId, dealerId: escrow.dealerId, holderId };
  const opened = await hpkeOpen(keys, { enc: fromHex(own.enc), ciphertext: fromHex(own.ciphertext) }, contextOf(label, own.commit));
  const share = opened.ok ? toHex(opened.value) : null;
  return share !== null && isPromised(escrow, { holderId, share }) ? share : null;
}

export function isPromised({ drawId, dealerId, shares }: Escrow, { holderId, share }: Offer): boolean {
  const promised = shares.find((each) => each.holderId === holderId);
  return promised !== undefined && promised.commit === shareCommit({ drawId, dealerId, holderId }, share);
}

/**
 * The committed value, from any two promised shares that give it; null when no two do. Every pair is tried, so the answer
 * does not depend on who answered first, nor on what a third holder says.
 */
export async function openContribution(escrow: Escrow, commitment: string, offers: readonly Offer[]): Promise<string | null> {
  const good = offers.filter((offer) => isPromised(escrow, offer));
  for (const [i, first] of good.entries()) {
    for (const second of good.slice(i + 1)) {
      const value = await interpolate([first.share, second.share]);
      if (value?.length === 32 && contributionCommit(value, escrow.drawId, escrow.dealerId) === commitment) return toHex(value);
    }
  }
  return null;
}

async function interpolate(shares: readonly string[]): Promise<Bytes | null> {
  try {
    return new Uint8Array(await combine(shares.map(fromHex)));
  } catch {
    return null;
  }
}

function shareCommit(label: { drawId: string; dealerId: string; holderId: string }, share: string): string {
  return statementDigest('draw-share/v1', { ...label, share });
}

function contextOf(label: { drawId: string; dealerId: string; holderId: string }, commit: string): HpkeContext {
  return { info: utf8(canonical({ use: 'draw-share/v1', ...label })), aad: utf8(commit) };
}
