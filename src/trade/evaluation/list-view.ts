import type { Instant } from '#kernel/time/instant.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { stageTitles } from './evaluation.refusals.ts';
import type { Evaluation } from './evaluation.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import { decideSignIn } from './gathering.ts';
import { findSeat } from './hall.ts';

export type ListInput = { readonly tender: Tender; readonly panel: Panel | null; readonly opening: Opening | null; readonly evaluations: readonly (Evaluation | null)[]; readonly personId: string | null; readonly now: Instant };

/** One tender in a member's list: hour and place, and per lot what stands and whether signing in is possible now. */
export function listView({ tender, panel, opening, evaluations, personId, now }: ListInput) {
  const lots = tender.lots.map(({ lotId, name }, i) => {
    const evaluation = evaluations[i] ?? null;
    const me = evaluation?.members.find(({ memberId }) => memberId === findSeat(panel, personId)?.memberId) ?? null;
    const signIn = decideSignIn({ lotId, evaluation, tender, opening, panel, personId , now });
    return {
      lotId, name, status: evaluation?.status ?? null, stageTitle: evaluation ? stageTitles[evaluation.status] : '尚未开始', isOpen: opening?.lots.some((lot) => lot.lotId === lotId && lot.status === 'open') ?? false,
      signedIn: me?.signedInAt != null, canSignIn: signIn.ok, why: signIn.ok ? null : signIn.error.message,
    };
  });
  return { tenderId: tender.tenderId, tenderName: tender.name, reportAt: panel?.reportAt ?? null, place: panel?.place ?? '', lots, can: lots.some(({ canSignIn }) => canSignIn) ? ['evaluation.signIn'] : [] };
}

export type ListView = ReturnType<typeof listView>;
