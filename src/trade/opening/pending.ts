import type { Tender } from '#trade/tender/tender.types.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { AgentNeed, PendingItem } from './agent.types.ts';
import type { Hall } from './hall.ts';
import { acceptedOf, isWindowOpen } from './opening.ts';
import type { Opening } from './opening.types.ts';

export type Awaited = { readonly tender: Tender; readonly hall: Hall | null; readonly opening: Opening | null };

/** What this holder owes this tender now; null when nothing. */
export function pendingFor({ tender, hall, opening }: Awaited, holderId: string, now: Instant): PendingItem | null {
  const published = tender.published;
  if (!published?.keyHolders.some((holder) => holder.holderId === holderId)) return null;
  const draws = published.document.scoring.price.formula.coefficients.length > 1;
  const needs: AgentNeed[] = opening ? needsOfOpening(opening, holderId, now) : draws && tender.status === 'published' && !has(hall?.sources, holderId) ? ['contribute'] : [];
  return needs.length === 0 || tender.suspension ? null : { tenderId: tender.tenderId, holderId, needs, holders: published.keyHolders };
}

/** Of a terminated tender each of its holders has one thing left to do: never to open it. */
export function stopsFor({ tenderId, published }: Tender, holderIds: readonly string[]): PendingItem[] {
  const holders = published?.keyHolders ?? [];
  return holders.filter(({ holderId }) => holderIds.includes(holderId)).map(({ holderId }) => ({ tenderId, holderId, needs: ['stop'], holders }));
}

function needsOfOpening(opening: Opening, holderId: string, now: Instant): AgentNeed[] {
  const { draw, keys, lots } = opening;
  const waits = acceptedOf(opening).some(({ released, wrong, stuck }) => ![...released, ...wrong, ...stuck].includes(holderId));
  const isUndrawn = draw !== null && lots.every(({ coefficient }) => coefficient === null);
  const gave = has(keys.contributions, holderId) || has(keys.escrowShares, holderId);
  return [
    ...(isUndrawn && !draw.fixed && !has(draw.sources, holderId) ? (['contribute'] as const) : []),
    ...(isWindowOpen(opening, now) && waits ? (['release'] as const) : []),
    ...(isUndrawn && draw.fixed && !gave ? (['draw'] as const) : []),
  ];
}

function has(list: readonly { readonly holderId: string }[] | undefined, holderId: string): boolean {
  return list?.some((each) => each.holderId === holderId) ?? false;
}
