import { Link } from 'react-router';
import { holderParts } from '#trade/tender/tender.holders.ts';
import { venueFits } from '#trade/tender/tender.decide.ts';
import type { TenderAct } from '#trade/tender/tender.phase.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { PartyList } from '../../../ui/party-list.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { venuePath } from '../venue/venue.path.ts';
import type { TenderView } from './data.ts';
import { DirectiveCard } from './directive-card.tsx';
import { AmendmentCard, BidDeadline, TenderPage } from './parts.tsx';
import { TerminateCard, TerminationNotice } from './termination.tsx';

/** One tender as its initiator or its department sees it: where it stands and what can be done now. */
export function Screen() {
  return <TenderPage title="招标项目" back="/desk/tenders">{(tender) => <Overview tender={tender} />}</TenderPage>;
}

/** The most pressing first: an objection stops everything else. */
const pages: readonly { readonly act: TenderAct; readonly path: string; readonly label: string }[] = [
  { act: 'objection.answer', path: 'objections', label: '答复异议' },
  { act: 'tender.compose', path: 'compose', label: '编制招标文件' },
  { act: 'tender.clarify', path: 'clarify', label: '澄清与修改' },
];

function Overview({ tender }: { readonly tender: TenderView }) {
  const links = pages.filter(({ act }) => tender.can.includes(act));
  const deadline = tender.published?.document.bidDeadlineAt;
  const mustRebook = deadline !== undefined && tender.can.includes('tender.clarify') && !venueFits(tender, deadline);
  const objections = tender.openObjections.filter((open) => open.target === 'document');
  return (
    <div className="t-grid">
      <div>
        {tender.termination && <section className="card" aria-label="终止招标"><TerminationNotice termination={tender.termination} /></section>}
        {objections.length > 0 && tender.termination && <p className="hint">有 {objections.length} 件异议还没有答复，终止以后仍要答复。</p>}
        {objections.length > 0 && !tender.termination && <p className="hint">有 {objections.length} 件异议等待答复，最迟 {formatDeadline(objections[0]?.replyBy ?? tender.serverNow)}。答复前不截止、不开标。</p>}
        {mustRebook && <p className="hint">开标室的预约不再覆盖开标时刻 {formatDeadline(deadline)}，请改约。<Link to={venuePath(tender, deadline)}>改约场地</Link></p>}
        {links.length > 0 && (
          <section className="card"><div className="sec"><h2>现在可以办</h2></div>
            <div className="t-actions" style={{ padding: '0 20px 18px' }}>{links.map(({ act, path, label }, i) => <Link key={act} className={`btn ${i === 0 ? '' : 'ghost'}`} to={path}>{label}</Link>)}
              {tender.settledObjections.length + tender.openObjections.length > 0 && !tender.can.includes('objection.answer') && <Link className="btn ghost" to="objections">异议</Link>}</div>
          </section>
        )}
        {tender.status === 'registered' && !tender.draft && <SecretSentence text="发布之前，招标文件只有招标人和代理机构看得到，交易中心和监督部门也看不到。" />}
        {(tender.can.includes('directive.suspend') || tender.can.includes('directive.resume') || tender.suspension) && <DirectiveCard tender={tender} />}
        {tender.timetable.length > 0 && !tender.termination && (
          <section className="card" aria-label="本项目的期限"><div className="sec"><h2>本项目的期限</h2></div>
            {tender.timetable.map((row) => <div className="rule" key={row.title}><span>{row.title}</span><span className="value">{formatDeadline(row.at)}</span><span className="law">{row.citation}</span></div>)}
          </section>
        )}
        {tender.amendments.length > 0 && <section className="card" aria-label="澄清与修改"><div className="sec"><h2>澄清与修改</h2></div>{tender.amendments.toReversed().map((amendment) => <AmendmentCard key={amendment.number} amendment={amendment} />)}</section>}
        {tender.can.includes('tender.terminate') && <TerminateCard tender={tender} />}
      </div>
      <aside>
        <BidDeadline tender={tender} />
        <section className="card" aria-label="各方"><div className="sec"><h2>各方</h2></div>
          <PartyList parties={[
            { role: '招标人', names: [tender.initiator.name] },
            ...(tender.agency ? [{ role: '招标代理机构', names: [tender.agency.name] }] : []),
            { role: '交易中心', names: [tender.centre.name] },
            { role: '行政监督部门', names: [tender.department.name] },
            { role: '开标场地', names: [tender.termination ? '已退还' : (tender.venue?.roomName ?? '尚未预约')] },
            ...(tender.published?.keyHolders ?? []).map((holder) => ({ role: `密钥：${holderParts[holder.part]}`, names: [holder.name] })),
          ]} />
        </section>
        <p className="small muted" style={{ marginTop: 12 }}>统一交易标识码 {tender.transactionCode.code}{tender.transactionCode.provisional ? '（暂编）' : ''}</p>
      </aside>
    </div>
  );
}
