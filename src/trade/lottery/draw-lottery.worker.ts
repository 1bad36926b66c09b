import type { Json, JsonObject } from '#kernel/json.ts';
import { coefficientAlgorithm, drawCoefficient } from '#evidence/draw/coefficient.ts';
import { escrowHash, openContribution, type Escrow } from '#trade/panel/escrow.ts';
import type { Lottery } from './lottery.types.ts';

export type Drawn = { readonly value: string; readonly transcript: JsonObject };

/**
 * The draw once every contribution is open, or known never to open; null while one still may. No dealer has a word in the
 * opening of its own value, and one whose escrow does not open is passed over only when all the others have spoken: two who
 * conspire can stop the draw, and not choose between two results.
 * @param root of the commit in which the list was fixed, hex: nobody knew a value when it came to be.
 */
export async function drawLottery({ drawId, candidates, fixed, sources, shares, given, holders, value }: Lottery, root: string): Promise<Drawn | null> {
  if (!fixed || candidates === null || value !== null) return null;
  const opened = await Promise.all(sources.map(async (source) => {
    const others = holders.filter(({ holderId }) => holderId !== source.holderId);
    const opensTo = await openContribution(JSON.parse(source.escrow) as Escrow, source.commitment, shares.filter(({ dealerId }) => dealerId === source.holderId));
    return { source, opensTo, isSpoken: others.every(({ holderId }) => given.includes(holderId)) };
  }));
  if (opened.some(({ opensTo, isSpoken }) => opensTo === null && !isSpoken)) return null;
  const good = opened.flatMap(({ source, opensTo }) => (opensTo === null ? [] : [{ source, value: opensTo }]));
  const result = drawCoefficient({
    request: { algorithm: coefficientAlgorithm, drawId, candidates, contributors: good.map(({ source }) => ({ partyId: source.holderId, role: source.part })) },
    checkpointRoot: root,
    commitments: good.map(({ source }) => ({ partyId: source.holderId, commitment: source.commitment, escrowHash: escrowHash(JSON.parse(source.escrow) as Escrow) })),
    contributions: good.map((each) => ({ partyId: each.source.holderId, value: each.value, openedBy: 'keyHolders' as const })),
  });
  return result.ok ? { value: result.value.value, transcript: result.value as Json as JsonObject } : null;
}

