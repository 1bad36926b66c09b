import { formatBeijing } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { formatPoints } from '#kernel/points.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { EvidenceHash } from './evidence-hash.tsx';
import { FactHint } from '../../../ui/fact-hint.tsx';
import { Money } from '../../../ui/money.tsx';
import { CorrectScores } from './correct-scores.tsx';
import { CompetitionVote } from './competition-vote.tsx';
import type { Act, HallView } from './hall-query.ts';
import { MemberBars } from './member-bars.tsx';
import { Proposals } from './proposals.tsx';
import { RecallReport } from './recall-report.tsx';
import { SignReport } from './sign-report.tsx';

/** From the marks of all to one report that all have read and signed. */
export function ReportStage({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  return (
    <>
      <h2>汇总与报告</h2>
      {hall.returned && hall.status !== 'reported' && <FactHint fact={`招标人退回复核：${hall.returned.reason}`} />}
      {hall.report ? <Report hall={hall} act={act} /> : <Before hall={hall} act={act} />}
    </>
  );
}

function Before({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const reason = hall.blocked.find(({ command }) => command === 'evaluation.draftReport')?.reason;
  const isChair = hall.me?.isChair === true && hall.status === 'detailed';
  return (
    <>
      <p className="muted">{hall.scoresOpen ? '全体成员已提交评分，现在互相可见。' : '每位成员独立评分。全体提交以前，谁也看不到别人的分数，负责人也看不到。'}</p>
      <MemberBars members={hall.members} />
      <Proposals hall={hall} act={act} />
      <CompetitionVote hall={hall} act={act} />
      {hall.differences.map(({ text, bidderId, factorId }) => <FactHint key={`${bidderId}${factorId}`} fact={`客观分不一致：${text}。核对一致后才能汇总。`} />)}
      {hall.outliers.map(({ text, memberId, bidderId, factorId }) => <FactHint key={`${memberId}${bidderId}${factorId}`} fact={`相差较大：${text}`} />)}
      {hall.scoresOpen && <CorrectScores hall={hall} act={act} />}
      {isChair && <CommandButton label="汇总并形成评标报告" {...(reason === undefined ? {} : { disabledReason: reason })} run={(key) => act('draftReport', {}, key)} />}
    </>
  );
}

function Report({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const { report } = hall;
  if (!report) return null;
  const nameOf = (id: string): string => report.content.results.find(({ bidderId }) => bidderId === id)?.bidderName ?? id;
  return (
    <>
      <EvidenceHash label="报告摘要" hash={report.hash ?? ''} />
      <ol className="candidates">{report.content.candidates.map((id, n) => <li key={id} className="card"><span className="muted small">第 {n + 1} 中标候选人</span><b>{nameOf(id)}</b></li>)}</ol>
      {report.content.candidates.length === 0 && <p>没有推荐中标候选人。</p>}
      <div className="card a-scroll ranking" role="region" aria-label="评审结果" tabIndex={0}>
        <table className="a-table">
          <thead><tr><th>名次</th><th>投标人</th><th className="num">报价</th><th className="num">评标价</th><th className="num">技术</th><th className="num">商务</th><th className="num">价格</th><th className="num">总分</th></tr></thead>
          <tbody>{report.content.results.map((row) => (
            <tr key={row.bidderId}>
              <td data-label="名次">{row.rank}</td><td data-label="投标人"><b>{row.bidderName}</b></td><td data-label="报价" className="num"><Money fen={row.priceFen} /></td><td data-label="评标价" className="num"><Money fen={row.evaluatedPriceFen} /></td>
              <td data-label="技术" className="num">{formatPoints(row.technical)}</td><td data-label="商务" className="num">{formatPoints(row.commercial)}</td><td data-label="价格" className="num">{formatPoints(row.price)}</td><td data-label="总分" className="num"><b>{formatPoints(row.total)}</b></td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      {report.content.rejected.length > 0 && <><h3>否决的投标</h3><ul className="plain-list">{report.content.rejected.map(({ bidderId, bidderName, reason }) => <li key={bidderId}>{bidderName}：{reason}</li>)}</ul></>}
      {report.content.facts.length > 0 && <details><summary>清标、澄清与评分差异 {report.content.facts.length} 项</summary><ul className="plain-list">{report.content.facts.map((fact) => <li key={fact}>{fact}</li>)}</ul></details>}
      <h3>签署</h3>
      <p className="muted small">{report.reportedAt === null ? `对结果有不同意见的，写明理由后签署。${report.signUntil === null ? '' : `${formatDeadline(report.signUntil)} 前不签也不说明的，视为同意（招标投标法实施条例 第五十三条）。`}` : `已于 ${formatBeijing(report.reportedAt)} 提交招标人。`}</p>
      <ul className="seats">{hall.members.map((member) => {
        const signed = report.signed.find(({ memberId }) => memberId === member.memberId);
        return <li key={member.memberId} className="card"><b>{member.label}</b><span className={`chip ${signed ? (signed.dissent === null ? 'ok' : 'act') : 'plain'}`}>{signed ? (signed.deemed ? '视为同意' : signed.dissent === null ? '已签署' : '已签署，有不同意见') : '未签署'}</span>{signed?.dissent && <p className="small">{signed.dissent}</p>}</li>;
      })}</ul>
      <p className="row">
        {hall.can.includes('evaluation.signReport') && <SignReport hall={hall} act={act} />}
        {hall.can.includes('evaluation.withdrawReport') && <RecallReport act={act} />}
        <a className="btn ghost" href={`/api/evaluation/${hall.lotId}/report.pdf`} target="_blank" rel="noreferrer">打开 PDF</a>
      </p>
    </>
  );
}
