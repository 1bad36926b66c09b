import type { AwardEvent } from '#trade/award/award.events.ts';
import { failureTitles, type Candidate, type PublishedCandidate, type PublishedEvaluation } from '#trade/award/award.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { notice, step, titleOf, type NoticeText } from './portal.notice-text.ts';

/** What candidates' and result notices say, as the award's own content functions write it. */
export type CandidateNotice = { readonly candidates: readonly PublishedCandidate[]; readonly evaluation: PublishedEvaluation; readonly objections: string; readonly supervisor: string; readonly evaluationReportHash: string };
export type ResultNotice = {
  readonly winner: { readonly orgId: string; readonly name: string }; readonly priceFen: string; readonly durationDays: number; readonly quality: string;
  readonly projectManager: Candidate['projectManager']; readonly method: string; readonly reason: string; readonly supervisor: string;
};

export type FailureNotice = { readonly lotName: string; readonly reason: string; readonly bidders: number; readonly rejected: number; readonly articles: readonly string[]; readonly consequence: string; readonly supervisor: string };

/** What became of the objections to the candidates, by the time their publicity was over. */
function objectionsText(open: number, { settledObjections }: Tender, lotId: string): string {
  if (open > 0) return `还有 ${open} 件异议待答复，答复前不能定标。`;
  const settled = settledObjections.filter((objection) => objection.target === 'candidates' && (objection.lotId === null || objection.lotId === lotId)).length;
  return settled === 0 ? '公示期内没有异议。' : `公示期内的 ${settled} 件异议均已答复。`;
}

/** The award of one lot, as its public parts tell it. */
export function awardNotice(event: AwardEvent, tender: Tender, lotId: string): NoticeText | null {
  switch (event.kind) {
    case 'FailureDeclared':
      return notice('failure', titleOf(tender, '招标失败公告', lotId), { text: failureTitles[event.cause] }, [failureTitles[event.cause], ...(event.notice as unknown as FailureNotice).articles], lotId);
    case 'CandidatesPublished': {
      const { candidates } = event.notice as unknown as CandidateNotice;
      const first = candidates[0];
      return notice('candidates', titleOf(tender, '中标候选人公示', lotId), { until: event.until, ...(first ? { winner: `第一候选人 ${first.name}`, awardFen: first.priceFen } : {}) }, candidates.map(({ name, projectManager }) => `${name} ${projectManager.name}`), lotId);
    }
    case 'PublicityEnded':
      return step(tender, '候选人公示期满', objectionsText(event.openObjections, tender, lotId), lotId);
    case 'AwardDecided':
      return step(tender, '招标人定标', `确定 ${event.name} 为中标人。`, lotId);
    case 'LetterIssued':
      return step(tender, '发出中标通知书', `同一时刻通知全部 ${event.notified} 家投标人，各自收到自己的得分或否决理由。`, lotId);
    case 'ResultPublished': {
      const result = event.notice as unknown as ResultNotice;
      return notice('result', titleOf(tender, '中标结果公告', lotId), { winner: result.winner.name, awardFen: result.priceFen }, [result.winner.name, result.projectManager.name], lotId);
    }
    case 'ContractConcluded':
      return notice('contract', titleOf(tender, '合同订立公告', lotId), { text: event.late ? '双方签订，晚于法定三十日' : '双方在法定三十日内签订' }, [], lotId);
    default:
      return null;
  }
}
