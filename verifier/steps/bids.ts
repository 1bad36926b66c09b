import { byText, fromHex, fromUtf8, sha256, toBase64url, toHex, utf8, type Bytes } from '../bytes.ts';
import type { Bundle, Ciphertext, ShownEvent } from '../bundle.ts';
import { objectKeyOf, sha256Hex } from '../digest.ts';
import { documentInForce, wasDeadline, type DocumentFacts } from '../document.ts';
import { ensure, must } from '../fault.ts';
import { floeDecrypt } from '../floe.ts';
import { canonical, hashOfJson, isObject, parse, parseCanonical, sameJson, type Json, type JsonObject } from '../json.ts';
import { cosignedWithinSeconds } from '../limits.ts';
import { leafHash, merkleRoot } from '../merkle.ts';
import { bodyOf, has, type Record } from '../record.ts';
import { Reader } from '../shape.ts';
import type { LogFacts } from './log.ts';
import type { SignedAct } from './signatures.ts';

/** One bid of the close list, with what became of it. */
export type Bid = {
  readonly bidderId: string;
  readonly bidderName: string;
  readonly manifestHash: string;
  readonly receivedAt: number;
  readonly version: number;
  /** What was announced, or null for a bid that could not be opened. */
  readonly price: JsonObject | null;
};

export type BidFacts = { readonly document: DocumentFacts; readonly bids: readonly Bid[]; readonly failed: boolean; readonly manifests: number; readonly decrypted: number; /** Of the close list; null where trust asks for no co-signers, or nothing was opened. */ readonly cosignedAfterSeconds: number | null };

type Input = { readonly bundle: Bundle; readonly record: Record; readonly log: LogFacts; readonly acts: readonly SignedAct[] };

const punctualMicros = 2_000_000;
const microsPerSecond = 1_000_000;
const partBytes = 4 * 1024 * 1024;
const paddedBytes = 64 * 1024;
const hash64 = /^[0-9a-f]{64}$/;

/**
 * Step 6. The platform is the adversary: it could close early, add a late bid, drop or swap one, or announce another price.
 * The list was closed at the deadline of the published document and of each bidder's own signature, and co-signers saw it
 * within a minute. Each bid of it stands in a commit before the deadline, inside the first checkpoint that holds the list;
 * what was announced is what that bid decrypts to.
 */
export async function verifyBids(input: Input): Promise<BidFacts> {
  const { record, bundle } = input;
  const document = await documentInForce(record);
  const close = record.one('opening', 'OpeningClosed', 'bids.record');
  checkClose(close, document, input);
  const body = bodyOf(close, 'bids.record');
  const lots = body.at('open').list(100).map((lot) => ({ lotId: lot.at('lotId').text(), accepted: lot.at('accepted').list(500) }));
  const own = lots.find(({ lotId }) => lotId === bundle.lotId);
  if (!own) {
    ensure(body.at('failed').list(100).some((lot) => lot.json === bundle.lotId), 'bids.record', '这个标段不在开标名单内');
    ensure(bundle.ciphertexts.length === 0 && record.all('bid').length === 0, 'bids.record', '没有开标的标段不应公开投标文件');
    return { document, bids: [], failed: true, manifests: 0, decrypted: 0, cosignedAfterSeconds: null };
  }
  const cosignedAfterSeconds = checkCosigned(close, input.log);
  const outcomes = readOutcomes(record, lots.flatMap(({ accepted }) => accepted.map((bid) => bid.at('manifestHash').text(hash64))));
  const bids = own.accepted.map((bid) => readBid(bid, outcomes, bundle));
  ensure(bids.every((bid, i) => i === 0 || byText((bids[i - 1] as Bid).manifestHash, bid.manifestHash) < 0), 'bids.record', '开标名单应按哈希排列，且不重复');
  ensure(new Set(bids.map(({ bidderId }) => bidderId)).size === bids.length, 'bids.record', '一个投标人在名单上出现两次');
  const submissions = record.all('bid', 'BidSubmitted');
  ensure(submissions.length === record.all('bid').length && submissions.length === bids.length, 'bids.record', '公开的投标文件与开标名单不一一对应');
  for (const bid of bids) checkInTime(bid, submissions, { document, log: input.log, bundle });
  const manifests = await readManifests(bids, { submissions, close, acts: input.acts, bundle, document });
  const decrypted = await checkCiphertexts(bids, manifests, input);
  await checkRecord(record, bids, bundle);
  return { document, bids, failed: false, manifests: manifests.size, decrypted, cosignedAfterSeconds };
}

