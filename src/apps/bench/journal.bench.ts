import type { Actor } from '#kernel/roles.ts';
import { ask, onBenchStage } from './bench-stage.ts';
import { median, rounded, type Print } from './figures.ts';
import type { LoadRequest, LoadResult } from './journal.load.ts';
import { stageInquiries } from './journal.stage.ts';

const connections = 32;
const secondsEach = 4;
const rounds = 5;
/** Until the server's code has been compiled for the work: before, it does two thirds of what it does from then on. */
const warmUpSeconds = 8;
const leastRatio = 0.3;

/**
 * `inquiry.ask` over HTTP by 32 bidders on 32 connections from another process: session, role, schema, guard on the
 * tender, own stream and its folded state, signed receipt, all durable. Beside it, in turn, from the same process to the
 * same PostgreSQL: single-row INSERTs, each its own commit, on as many connections. True when the limit is kept.
 */
export async function benchJournal(print: Print): Promise<boolean> {
  return await onBenchStage('journal', async ({ prepare, logIn, dataDir, ownerUrl, port, start, startServer }) => {
    const { tenderId, tokens } = await prepare(async (pool) => {
      const staged = await stageInquiries(pool, dataDir, connections);
      return { tenderId: staged.tenderId, tokens: await logIn(pool, staged.bidders.map(actorOf)) };
    });
    await startServer();
    const client = await start('./journal.load.ts');
    const measure = async (request: LoadRequest): Promise<number> => (await ask<LoadResult>(client, request)).perSecond;
    const commands = (seconds: number) => measure({ kind: 'commands', port, tenderId, tokens, seconds });
    const inserts = (seconds: number) => measure({ kind: 'inserts', url: ownerUrl, connections, seconds });
    await commands(warmUpSeconds);
    await inserts(1);
    const taken: { commands: number; inserts: number }[] = [];
    for (let round = 0; round < rounds; round++) taken.push({ inserts: await inserts(secondsEach), commands: await commands(secondsEach) });
    return report(taken, print);
  });
}

function report(taken: readonly { commands: number; inserts: number }[], print: Print): boolean {
  const ratio = rounded(median(taken.map((round) => round.commands / round.inserts)));
  const limit = Math.round(median(taken.map((round) => round.inserts)));
  print({ bench: 'journal', figure: 'raw_commits_per_s', value: limit, unit: 'commits/s' });
  print({ bench: 'journal', figure: 'commands_per_s', value: Math.round(median(taken.map((round) => round.commands))), unit: 'commands/s', limit, ratio, commands: 'inquiry.ask' });
  return ratio >= leastRatio;
}

function actorOf(orgId: string): Actor {
  return { id: `person:${orgId}`, role: 'respond.operator', personId: orgId, orgId };
}
