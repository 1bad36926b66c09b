import { Link } from 'react-router';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatPoints } from '#kernel/points.ts';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import type { AwardView } from './award.data.ts';
import { Letter } from './letter.tsx';
import { Both } from './papers.tsx';

const headings = { won: '你单位中标', 'not-awarded': '你单位未中标', rejected: '你单位的投标被否决', 'not-opened': '你单位的投标文件没有打开' } as const;

/** What a bidder learns: its own scores, or why it was rejected, and who won. */
export function OwnResult({ view, notice }: { readonly view: AwardView; readonly notice: NonNullable<AwardView['notice']> }) {
  const candidate = view.award.candidates.find(({ bidderId }) => bidderId === notice.winner?.bidderId);
  const { contractBy, decidedAt } = view.award;
  const base = `/api/lots/${view.lotId}/award`;
  return (
    <section className={`card own-result ${notice.outcome}`}>
      <div className="sec no-print"><h2>{headings[notice.outcome]}</h2><span className="muted small">{formatBeijing(notice.at).slice(0, 16)} 通知</span></div>
      {notice.winner && notice.outcome === 'won' && candidate && contractBy !== null && decidedAt !== null && (
        <>
          <Letter fields={{ to: { name: notice.name }, tenderName: view.tenderName, lotName: view.lotName, initiator: view.initiator.name, priceFen: notice.winner.priceFen, durationDays: candidate.durationDays, quality: candidate.quality, projectManager: candidate.projectManager, contractBy, decidedAt }} />
          <div className="a-act no-print"><Link className="btn act" to={`/desk/contracts/${view.lotId}`}>签订合同</Link><Both base={base} what="letter" query="" /></div>
        </>
      )}
      {notice.winner === null && <p className="pad">本标段没有产生中标人，招标失败；你单位的保证金及利息依法退还。<Link to="/desk/deposits">看保证金</Link></p>}
      {notice.winner && notice.outcome !== 'won' && <p className="pad">中标人：<b>{notice.winner.name}</b>　{formatFen(BigInt(notice.winner.priceFen))}</p>}
      {notice.reason && <p className="pad"><b>依据和理由：</b>{notice.reason}</p>}
      {notice.scores && (
        <dl className="a-scores no-print">
          {([['技术', formatPoints(notice.scores.technical)], ['商务', formatPoints(notice.scores.commercial)], ['报价', formatPoints(notice.scores.price)], ['总分', formatPoints(notice.scores.total)], ['排名', String(notice.scores.rank)]] as const).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
        </dl>
      )}
      {notice.outcome !== 'won' && <div className="a-act no-print"><span className="small">本单位的通知书</span><Both base={base} what="notice" query="" /></div>}
      <div className="pad no-print"><SecretSentence text={notice.scores ? '这里只有你单位自己的得分；别的投标人只看得到他们自己的。' : '这份通知只有你单位、招标人一方和监督部门看得到。'} /></div>
    </section>
  );
}
