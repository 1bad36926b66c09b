import type { Refusal } from '#kernel/refusal.ts';
import { err, type Result } from '#kernel/result.ts';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import { ofInstant, plainDate } from '#kernel/time/plain-date.ts';
import { valueOf, type RulePack } from '#rules/pack.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { checkTerms, expectedTerms } from './comparison.ts';
import { contractRefusals as refusals } from './contract.refusals.ts';
import type { ContractTerms, ContractUpload, Difference } from './contract.types.ts';

export type Uploading = { readonly award: Award; readonly tender: Tender; readonly terms: ContractTerms; readonly upload: ContractUpload; readonly pack: RulePack; readonly now: Instant };

/** Whether a contract signed elsewhere may stand in for one signed here; a league may order the platform. */
export function mayUpload(pack: RulePack): boolean {
  return !valueOf(pack, 'eng.contract.onPlatform', 'flag');
}

/** Same comparison as for one drafted here; and the day on it lies between the letter and today. */
export function checkUpload({ award, tender, terms, upload, pack, now }: Uploading): Result<Difference[], Refusal> {
  if (award.letterAt === null) return err(refusals.noLetter({}));
  if (!mayUpload(pack)) return err(refusals.onPlatform({}));
  if (upload.file.mediaType !== 'application/pdf') return err(refusals.noFile({}));
  const [got, from, to] = [plainDate(upload.signedOn), ofInstant(award.letterAt), ofInstant(now)];
  if (got < from || got > to) return err(refusals.signedOn({ got, from, to }));
  return checkTerms(terms, expectedTerms(award, tender), pack);
}

/** Judged by the day on the contract, not by the day of its coming here. */
export function isLate({ signedOn }: ContractUpload, signBy: Instant): boolean {
  return plainDate(signedOn) > ofInstant(addMicros(signBy, -1));
}
