import { tenderIdOf } from '#kernel/ids.ts';
import { isBuyer } from '#kernel/roles.ts';
import { application } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import { deal } from '#trade/deal/deal.ts';
import { sale } from '#trade/sale/sale.ts';
import { archive } from '#service/archive/archive.ts';
import type { Running } from '#platform/module.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { readHeadSet } from '#platform/state/head-set.store.ts';
import type { Viewer } from './involvement.view.ts';
import { saleTasks, type SalePart } from './sale-tasks.view.ts';
import { lotsAppliedFor, salesInvolving } from './tasks.store.ts';
import type { Task } from './tasks.types.ts';

const salesMax = 200;

/** What waits for this person among what is for sale: by its part in the sale, or by what it has applied for. */
export async function tasksOfSales({ pool, mode }: Pick<Running, 'pool' | 'mode'>, viewer: Viewer): Promise<Task[]> {
  const { role, orgId } = viewer;
  if (orgId === null) return [];
  const applied = isBuyer(role) ? await lotsAppliedFor(pool, orgId) : null;
  const sales = await readHeadSet(pool, sale, applied ? [...new Set(applied.map(tenderIdOf))] : await salesInvolving(pool, orgId, salesMax));
  const lots = [...sales.values()].flatMap((whole) => whole.lots.filter(({ lotId }) => applied?.includes(lotId) ?? true).map((lot) => ({ whole, lot })));
  const lotIds = lots.map(({ lot }) => lot.lotId);
  const [halls, deals, archives] = await Promise.all([readHeadSet(pool, auction, lotIds), readHeadSet(pool, deal, lotIds), readHeadSet(pool, archive, lotIds)]);
  const parts = await Promise.all(lots.map(async ({ whole, lot }): Promise<SalePart> => {
    const hall = halls.get(lot.lotId) ?? null;
    const isJudging = role === 'initiate.operator' && hall?.auction.status === 'waiting';
    const applications = applied ? await readHeads(pool, application, `${lot.lotId}:${orgId}`) : isJudging ? await readHeads(pool, application, `${lot.lotId}:`) : [];
    return { sale: whole, lot, hall, deal: deals.get(lot.lotId) ?? null, applications: applications.map(({ state }) => state), archive: archives.get(lot.lotId) ?? null };
  }));
  return parts.flatMap((part) => saleTasks(part, viewer, mode));
}
