import { sha256, toBase64url, utf8 } from '../bytes.ts';
import type { ShownEvent } from '../bundle.ts';
import { ensure } from '../fault.ts';
import { canonical, isObject, type Json, type JsonObject } from '../json.ts';
import { bodyOf, has, type Record } from '../record.ts';
import type { Winner } from './award.ts';

const code = 'award.contract';

/** The contract last brought forward, drafted here or signed elsewhere and uploaded: both sides stand for the same hash, and its terms are those of the winning bid. */
export async function checkContract(record: Record, winner: Winner, concluded: ShownEvent | null): Promise<void> {
  const brought = record.all('contract', 'ContractDrafted', 'ContractUploaded').at(-1);
  if (!brought) return;
  const isUpload = brought.kind === 'ContractUploaded';
  const termsHash = bodyOf(brought, code).at('termsHash');
  const after = record.all('contract', isUpload ? 'ContractConfirmed' : 'ContractSigned').filter(({ version }) => version > brought.version);
  const signed = isUpload ? [brought, ...after] : after;
  ensure(signed.every((event) => bodyOf(event, code).at('termsHash').json === termsHash.json), code, '双方签的不是同一份合同');
  if (concluded) ensure(new Set(signed.map((event) => event.body['orgId'])).size === 2 && signed.some((event) => event.body['orgId'] === winner.bidderId), code, '合同没有由双方签署或者确认');
  if (!has(brought, 'terms')) return;
  const terms: JsonObject = bodyOf(brought, code).at('terms').object();
  ensure(termsHash.text() === toBase64url(await sha256(utf8(canonical(isUpload ? uploadContent(brought, terms) : terms)))), code, '合同条款与其哈希不符');
  const { candidate } = winner;
  const wanted: { readonly [term: string]: Json | undefined } = {
    winnerOrgId: winner.bidderId, initiatorOrgId: initiatorOf(record), priceFen: winner.priceFen, durationDays: candidate.at('durationDays').json, quality: candidate.at('quality').json,
    projectManager: candidate.at('projectManager').at('name').json,
  };
  for (const [term, value] of Object.entries(wanted)) ensure(terms[term] === value, code, `合同的 ${term} 与中标的内容不同`);
}

/** What the hash of an uploaded contract is of: its terms, its file, the day on it. */
function uploadContent(uploaded: ShownEvent, terms: JsonObject): JsonObject {
  const upload = bodyOf(uploaded, code).at('upload');
  return { terms, fileSha256: upload.at('file').at('sha256').text(), signedOn: upload.at('signedOn').text() };
}

function initiatorOf(record: Record): Json | undefined {
  const registered = record.last('tender', 'TenderRegistered')?.body['tender'];
  const initiator = isObject(registered) ? registered['initiator'] : undefined;
  return isObject(initiator) ? initiator['orgId'] : undefined;
}
