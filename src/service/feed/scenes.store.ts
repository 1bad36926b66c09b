import { tenderIdOf } from '#kernel/ids.ts';
import { opening } from '#trade/opening/opening.ts';
import { panel } from '#trade/panel/panel.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { Scene, Scenes } from './relation.ts';

/** Scenes from the heads of tender, opening and panel, each read once. */
export function readScenes(pool: Pool): Scenes {
  const known = new Map<string, Promise<Scene | null>>();

  async function read(scope: string): Promise<Scene | null> {
    const tenderId = tenderIdOf(scope);
    const found = (await readHead(pool, tender, tenderId))?.state;
    if (!found) return null;
    const [opened, drawn] = await Promise.all([readHead(pool, opening, tenderId), readHead(pool, panel, tenderId)]);
    const lots = (opened?.state.lots ?? []).filter(({ lotId, status }) => status === 'open' && (scope === tenderId || scope === lotId));
    return {
      initiatorSide: [found.initiator.orgId, ...(found.agency ? [found.agency.orgId] : [])],
      departmentId: found.department.orgId,
      centreId: found.centre.orgId,
      participantIds: lots.flatMap(({ accepted }) => accepted.map(({ bidderId }) => bidderId)),
      memberIds: (drawn?.state.members ?? []).filter(({ status }) => status === 'seated').map(({ personId }) => personId),
    };
  }

  return {
    find(scope) {
      const scene = known.get(scope) ?? read(scope);
      known.set(scope, scene);
      return scene;
    },
  };
}