function checkClose(close: ShownEvent, { deadlineAt }: DocumentFacts, { record, bundle, log }: Input): void {
  const body = bodyOf(close, 'bids.deadline');
  ensure(body.at('tenderId').text() === bundle.projectId && record.one('tender', 'TenderClosed', 'bids.deadline').index === close.index, 'bids.deadline', '截止与开标不在同一次提交');
  ensure(body.at('deadlineAt').count() === deadlineAt, 'bids.deadline', '开标的时刻不是最后公布的招标文件所定的截止时间');
  const late = close.at - deadlineAt;
  ensure(late >= 0 && body.at('closedLateMicros').count() === (late > punctualMicros ? late : 0), 'bids.deadline', '开标早于截止时间，或迟延没有如实记录');
  ensure(close.index < log.first.size, 'log.inclusion', '第一个检查点没有包含开标名单');
}

/** Before the close no co-signer can have seen its list, and soon after it enough of them must have. */
function checkCosigned(close: ShownEvent, { cosignedSecond }: LogFacts): number | null {
  if (cosignedSecond === null) return null;
  const after = cosignedSecond - Math.floor(close.at / microsPerSecond);
  ensure(after >= -cosignedWithinSeconds, 'bids.cosigned', `开标名单在其所写的截止时刻 ${-after} 秒之前就有共签：截止被提前`);
  ensure(after <= cosignedWithinSeconds, 'bids.cosigned', `开标名单在截止 ${after} 秒之后才有足够的共签，应不超过 ${cosignedWithinSeconds} 秒：投标是否在截止前送达，只有平台自己的时间为证`);
  return after;
}

/** Every bid of every lot has one outcome, and no other bid has one. */
function readOutcomes(record: Record, listed: readonly string[]): Map<string, Reader> {
  const announced = bodyOf(record.one('opening', 'PricesAnnounced', 'bids.record'), 'bids.record');
  const outcomes = new Map(announced.at('outcomes').list(1000).map((each) => [each.exactly(['manifestHash', 'outcome']).at('manifestHash').text(hash64), each.at('outcome')]));
  ensure(outcomes.size === listed.length && listed.every((hash) => outcomes.has(hash)), 'bids.record', '名单上的投标文件没有全部唱标，或唱了名单之外的');
  return outcomes;
}

function readBid(bid: Reader, outcomes: ReadonlyMap<string, Reader>, { lotId }: Bundle): Bid {
  bid.exactly(['bidderId', 'bidderName', 'version', 'manifestHash', 'receivedAt']);
  const [bidderId, bidderName, manifestHash] = ['bidderId', 'bidderName', 'manifestHash'].map((name) => bid.at(name).text()) as [string, string, string];
  const outcome = must(outcomes.get(manifestHash), 'bids.record', '没有唱标');
  const isOpened = outcome.at('kind').oneOf('opened', 'revoked', 'withdrawn') === 'opened';
  const price = isOpened ? outcome.at('price').object() : null;
  ensure(price === null || (price['lotId'] === lotId && price['bidderId'] === bidderId), 'bids.price', `${bidderName} 的报价写的是另一个标段或另一家`);
  return { bidderId, bidderName, manifestHash, receivedAt: bid.at('receivedAt').count(), version: bid.at('version').count(), price };
}

function checkInTime(bid: Bid, submissions: readonly ShownEvent[], { document, log, bundle }: { document: DocumentFacts; log: LogFacts; bundle: Bundle }): void {
  const submitted = must(submissions.find(({ stream }) => stream === `bid:${bundle.lotId}:${bid.bidderId}`), 'bids.record', `${bid.bidderName} 的投标没有记录`);
  ensure(submitted.at === bid.receivedAt && submitted.at < document.deadlineAt, 'bids.late', `${bid.bidderName} 的投标不在截止时间之前`);
  ensure(submitted.index < log.first.size, 'bids.late', `${bid.bidderName} 的投标不在截止时的检查点内`);
}

type Manifest = { readonly manifest: JsonObject; readonly bid: Bid };

