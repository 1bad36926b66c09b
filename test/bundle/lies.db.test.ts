import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64url, utf8 } from '#kernel/bytes.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import { microsPerDay, microsPerHour, microsPerSecond } from '#kernel/time/instant.ts';
import { makeBundle } from '#evidence/bundle/bundle.routes.ts';
import type { Edition } from '#evidence/bundle/bundle.types.ts';
import { verifyBundle, type FaultCode } from '../../verifier/verifier.ts';
import { portsOf } from './ports.testing.ts';
import { playLot, type Course, type Ending, type Scene } from './scene.testing.ts';
import type { Lie } from './stage.testing.ts';

/** What a bundle of a lot comes to, in which the platform itself, with all its keys, committed a lie. */
type Asked = { readonly ending?: Ending; readonly edition?: Edition };

async function verdictOf(lie: Lie | undefined, { ending, edition = 'parties' }: Asked = {}): Promise<string> {
  return await verdictOn(await playLot(lie, ending), edition);
}

async function verdictOn(scene: Scene, edition: Edition): Promise<string> {
  const made = await makeBundle(portsOf(scene), { lotId: scene.lotId, edition, orgId: edition === 'public' ? null : 'DEPARTMENT' });
  assert.ok(made.ok, made.ok ? '' : made.error.code);
  const { checks } = await verifyBundle(made.value, scene.on.trust);
  return checks.find(({ ok }) => !ok)?.code ?? 'verified';
}

/** Rewrites the JSON text of events of these kinds, and the hash beside a report or a record. */
function rewriting(kinds: readonly string[], change: (text: string) => string): Lie {
  return (event) => {
    if (!kinds.includes(event.kind)) return event;
    const changed = JSON.parse(change(JSON.stringify(event))) as typeof event;
    assert.notDeepEqual(changed, event, `${event.kind} was not changed`);
    const named = ['report', 'record', 'terms'].find((field) => field in changed);
    const hash = named === undefined ? null : toBase64url(sha256(utf8(canonical(changed[named] as Json))));
    return hash === null ? changed : { ...changed, [`${named}Hash`]: hash };
  };
}

const reports = ['ReportDrafted', 'EvaluationReported'];
const price = (text: string) => text.replaceAll('"9720000000"', '"9700000000"');

