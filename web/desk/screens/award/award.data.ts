import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Award, BidderNotice } from '#trade/award/award.types.ts';
import type { EvaluationReport } from '#trade/evaluation/evaluation.types.ts';
import type { RuleFinding } from '#rules/construction/finding.ts';
import type { RuleProps } from '../../../ui/types.ts';
import { get } from '../../api.ts';

export type Code = { readonly code: string; readonly text: string };
export type Party = { readonly orgId: string; readonly name: string };
export type Part = 'initiator' | 'department' | 'centre' | 'bidder' | 'public';
export type Preview = { readonly content: JsonObject; readonly body?: JsonObject; readonly findings?: readonly RuleFinding[] };
export type AwardAct = 'award.returnReport' | 'award.publishFailure' | 'award.publishCandidates' | 'award.decide' | 'award.issueLetter' | 'award.publishResult' | 'award.reportToDepartment';

/** `award` is whole for the initiator's side and the department; others get its public part, where `bidders` is absent. */
export type AwardView = {
  readonly lotId: string; readonly part: Part; readonly tenderName: string; readonly lotName: string; readonly initiator: Party; readonly department: Party;
  readonly award: Omit<Award, 'bidders' | 'returned' | 'overdue'> & Partial<Pick<Award, 'bidders' | 'returned' | 'overdue'>>;
  readonly steps: readonly { readonly label: string; readonly at: Instant | null; readonly by: Instant | null }[];
  readonly report: EvaluationReport | null; readonly openObjections: number; /** An objection to these candidates was found right. */ readonly isUpheld: boolean; readonly mayObject: boolean; readonly previews: { readonly [A in AwardAct]?: Preview };
  readonly notice: BidderNotice['sent'][number] | null; /** 书面报告 as the department was given it. */ readonly filedReport: JsonObject | null; readonly returnGrounds: readonly Code[]; readonly passGrounds: readonly Code[]; readonly can: readonly AwardAct[]; readonly serverNow: Instant;
};
export type AwardRow = { readonly lotId: string; readonly tenderName: string; readonly lotName: string; readonly status: Award['status']; readonly part: Part };

export function useAwards() {
  return useQuery({ queryKey: ['awards'], queryFn: ({ signal }) => get<{ items: readonly AwardRow[] }>('/api/awards', signal), refetchInterval: 30_000 });
}

export function useAward(lotId: string) {
  return useQuery({ queryKey: ['award', lotId], queryFn: ({ signal }) => get<AwardView>(`/api/lots/${lotId}/award`, signal), refetchInterval: 15_000 });
}

/** After an act everything on screen may have changed. */
export function useRefreshAll(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

export function ruleRow({ title, got, bound, citation, certainty, ok }: RuleFinding): RuleProps {
  return { label: title, value: got, bound, article: citation, certainty, verdict: ok ? 'met' : 'broken' };
}

export const statusTitles: Readonly<Record<Award['status'], string>> = {
  'report-received': '待审查报告', returned: '报告已退回', publicity: '候选人公示中', decided: '待发通知书', 'letter-issued': '待公告结果', 'result-published': '待报告监督部门', reported: '已办结', failed: '招标失败',
};
