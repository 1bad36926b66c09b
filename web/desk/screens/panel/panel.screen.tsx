import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { formatBeijing } from '#kernel/time/instant.ts';
import { Chip } from '../../../ui/chip.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { Contributions } from './contributions.tsx';
import { Declaration } from './declaration.tsx';
import { panelQuery, statusOf, type DepartmentPanel, type InitiatorPanel, type PanelAnswer, type PublicPanel, type WitnessPanel } from './panel.data.ts';
import { RequestForm } from './request-form.tsx';
import { Seats } from './seats.tsx';
import { StrikeOut } from './strike-out.tsx';
import '../project/project.css';
import './panel.css';

/** 组建评委会: one address; the server gives each viewer what it may know. */
export function Screen() {
  const { tenderId = '' } = useParams();
  const { data, error } = useQuery(panelQuery(tenderId));
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <p className="small"><Link to="/desk/panels">评标委员会</Link></p>
      <h1>{data.tender.name}</h1>
      <p className="chips">{data.panel ? <Chip {...statusOf(data.panel)} /> : <Chip label="还没有申请" tone="plain" />}<span className="muted small">评标委员会</span></p>
      <Body answer={data} />
    </>
  );
}

function Body({ answer }: { readonly answer: PanelAnswer }) {
  const { can, tender } = answer;
  if (answer.panel === null || can.includes('panel.request')) {
    const failed = answer.viewer === 'initiator' && answer.panel ? answer.panel.failure : null;
    return can.includes('panel.request')
      ? <>{failed && <ProblemAlert problem={{ code: 'panel.failed', title: `上一次抽取未成功：${failed}`, remedy: '放宽专业、地区或人数后另行申请；上一次的记录保留。' }} />}<RequestForm tender={tender} serverNow={answer.serverNow} /></>
      : <SecretSentence text="招标人在公告发布之后申请抽取；开标时还没有申请的，开标之后申请，抽取之前不能评标。" />;
  }
  if (answer.viewer === 'member') return <Declaration tender={tender} panel={answer.panel} can={can} />;
  return (
    <div className="panel-section">
      <Contributions panel={answer.panel} />
      {answer.viewer === 'public' ? null : <Numbers panel={answer.panel} />}
      <SecretSentence text={secretWords[answer.viewer]} />
      {answer.viewer === 'initiator' && <><Seats tender={tender} panel={answer.panel} can={can} /><Planned panel={answer.panel} /></>}
      {answer.viewer === 'department' && <><Planned panel={answer.panel} /><Everyone panel={answer.panel} /></>}
      <DrawnBy panel={answer.panel} />
    </div>
  );
}

const secretWords = {
  initiator: '抽到谁，中标结果确定前任何人都看不到，包括招标人、代理机构和中心；这里只有人数（招标投标法 第三十七条）。',
  witness: '中心见证抽取的全过程，看不到抽到谁，也看不到报到的时间和地点。',
  department: '监督部门可以查看抽取记录和名单。查看者同样负有保密义务。',
  public: '抽取的依据和过程摘要公开；成员名单在中标结果确定前保密。',
} as const;

function Numbers({ panel: { counts } }: { readonly panel: WitnessPanel }) {
  const items = [['应到', counts.size], ['已接受', counts.accepted], ['等待答复', counts.awaiting], ['空缺', counts.vacant], ['已离开', counts.left], ['已签回避声明', counts.signed]] as const;
  return (
    <section className="card">
      <div className="sec"><h2>人员进度</h2><span className="muted small">{counts.isMatched ? '已与投标人名单比对' : '开标后与投标人名单比对'}</span></div>
      <div className="panel-numbers">{items.map(([label, value]) => <div key={label}><b>{value}</b><span>{label}</span></div>)}</div>
    </section>
  );
}

