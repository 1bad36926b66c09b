import { byText, fromHex, toHex, utf8 } from '../bytes.ts';
import type { Bundle } from '../bundle.ts';
import { expand, extract } from '../digest.ts';
import { ensure, must, type FaultCode } from '../fault.ts';
import { canonical, parse, sameJson, statementDigest, type Json } from '../json.ts';
import { bodyOf, type Record } from '../record.ts';
import type { Reader } from '../shape.ts';
import type { BidFacts } from './bids.ts';
import { verifyExpertDraw } from './expert-draw.ts';
import type { LogFacts } from './log.ts';

export type DrawFacts = { readonly coefficient: string | null; readonly experts: 'recomputed' | 'withheld' | 'none' };

const algorithm = 'coefficient-draw/v1';

/**
 * Step 7. Whoever runs a draw is the adversary: he wants to choose. The seed is made again from contributions that were
 * committed before the root that salts it, and the value again from the seed.
 */
export async function verifyDraws({ record, bundle, log, bids }: { record: Record; bundle: Bundle; log: LogFacts; bids: BidFacts }): Promise<DrawFacts> {
  const coefficient = bids.failed ? null : await verifyCoefficient(record, bundle, log, bids);
  return { coefficient, experts: await verifyExpertDraw(record) };
}

async function verifyCoefficient(record: Record, bundle: Bundle, log: LogFacts, { document }: BidFacts): Promise<string | null> {
  const code = 'draw.coefficient';
  const candidates = document.document.at('scoring').at('price').at('formula').at('coefficients').json as Json;
  const closed = bodyOf(record.one('opening', 'OpeningClosed', code), code);
  const drawn = record.last('opening', 'CoefficientDrawn');
  if (closed.at('draw').isNull()) {
    ensure(drawn === null, code, '没有约定抽取，却抽取了系数');
    ensure(Array.isArray(candidates) && candidates.length < 2, code, '招标文件约定抽取系数，开标时却没有');
    return null;
  }
  const draw = closed.at('draw');
  ensure(sameJson(draw.at('candidates').json, candidates), code, '候选系数不是招标文件公布的');
  if (drawn === null) {
    ensure(record.last('evaluation', 'EvaluationReported', 'ReportDrafted') === null, code, '系数没有抽取就评了标');
    return null;
  }
  ensure(record.all('opening', 'CoefficientDrawn').length === 1, code, '系数抽取了不止一次');
  const event = bodyOf(drawn, code);
  const transcript = event.at('transcript').exactly(['algorithm', 'drawId', 'requestHash', 'checkpointRoot', 'commitments', 'contributions', 'seed', 'words', 'index', 'value']);
  const drawId = draw.at('drawId').text();
  ensure(drawId === `coefficient:${bundle.projectId}` && transcript.at('drawId').text() === drawId && transcript.at('algorithm').json === algorithm, code, '抽取记录属于另一次抽取');
  const fixedAt = Math.max(...[record.one('opening', 'OpeningClosed', code), ...record.all('opening', 'DrawSourceAdded')].map(({ index }) => index));
  const salt = must(log.heads.find(({ size }) => size > fixedAt), code, '没有包含全部来源的检查点');
  ensure(transcript.at('checkpointRoot').text() === toHex(salt.root), code, '抽取所用的检查点不是名单之后的第一个');
  const sources = [...draw.at('sources').list(32), ...record.all('opening', 'DrawSourceAdded').map((added) => bodyOf(added, code).at('source'))];
  const contributors = await checkContributors(transcript, sources);
  const requestHash = await statementDigest(`${algorithm}|request`, { algorithm, drawId, candidates, contributors });
  ensure(transcript.at('requestHash').text() === requestHash, code, '抽取申请的哈希不符');
  const seed = await drawSeed(algorithm, transcript, { requestHash, drawId, code });
  const { words, index } = await unbiasedIndex(fromHex(seed) ?? new Uint8Array(0), (candidates as readonly Json[]).length);
  const value = (candidates as readonly Json[])[index];
  const again = { seed, words, index, value: value as Json };
  const stated = { seed: transcript.at('seed').json as Json, words: transcript.at('words').json as Json, index: transcript.at('index').json as Json, value: transcript.at('value').json as Json };
  ensure(sameJson(again, stated) && event.at('value').json === value, code, '重新计算的系数与公布的不同');
  return String(value);
}

/** Who contributed, in the order of the sources: each had committed, in escrow, to what stands in the transcript. */
async function checkContributors(transcript: Reader, sources: readonly Reader[]): Promise<{ partyId: string; role: string }[]> {
  const code = 'draw.coefficient';
  const contributors: { partyId: string; role: string }[] = [];
  const commitments = transcript.at('commitments').list(32).map((each) => each.exactly(['partyId', 'commitment', 'escrowHash']));
  for (const source of sources) {
    const partyId = source.at('holderId').text();
    const committed = commitments.find((each) => each.at('partyId').json === partyId);
    // A source whose escrow held rubbish was passed over: nobody could decide that afterwards.
    if (!committed) continue;
    ensure(committed.at('commitment').json === source.at('commitment').json, code, `${partyId} 的承诺不是托管时的`);
    ensure(committed.at('escrowHash').text() === (await statementDigest('draw-escrow/v1', parse(source.at('escrow').text()))), code, `${partyId} 的托管内容不符`);
    contributors.push({ partyId, role: source.at('part').text() });
  }
  ensure(contributors.length === commitments.length && new Set(contributors.map(({ role }) => role)).size >= 2, code, '随机数的来源不足两方，或有名单之外的来源');
  return contributors;
}

/** The seed from opened contributions (RFC 5869), each held against its commitment. */
export async function drawSeed(name: string, transcript: Reader, { requestHash, drawId, code }: { requestHash: string; drawId: string; code: FaultCode }): Promise<string> {
  const committed = new Map(transcript.at('commitments').list(32).map((each) => [each.at('partyId').text(), each.at('commitment').text()]));
  const opened = transcript.at('contributions').list(32).map((each) => ({ partyId: each.exactly(['partyId', 'value', 'openedBy']).at('partyId').text(), value: each.at('value').text(/^[0-9a-f]{64}$/) }));
  ensure(opened.length === committed.size && new Set(opened.map(({ partyId }) => partyId)).size === opened.length, code, '公开的随机数与承诺不一一对应');
  for (const { partyId, value } of opened) {
    const commitment = await statementDigest('draw-contribution/v1', { drawId, partyId, value });
    ensure(committed.get(partyId) === commitment, code, `${partyId} 公开的随机数不是其承诺的`);
  }
  const salt = await statementDigest(`${name}|seed`, { requestHash, checkpointRoot: transcript.at('checkpointRoot').text() });
  const sorted = opened.sort((a, b) => byText(a.partyId, b.partyId));
  return toHex(await extract(must(fromHex(salt), code, '种子不对'), utf8(canonical(sorted))));
}

/** 32-bit words until one does not favour the first candidates. */
async function unbiasedIndex(seed: Uint8Array, count: number): Promise<{ words: number[]; index: number }> {
  const limit = 2 ** 32 - (2 ** 32 % count);
  const words: number[] = [];
  for (;;) {
    const bytes = await expand(new Uint8Array(seed), utf8(`${algorithm}|${words.length}`), 4);
    const word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    words.push(word);
    if (word < limit) return { words, index: word % count };
  }
}
