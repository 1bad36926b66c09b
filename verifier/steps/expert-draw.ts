import { byText, fromHex, toHex } from '../bytes.ts';
import { ensure, must } from '../fault.ts';
import { sameJson, statementDigest, type Json } from '../json.ts';
import { leafHash, merkleRoot } from '../merkle.ts';
import type { ShownEvent } from '../bundle.ts';
import { bodyOf, has, type Record } from '../record.ts';
import type { Reader } from '../shape.ts';
import { drawSeed } from './draws.ts';
import { algorithm, code, hasSpecialty, openSeats, rankRow, readEntry, readRow, texts, type Entry, type Ranked, type Row } from './expert-ranking.ts';
import { verifyReplacements } from './replacements.ts';

type Walk = { readonly request: Row; readonly ranking: readonly Ranked[]; next: number; readonly steps: { id: string; position: string; outcome: string }[] };

export type DrawnRow = { readonly row: string; readonly members: readonly string[]; readonly alternates: readonly string[] };

/** One draw, made again: what a later replacement, or a later draw, is held against. */
export type Made = {
  readonly drawId: string;
  /** Version of its request on the panel's stream. */
  readonly openedAt: number;
  readonly isFeasible: boolean;
  readonly requested: readonly Row[];
  readonly maxPerEmployer: number;
  readonly pool: readonly Entry[];
  readonly avoided: ReadonlySet<string>;
  readonly seed: string;
  readonly rows: readonly DrawnRow[];
};

/**
 * The draws of the panel: the first, and one for each time that its ranking was used up. Requests and roots are public and stood
 * in the log first; transcripts bind to them by their hash. Where this edition holds the pools too, every row is ranked and
 * walked again, and every replacement after it.
 */
export async function verifyExpertDraw(record: Record): Promise<'recomputed' | 'withheld' | 'none'> {
  const results = record.all('panel', 'Drawn', 'DrawInfeasible');
  if (results.length === 0) return 'none';
  checkOccasions(record, results);
  const made: (Made | null)[] = [];
  for (const result of results) made.push(await verifyOne(record, result));
  const whole = made.filter((each) => each !== null);
  if (whole.length < made.length) return 'withheld';
  return (await verifyReplacements(record, whole)) ? 'recomputed' : 'withheld';
}

/** Whoever runs draws would run another until it pleases: each after the first fills seats that a request of its own had named. */
function checkOccasions(record: Record, results: readonly ShownEvent[]): void {
  const ids = results.map((result) => bodyOf(result, code).at('drawId').text());
  ensure(new Set(ids).size === ids.length, code, '同一个申请抽取了不止一次');
  const requests = record.all('panel', 'PanelRequested', 'SupplementRequested');
  for (const [i, result] of results.entries()) {
    const before = requests.filter(({ version }) => version < result.version);
    const asked = must(before.at(-1), code, '抽取之前没有申请');
    const earlier = results[i - 1];
    ensure(earlier === undefined || asked.version > earlier.version, code, '没有另行申请就再次抽取');
    const hasStood = results.slice(0, i).some(({ kind }) => kind === 'Drawn');
    ensure(!hasStood || asked.kind === 'SupplementRequested', code, '已经抽出的评标委员会被整个重抽');
    ensure(sameJson(roundOf(record, result).at('request').at('rows').json, bodyOf(asked, code).at('rows').json), code, '抽取的专业和人数不是申请的');
  }
}

function openedFor(record: Record, result: ShownEvent): ShownEvent {
  const drawId = bodyOf(result, code).at('drawId').json;
  return must(record.all('panel', 'RoundOpened').find((event) => bodyOf(event, code).at('request').at('drawId').json === drawId), code, '没有这次抽取的申请');
}

function roundOf(record: Record, result: ShownEvent): Reader {
  return bodyOf(openedFor(record, result), code);
}