const lies: readonly (readonly [title: string, lie: Lie, code: FaultCode])[] = [
  ['唱出的报价不是封存的报价', rewriting(['PricesAnnounced'], price), 'bids.price'],
  ['唱了名单之外的一家', (event) => (event.kind === 'PricesAnnounced' ? { ...event, outcomes: [...(event['outcomes'] as Json[]), { manifestHash: '0'.repeat(64), outcome: { kind: 'revoked', cause: '', faultOf: '' } }] } : event), 'bids.record'],
  ['开标记录里少一家', (event) => (event.kind === 'OpeningRecorded' ? rewriting(['OpeningRecorded'], (text) => text.replace(/"bids":\[\{.*?\}\},/, '"bids":['))({ ...event, act: null }) : event), 'bids.record'],
  ['公布的截止时间不是招标文件所定的', (event) => (event.kind === 'OpeningClosed' ? { ...event, deadlineAt: (event['deadlineAt'] as number) - 1 } : event), 'bids.deadline'],
  ['投标清单写成另一份', rewriting(['BidSubmitted'], (text) => text.replace('\\"encryptorBuild\\":\\"test\\"', '\\"encryptorBuild\\":\\"rest\\"')), 'bids.manifest'],
  ['抽取的系数换成另一个', rewriting(['CoefficientDrawn'], (text) => text.replaceAll(/"value":"0(\.\d+)?"/g, (value) => (value === '"value":"0.01"' ? '"value":"0.02"' : '"value":"0.01"'))), 'draw.coefficient'],
  ['抽取用了开标之前的检查点', rewriting(['CoefficientDrawn'], (text) => text.replace(/"checkpointRoot":"(.)/, (_, first) => `"checkpointRoot":"${first === '0' ? '1' : '0'}`)), 'draw.coefficient'],
  ['专家抽取的种子不对', rewriting(['TranscriptKept'], (text) => text.replace(/"seed":"../, '"seed":"00')), 'draw.experts'],
  ['报告里的价格分加错', rewriting(reports, (text) => text.replace(/"price":"(\d)/, (_, digit: string) => `"price":"${(Number(digit) + 1) % 10}`)), 'evaluation.score'],
  ['报告里的总分加错', rewriting(reports, (text) => text.replace(/"total":"(\d)/, (_, digit: string) => `"total":"${(Number(digit) + 1) % 10}`)), 'evaluation.score'],
  ['报告里的技术分与各评委的打分不符，总分不变', rewriting(reports, (text) => text.replace(/"technical":"(\d+)(.*?)"commercial":"(\d+)/, (_, technical: string, between: string, commercial: string) => `"technical":"${Number(technical) - 1}${between}"commercial":"${Number(commercial) + 1}`)), 'evaluation.score'],
  ['评标价不是唱标价，投标人也没有接受过修正', (event) => rewriting(reports, (text) => text.replace('"priceFen":"9650000000","evaluated', '"priceFen":"9720000000","evaluated'))(rewriting(['EvaluationOpened'], (text) => text.replace('9720000000', '9650000000'))(event)), 'evaluation.inputs'],
  ['公示的价格不是评标的价格', rewriting(['CandidatesPublished'], (text) => text.replaceAll('"priceFen":"9', '"priceFen":"8')), 'signature.value'],
  ['定标给了另一家', (event) => (event.kind === 'AwardDecided' ? { ...event, bidderId: event['bidderId'] === 'BIDDERB' ? 'BIDDERC' : 'BIDDERB' } : event), 'signature.statement'],
  ['定标的价格与公示不同', rewriting(['AwardDecided'], (text) => text.replace(/"priceFen":"9/, '"priceFen":"8')), 'award.winner'],
  ['定标所用的方法不是招标文件载明的', (event) => (event.kind === 'AwardDecided' ? { ...event, method: 'panel-decides' } : event), 'award.winner'],
  ['公示期没有满就结束', (event) => (event.kind === 'CandidatesPublished' ? { ...event, until: (event['until'] as number) + 86_400_000_000 } : event), 'award.publicity'],
  ['合同价款与中标价不同', rewriting(['ContractDrafted'], (text) => text.replace(/"priceFen":"9/, '"priceFen":"8')), 'award.contract'],
  ['招标文件与签署的哈希不符', rewriting(['NoticePublished'], (text) => text.replace('"candidatesMax":3', '"candidatesMax":2')), 'bids.deadline'],
];

describe('平台自己说谎', () => {
  for (const [title, lie, code] of lies) {
    test(`R-179 R-178 ${title}，证据包验证失败`, async () => assert.equal(await verdictOf(lie), code));
  }
});

/** The close, as the platform tells it of: the event bears whatever instant. */
const closing = (change: (event: JsonObject) => JsonObject): Lie => (event) => (event.kind === 'OpeningClosed' ? (change(event as unknown as JsonObject) as unknown as typeof event) : event);
const closedAt = (micros: number): Lie => closing((event) => ({ ...event, deadlineAt: (event['deadlineAt'] as number) + micros }));
const minute = 60 * microsPerSecond;

/** Played once, looked at by the department and by anyone; only the first is shown what bidders signed. */
const instants: readonly (readonly [title: string, course: Course, lie: Lie | undefined, parties: string, anyone: string])[] = [
  ['截止提前一小时，名单写着真的时刻', { closesEarlyBy: microsPerHour }, undefined, 'bids.deadline', 'bids.deadline'],
  ['截止提前一小时，名单也写成提前的时刻', { closesEarlyBy: microsPerHour }, closedAt(-microsPerHour), 'bids.deadline', 'bids.deadline'],
  ['给投标人看的截止时间晚一天，公布和截止的早一天', { sealedLaterBy: microsPerDay }, undefined, 'bids.deadline', 'verified'],
  ['投标人封存的时刻比公布的截止早，提前就打得开', { sealedLaterBy: -microsPerDay }, undefined, 'bids.manifest', 'verified'],
  ['截止两分钟后才让共签方见到开标名单', { cosignedAfter: 2 * minute }, undefined, 'bids.cosigned', 'bids.cosigned'],
  ['共签方见到名单的时候，按他们的钟离所写的截止还有一小时', { cosignersBehind: microsPerHour }, undefined, 'bids.cosigned', 'bids.cosigned'],
  ['没有说谎：共签在截止半分钟后，共签方的钟又慢十秒', { cosignedAfter: minute / 2, cosignersBehind: 10 * microsPerSecond }, undefined, 'verified', 'verified'],
  ['没有说谎：抽取的来源在截止以后一小时才齐', { isDrawFixedLate: true }, undefined, 'verified', 'verified'],
];

describe('平台在时刻上说谎', () => {
  for (const [title, course, lie, parties, anyone] of instants) {
    test(`R-179 R-094 ${title}`, async () => {
      const scene = await playLot(lie, undefined, course);
      assert.deepEqual([await verdictOn(scene, 'parties'), await verdictOn(scene, 'public')], [parties, anyone]);
    });
  }
});

const otherEndings: readonly (readonly [title: string, ending: Ending, lie: Lie | undefined, verdict: string])[] = [
  ['R-101 在别处签订、上传并由中标人确认的合同，证据包验证通过', 'upload', undefined, 'verified'],
  ['R-103 R-178 上传的合同价款与中标价不同，证据包验证失败', 'upload', (event) => (event.kind === 'ContractUploaded' ? { ...event, terms: { ...(event['terms'] as JsonObject), priceFen: '8600000000' } } : event), 'award.contract'],
  ['R-101 R-178 上传以后改了签订日期，证据包验证失败', 'upload', (event) => (event.kind === 'ContractUploaded' ? { ...event, upload: { ...(event['upload'] as JsonObject), signedOn: '2026-12-01' } } : event), 'award.contract'],
  ['R-101 R-178 中标人确认的是另一份合同，证据包验证失败', 'upload', (event) => (event.kind === 'ContractConfirmed' ? { ...event, orgId: 'BIDDERX' } : event), 'signature.signer'],
  ['R-098 全部投标被否决、公告招标失败的标段，证据包验证通过', 'failed', undefined, 'verified'],
  ['R-098 R-178 公告失败的原因被改，证据包验证失败', 'failed', (event) => (event.kind === 'FailureDeclared' ? { ...event, cause: 'lacking-competition' } : event), 'award.notice'],
  ['R-098 R-178 招标人没有签名的失败公告与投标数目不符，证据包验证失败', 'failed', (event) => (event.kind === 'FailureDeclared' ? { ...event, notice: { ...(event['notice'] as JsonObject), bidders: 9 }, statement: null, signature: null } : event), 'award.notice'],
];

describe('另外两种结局', () => {
  for (const [title, ending, lie, verdict] of otherEndings) test(title, async () => assert.equal(await verdictOf(lie, { ending }), verdict));
});

type Received = { candidates: { bidderId: string; rank: number; priceFen: string; totalScore: string }[]; benchmark: { benchmarkFen: string; coefficient: string | null; counted: { bidderId: string; evaluatedPriceFen: string }[] }; bidders: { bidderId: string; scores: { technical: string; commercial: string; price: string; total: string; rank: number } | null }[] };

/** Bends what the initiator publishes and signs, before the signature: the notice follows from it, and a stranger sees no report to hold it against. */
function publishing(change: (received: Received) => void): Lie {
  return (event) => {
    if (event.kind !== 'ReportReceived') return event;
    const received = structuredClone(event) as unknown as Received;
    change(received);
    assert.notDeepEqual(received, event);
    return received as unknown as typeof event;
  };
}

const scoresOf = ({ candidates, bidders }: Received, rank: number) => {
  const bidderId = candidates.find((each) => each.rank === rank)?.bidderId;
  return bidders.find((each) => (bidderId === undefined ? each.scores?.rank === rank : each.bidderId === bidderId))?.scores ?? assert.fail(`rank ${rank}`);
};
const plus = (score: string, more: number) => (Number(score) + more).toFixed(4);

const published: readonly (readonly [title: string, lie: Lie, code: FaultCode])[] = [
  ['公示的技术分加高，总分没有跟着变', publishing((of) => void (scoresOf(of, 1).technical = plus(scoresOf(of, 1).technical, 1))), 'evaluation.score'],
  ['公示的技术分和总分一起加高，超过了满分', publishing((of) => {
    scoresOf(of, 1).technical = plus(scoresOf(of, 1).technical, 500);
    (of.candidates[0] as { totalScore: string }).totalScore = plus(of.candidates[0]?.totalScore ?? '', 500);
  }), 'evaluation.score'],
  ['公示的价格分不是公式算出的，总分照样加得起来', publishing((of) => {
    scoresOf(of, 1).price = plus(scoresOf(of, 1).price, -1);
    scoresOf(of, 1).commercial = plus(scoresOf(of, 1).commercial, 1);
  }), 'evaluation.score'],
  ['公示的评标基准价差一分钱', publishing((of) => void (of.benchmark.benchmarkFen = String(BigInt(of.benchmark.benchmarkFen) + 1n))), 'evaluation.score'],
  ['公示的系数不是抽取的系数', publishing((of) => void (of.benchmark.coefficient = of.benchmark.coefficient === '0.01' ? '0.02' : '0.01')), 'evaluation.inputs'],
  ['有效投标里少列一家，基准价随之不同', publishing((of) => void of.benchmark.counted.splice(of.benchmark.counted.findIndex(({ bidderId }) => !of.candidates.some((each) => each.bidderId === bidderId)), 1)), 'evaluation.score'],
  ['有效投标里列了没有投标的', publishing((of) => void of.benchmark.counted.push({ bidderId: 'BIDDERZ', evaluatedPriceFen: '9700000000' })), 'evaluation.inputs'],
  ['候选人的报价不是其评标价', publishing((of) => void ((of.candidates[0] as { priceFen: string }).priceFen = '9000000000')), 'evaluation.inputs'],
  ['第二名和第一名对调', publishing((of) => {
    const [first, second] = of.candidates as [Received['candidates'][number], Received['candidates'][number]];
    of.candidates.splice(0, 2, { ...second, rank: 1 }, { ...first, rank: 2 });
  }), 'award.candidates'],
  ['第一名不在候选人之列', publishing((of) => {
    of.candidates.shift();
    of.candidates.forEach((each, i) => (each.rank = i + 1));
  }), 'evaluation.ranking'],
  ['未列为候选人的一家总分高过候选人', publishing((of) => void (scoresOf(of, 4).total = '99.0000')), 'evaluation.ranking'],
  ['未列为候选人的一家总分低得不可能', publishing((of) => void (scoresOf(of, 4).total = '0.0100')), 'evaluation.score'],
];

describe('平台和招标人一起对公众说谎', () => {
  test('R-179 没有说谎的公开版通过', async () => assert.equal(await verdictOf(undefined, { edition: 'public' }), 'verified'));

  for (const [title, lie, code] of published) {
    test(`R-179 R-098 ${title}，只凭公开版就能发现`, async () => assert.equal(await verdictOf(lie, { edition: 'public' }), code));
  }
});