function Planned({ panel }: { readonly panel: InitiatorPanel | DepartmentPanel }) {
  return (
    <section className="card">
      <div className="sec"><h2>抽取申请</h2></div>
      <dl className="panel-facts">
        <dt>报到</dt><dd><b>{formatBeijing(panel.reportAt).slice(0, 16)}</b>　{panel.place}</dd>
        <dt>专业</dt><dd>{panel.rows.map((row) => <div key={row.row}>{row.specialty}　{row.count} 人{row.alternates > 0 && `，候补 ${row.alternates} 人`}</div>)}</dd>
        <dt>招标人代表</dt><dd>{panel.representative ? `${panel.representative.name}（${panel.representative.post}）` : '不派代表'}</dd>
        <dt>回避</dt><dd>{panel.avoidance.length === 0 ? '没有另外申报；招标人、代理机构、监督部门和中心的人员自动回避' : panel.avoidance.map(({ id, reason }) => <div key={id}>{id}　<span className="muted">{reason}</span></div>)}</dd>
        {panel.failure && <><dt>结果</dt><dd>{panel.failure}</dd></>}
      </dl>
    </section>
  );
}

const memberWords = { called: '已通知', accepted: '已接受', declined: '不能参加', replaced: '已更换', seated: '已进入评标委员会' } as const;

function mayLeave({ status }: DepartmentPanel['members'][number]): boolean {
  return status === 'called' || status === 'accepted' || status === 'seated';
}

function Everyone({ panel }: { readonly panel: DepartmentPanel }) {
  type Member = DepartmentPanel['members'][number];
  const [striking, setStriking] = useState<Member | null>(null);
  return (
    <section className="card">
      <div className="sec"><h2>名单与递补</h2><span className="more"><a href={`/api/panels/${panel.tenderId}/transcript`} target="_blank" rel="noreferrer">抽取记录与复算</a></span></div>
      <div className="a-scroll">
        <table className="a-table">
          <thead><tr><th>姓名</th><th>专业</th><th>状态</th><th>理由</th><th /></tr></thead>
          <tbody>{panel.members.map((member) => (
            <tr key={member.memberId}>
              <td data-label="姓名" className="nw"><b>{member.name}</b></td><td data-label="专业">{member.specialty ?? '招标人代表'}</td><td data-label="状态" className="nw">{memberWords[member.status]}</td>
              <td data-label="理由">{member.reason ?? '—'}</td><td className="num">{mayLeave(member) && <button type="button" className="btn ghost" onClick={() => setStriking(member)}>责令更换</button>}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      {striking && <StrikeOut tenderId={panel.tenderId} member={striking} onClose={() => setStriking(null)} />}
    </section>
  );
}

/** `…/2.1`: which draw of the tender it is, and at which attempt its random values came together. */
function drawWords(drawId: string): string {
  const [number, attempt] = drawId.slice(drawId.lastIndexOf('/') + 1).split('.');
  return `第 ${number} 次抽取${attempt === '1' ? '' : `，第 ${attempt} 轮`}`;
}

/** What anyone can hold the result against later. */
function DrawnBy({ panel: { request, round, transcriptHash, draws, wanted, number } }: { readonly panel: PublicPanel }) {
  if (!request) return null;
  return (
    <section className="card">
      <div className="sec"><h2>公开的依据</h2></div>
      <dl className="panel-facts">
        <dt>抽取</dt><dd>{drawWords(request.drawId)}{number > 1 && draws.some(({ outcome }) => outcome === 'drawn') && <>　<Chip label="补抽" tone="sky" /></>}</dd>
        <dt>抽取席位</dt><dd>{wanted.map((row) => <div key={row.row}>{row.specialty}　{row.count} 人</div>)}</dd>
        <dt>专家库</dt><dd>{request.poolSize} 人<div className="hash">{request.poolRoot}</div></dd>
        <dt>回避名单</dt><dd className="hash">{request.avoidanceRoot}</dd>
        {round?.checkpoint && <><dt>日志检查点</dt><dd>{round.checkpoint.size} 条<div className="hash">{round.checkpoint.root}</div></dd></>}
        {transcriptHash && draws.length < 2 && <><dt>抽取记录摘要</dt><dd className="hash">{transcriptHash}</dd></>}
        {draws.length > 1 && <><dt>历次抽取</dt><dd>{draws.map((draw, i) => <div key={draw.drawId}>{formatBeijing(draw.at).slice(0, 16)}　{drawWords(draw.drawId)}　{i > 0 && draws.slice(0, i).some(({ outcome }) => outcome === 'drawn') ? '补抽' : '抽取'}，{draw.outcome === 'drawn' ? '抽取成功' : '人数不足，未抽出'}<div className="hash">{draw.transcriptHash}</div></div>)}</dd></>}
      </dl>
    </section>
  );
}
