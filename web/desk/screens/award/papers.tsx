import type { AwardView } from './award.data.ts';

/** The letters on paper for the initiator's side and the department: each bidder's own, and the text it was printed from. */
export function Papers({ view }: { readonly view: AwardView }) {
  const { letterAt, failure, bidders = [] } = view.award;
  if ((view.part !== 'initiator' && view.part !== 'department') || (letterAt === null && failure === null)) return null;
  const base = `/api/lots/${view.lotId}/award`;
  return (
    <section className="card no-print">
      <div className="sec"><h2>已发出的通知书</h2></div>
      <ul className="a-papers">
        {letterAt !== null && <li><b>中标通知书</b><span className="small muted">{view.award.winner?.name}</span><Both base={base} what="letter" query="" /></li>}
        {bidders.map(({ bidderId, name }) => <li key={bidderId}><span>结果通知</span><span className="small muted">{name}</span><Both base={base} what="notice" query={`?bidder=${encodeURIComponent(bidderId)}`} /></li>)}
      </ul>
      <p className="pad small muted">PDF 第一次下载时由数据原文生成，写明原文的 SHA-256 和核验办法。每家投标人只能下载自己的一份。</p>
    </section>
  );
}

/** The paper, and the text whose hash stands on it. */
export function Both({ base, what, query }: { readonly base: string; readonly what: 'letter' | 'notice'; readonly query: string }) {
  return (
    <span className="a-both">
      <a className="btn ghost" href={`${base}/${what}.pdf${query}`} target="_blank" rel="noreferrer">PDF</a>
      <a className="btn ghost" href={`${base}/${what}.json${query}`} download>数据原文</a>
    </span>
  );
}
