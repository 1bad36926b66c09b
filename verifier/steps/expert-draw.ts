import { byText, fromHex, toHex, utf8 } from '../bytes.ts';
import { expand, extract } from '../digest.ts';
import { ensure, must } from '../fault.ts';
import { sameJson, statementDigest, type Json } from '../json.ts';
import { leafHash, merkleRoot } from '../merkle.ts';
import { bodyOf, has, type Record } from '../record.ts';
import type { Reader } from '../shape.ts';
import { drawSeed } from './draws.ts';

const algorithm = 'expert-draw/v1';
const code = 'draw.experts';

type Entry = { readonly id: string; readonly employerId: string | null; readonly specialtyCodes: readonly string[]; readonly regionCode: string };
type Row = { readonly row: string; readonly specialtyCode: string; readonly regionCodes: readonly string[]; readonly count: number; readonly alternates: number };
type Ranked = { readonly entry: Entry; readonly position: string };
type Walk = { readonly request: Row; readonly ranking: readonly Ranked[]; next: number; readonly steps: { id: string; position: string; outcome: string }[] };

/**
 * The draw of the panel. Request and roots are public and stood in the log first; the transcript binds to them by its hash.
 * Where this edition holds the pool too, every row is ranked and walked again.
 */
export async function verifyExpertDraw(record: Record): Promise<'recomputed' | 'withheld' | 'none'> {
  const drawn = record.last('panel', 'Drawn');
  if (drawn === null) return 'none';
  const drawId = bodyOf(drawn, code).at('drawId').text();
  const opened = must(record.all('panel', 'RoundOpened').find((event) => bodyOf(event, code).at('request').at('drawId').json === drawId), code, '没有这次抽取的申请');
  const round = bodyOf(opened, code);
  const request = round.at('request');
  // The contributors of a later round may be fewer: the hash is over the request with those of this round.
  const requestHash = await statementDigest(`${algorithm}|request`, { ...request.object(), contributors: round.at('contributors').json as Json });
  ensure(round.at('requestHash').text() === requestHash, code, '抽取申请的哈希不符');
  const kept = record.all('draw', 'TranscriptKept').find((event) => has(event, 'transcript') && bodyOf(event, code).at('transcript').at('drawId').json === drawId);
  if (!kept) return 'withheld';
  const transcript = bodyOf(kept, code).at('transcript');
  const logged = must(record.all('panel', 'CommitmentsLogged').find((event) => bodyOf(event, code).at('drawId').json === drawId), code, '承诺没有先进入日志');
  ensure(transcript.at('checkpointRoot').json === bodyOf(logged, code).at('root').json && transcript.at('requestHash').json === requestHash, code, '抽取记录不属于这次申请');
  const seed = await drawSeed(algorithm, transcript, { requestHash, drawId, code });
  ensure(transcript.at('seed').json === seed, code, '种子与公开的随机数不符');
  const taken = record.all('draw', 'PoolTaken').findLast((event) => event.version < kept.version);
  if (!taken || !has(taken, 'pool') || !has(taken, 'avoidance')) return 'withheld';
  await checkRoots(request, bodyOf(taken, code));
  const rows = await select(request, bodyOf(taken, code), seed);
  ensure(sameJson(rows, transcript.at('rows').json), code, '重新抽取的结果与记录不同');
  return 'recomputed';
}

async function checkRoots(request: Reader, taken: Reader): Promise<void> {
  const pool = taken.at('pool').list(100_000).map((entry) => ({ ...entry.object(), specialtyCodes: [...texts(entry.at('specialtyCodes'))].sort(byText) }) as { [name: string]: Json });
  const avoidance = taken.at('avoidance').list(10_000).map((entry) => entry.object());
  const sortedPool = [...pool].sort((a, b) => byText(String(a['id']), String(b['id'])));
  const sortedAvoidance = [...avoidance].sort((a, b) => byText(String(a['kind']), String(b['kind'])) || byText(String(a['id']), String(b['id'])));
  ensure(request.at('poolSize').json === pool.length && request.at('poolRoot').json === (await rootOf('draw-pool/v1', sortedPool)), code, '专家库不是申请时锁定的');
  ensure(request.at('avoidanceRoot').json === (await rootOf('draw-avoidance/v1', sortedAvoidance)), code, '回避名单不是申请时锁定的');
}

