import { tenderIdOf } from '#kernel/ids.ts';
import type { Actor } from '#kernel/roles.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { evaluation } from './evaluation.ts';
import type { Evaluation, Member } from './evaluation.types.ts';
import { findSeat } from './hall.ts';
import { openings, panels, tenders } from './neighbours.ts';
import { isInitiatorSide } from './return.ts';

/** What somebody is to one lot's evaluation, with the states it is told from. */
export type Viewing = {
  readonly relation: 'member' | 'department' | 'initiator' | 'none';
  /** The member, once signed in. */
  readonly me: Member | null;
  readonly tender: Tender;
  readonly panel: Panel | null;
  readonly opening: Opening | null;
  readonly evaluation: Evaluation | null;
};

export async function findViewing(pool: Pool, lotId: string, actor: Actor): Promise<Viewing | null> {
  const tenderId = tenderIdOf(lotId);
  const [tender, panel, opening, state] = await Promise.all([readHead(pool, tenders, tenderId), readHead(pool, panels, tenderId), readHead(pool, openings, tenderId), readHead(pool, evaluation, lotId)]);
  if (!tender) return null;
  const seat = findSeat(panel?.state ?? null, actor.personId);
  const me = state?.state.members.find(({ memberId, signedInAt }) => memberId === seat?.memberId && signedInAt !== null) ?? null;
  return { relation: relationOf(tender.state, seat !== null, actor), me, tender: tender.state, panel: panel?.state ?? null, opening: opening?.state ?? null, evaluation: state?.state ?? null };
}

function relationOf(tender: Tender, isSeated: boolean, actor: Actor): Viewing['relation'] {
  if (isSeated && (actor.role === 'evaluate.expert' || actor.role === 'initiate.representative')) return 'member';
  if (actor.role === 'supervise.officer' && tender.department.orgId === actor.orgId) return 'department';
  return isInitiatorSide(tender, actor.orgId) ? 'initiator' : 'none';
}