/** Null where this edition does not hold what it was made from. */
async function verifyOne(record: Record, result: ShownEvent): Promise<Made | null> {
  const drawId = bodyOf(result, code).at('drawId').text();
  const opened = openedFor(record, result);
  const round = bodyOf(opened, code);
  const request = round.at('request');
  // The contributors of a later round may be fewer: the hash is over the request with those of this round.
  const requestHash = await statementDigest(`${algorithm}|request`, { ...request.object(), contributors: round.at('contributors').json as Json });
  ensure(round.at('requestHash').text() === requestHash, code, '抽取申请的哈希不符');
  const kept = record.all('draw', 'TranscriptKept').find((event) => has(event, 'transcript') && bodyOf(event, code).at('transcript').at('drawId').json === drawId);
  if (!kept) return null;
  const transcript = bodyOf(kept, code).at('transcript');
  const logged = must(record.all('panel', 'CommitmentsLogged').find((event) => bodyOf(event, code).at('drawId').json === drawId), code, '承诺没有先进入日志');
  ensure(transcript.at('checkpointRoot').json === bodyOf(logged, code).at('root').json && transcript.at('requestHash').json === requestHash, code, '抽取记录不属于这次申请');
  const seed = await drawSeed(algorithm, transcript, { requestHash, drawId, code });
  ensure(transcript.at('seed').json === seed, code, '种子与公开的随机数不符');
  const taken = record.all('draw', 'PoolTaken').findLast((event) => event.version < kept.version);
  if (!taken || !has(taken, 'pool') || !has(taken, 'avoidance')) return null;
  const fixed = bodyOf(taken, code);
  await checkRoots(request, fixed);
  const pool = fixed.at('pool').list(100_000).map(readEntry);
  const avoided = new Set(fixed.at('avoidance').list(100_000).map((entry) => `${entry.at('kind').text()} ${entry.at('id').text()}`));
  const requested = request.at('rows').list(100).map(readRow);
  const maxPerEmployer = request.at('constraints').at('maxPerEmployer').count();
  const rows = await select({ requested, pool, avoided, maxPerEmployer, seed });
  ensure(sameJson(rows, transcript.at('rows').json), code, '重新抽取的结果与记录不同');
  const isFeasible = rows.every(({ members }, i) => members.length === requested[i]?.count);
  ensure(isFeasible === (result.kind === 'Drawn'), code, '抽取成功与未成功说反了');
  return { drawId, openedAt: opened.version, isFeasible, requested, maxPerEmployer, pool, avoided, seed, rows };
}

async function checkRoots(request: Reader, taken: Reader): Promise<void> {
  const pool = taken.at('pool').list(100_000).map((entry) => ({ ...entry.object(), specialtyCodes: [...texts(entry.at('specialtyCodes'))].sort(byText) }) as { [name: string]: Json });
  const avoidance = taken.at('avoidance').list(100_000).map((entry) => entry.object());
  const sortedPool = [...pool].sort((a, b) => byText(String(a['id']), String(b['id'])));
  const sortedAvoidance = [...avoidance].sort((a, b) => byText(String(a['kind']), String(b['kind'])) || byText(String(a['id']), String(b['id'])));
  ensure(request.at('poolSize').json === pool.length && request.at('poolRoot').json === (await rootOf('draw-pool/v1', sortedPool)), code, '专家库不是申请时锁定的');
  ensure(request.at('avoidanceRoot').json === (await rootOf('draw-avoidance/v1', sortedAvoidance)), code, '回避名单不是申请时锁定的');
}

async function rootOf(domain: string, entries: readonly Json[]): Promise<string> {
  const leaves = await Promise.all(entries.map(async (entry) => leafHash(must(fromHex(await statementDigest(domain, entry)), code, '条目不对'))));
  return toHex(await merkleRoot(leaves));
}

type Selecting = Pick<Made, 'requested' | 'pool' | 'avoided' | 'maxPerEmployer' | 'seed'>;

/** All rows draw members in their order, then alternates, each walk going on where it stood. */
async function select({ requested, pool, avoided, maxPerEmployer, seed }: Selecting) {
  const seats = openSeats(maxPerEmployer, avoided);
  const walkOn = (walk: Walk, as: string, wanted: number): void => {
    let missing = wanted;
    while (missing > 0 && walk.next < walk.ranking.length) {
      const { entry, position } = walk.ranking[walk.next++] as Ranked;
      const outcome = seats.obstacle(entry);
      walk.steps.push({ id: entry.id, position, outcome: outcome ?? as });
      if (outcome) continue;
      seats.take(entry);
      missing--;
    }
  };
  const walks: Walk[] = await Promise.all(requested.map(async (row) => ({ request: row, ranking: await rankRow(row, pool, seed), next: 0, steps: [] })));
  for (const walk of walks) walkOn(walk, 'member', walk.request.count);
  const isFull = walks.every(({ request: row, steps }) => drawnAs(steps, 'member').length === row.count);
  if (isFull) for (const walk of walks) walkOn(walk, 'alternate', walk.request.alternates);
  return walks.map(({ request: row, ranking, steps }) => {
    const withSpecialty = pool.filter((entry) => hasSpecialty(entry, row)).length;
    return {
      row: row.row, eligible: ranking.length, outsideSpecialty: pool.length - withSpecialty, outsideRegion: withSpecialty - ranking.length,
      walk: steps, members: drawnAs(steps, 'member'), alternates: drawnAs(steps, 'alternate'),
    };
  });
}

function drawnAs(steps: Walk['steps'], as: string): string[] {
  return steps.filter(({ outcome }) => outcome === as).map(({ id }) => id);
}
