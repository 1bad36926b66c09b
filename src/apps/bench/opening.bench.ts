import { setTimeout as pause } from 'node:timers/promises';
import { agentNames } from '../parties.ts';
import { openingStage, type OpeningStage } from './opening.stage.ts';
import type { Print } from './figures.ts';

const tenders = 20;
const bidsEach = 10;
const mostSeconds = 60;
const pollMs = 200;
const patienceMs = 180_000;

/**
 * Twenty tenders of ten bids each fall due at one instant; four key agents, each a process of its own with the public API
 * only, open them all. Measured from the instant to the last announcement, the co-signing of the log included.
 */
export async function benchOpening(print: Print): Promise<boolean> {
  const stage = await openingStage({ tenders, bids: bidsEach });
  try {
    await stage.startServer();
    await stage.startLog();
    for (const name of agentNames) await stage.startAgent(name);
    await until(async () => (await stage.contributions()) === tenders * agentNames.length);
    const began = performance.now();
    await stage.toDeadline();
    await until(async () => isDone(await stage.openings()));
    const seconds = Math.round((performance.now() - began) / 10) / 100;
    print({ bench: 'opening', figure: 'twenty_openings_s', value: seconds, unit: 's', limit: mostSeconds });
    return seconds <= mostSeconds;
  } finally {
    await stage.end();
  }
}

function isDone(openings: Awaited<ReturnType<OpeningStage['openings']>>): boolean {
  return openings.length === tenders && openings.every(({ status, lots }) => status === 'announced' && lots.every(({ accepted, coefficient }) => coefficient !== null && accepted.length === bidsEach && accepted.every(({ outcome }) => outcome.kind === 'opened')));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
    if (await isSo()) return;
    await pause(pollMs);
  }
  throw new Error('the openings did not come to an end');
}
