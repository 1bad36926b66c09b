import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { followsRanking } from '#rules/construction/award-method.ts';
import type { RuleFinding } from '#rules/construction/finding.ts';
import { publicityPeriod, type DueContext } from '#rules/construction/deadlines.ts';
import { getRule, valueOf, type RulePack } from '#rules/pack.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { PassedOver } from './award.events.ts';
import { awardRefusals as refusals } from './award.refusals.ts';
import type { Award, AwardStatus, Candidate } from './award.types.ts';

export type AwardAct = 'award.returnReport' | 'award.publishFailure' | 'award.publishCandidates' | 'award.decide' | 'award.issueLetter' | 'award.publishResult' | 'award.reportToDepartment';

export const actTitles: Readonly<Record<AwardAct, string>> = {
  'award.returnReport': '退回评标报告', 'award.publishFailure': '公告招标失败', 'award.publishCandidates': '公示中标候选人', 'award.decide': '确定中标人', 'award.issueLetter': '发出中标通知书',
  'award.publishResult': '公告中标结果', 'award.reportToDepartment': '向监督部门报告',
};
export const statusTitles: Readonly<Record<AwardStatus, string>> = {
  'report-received': '已收到评标报告', returned: '评标报告已退回', publicity: '候选人公示中', decided: '已定标', 'letter-issued': '已发中标通知书', 'result-published': '已公告结果', reported: '已报告', failed: '招标失败',
};

const after: readonly AwardStatus[] = ['decided', 'letter-issued', 'result-published', 'reported'];
const statusesOf: Readonly<Record<AwardAct, readonly AwardStatus[]>> = {
  'award.returnReport': ['report-received'],
  'award.publishFailure': ['report-received'],
  'award.publishCandidates': ['report-received'],
  'award.decide': ['publicity', ...after],
  'award.issueLetter': ['decided'],
  'award.publishResult': ['letter-issued'],
  'award.reportToDepartment': ['decided', 'letter-issued', 'result-published'],
};

export type Standing = { readonly award: Award | null; readonly tender: Tender | null; readonly orgId: string | null; readonly now: Instant };

/** Whether this organisation may take this step now. Buttons and commands ask the same question. */
export function mayAct(act: AwardAct, { award, tender, orgId, now }: Standing): Result<{ award: Award; tender: Tender }, Refusal> {
  if (!award || !tender) return err(refusals.absent({}));
  if (orgId === null || (orgId !== tender.initiator.orgId && orgId !== tender.agency?.orgId)) return err(refusals.notInitiator({ initiator: tender.initiator.name }));
  if (tender.suspension) return err(refusals.suspended({ by: tender.suspension.by }));
  if (!statusesOf[act].includes(award.status) && !(act === 'award.returnReport' && award.status === 'publicity' && hasUpheld(award, tender))) return err(refusals.notNow({ act: actTitles[act], status: statusTitles[award.status] }));
  if (act === 'award.reportToDepartment' && award.reportedAt !== null) return err(refusals.notNow({ act: actTitles[act], status: statusTitles.reported }));
  if (act === 'award.publishCandidates' && award.candidates.length === 0) return err(refusals.noCandidates({}));
  if (act === 'award.publishFailure' && award.candidates.length > 0) return err(refusals.hasCandidates({}));
  const clear = act === 'award.decide' || act === 'award.issueLetter' || act === 'award.publishResult' ? procedureClear(award, tender, now) : ok(undefined);
  if (!clear.ok) return clear;
  if (act === 'award.decide' && award.method === 'panel-decides' && award.winner === null) return err(refusals.panelDecides({}));
  if (act === 'award.decide' && award.contractSignedAt !== null) return err(refusals.contractSigned({}));
  return ok({ award, tender });
}

