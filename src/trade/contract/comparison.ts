import { present } from '#kernel/assert.ts';
import { formatFen, shareOf } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { valueOf, type RulePack } from '#rules/pack.ts';
import { rate } from '#rules/rate.ts';
import type { Award, Candidate } from '#trade/award/award.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { contractRefusals as refusals } from './contract.refusals.ts';
import type { ContractTerms, Difference, TermName } from './contract.types.ts';

/** What the contract must say: the winner's bid, the lot's scope, the bond of the document. */
export function expectedTerms(award: Award, tender: Tender): ContractTerms {
  const winner = present(award.winner, 'winner');
  const candidate = winnerCandidate(award);
  const lot = present(tender.lots.find(({ lotId }) => lotId === award.lotId), 'lot');
  return {
    lotId: award.lotId, initiatorOrgId: tender.initiator.orgId, winnerOrgId: winner.bidderId, priceFen: winner.priceFen, durationDays: candidate.durationDays, quality: candidate.quality,
    scope: lot.scope, projectManager: candidate.projectManager.name, performanceBondFen: String(bondOf(tender, BigInt(winner.priceFen))), otherTerms: '',
  };
}

/** Term by term. A change of parties, price, duration, quality, scope or project manager takes back what was competed for. */
export function differencesOf(terms: ContractTerms, expected: ContractTerms): Difference[] {
  const rows: [TermName, string, string, string, boolean][] = [
    ['parties', '当事人', `${expected.initiatorOrgId} 与 ${expected.winnerOrgId}`, `${terms.initiatorOrgId} 与 ${terms.winnerOrgId}`, true],
    ['price', '合同价款', formatFen(BigInt(expected.priceFen)), formatFen(BigInt(terms.priceFen)), true],
    ['duration', '工期', `${expected.durationDays} 日`, `${terms.durationDays} 日`, true],
    ['quality', '质量标准', expected.quality, terms.quality, true],
    ['scope', '承包范围', expected.scope, terms.scope, true],
    ['projectManager', '项目经理', expected.projectManager, terms.projectManager, true],
    ['performanceBond', '履约保证金', formatFen(BigInt(expected.performanceBondFen)), formatFen(BigInt(terms.performanceBondFen)), false],
  ];
  return rows.filter(([, , bid, contract]) => bid !== contract).map(([term, title, bid, contract, substantive]) => ({ term, title, bid, contract, substantive }));
}

/** The differences that may stand in a contract; a substantive one, or a bond above its ceiling, refuses it. */
export function checkTerms(terms: ContractTerms, expected: ContractTerms, pack: RulePack): Result<Difference[], Refusal> {
  const differences = differencesOf(terms, expected);
  const substantive = differences.find((difference) => difference.substantive);
  if (substantive) return err(refusals.substantive(substantive));
  const ceiling = shareOf(BigInt(terms.priceFen), rate(valueOf(pack, 'eng.perf.max', 'rate')), 'down');
  const bond = BigInt(terms.performanceBondFen);
  // What the document did not ask for cannot be asked for at the signing.
  if (bond > ceiling) return err(refusals.bondTooHigh({ got: formatFen(bond), want: formatFen(ceiling) }));
  if (bond > BigInt(expected.performanceBondFen)) return err(refusals.substantive({ title: '履约保证金', bid: formatFen(BigInt(expected.performanceBondFen)), contract: formatFen(bond) }));
  return ok(differences);
}

function bondOf(tender: Tender, priceFen: bigint): bigint {
  const parsed = ratio.parse(tender.published?.document.performanceBondRate ?? '0');
  return parsed.ok ? shareOf(priceFen, parsed.value, 'down') : 0n;
}

function winnerCandidate(award: Award): Candidate {
  return present(award.candidates.find(({ bidderId }) => bidderId === award.winner?.bidderId), 'winning candidate');
}
