import { fromBase64url, utf8 } from '../bytes.ts';
import type { Bundle, ShownEvent } from '../bundle.ts';
import type { Holder } from '../chain.ts';
import { ensure, must } from '../fault.ts';
import { canonical, isObject, sameJson, type Json, type JsonObject } from '../json.ts';
import { Reader } from '../shape.ts';
import type { Record } from '../record.ts';
import type { Trust } from '../trust.ts';

export type SignedAct = { readonly event: ShownEvent; readonly holder: Holder };

const halfOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n >> 1n;
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };

type Known = {
  readonly acts: readonly string[];
  /** The field that is the signed content as a whole. */
  readonly whole?: string;
  /** Of the content, what the event says in the same words; all of it unless told. */
  readonly same?: readonly string[];
};

/** Which command an event of this kind comes from, and how it repeats what was signed. */
const known: { readonly [kind: string]: Known } = {
  NoticePublished: { acts: ['tender.publish'] },
  BidSubmitted: { acts: ['bid.submit'] },
  DocumentAmended: { acts: ['tender.clarify', 'objection.answer'], same: ['number', 'kind', 'affectsBids', 'items', 'filesAdded'] },
  ObjectionSettled: { acts: ['objection.answer'], same: ['outcome', 'summary', 'reply'] },
  SharesReleased: { acts: ['opening.releaseShares'], same: ['holderId'] },
  SpotObjectionRaised: { acts: ['opening.object'] },
  SpotObjectionAnswered: { acts: ['opening.answerObjection'] },
  OpeningRecorded: { acts: ['opening.confirm'] },
  ClarificationAnswered: { acts: ['evaluation.answerClarification'], same: ['text', 'acceptsCorrection'] },
  ContractSigned: { acts: ['contract.sign'] },
  ContractUploaded: { acts: ['contract.upload'] },
  ContractConfirmed: { acts: ['contract.confirm'] },
  DepositForfeited: { acts: ['deposit.forfeit'] },
  FailureDeclared: { acts: ['award.publishFailure'], whole: 'notice' },
  BidWithdrawn: { acts: ['bid.withdraw'] },
  ReportSigned: { acts: ['evaluation.signReport'] },
  ReportReturned: { acts: ['award.returnReport'] },
  CandidatesPublished: { acts: ['award.publishCandidates'], whole: 'notice' },
  AwardDecided: { acts: ['award.decide'] },
  LetterIssued: { acts: ['award.issueLetter'], whole: 'letter' },
  ResultPublished: { acts: ['award.publishResult'], whole: 'notice' },
  ReportedToDepartment: { acts: ['award.reportToDepartment'], whole: 'report' },
  // The signed lots have no numbers yet; that they are the announced ones is looked at with the announcement.
  SalePublished: { acts: ['sale.publish'], same: ['kind', 'title', 'areaCode', 'text', 'files'] },
  Applied: { acts: ['application.apply'] },
  QualificationDecided: { acts: ['application.qualify'] },
  ReserveOpened: { acts: ['auction.openReserve'] },
};

/** Acts that the law gives to the initiator or its agency alone. */
const initiatorsActs = ['NoticePublished', 'DocumentAmended', 'ObjectionSettled', 'CandidatesPublished', 'AwardDecided', 'LetterIssued', 'ResultPublished', 'ReportedToDepartment', 'ReportReturned', 'FailureDeclared', 'DepositForfeited', 'SalePublished', 'QualificationDecided', 'ReserveOpened'];
/** Each side of a contract stands for itself. */
const contractActs = ['ContractSigned', 'ContractUploaded', 'ContractConfirmed'];
/** Acts that nobody but a person under a certificate can do: their signature may be withheld, never missing. */
const alwaysSigned = ['NoticePublished', 'DocumentAmended', 'BidSubmitted', 'BidWithdrawn', 'ReportSigned', 'CandidatesPublished', 'LetterIssued', 'ResultPublished', 'ReportedToDepartment', 'SalePublished', 'Applied', 'QualificationDecided', 'ReserveOpened'];

/**
 * Step 5. Statement, signature and chain are the attacker's, the roots are pinned: a person whom a recognised authority
 * certified signed exactly this act, at a time when the certificate was good, and the event says nothing else.
 */
export async function verifySignatures(record: Record, bundle: Bundle, trust: Trust): Promise<readonly SignedAct[]> {
  const sides = initiatorSide(record);
  const acts: SignedAct[] = [];
  for (const event of record.events) {
    const found = signedIn(event.body);
    ensure(found.length > 0 || event.hasHidden || !alwaysSigned.includes(event.kind), 'signature.form', `${event.kind} 没有签名`);
    for (const act of found) {
      const holder = await verifyAct(act, event, trust);
      checkSubject(act.statement, event, bundle);
      checkContent(act.statement, event);
      if (contractActs.includes(event.kind)) ensure(event.body['orgId'] === holder.uscc, 'signature.signer', '合同不是写明的一方签的');
      if (initiatorsActs.includes(event.kind)) ensure(sides.includes(holder.uscc), 'signature.signer', `${event.kind} 不是招标人或其代理机构签的`);
      acts.push({ event, holder });
    }
  }
  return acts;
}