/** Manifests where this edition shows them: by hash, by identity, by the bidder's own signature and certificate. */
async function readManifests(bids: readonly Bid[], { submissions, close, acts, bundle, document }: { submissions: readonly ShownEvent[]; close: ShownEvent; acts: readonly SignedAct[]; bundle: Bundle; document: DocumentFacts }): Promise<Map<string, Manifest>> {
  const texts = new Map<string, string>();
  const code = 'bids.manifest';
  for (const event of submissions.filter((each) => has(each, 'manifest'))) {
    const body = bodyOf(event, code);
    const bid = must(bids.find(({ bidderId }) => event.stream.endsWith(`:${bidderId}`)), code, '投标文件不在名单上');
    ensure(body.at('manifestHash').text() === bid.manifestHash && body.at('version').count() === bid.version && body.at('bidderName').text() === bid.bidderName, code, `${bid.bidderName} 的名单与其投标不符`);
    texts.set(bid.manifestHash, body.at('manifest').text());
  }
  if (has(close, 'manifests')) {
    for (const each of bodyOf(close, code).at('manifests').list(1000)) {
      const hash = each.at('manifestHash').text(hash64);
      const repeated = each.at('manifest').text();
      ensure((await sha256Hex(utf8(repeated))) === hash, code, '开标时公布的清单与其哈希不符');
      if (texts.has(hash)) ensure(texts.get(hash) === repeated, code, '开标时公布的清单不是投标人递交的');
    }
  }
  const manifests = new Map<string, Manifest>();
  for (const bid of bids) {
    const text = texts.get(bid.manifestHash);
    if (text === undefined) continue;
    ensure((await sha256Hex(utf8(text))) === bid.manifestHash, code, `${bid.bidderName} 的投标清单与名单上的哈希不符`);
    const manifest = new Reader(parseCanonical(text), '投标清单', code).object();
    const certificate = acts.find(({ event }) => event.stream === `bid:${bundle.lotId}:${bid.bidderId}` && has(event, 'manifest'))?.holder.fingerprint;
    const isOwn = manifest['tenderId'] === bundle.projectId && manifest['lotId'] === bundle.lotId && manifest['bidderId'] === bid.bidderId && manifest['bidVersion'] === bid.version;
    ensure(isOwn && manifest['bidderCertFp'] === certificate, code, `${bid.bidderName} 的清单写的是另一个项目、投标人或证书`);
    const submitted = must(submissions.find(({ stream }) => stream.endsWith(`:${bid.bidderId}`)), code, `${bid.bidderName} 的投标没有记录`);
    checkInstant(new Reader(manifest, '投标清单', code).at('bidDeadlineAt').count(), { bid, submitted, close, document });
    manifests.set(bid.bidderId, { manifest, bid });
  }
  return manifests;
}

/** The instant that the bidder signed: no list closes before it, and it was the published one when the bid was taken in. */
function checkInstant(sealedUntil: number, { bid, submitted, close, document }: { bid: Bid; submitted: ShownEvent; close: ShownEvent; document: DocumentFacts }): void {
  ensure(sealedUntil <= document.deadlineAt && sealedUntil <= close.at, 'bids.deadline', `截止早于 ${bid.bidderName} 封存投标文件所到的时刻`);
  ensure(wasDeadline(document, sealedUntil, submitted.index), 'bids.manifest', `${bid.bidderName} 封存所到的时刻不是递交时公布的截止时间`);
}

/** Keys and unit prices are for the panel and the department: an edition that shows them shows every opened bid's. */
async function checkCiphertexts(bids: readonly Bid[], manifests: ReadonlyMap<string, Manifest>, { bundle, record }: Input): Promise<number> {
  const announced = record.one('opening', 'PricesAnnounced', 'bids.record');
  const opened = has(announced, 'lines') ? bids.filter(({ price }) => price !== null) : [];
  ensure(opened.length === bundle.ciphertexts.length && opened.every(({ bidderId }) => bundle.ciphertexts.some((each) => each.bidderId === bidderId)), 'bids.ciphertext', '密文与开出的投标不一一对应');
  for (const ciphertext of bundle.ciphertexts) {
    const { manifest, bid } = must(manifests.get(ciphertext.bidderId), 'bids.ciphertext', '密文没有对应的投标清单');
    await checkCiphertext(ciphertext, { manifest, bid, announced });
  }
  return opened.length;
}

