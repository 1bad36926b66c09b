import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64url, utf8 } from '#kernel/bytes.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import { makeBundle } from '#evidence/bundle/bundle.routes.ts';
import { verifyBundle, type FaultCode } from '../../verifier/verifier.ts';
import { portsOf } from './ports.testing.ts';
import { playLot, type Ending } from './scene.testing.ts';
import type { Lie } from './stage.testing.ts';

/** What a bundle of a lot comes to, in which the platform itself, with all its keys, committed a lie. */
async function verdictOf(lie: Lie | undefined, ending?: Ending): Promise<string> {
  const scene = await playLot(lie, ending);
  const made = await makeBundle(portsOf(scene), { lotId: scene.lotId, edition: 'parties', orgId: 'DEPARTMENT' });
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
  ['抽取用了开标之前的检查点', rewriting(['CoefficientDrawn'], (text) => text.replace(/"checkpointRoot":"../, '"checkpointRoot":"00')), 'draw.coefficient'],
  ['专家抽取的种子不对', rewriting(['TranscriptKept'], (text) => text.replace(/"seed":"../, '"seed":"00')), 'draw.experts'],
  ['报告里的价格分加错', rewriting(reports, (text) => text.replace(/"price":"(\d)/, (_, digit: string) => `"price":"${(Number(digit) + 1) % 10}`)), 'evaluation.score'],
  ['报告里的总分加错', rewriting(reports, (text) => text.replace(/"total":"(\d)/, (_, digit: string) => `"total":"${(Number(digit) + 1) % 10}`)), 'evaluation.score'],
  ['报告里的技术分与各评委的打分不符，总分不变', rewriting(reports, (text) => text.replace(/"technical":"(\d+)(.*?)"commercial":"(\d+)/, (_, technical: string, between: string, commercial: string) => `"technical":"${Number(technical) - 1}${between}"commercial":"${Number(commercial) + 1}`)), 'evaluation.score'],
  ['评标价不是唱标价，投标人也没有接受过修正', (event) => rewriting(reports, (text) => text.replace('"priceFen":"9650000000","evaluated', '"priceFen":"9720000000","evaluated'))(rewriting(['EvaluationOpened'], (text) => text.replace('9720000000', '9650000000'))(event)), 'evaluation.inputs'],
  ['公示的价格不是评标的价格', rewriting(['CandidatesPublished'], (text) => text.replaceAll('"priceFen":"9', '"priceFen":"8')), 'signature.value'],
  ['定标给了另一家', (event) => (event.kind === 'AwardDecided' ? { ...event, bidderId: event['bidderId'] === 'BIDDERB' ? 'BIDDERC' : 'BIDDERB' } : event), 'signature.statement'],
  ['定标的价格与公示不同', rewriting(['AwardDecided'], (text) => text.replace(/"priceFen":"9/, '"priceFen":"8')), 'award.winner'],
  ['公示期没有满就结束', (event) => (event.kind === 'CandidatesPublished' ? { ...event, until: (event['until'] as number) + 86_400_000_000 } : event), 'award.publicity'],
  ['合同价款与中标价不同', rewriting(['ContractDrafted'], (text) => text.replace(/"priceFen":"9/, '"priceFen":"8')), 'award.contract'],
  ['招标文件与签署的哈希不符', rewriting(['NoticePublished'], (text) => text.replace('"candidatesMax":3', '"candidatesMax":2')), 'bids.deadline'],
];

describe('平台自己说谎', () => {
  for (const [title, lie, code] of lies) {
    test(`R-179 R-178 ${title}，证据包验证失败`, async () => assert.equal(await verdictOf(lie), code));
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
  for (const [title, ending, lie, verdict] of otherEndings) test(title, async () => assert.equal(await verdictOf(lie, ending), verdict));
});
