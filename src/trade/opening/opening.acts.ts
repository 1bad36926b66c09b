import type { Role } from '#kernel/roles.ts';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import { openingMicros } from '#rules/construction/opening-rules.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { acceptedOf, hasOpenObjection, isRunning, isWindowOpen } from './opening.ts';
import type { Hall } from './hall.ts';
import type { Opening } from './opening.types.ts';
import { rulesOf, type Governed } from './rules-of.ts';

/** What people do in the hall; agents and the clock have no buttons. */
export const hallActs = ['opening.host', 'opening.checkSeal', 'opening.releaseByBidder', 'opening.object', 'opening.answerObjection', 'opening.confirm'] as const;
export type HallAct = (typeof hallActs)[number];

export type HallState = { readonly tender: Tender; readonly hall: Hall | null; readonly opening: Opening | null; readonly now: Instant };
export type HallViewer = { readonly role: Role; readonly orgId: string | null };

export const hostRoles = ['initiate.operator', 'initiate.representative'] as const satisfies readonly Role[];

/** The acts open to this viewer now: buttons come from it, and each command asks the same questions again. */
export function actsOpenTo(state: HallState, viewer: HallViewer): HallAct[] {
  return hallActs.filter((act) => isOpen(act, state, viewer));
}

export function isHostSide({ initiator, agency }: Pick<Tender, 'initiator' | 'agency'>, orgId: string | null): boolean {
  return orgId !== null && (orgId === initiator.orgId || orgId === agency?.orgId);
}

/** From when the host may sign in. */
export function hostFrom(tender: Governed, deadlineAt: Instant): Instant {
  return addMicros(deadlineAt, -openingMicros(rulesOf(tender), 'e.host.from'));
}

function isOpen(act: HallAct, { tender, hall, opening, now }: HallState, { role, orgId }: HallViewer): boolean {
  const isHost = (hostRoles as readonly Role[]).includes(role) && isHostSide(tender, orgId);
  const own = opening && role === 'respond.operator' ? acceptedOf(opening).filter(({ bidderId }) => bidderId === orgId) : [];
  const deadlineAt = tender.published?.document.bidDeadlineAt;
  switch (act) {
    case 'opening.host':
      if (!isHost || (opening ? opening.host : hall?.host) || deadlineAt === undefined) return false;
      return opening ? isRunning(opening) : tender.status === 'published' && now >= hostFrom(tender, deadlineAt);
    case 'opening.checkSeal':
      return opening !== null && (isRunning(opening) || opening.status === 'announced') && own.some(({ sealCheck }) => sealCheck === null);
    case 'opening.releaseByBidder':
      return opening !== null && isWindowOpen(opening, now) && tender.suspension === null && own.some(({ byBidder, released }) => !byBidder && released.length < opening.k);
    case 'opening.object':
      return opening?.status === 'announced' && own.length > 0 && opening.objectUntil !== null && now < opening.objectUntil;
    case 'opening.answerObjection':
      return isHost && opening?.status === 'announced' && hasOpenObjection(opening);
    case 'opening.confirm':
      return isHost && opening?.status === 'announced' && !hasOpenObjection(opening) && opening.objectUntil !== null && now >= opening.objectUntil;
  }
}
