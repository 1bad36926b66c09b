import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Spin } from 'antd';
import { readableChange } from '#rules/texts/change.ts';
import { phaseTitles, type TenderPhase } from '#trade/tender/tender.phase.ts';
import type { TenderRow } from '#trade/tender/tender.present.ts';
import type { Amendment } from '#trade/tender/tender.types.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { Chip } from '../../../ui/chip.tsx';
import { DeadlineCard, DeadlineChip } from '../../../ui/deadline.tsx';
import { Diff } from '../../../ui/diff.tsx';
import { formatDayTime } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { DeadlineProps, Tone } from '../../../ui/types.ts';
import { useTender, type TenderView } from './data.ts';
import { NoDeadline } from './termination.tsx';
import './tender.css';

const tones: Readonly<Record<TenderPhase, Tone>> = { registered: 'sky', open: 'act', paused: 'bad', closing: 'act', closed: 'plain', terminated: 'bad', ended: 'plain' };

export function PhaseChip({ phase }: { readonly phase: TenderPhase }) {
  return <Chip label={phaseTitles[phase]} tone={tones[phase]} live={phase === 'closing'} />;
}

/** Loads the tender of the address and shows the page's head; `children` gets it. */
export function TenderPage({ title, back, children }: { readonly title: string; readonly back: string; readonly children: (tender: TenderView) => ReactNode }) {
  const { tenderId = '' } = useParams();
  const { data: tender, error } = useTender(tenderId);
  if (isBlocking(error, tender)) return <ProblemAlert problem={asProblem(error)} />;
  if (!tender) return <div className="waiting"><Spin /></div>;
  return (
    <>
      <header className="t-head">
        <div>
          <p className="crumbs"><Link to={back} relative="path">返回</Link></p>
          <h1>{title}</h1>
          <p className="muted">{tender.name} <PhaseChip phase={tender.phase} /></p>
        </div>
      </header>
      {children(tender)}
    </>
  );
}

export function BidDeadline({ tender, children }: { readonly tender: TenderView; readonly children?: ReactNode }) {
  const at = tender.published?.document.bidDeadlineAt;
  if (at === undefined) return null;
  if (tender.termination) return <NoDeadline />;
  const states: Partial<Record<TenderPhase, DeadlineProps['state']>> = { paused: 'suspended', closed: 'closed', ended: 'closed', closing: 'closing' };
  return <DeadlineCard label="投标截止并开标" at={at} state={states[tender.phase] ?? 'open'} {...(tender.phase === 'closed' || tender.phase === 'ended' ? {} : { secret: '开标前，获取招标文件和投标的单位名称、数量对所有人保密，招标人也看不到。' })}>{children}</DeadlineCard>;
}

export function TenderRows({ rows, to }: { readonly rows: readonly TenderRow[]; readonly to: (row: TenderRow) => string }) {
  return (
    <ul className="t-rows">
      {rows.map((row) => (
        <li key={row.tenderId}>
          <Link className="t-row" to={to(row)}>
            <span><b>{row.name}</b><br /><span className="muted small">{row.initiator.name}</span></span>
            {row.bidDeadlineAt !== null && row.phase === 'open' ? <DeadlineChip label="距截止" at={row.bidDeadlineAt} /> : <span />}
            <span>{row.openObjections > 0 && <Chip label={`异议 ${row.openObjections}`} tone="bad" />} <PhaseChip phase={row.phase} /></span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function AmendmentCard({ amendment, unread = false, children }: { readonly amendment: Amendment; readonly unread?: boolean; readonly children?: ReactNode }) {
  return (
    <article className={`t-talk${unread ? ' t-unread' : ''}`}>
      <b>第 {amendment.number} 号{amendment.kind === 'clarification' ? '澄清' : '修改'}</b> <span className="muted small">{formatDayTime(amendment.at)}</span> {unread && <Chip label="未读" tone="act" />} {amendment.affectsBids && <Chip label="影响投标文件编制" tone="sky" />}
      {amendment.items.map((item, i) => (
        <div key={i}>
          {item.question && <p className="muted">问：{item.question}</p>}
          <blockquote>{item.answer}</blockquote>
        </div>
      ))}
      {amendment.changes.map(readableChange).map((change) => <Diff key={change.path} where={change.title} before={change.before} after={change.after} />)}
      {amendment.filesAdded.map((file) => <a className="doc" key={file.sha256} href={`/api/files/${file.sha256}`}>{file.name}</a>)}
      <p className="small muted">{amendment.deadlineMovedTo === null ? '投标截止时间不变。' : `投标截止时间顺延到 ${formatDeadline(amendment.deadlineMovedTo)}。`}</p>
      {children}
    </article>
  );
}
