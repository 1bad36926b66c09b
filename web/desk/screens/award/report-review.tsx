import { useState } from 'react';
import { formatPoints } from '#kernel/points.ts';
import type { EvaluationReport } from '#trade/evaluation/evaluation.types.ts';
import { Money } from '../../../ui/money.tsx';
import type { AwardView } from './award.data.ts';
import { SignAct } from './sign-act.tsx';

/** The signed report as the initiator examines it. Sending it back needs a ground of the closed list. */
export function ReportReview({ view, report }: { readonly view: AwardView; readonly report: EvaluationReport }) {
  return (
    <section className="card no-print">
      <div className="sec"><h2>评标报告</h2><span className="muted small">第 {report.round} 次评审 · 摘要 {view.award.reportHash.slice(0, 12)}…</span></div>
      {report.results.length === 0 && <p className="pad">没有有效投标，评标委员会没有推荐中标候选人。</p>}
      <div className="a-scroll" hidden={report.results.length === 0}>
        <table className="a-table">
          <thead><tr><th>排名</th><th>投标人</th><th className="num">评标价</th><th className="num">技术</th><th className="num">商务</th><th className="num">报价</th><th className="num">总分</th></tr></thead>
          <tbody>{report.results.map((row) => (
            <tr key={row.bidderId}>
              <td data-label="排名">{row.rank}</td><td data-label="投标人"><b>{row.bidderName}</b></td><td data-label="评标价" className="num"><Money fen={row.evaluatedPriceFen} /></td>
              <td data-label="技术" className="num">{formatPoints(row.technical)}</td><td data-label="商务" className="num">{formatPoints(row.commercial)}</td><td data-label="报价分" className="num">{formatPoints(row.price)}</td><td data-label="总分" className="num"><b>{formatPoints(row.total)}</b></td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      {report.rejected.length > 0 && <div className="pad"><h3>被否决的投标</h3>{report.rejected.map((row) => <p key={row.bidderId} className="small"><b>{row.bidderName}</b>　{row.reason}</p>)}</div>}
      {report.facts.length > 0 && <div className="pad"><h3>事实提示</h3>{report.facts.map((fact) => <p className="small" key={fact}>{fact}</p>)}</div>}
      {view.can.includes('award.returnReport') && <ReturnForm view={view} report={report} />}
    </section>
  );
}

function ReturnForm({ view, report }: { readonly view: AwardView; readonly report: EvaluationReport }) {
  const [ground, setGround] = useState('');
  const [reason, setReason] = useState('');
  const [restored, setRestored] = useState('');
  const restoredBidderId = restored === '' ? null : restored;
  const content = { ground, reason: reason.trim(), restoredBidderId };
  const groundText = view.returnGrounds.find(({ code }) => code === ground)?.text ?? '';
  return (
    <details className="a-details">
      <summary>报告有问题，要退回复核</summary>
      <p className="small muted">只能因下列情形退回，由原评标委员会复核改正；不能因为对结果不满意。</p>
      <label className="field">情形
        <select value={ground} onChange={(event) => setGround(event.target.value)}><option value="">请选择</option>{view.returnGrounds.map(({ code, text }) => <option key={code} value={code}>{text}</option>)}</select>
      </label>
      {ground === 'arbitraryRejection' && <label className="field">应当恢复评审的投标人<select value={restored} onChange={(event) => setRestored(event.target.value)}><option value="">请选择</option>{report.rejected.map(({ bidderId, bidderName }) => <option key={bidderId} value={bidderId}>{bidderName}</option>)}</select></label>}
      <label className="field">事实和依据<textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="写明报告第几处、事实是什么、依据是什么" /></label>
      <SignAct
        label="签署并退回" kind="ghost" act="award.returnReport" lotId={view.lotId} content={content} body={content} title="退回评标报告" effect="签署后评标委员会重新进入评审，理由永久记录并由监督部门查阅。"
        lines={[{ label: '情形', value: groundText }, { label: '事实和依据', value: reason.trim() }]}
        {...(ground === '' || reason.trim().length < 10 ? { disabledReason: '选择情形并写明事实（不少于十个字）' } : {})}
      />
    </details>
  );
}