/** Nothing goes on before the publicity is over and every objection to the result is answered (条例第五十四条). */
export function procedureClear(award: Award, tender: Tender, now: Instant): Result<void, Refusal> {
  const until = present(award.publicity, 'publicity').until;
  if (now < until) return err(refusals.publicityRunning({ until: formatDeadline(until) }));
  const open = openObjections(tender, award.lotId);
  return open === 0 ? ok(undefined) : err(refusals.openObjection({ count: open }));
}

export function openObjections(tender: Pick<Tender, 'openObjections'>, lotId: string): number {
  return tender.openObjections.filter((open) => open.target === 'candidates' && (open.lotId === null || open.lotId === lotId)).length;
}

/** An objection to these candidates was found right: the result may not stand as it is. */
export function hasUpheld({ lotId, publicity }: Award, { settledObjections }: Pick<Tender, 'settledObjections'>): boolean {
  return publicity !== null && settledObjections.some((settled) => settled.target === 'candidates' && settled.lotId === lotId && settled.outcome === 'upheld' && settled.raisedAt >= publicity.from);
}

/** Candidates that went back to the panel are public no more: their objections are those of the next publicity. */
export function mayObject(award: Award): Result<void, Refusal> {
  return award.returned === null ? ok(undefined) : err(refusals.notNow({ act: '对评标结果提出异议', status: statusTitles.returned }));
}

/** The end that the initiator chose for the publicity, judged by the rule. It may be later than asked, never earlier. */
export function checkPublicity(from: Instant, until: Instant, context: DueContext): Result<RuleFinding, Refusal> {
  const judged = publicityPeriod(from, { ...context, actualAt: until });
  return judged.ok ? ok(judged.value.finding) : judged;
}

export type Choice = { readonly bidderId: string; readonly reason: string; readonly passedOver: readonly PassedOver[] };

/**
 * Who may win, by the method the document states. A second decision passes over the winner of the first,
 * so it always needs a lawful ground, whatever the method.
 */
export function checkChoice(award: Award, choice: Choice, pack: RulePack): Result<Candidate, Refusal> {
  const chosen = award.candidates.find(({ bidderId }) => bidderId === choice.bidderId);
  if (!chosen) return err(refusals.outside({}));
  const mustPass = followsRanking(award.method) ? award.candidates.filter(({ rank }) => rank < chosen.rank) : [];
  const former = award.winner && award.candidates.find(({ bidderId }) => bidderId === award.winner?.bidderId);
  const wanted = [...new Set([...mustPass, ...(former ? [former] : [])])];
  if (former?.bidderId === chosen.bidderId) return err(refusals.passStray({}));
  const missing = wanted.find(({ bidderId }) => !choice.passedOver.some((passed) => passed.bidderId === bidderId));
  if (missing) return err(refusals.notFirst({ name: missing.name }));
  if (choice.passedOver.length !== wanted.length || choice.passedOver.some((passed) => !wanted.some(({ bidderId }) => bidderId === passed.bidderId))) return err(refusals.passStray({}));
  const grounds = valueOf(pack, 'eng.award.next', 'codes').map(({ code }) => code);
  if (choice.passedOver.some((passed) => !grounds.includes(passed.ground) || passed.evidence.length === 0 || passed.explanation.trim().length < 10)) return err(refusals.passGround({}));
  if (!followsRanking(award.method) && valueOf(pack, 'eng.award.process', 'flag') && choice.reason.trim().length < 20) return err(noProcess(pack));
  return ok(chosen);
}

/** The league's own article where it has one. */
function noProcess(pack: RulePack): Refusal {
  const { rank, citation } = getRule(pack, 'eng.award.process');
  return { ...refusals.noProcess({}), ...(rank === 'practice' ? {} : { article: citation }) };
}

/** The addressees of the letter and its notices: every bidder of the lot, each once. */
export function checkAddressees(award: Award, bidderIds: readonly string[]): Result<void, Refusal> {
  const wanted = award.bidders.map(({ bidderId }) => bidderId).sort();
  const given = [...bidderIds].sort();
  return wanted.length === given.length && wanted.every((id, i) => id === given[i]) ? ok(undefined) : err(refusals.addressees({}));
}
