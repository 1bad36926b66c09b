import { Link } from 'react-router';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatPoints } from '#kernel/points.ts';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import type { AwardView } from './award.data.ts';
import { Letter } from './letter.tsx';

const headings = { won: '你单位中标', 'not-awarded': '你单位未中标', rejected: '你单位的投标被否决', 'not-opened': '你单位的投标文件没有打开' } as const;

/** What a bidder learns: its own scores, or why it was rejected, and who won. */
export function OwnResult({ view, notice }: { readonly view: AwardView; readonly notice: NonNullable<AwardView['notice']> }) {
  const candidate = view.award.candidates.find(({ bidderId }) => bidderId === notice.winner.bidderId);
  const { contractBy, decidedAt } = view.award;
  return (
    <section className={`card own-result ${notice.outcome}`}>
      <div className="sec no-print"><h2>{headings[notice.outcome]}</h2><span className="muted small">{formatBeijing(notice.at).slice(0, 16)} 通知</span></div>
      {notice.outcome === 'won' && candidate && contractBy !== null && decidedAt !== null && (
        <>
          <Letter fields={{ to: { name: notice.name }, tenderName: view.tenderName, lotName: view.lotName, initiator: view.initiator.name, priceFen: notice.winner.priceFen, durationDays: candidate.durationDays, quality: candidate.quality, projectManager: candidate.projectManager, contractBy, decidedAt }} />
          <div className="a-act no-print"><Link className="btn act" to={`/desk/contracts/${view.lotId}`}>签订合同</Link><button type="button" className="btn ghost" onClick={() => window.print()}>打印通知书</button></div>
        </>
      )}
      {notice.outcome !== 'won' && <p className="pad">中标人：<b>{notice.winner.name}</b>　{formatFen(BigInt(notice.winner.priceFen))}</p>}
      {notice.reason && <p className="pad"><b>依据和理由：</b>{notice.reason}</p>}
      {notice.scores && (
        <dl className="a-scores no-print">
          {([['技术', formatPoints(notice.scores.technical)], ['商务', formatPoints(notice.scores.commercial)], ['报价', formatPoints(notice.scores.price)], ['总分', formatPoints(notice.scores.total)], ['排名', String(notice.scores.rank)]] as const).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
        </dl>
      )}
      <div className="pad no-print"><SecretSentence text="这里只有你单位自己的得分；别的投标人只看得到他们自己的。" /></div>
    </section>
  );
}
