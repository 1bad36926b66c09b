import { Link, useParams } from 'react-router';
import { formatDeadline } from '#kernel/time/period.ts';
import { formatDay, formatDeadlineDay } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { StageLine } from '../../../ui/stage-line.tsx';
import { DeadlineCard } from '../../../ui/deadline.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import type { StageProps } from '../../../ui/types.ts';
import { useAward, type AwardView } from './award.data.ts';
import { Candidates } from './candidates.tsx';
import { Decide } from './decide.tsx';
import { Notices } from './notices.tsx';
import { ObjectToResult } from './object.tsx';
import { OwnResult } from './own-result.tsx';
import { Failure } from './failure.tsx';
import { Papers } from './papers.tsx';
import { ReportReview } from './report-review.tsx';
import './award.css';

/** One lot from the evaluation report to the report to the department. */
export function Screen() {
  const { lotId = '' } = useParams();
  const { data: view, error } = useAward(lotId);
  if (isBlocking(error, view)) return <ProblemAlert problem={asProblem(error)} />;
  if (!view) return null;
  const next = nextDeadline(view);
  return (
    <div className="a-page">
      <p className="small no-print"><Link to="/desk/awards">定标与结果</Link></p>
      <h1>{view.tenderName}</h1>
      <p className="muted">{view.lotName}</p>
      {view.steps.length > 0 && <section className="card a-stages no-print"><StageLine stages={stagesOf(view)} /></section>}
      <Warnings view={view} />
      <div className={next ? 'a-grid' : ''}>
        <div>
          {view.notice && <OwnResult view={view} notice={view.notice} />}
          {view.can.includes('award.decide') && view.award.winner === null && <Decide view={view} />}
          <Notices view={view} />
          {view.can.includes('award.decide') && view.award.winner !== null && <details className="card a-details no-print"><summary>中标人放弃或者不能履约，要重新定标</summary><Decide view={view} /></details>}
          {view.award.candidates.length > 0 ? <Candidates view={view} /> : <Failure view={view} />}
          {(view.part === 'bidder' || view.part === 'public') && <ObjectToResult view={view} />}
          <Papers view={view} />
          {view.report && <ReportReview view={view} report={view.report} />}
        </div>
        {next && <aside className="no-print"><DeadlineCard label={next.label} at={next.at} state="open">{<></>}</DeadlineCard></aside>}
      </div>
    </div>
  );
}

function Warnings({ view }: { readonly view: AwardView }) {
  const { overdue = [], publicity } = view.award;
  return (
    <div className="a-warnings">
      {view.openObjections > 0 && <p className="hint"><b>有 {view.openObjections} 件异议待答复</b>　三日内答复；答复前不能定标、发通知书。 {view.part === 'initiator' && <Link to={`/desk/tenders/${view.award.tenderId}/objections`}>去答复</Link>}</p>}
      {view.isUpheld && view.part === 'initiator' && view.award.winner === null && view.award.status !== 'returned' && <p className="hint"><b>对评标结果的异议成立，不能照原结果定标</b>　在下方“评标报告”退回评标委员会复核，复核后重新公示；或者依法定情形递补下一名候选人。</p>}
      {view.award.status === 'returned' && <p className="hint"><b>评标报告已退回复核</b>　评标委员会改正并重新签署后，候选人重新公示。</p>}
      {overdue.map(({ duty, dueAt }) => <p className="hint" key={`${duty}${dueAt}`}><b>{dutyTitles[duty]}已逾期</b>　应当在 {formatDeadline(dueAt).slice(0, 16)} 前办理，监督部门可以看到。请尽快补办。</p>)}
      {view.part === 'initiator' && publicity === null && (view.award.failure ?? null) === null && <SecretSentence text="公告以前，评标报告只有招标人、代理机构和监督部门能看到；投标人、中心和其他人都看不到。" />}
    </div>
  );
}

const dutyTitles = { 'publish-failure': '公告招标失败', 'publish-candidates': '公示中标候选人', 'report-to-department': '向监督部门提交书面报告', 'sign-contract': '签订合同' } as const;

/** The next day by which something must be done; countdowns of what is done or past say nothing. */
function nextDeadline({ award, part, notice, serverNow }: AwardView): { label: string; at: AwardView['serverNow'] } | null {
  const rows = [
    award.publicity !== null && award.status !== 'returned' && award.publicity.until > serverNow ? { label: '公示结束', at: award.publicity.until } : null,
    part === 'initiator' && award.publicity === null && award.failure === null ? { label: award.candidates.length > 0 ? '公示候选人的期限' : '公告招标失败的期限', at: award.publishBy } : null,
    part === 'initiator' && award.reportBy !== null && award.reportedAt === null ? { label: '提交书面报告的期限', at: award.reportBy } : null,
    (part === 'initiator' || part === 'department' || notice?.outcome === 'won') && award.contractBy !== null && award.contractSignedAt === null ? { label: '签订合同的期限', at: award.contractBy } : null,
  ].filter((row) => row !== null && row.at > serverNow);
  return rows.sort((a, b) => (a?.at ?? 0) - (b?.at ?? 0))[0] ?? null;
}

function stagesOf({ steps }: AwardView): StageProps[] {
  const current = steps.findIndex(({ at }) => at === null);
  return steps.map(({ label, at, by }, i) => ({ label, note: at !== null ? formatDay(at).slice(5) : by !== null ? `至 ${formatDeadlineDay(by)}` : '', state: at !== null ? 'done' : i === current ? 'now' : 'next' }));
}