type Act = { readonly statement: Json; readonly signature: Json };

/** Every statement with a signature beside it, at any depth; one without the other fails. A null pair is an act that needed none. */
function signedIn(value: Json): Act[] {
  if (Array.isArray(value)) return value.flatMap(signedIn);
  if (!isObject(value)) return [];
  const { statement, signature, ...others } = value;
  const inner = Object.values(others).flatMap(signedIn);
  if (statement === undefined && signature === undefined) return inner;
  if (statement === null && signature === null) return inner;
  ensure(isObject(statement) && isObject(signature), 'signature.form', '声明和签名应成对');
  return [{ statement, signature }, ...inner];
}

async function verifyAct({ statement, signature }: Act, event: ShownEvent, trust: Trust): Promise<Holder> {
  const stated = new Reader(statement, `${event.kind}.statement`, 'signature.form').exactly(['v', 'act', 'subject', 'content', 'signerOrg'], ['signerPerson']);
  const given = new Reader(signature, `${event.kind}.signature`, 'signature.form').exactly(['alg', 'value', 'chain']);
  ensure(stated.at('v').json === 1 && given.at('alg').json === 'ES256', 'signature.form', '只核验第 1 版声明的 ES256 签名');
  const raw = must(fromBase64url(given.at('value').text()), 'signature.form', '签名值应为 base64url');
  ensure(raw.length === 64 && scalar(raw.subarray(32)) <= halfOrder, 'signature.form', '签名值的形式不唯一');
  const holder = await trust.authorities.certify(given.at('chain').list(4).map((each) => each.text()), event.at);
  const signed = utf8(`ovoo-statement/v1\n${canonical(statement)}`);
  ensure(await crypto.subtle.verify(ecdsa, holder.key, raw, signed), 'signature.value', `${event.kind} 的签名与声明不符`);
  ensure(stated.at('signerOrg').text() === holder.uscc, 'signature.signer', `${event.kind} 写明的单位不是证书的持有人`);
  const person = stated.at('signerPerson');
  if (person.isThere()) {
    ensure(person.text() === holder.personId, 'signature.signer', `${event.kind} 写明的人员不是证书的持有人`);
    // A key agent is no person: its certificate names the key holder in that place.
    ensure([`person:${person.text()}`, `agent:${person.text()}`].includes(event.actor ?? ''), 'signature.signer', `${event.kind} 的办理人与签名人不同`);
  }
  return holder;
}

/** What is acted on must be this tender or sale, and this lot where a lot is named. */
function checkSubject(statement: Json, { kind, stream }: ShownEvent, { process, projectId, lotId }: Bundle): void {
  const { act, subject } = statement as { act: Json; subject: Json };
  const named = new Reader(subject, `${kind}.subject`, 'signature.statement').object();
  const [type = '', id = '', bidder] = stream.split(':');
  const isWhole = named[`${process}Id`] === projectId;
  // In a sale the number of the lot says which sale it is of.
  ensure(isWhole || (process === 'sale' && id === lotId && named['lotId'] === lotId), 'signature.statement', `${kind} 的声明说的是另一个项目`);
  if (id === lotId) ensure(named['lotId'] === lotId, 'signature.statement', `${kind} 的声明说的是另一个标段`);
  const acts = known[kind]?.acts;
  ensure(acts === undefined || acts.includes(String(act)), 'signature.statement', `${kind} 的声明是另一种操作`);
  if (type === 'bid') ensure((statement as JsonObject)['signerOrg'] === bidder, 'signature.signer', '投标文件不是投标人签的');
  if (kind === 'Applied') ensure((statement as JsonObject)['signerOrg'] === bidder, 'signature.signer', '竞买申请不是竞买人签的');
  if (kind === 'QualificationDecided') ensure(named['bidderId'] === bidder, 'signature.statement', '资格的决定说的是另一个竞买人');
}

/** Content and event must say the same: as a whole where one field is the content, else wherever both name a thing. */
function checkContent(statement: Json, { kind, body }: ShownEvent): void {
  const { content } = statement as { content: Json };
  const whole = known[kind]?.whole;
  if (whole !== undefined) {
    ensure(body[whole] !== undefined && sameJson(content, body[whole]), 'signature.statement', `${kind} 签的不是公布的内容`);
    return;
  }
  if (!isObject(content)) return;
  const amendment = isObject(content['amendment']) ? content['amendment'] : {};
  const sources = [...['published', 'amendment', 'settled', 'sale'].map((name) => body[name]).filter(isObject), body];
  for (const [name, value] of Object.entries({ ...amendment, ...content })) {
    if (!(known[kind]?.same ?? [name]).includes(name)) continue;
    const stated = sources.map((source) => source[name]).find((each) => each !== undefined);
    ensure(stated === undefined || sameJson(stated, value), 'signature.statement', `${kind} 的 ${name} 与签名的内容不同`);
  }
}

function initiatorSide(record: Record): string[] {
  const registered = record.last('tender', 'TenderRegistered')?.body['tender'] ?? record.last('sale', 'SalePublished')?.body['sale'];
  if (!isObject(registered)) return [];
  return [registered['initiator'], registered['agency'], registered['seller']].filter(isObject).map((party) => String(party['orgId']));
}

function scalar(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
