import { assert } from '#kernel/assert.ts';
import { microsPerDay } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Worker } from '#platform/module.ts';

export type RoundsOptions = {
  readonly pool: Pool;
  readonly workers: readonly Worker[];
  /** The types of all aggregates: what a worker may watch, beside `log`. */
  readonly types: ReadonlySet<string>;
};

/** How long a worker is left alone at most although nothing it watches seems to have moved: another node's commit may come to light late. */
const wholeRoundMs = 2_000;

type Seen = { readonly commit: number; readonly log: string; readonly day: number; readonly types: readonly string[] };

/**
 * Lets workers work only when something they watch has moved, so that a quiet platform costs next to nothing however
 * much it holds. One question tells: which types of stream have had events, whether the log has grown, whether it is
 * another legal day. A worker that did something is asked again.
 */
export function createRounds({ pool, workers, types }: RoundsOptions) {
  for (const { name, watches } of workers) for (const type of watches) assert(type === 'log' || types.has(type), `worker ${name} watches ${type}, which there is not`);
  const due = new Set<Worker>(workers);
  let seen: Seen = { commit: Number.MAX_SAFE_INTEGER, log: '', day: 0, types: [] };
  let wholeAt = 0;

  async function look(): Promise<void> {
    const now = await stir(pool, seen.commit);
    const isWhole = now.day !== seen.day || performance.now() - wholeAt > wholeRoundMs;
    if (isWhole) wholeAt = performance.now();
    const moved = new Set([...now.types, ...(now.log === seen.log ? [] : ['log'])]);
    for (const worker of workers) if (isWhole || worker.watches.some((type) => moved.has(type))) due.add(worker);
    seen = now;
  }

  /** Works until nothing that moved leaves anything to do. */
  async function turn(): Promise<void> {
    for (await look(); due.size > 0; await look()) {
      for (const worker of [...due]) if (!(await worker.tick())) due.delete(worker);
    }
  }

  /** The same for every worker, whatever has moved. */
  async function whole(): Promise<void> {
    for (const worker of workers) due.add(worker);
    await turn();
  }

  return { turn, whole };
}

async function stir(pool: Pool, after: number): Promise<Seen> {
  const { rows } = await pool.query<Seen>({
    name: 'rounds_stir',
    text: `SELECT (SELECT coalesce(max(id), 0) FROM commit) AS commit, legal_now() / $2 AS day,
             concat((SELECT max(size) FROM log_checkpoint), '/', (SELECT max(size) FROM log_cosignature)) AS log,
             ARRAY(SELECT DISTINCT split_part(stream, ':', 1) FROM event WHERE commit_id > $1) AS types`,
    values: [after, microsPerDay],
  });
  assert(rows[0], 'a question without FROM has one answer');
  return rows[0];
}
