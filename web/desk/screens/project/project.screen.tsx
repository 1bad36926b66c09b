import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { formatBeijing } from '#kernel/time/instant.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Money } from '../../../ui/money.tsx';
import { PartyList } from '../../../ui/party-list.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { venuePath } from '../venue/venue.path.ts';
import { methodWords, projectQuery, statusWords, type ProjectDetail } from './project.data.ts';
import './project.css';

/** One project as it was registered, with the articles that sent it to its centre and its department. */
export function Screen() {
  const { projectId = '' } = useParams();
  const { data, error } = useQuery(projectQuery(projectId));
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)}><Link className="btn ghost" to="/desk/projects">我的项目</Link></ProblemAlert>;
  return data ? <Registered project={data} /> : null;
}

function Registered({ project }: { readonly project: ProjectDetail }) {
  const { basis, venue, transactionCode, agency } = project;
  const word = statusWords[project.status] ?? { label: project.status, tone: 'plain' as const };
  return (
    <>
      <p className="small"><Link to="/desk/projects">我的项目</Link></p>
      <h1>{project.name}</h1>
      <p className="chips"><Chip {...word} /><Chip label={methodWords[project.method]} tone="sky" /><span className="muted small num">{transactionCode.code}{transactionCode.provisional && '（临时码）'}</span></p>
      <div className="two-columns">
        <div className="stack">
          <section className="card">
            <div className="sec"><h2>标段</h2><span className="more"><Money fen={project.estimateFen} short /></span></div>
            {project.lots.map((lot, i) => <div className="lot-row" key={lot.name}><b>{i + 1}　{lot.name}</b><Money fen={lot.estimateFen} /><p className="small muted">{lot.scope}</p></div>)}
          </section>
          <section className="card">
            <div className="sec"><h2>开标场地</h2></div>
            <div className="pad">{venue ? <><b>{venue.roomName}</b><p className="small muted">{formatBeijing(venue.from).slice(0, 16)} 至 {formatBeijing(venue.to).slice(11, 16)}</p></> : <p className="muted">还没有预约。<Link to={venuePath(project, null)}>预约场地</Link></p>}</div>
          </section>
        </div>
        <section className="card">
          <div className="sec"><h2>当事人</h2></div>
          <PartyList parties={[
            { role: '招标人', names: [project.initiator.name] },
            ...(agency ? [{ role: '代理机构', names: [agency.name] }] : []),
            { role: '交易中心', names: [project.centre.name], note: noteOf(basis.routeArticle, basis.routeNote) },
            { role: '监督部门', names: [project.department.name], note: noteOf(basis.departmentArticle, basis.departmentNote) },
          ]} />
          {agency && <p className="pad"><a className="doc" href={`/api/files/${agency.agreement.sha256}`} target="_blank" rel="noreferrer">委托协议 <span className="muted">{agency.agreement.name}</span></a></p>}
        </section>
      </div>
    </>
  );
}

function noteOf(article: string, note: string | null): string {
  return note ? `${article}；${note}` : article;
}
