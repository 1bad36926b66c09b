import type { Json } from '#kernel/json.ts';
import { collect } from '#evidence/seal/streams.ts';
import { systemActor } from '#kernel/roles.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Running, Worker } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { SealedStore } from '#platform/uploads/sealed-store.ts';
import { settleAll, type ReadSmall, type Settled } from './decrypt.ts';
import { drawFrom } from './draw-sources.worker.ts';
import type { PublicOutcome } from './opening.events.ts';
import { isRunning } from './opening.ts';
import { readClosed, readRunning, rootOfFixing } from './opening.store.ts';
import type { Opening } from './opening.types.ts';

/**
 * Brings keys together and announces. Everything it knows stands in the journal: killed at any moment, the next one
 * does the same again. Two at once do no harm, for the announcement is one command under one key.
 */
export function makeOpeningWorker(running: Running, sealed: Promise<SealedStore>): Worker {
  const { pool, pipeline } = running;
  const waiting = new Map<string, string>();
  const readSmall: ReadSmall = async (ctRoot) => await collect((await sealed).read(ctRoot)).catch(() => null);

  async function run(name: string, key: string, body: Json): Promise<boolean> {
    const outcome = await pipeline.run({ name, actor: systemActor, key, body });
    return outcome.status === 'accepted';
  }

  async function serve(tenderId: string, version: number, state: Opening): Promise<boolean> {
    const found = await readHead(pool, tender, tenderId);
    if (!found || found.state.suspension) return false;
    const moment = `${version}.${found.version}`;
    if (state.decryptPausedAt !== null) return await run('opening.resumeDecryption', `resume-${tenderId}@${moment}`, { tenderId });
    const mayDraw = state.draw?.fixed === true && state.lots.every(({ coefficient }) => coefficient === null);
    const root = mayDraw ? await rootOfFixing(pool, tenderId) : null;
    if (waiting.get(tenderId) === `${moment}.${root ?? ''}`) return false;
    const drawn = root === null ? null : await drawFrom(state, root);
    if (drawn) return await run('opening.drawCoefficient', `draw-${tenderId}@${moment}`, { tenderId, ...drawn });
    // The draw comes before the prices, as long as it can come at all within the window.
    const isDrawOwed = state.draw !== null && state.lots.every(({ coefficient }) => coefficient === null) && state.decryptEndedAt === null;
    if (isRunning(state) && !isDrawOwed && (await announce(tenderId, moment))) return true;
    waiting.set(tenderId, `${moment}.${root ?? ''}`);
    return false;
  }

  async function announce(tenderId: string, moment: string): Promise<boolean> {
    const closed = await readClosed(pool, tenderId);
    const settled = closed ? await settleAll(closed.state, closed.manifests, readSmall) : null;
    return settled !== null && (await run('opening.announce', `announce-${tenderId}@${moment}`, announcement(tenderId, settled)));
  }

  return {
    name: 'opening',
    watches: ['opening', 'tender', 'log'],
    async tick() {
      let moved = false;
      for (const { id, version, state } of await readRunning(pool)) moved = (await serve(id, version, state)) || moved;
      return moved;
    },
  };
}

function announcement(tenderId: string, settled: readonly Settled[]): Json {
  const opened = settled.filter((each) => each.kind === 'opened');
  return {
    tenderId,
    outcomes: settled.map((each) => ({ manifestHash: each.bid.manifestHash, outcome: outcomeOf(each) as unknown as Json })),
    lines: opened.map(({ bid, sheet }) => ({ manifestHash: bid.manifestHash, lines: sheet.lines as Json })),
    stageKeys: opened.map(({ bid, key }) => ({ manifestHash: bid.manifestHash, key })),
  };
}

function outcomeOf(settled: Settled): PublicOutcome {
  if (settled.kind === 'failed') return settled.failure;
  const { lines: _lines, ...price } = settled.sheet;
  return { kind: 'opened', path: settled.path, price };
}
