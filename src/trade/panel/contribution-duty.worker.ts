import type { JsonObject } from '#kernel/json.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { AgentDuty, AgentHand } from '#platform/agent/api.ts';
import { wantCosigners } from '#platform/agent/log-evidence.ts';
import { contributeTick } from './contribution-agent.worker.ts';

/** A refused act, as the panel's draw wants to hear of it. */
class Refused extends Error {}

/**
 * The same holders also contribute to the draw of the panel. Hands take turns: one process may hold many keys, and the
 * platform is not to be asked for each of them at every round.
 */
export function panelDrawDuty(trust: LogTrust, handsPerRound: number): AgentDuty {
  wantCosigners(trust);
  let turn = 0;
  return async (hands, report) => {
    const rounds = Math.max(1, Math.ceil(hands.length / handsPerRound));
    const from = (turn++ % rounds) * handsPerRound;
    let acts = 0;
    for (const hand of hands.slice(from, from + handsPerRound)) {
      try {
        acts += await contributeTick(apiOf(hand), { holderId: hand.identity.holderId, keys: hand.identity.decryptKeys, memory: hand.identity.memory }, { trust, report });
      } catch (error) {
        report(error);
      }
    }
    return acts;
  };
}

function apiOf({ api }: AgentHand) {
  return {
    get: <T>(path: string) => api.get<T>(path),
    text: (path: string) => api.text(path),
    async command(name: string, body: JsonObject): Promise<unknown> {
      const outcome = await api.command(name, body);
      if (outcome.status === 'refused') throw new Refused(`${name}: ${outcome.code} ${outcome.message}`);
      return outcome.result;
    },
  };
}
