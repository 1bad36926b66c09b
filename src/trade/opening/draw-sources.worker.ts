import type { Json, JsonObject } from '#kernel/json.ts';
import { coefficientAlgorithm, drawCoefficient } from '#evidence/draw/coefficient.ts';
import { contributionCommit } from '#evidence/draw/contributions.ts';
import { fromHex } from '#kernel/bytes.ts';
import { escrowHash, openContribution, sharesToOpen, type Escrow } from '#trade/panel/escrow.ts';
import type { CoefficientDraw, DrawSource, GivenKeys, Opening } from './opening.types.ts';

export type Drawn = { readonly value: string; readonly transcript: JsonObject };

/**
 * Draws once every contribution is open. `checkpointRoot` is that of the first checkpoint that holds the list of sources,
 * so nobody could know the draw when the list was fixed; null while any source still waits.
 */
export async function drawFrom({ draw, keys, decryptEndedAt }: Opening, checkpointRoot: string): Promise<Drawn | null> {
  if (!draw?.fixed) return null;
  const opened = await Promise.all(draw.sources.map(async (source) => ({ source, value: await openSource(draw, source, keys, decryptEndedAt !== null) })));
  if (opened.some(({ value }) => value === null)) return null;
  const good = opened.flatMap(({ source, value }) => (value === null || value === 'misdealt' ? [] : [{ source, value }]));
  const result = drawCoefficient({
    request: { algorithm: coefficientAlgorithm, drawId: draw.drawId, candidates: draw.candidates, contributors: good.map(({ source }) => ({ partyId: source.holderId, role: source.part })) },
    checkpointRoot,
    commitments: good.map(({ source }) => ({ partyId: source.holderId, commitment: source.commitment, escrowHash: escrowHash(JSON.parse(source.escrow) as Escrow) })),
    contributions: good.map(({ source, value }) => ({ partyId: source.holderId, value, openedBy: 'keyHolders' as const })),
  });
  return result.ok ? { value: result.value.value, transcript: result.value as Json as JsonObject } : null;
}

/**
 * The committed value; null while too few have answered. An escrow that its holders cannot open to what was committed was
 * rubbish from the start: it is passed over, which nobody can decide later to his advantage.
 */
async function openSource({ drawId, sources }: CoefficientDraw, source: DrawSource, keys: GivenKeys, ended: boolean): Promise<string | 'misdealt' | null> {
  const offers = keys.escrowShares.filter(({ dealerId }) => dealerId === source.holderId);
  const value = await openContribution(JSON.parse(source.escrow) as Escrow, source.commitment, offers);
  if (value !== null) return value;
  const own = keys.contributions.find(({ holderId }) => holderId === source.holderId);
  if (own && contributionCommit(fromHex(own.value), drawId, source.holderId) === source.commitment) return own.value;
  const isSpoken = offers.length === sources.length - 1 || (ended && offers.length >= sharesToOpen);
  return isSpoken && offers.length >= sharesToOpen ? 'misdealt' : null;
}