async function rootOf(domain: string, entries: readonly Json[]): Promise<string> {
  const leaves = await Promise.all(entries.map(async (entry) => leafHash(must(fromHex(await statementDigest(domain, entry)), code, '条目不对'))));
  return toHex(await merkleRoot(leaves));
}

/** All rows draw members in their order, then alternates, each walk going on where it stood. */
async function select(request: Reader, taken: Reader, seed: string): Promise<Json> {
  const pool = taken.at('pool').list(100_000).map(readEntry);
  const rows = request.at('rows').list(100).map(readRow);
  const maxPerEmployer = request.at('constraints').at('maxPerEmployer').count();
  const avoided = new Set(taken.at('avoidance').list(10_000).map((entry) => `${entry.at('kind').text()} ${entry.at('id').text()}`));
  const standing = new Set<string>();
  const perEmployer = new Map<string, number>();
  const obstacle = ({ id, employerId }: Entry): string | null => {
    if (standing.has(id)) return 'standsElsewhere';
    if (avoided.has(`person ${id}`)) return 'personAvoided';
    if (employerId === null) return null;
    if (avoided.has(`employer ${employerId}`)) return 'employerAvoided';
    return (perEmployer.get(employerId) ?? 0) >= maxPerEmployer ? 'employerLimit' : null;
  };
  const walkOn = (walk: Walk, as: string, wanted: number): void => {
    let missing = wanted;
    while (missing > 0 && walk.next < walk.ranking.length) {
      const { entry, position } = walk.ranking[walk.next++] as Ranked;
      const outcome = obstacle(entry);
      walk.steps.push({ id: entry.id, position, outcome: outcome ?? as });
      if (outcome) continue;
      standing.add(entry.id);
      if (entry.employerId !== null) perEmployer.set(entry.employerId, (perEmployer.get(entry.employerId) ?? 0) + 1);
      missing--;
    }
  };
  const walks: Walk[] = await Promise.all(rows.map(async (row) => ({ request: row, ranking: await rankRow(row, pool, seed), next: 0, steps: [] })));
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

async function rankRow(row: Row, pool: readonly Entry[], seed: string): Promise<Ranked[]> {
  const key = await extract(utf8(`${algorithm}|${row.row}`), must(fromHex(seed), code, '种子不对'));
  const eligible = pool.filter((entry) => hasSpecialty(entry, row) && isInRegion(entry, row));
  const ranked = await Promise.all(eligible.map(async (entry) => ({ entry, position: toHex(await expand(key, utf8(entry.id), 32)) })));
  return ranked.sort((a, b) => byText(a.position, b.position) || byText(a.entry.id, b.entry.id));
}

function hasSpecialty({ specialtyCodes }: Entry, row: Row): boolean {
  return specialtyCodes.some((each) => each.startsWith(row.specialtyCode));
}

/** Trailing zero pairs of a division's code stand for all beneath it. */
function isInRegion({ regionCode }: Entry, { regionCodes }: Row): boolean {
  return regionCodes.length === 0 || regionCodes.some((each) => regionCode.startsWith(each.replace(/(00)+$/, '')));
}

function drawnAs(steps: Walk['steps'], as: string): string[] {
  return steps.filter(({ outcome }) => outcome === as).map(({ id }) => id);
}

function readEntry(entry: Reader): Entry {
  const employer = entry.at('employerId');
  return { id: entry.at('id').text(), employerId: employer.isNull() ? null : employer.text(), specialtyCodes: texts(entry.at('specialtyCodes')), regionCode: entry.at('regionCode').text() };
}

function readRow(row: Reader): Row {
  return { row: row.at('row').text(), specialtyCode: row.at('specialtyCode').text(), regionCodes: texts(row.at('regionCodes')), count: row.at('count').count(), alternates: row.at('alternates').count() };
}

function texts(list: Reader): string[] {
  return list.list(1000).map((each) => each.text());
}
