import { randomBytes, randomInt } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { leafHash } from './hash.ts';
import { findCheckpoint, insertCheckpoint, insertLeaves, logSize, readNodes, waitingCommits } from './log.store.ts';
import { coversBefore, stepOf, stepOverAll } from './rhythm.ts';
import { grow, rootFrom, rootNodes } from './tree.ts';

/** Signs the checkpoint body of a size and root as a C2SP note. */
export interface CheckpointSigner {
  sign(size: number, root: Uint8Array): Promise<string>;
}

export type SequencerOptions = {
  readonly pool: Pool;
  readonly signer: CheckpointSigner;
  readonly machineNow: () => number;
};

const batchMax = 2000;
/** Far more than commits can be in flight at once; ids below the watermark are all placed or were rolled back. */
const watermarkLag = 20_000;
const lockKey = 0x6f766f6f;

/**
 * Gives commits their place in the log. There is one sequencer: a second one waits on the database lock.
 * A leaf's place, the tree over it and the checkpoint are each written once and never changed.
 */
export function createSequencer({ pool, signer, machineNow }: SequencerOptions) {
  let watermark = 0;

  /** Places all waiting commits; returns how many. */
  async function sequence(): Promise<number> {
    let placed = 0;
    for (;;) {
      const count = await locked(async (client) => {
        const commits = await waitingCommits(client, watermark, batchMax);
        const covers = commits.length === 0 ? 0 : coversBefore(commits.length, (await logSize(client)) - (await publishedSize(client)), (below) => randomInt(below));
        if (commits.length > 0) await append(client, [...coverLeaves(covers), ...commits.map(({ id, root }) => ({ commitId: id, leaf: root }))]);
        const highest = commits.at(-1)?.id ?? 0;
        watermark = Math.max(watermark, highest - watermarkLag);
        return commits.length;
      });
      placed += count;
      if (count < batchMax) return placed;
    }
  }

  /** One beat: signs the checkpoint that lies a step beyond the last, filled up with covers. What does not fit waits for the next beat. */
  async function beat(): Promise<number> {
    return await publishBy(stepOf);
  }

  /** Publishes all that happened at once: for the end of a process, and where nobody watches who might count. */
  async function publish(): Promise<number> {
    return await publishBy(stepOverAll);
  }

  async function publishBy(step: (waiting: number) => number): Promise<number> {
    await sequence();
    return await locked(async (client) => {
      const published = await publishedSize(client);
      return await publishUpTo(client, published + step((await logSize(client)) - published));
    });
  }

  async function publishUpTo(client: PoolClient, wanted: number): Promise<number> {
    const size = await logSize(client);
    if (wanted > size) await append(client, coverLeaves(wanted - size));
    const root = rootFrom(wanted, await readNodes(client, rootNodes(wanted)));
    await insertCheckpoint(client, { size: wanted, root, note: await signer.sign(wanted, root), machineAt: machineNow() });
    return wanted;
  }

  async function append(client: PoolClient, leaves: readonly { commitId: number | null; leaf: Uint8Array }[]): Promise<void> {
    const size = await logSize(client);
    const known = await readNodes(client, rootNodes(size));
    const { nodes } = grow(size, known, leaves.map(({ leaf }) => leafHash(leaf)));
    await insertLeaves(client, leaves.map(({ commitId, leaf }, i) => ({ index: size + i, commitId, leaf })), nodes);
  }

  const locked = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => underLock(pool, work);

  return { sequence, beat, publish, latest: () => findCheckpoint(pool, 'latest') };
}

/** One writer of the log at a time, over all processes; what fails leaves nothing. */
async function underLock<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that broke rolls back by itself, and the first error is the one to tell.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function publishedSize(client: PoolClient): Promise<number> {
  return (await findCheckpoint(client, 'latest'))?.size ?? 0;
}

function coverLeaves(count: number): { commitId: null; leaf: Buffer }[] {
  return Array.from({ length: count }, () => ({ commitId: null, leaf: randomBytes(32) }));
}

export type Sequencer = ReturnType<typeof createSequencer>;
