import { Spin } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { nameOf } from '#kernel/divisions.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { minuteText } from '#trade/sale/sale.words.ts';
import type { SaleView } from '#trade/sale/sale.views.ts';
import { Chip } from '../../../ui/chip.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { PartyList } from '../../../ui/party-list.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { sessionQuery, type Session } from '../../session.ts';
import { LotCard } from './lot-card.tsx';
import { useSale } from './sale.data.ts';
import '../project/project.css';
import '../tender/tender.css';
import '../award/award.css';
import './sale.css';

/** One announcement: what is sold, when, and what whoever looks may do about it. */
export function Screen() {
  const { saleId = '' } = useParams();
  const { data: session } = useQuery(sessionQuery);
  const { data, error } = useSale(saleId);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)}><Link className="btn ghost" to="/desk/sales">出让转让</Link></ProblemAlert>;
  if (!data || !session) return <div className="waiting"><Spin /></div>;
  return <Announced view={data} session={session} />;
}

function Announced({ view, session }: { readonly view: SaleView; readonly session: Session }) {
  const { sale } = view;
  const { title, terms } = getSaleKind(sale.kind);
  return (
    <>
      <p className="small"><Link to="/desk/sales">出让转让</Link></p>
      <h1>{sale.title}</h1>
      <p className="chips"><Chip label={title} tone="sky" /><span className="small muted">{nameOf(sale.areaCode)}　{sale.seller.name}　{minuteText(sale.publishedAt)} 发布</span></p>
      {sale.lots.map((lot) => <LotCard key={lot.lotId} lot={lot} view={view} session={session} />)}
      <div className="t-grid s-about">
        <section className="card" aria-label="公告正文">
          <div className="sec"><h2>{terms.notice}</h2></div>
          <div className="pad"><p className="s-text">{sale.text}</p>{sale.files.map((file) => <a className="doc" key={file.sha256} href={`/api/files/${file.sha256}`} target="_blank" rel="noreferrer">{file.name} <span className="muted">{formatBytes(file.sizeBytes)}</span></a>)}</div>
        </section>
        <section className="card" aria-label="各方">
          <div className="sec"><h2>各方</h2></div>
          <PartyList parties={[
            { role: terms.initiator, names: [sale.seller.name] },
            { role: getSaleKind(sale.kind).host === 'propertyExchange' ? '产权交易机构' : '交易中心', names: [sale.centre.name], ...(sale.entrustment ? { note: `受${terms.initiator}委托发布，出具交易凭证` } : {}) },
            { role: '监督部门', names: [sale.department.name] },
            { role: terms.participant, names: [], secret: '谁申请了、有几家，竞价结束前只有出让、转让方和监督部门知道；大厅里只有竞买号。' },
          ]} />
        </section>
      </div>
    </>
  );
}