async function checkCiphertext({ ciphertext, objectKey }: Ciphertext, { manifest, bid, announced }: Manifest & { announced: ShownEvent }): Promise<void> {
  const code = 'bids.ciphertext';
  const objects = new Reader(manifest, '投标清单', code).at('objects').list(500);
  const object = must(objects.find((each) => each.at('name').json === 'price'), code, '清单里没有报价文件');
  ensure(object.at('ctSizeBytes').count() === ciphertext.length && object.at('padding').json === 'fixed-64k', code, '报价密文的长度不对');
  const leaves: Bytes[] = [];
  for (let at = 0; at < ciphertext.length; at += partBytes) leaves.push(await leafHash(ciphertext.subarray(at, at + partBytes)));
  ensure(object.at('ctRoot').text() === toHex(await merkleRoot(leaves)), code, `${bid.bidderName} 的报价密文不是递交的那一份`);
  const stage = object.at('stage').text();
  const stageKey = must(fromHex(lineOf(announced, 'stageKeys', bid).at('key').text(hash64)), code, '阶段密钥不对');
  const { tenderId, lotId, bidderId, bidderCertFp, bidVersion } = manifest as { [name: string]: Json };
  const label = (use: string, more: JsonObject): JsonObject => ({ seal: 'v1', use, tenderId: tenderId as Json, lotId: lotId as Json, bidderId: bidderId as Json, bidderCertFp: bidderCertFp as Json, bidVersion: bidVersion as Json, ...more });
  const promised = new Reader(manifest, '投标清单', code).at('stages').list(8).find((each) => each.at('stage').json === stage)?.at('keyCommit').text();
  ensure(promised === (await sha256Hex(utf8(canonical(label('key', { stage }))), utf8('\n'), stageKey)), code, `${bid.bidderName} 的密钥不是其承诺的那一把`);
  ensure(toHex(await objectKeyOf(stageKey, 'price')) === toHex(objectKey), code, '报价文件的密钥不是从阶段密钥导出的');
  const plain = await floeDecrypt(objectKey, await hashOfJson(label('content', { stage, object: 'price' })), ciphertext);
  const sheet = parse(fromUtf8(unpad(plain)));
  const lines = lineOf(announced, 'lines', bid).at('lines').json as Json;
  ensure(sameJson(sheet, { ...must(bid.price, code, '没有唱标'), lines }), 'bids.price', `${bid.bidderName} 唱出的报价不是其封存的报价`);
}

function lineOf(announced: ShownEvent, list: 'lines' | 'stageKeys', { manifestHash, bidderName }: Bid): Reader {
  const found = bodyOf(announced, 'bids.price').at(list).list(1000).filter((each) => each.at('manifestHash').json === manifestHash);
  ensure(found.length === 1, 'bids.price', `${bidderName} 的明细应有且只有一份`);
  return found[0] as Reader;
}

/** Length (4 bytes), content, zeros: one content has one padded form. */
function unpad(padded: Bytes): Bytes {
  const length = padded.length === paddedBytes ? new DataView(padded.buffer, padded.byteOffset).getUint32(0) : paddedBytes;
  ensure(length <= paddedBytes - 4 && padded.subarray(4 + length).every((byte) => byte === 0), 'bids.ciphertext', '报价文件的填充不对');
  return padded.slice(4, 4 + length);
}

/** The record of the opening says of each bid what the announcement said; its hash is that of its text. */
async function checkRecord(record: Record, bids: readonly Bid[], { lotId }: Bundle): Promise<void> {
  const recorded = bodyOf(record.one('opening', 'OpeningRecorded', 'bids.record'), 'bids.record');
  const sheet = recorded.at('record');
  ensure(toBase64url(await sha256(utf8(canonical(sheet.json)))) === recorded.at('recordHash').text(), 'bids.record', '开标记录与其哈希不符');
  const lot = must(sheet.at('lots').list(100).find((each) => each.at('lotId').json === lotId), 'bids.record', '开标记录里没有这个标段');
  const rows = lot.at('bids').list(500);
  ensure(rows.length === bids.length, 'bids.record', '开标记录的投标家数不对');
  for (const [i, bid] of bids.entries()) {
    const row = rows[i] as Reader;
    const same = row.at('bidderId').json === bid.bidderId && row.at('manifestHash').json === bid.manifestHash && row.at('receivedAt').json === bid.receivedAt;
    const { outcome } = row.object();
    ensure(same && isObject(outcome) && sameJson(outcome['price'] ?? null, bid.price), 'bids.record', `开标记录中 ${bid.bidderName} 的内容与唱标不同`);
  }
}
