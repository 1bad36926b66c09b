import type { Instant } from '#kernel/time/instant.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { award } from '#trade/award/award.ts';
import { contract } from '#trade/contract/contract.ts';
import { returnClock, type Ending } from '#trade/deposit/deposit.clock.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { hall } from '#trade/opening/hall.ts';
import { opening } from '#trade/opening/opening.ts';
import { panel } from '#trade/panel/panel.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { archive } from '#service/archive/archive.ts';
import type { Mode, Running } from '#platform/module.ts';
import { readHeadSet } from '#platform/state/head-set.store.ts';
import type { Involvement } from './involvement.view.ts';
import { depositsDeclared, depositsDue } from './tasks.store.ts';

/** How each of these tenders stands, as those who have a part in it read its tasks from. */
export async function involvements({ pool, legalNow, mode }: Pick<Running, 'pool' | 'legalNow' | 'mode'>, tenderIds: readonly string[]): Promise<Involvement[]> {
  const tenders = [...(await readHeadSet(pool, tender, tenderIds)).values()];
  const lots = tenders.flatMap((each) => each.lots.map(({ lotId }) => lotId));
  const [now, halls, openings, panels, evaluations, awards, contracts, archives, deposits, declared] = await Promise.all([
    legalNow(), readHeadSet(pool, hall, tenderIds), readHeadSet(pool, opening, tenderIds), readHeadSet(pool, panel, tenderIds), readHeadSet(pool, evaluation, lots),
    readHeadSet(pool, award, lots), readHeadSet(pool, contract, lots), readHeadSet(pool, archive, lots), depositsDue(pool, tenderIds), depositsDeclared(pool, tenderIds),
  ]);
  return tenders.map((each) => {
    const own = each.lots.map(({ lotId }) => lotId);
    const of = <S>(states: ReadonlyMap<string, S>): S[] => own.flatMap((lotId) => states.get(lotId) ?? []);
    return {
      tender: each, hall: halls.get(each.tenderId) ?? null, opening: openings.get(each.tenderId) ?? null, panel: panels.get(each.tenderId) ?? null,
      evaluations: of(evaluations), awards: of(awards), contracts: new Map(of(contracts).map((standing) => [standing.lotId, standing])), archives: of(archives),
      declaredDeposits: declared.filter(({ tenderId }) => tenderId === each.tenderId).map(({ lotId, bidderId }) => ({
        returnBy: returnByOf(each, { tender: each, contract: contracts.get(lotId) ?? null, award: awards.get(lotId) ?? null, opening: openings.get(each.tenderId) ?? null }, { lotId, bidderId, now, mode }),
      })),
      dueDeposits: deposits.filter(({ tenderId }) => tenderId === each.tenderId),
    };
  });
}

/** By when the deposit of this bidder would have to be back; null while nothing makes it due. */
function returnByOf(state: Tender, ending: Ending, { now, mode, ...whose }: { readonly lotId: string; readonly bidderId: string; readonly now: Instant; readonly mode: Mode }): Instant | null {
  const clock = returnClock(ending, whose, { pack: packOf(state), calendar: calendarFor(mode), now });
  return clock.ok ? (clock.value?.dueBy ?? null) : null;
}
