import { systemActor } from '#kernel/roles.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Running, Worker } from '#platform/module.ts';
import { isResultDecided } from './neighbours.ts';
import { reportAfter } from './panel.ts';
import { activePanels, checkpointOver, type ActivePanel } from './panel.store.ts';
import { outcomeOf } from './round.ts';

type Due = { readonly name: string; readonly body: JsonObject };

/** Watches what no stream of its own tells a panel: the deadline, the log, the shares, the opening and the award. */
export function makePanelWorker({ pool, pipeline, legalNow }: Running): Worker {
  async function due(active: ActivePanel): Promise<Due | null> {
    const { tenderId, panel, deadlineAt, opening, awards, isTerminated } = active;
    if (isTerminated) return { name: 'panel.standDown', body: { tenderId, reason: '招标终止' } };
    if (panel.status !== 'seated' && opening?.status === 'failed') return { name: 'panel.standDown', body: { tenderId, reason: '投标人少于三个，招标失败' } };
    if (deadlineAt !== null && reportAfter(panel, deadlineAt) !== null) return { name: 'panel.moveReport', body: { tenderId } };
    const { round } = panel;
    if (panel.status === 'contributing' && round) {
      const body = { tenderId, drawId: round.drawId };
      if (round.step === 'checkpoint') return (await checkpointOver(pool, tenderId)) ? { name: 'panel.logCommitments', body } : null;
      if (round.step !== 'release') return null;
      return (await outcomeOf(round, await legalNow())).kind === 'waiting' ? null : { name: 'panel.settleRound', body };
    }
    if (panel.status === 'drawn' && panel.bidders === null && opening) return { name: 'panel.matchBidders', body: { tenderId } };
    return panel.status === 'seated' && isResultDecided(opening, awards) ? { name: 'panel.nameMembers', body: { tenderId } } : null;
  }

  return {
    name: 'panel',
    watches: ['panel', 'tender', 'opening', 'award', 'log'],
    async tick() {
      let moved = false;
      for (const active of await activePanels(pool)) {
        const command = await due(active);
        if (!command) continue;
        const key = `panel:${active.tenderId}@${active.version}.${command.name}`;
        const outcome = await pipeline.run({ ...command, key, actor: systemActor });
        moved ||= outcome.status === 'accepted';
      }
      return moved;
    },
  };
}
