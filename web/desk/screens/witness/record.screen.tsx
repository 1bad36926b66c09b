import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import type { RecordLine } from '#service/witness/record.ts';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { get } from '../../api.ts';
import { AddNote } from './add-note.tsx';
import './witness.css';

export type WitnessView = {
  readonly tenderId: string; readonly name: string; readonly lots: readonly { readonly lotId: string; readonly lotName: string }[]; readonly department: { readonly name: string };
  readonly bidDeadlineAt: Instant | null; readonly lines: readonly RecordLine[]; readonly can: readonly string[]; readonly serverNow: Instant;
};

/** The record of one tender as it grows: the journal writes it, people add to it, nobody takes from it. */
export function Screen() {
  const { tenderId = '' } = useParams();
  const { data: view, error } = useQuery({ queryKey: ['witness', tenderId], queryFn: ({ signal }) => get<WitnessView>(`/api/tenders/${tenderId}/witness`, signal), refetchInterval: 5_000 });
  const [group, setGroup] = useState('');
  const [lotId, setLotId] = useState('');
  const groups = useMemo(() => [...new Map((view?.lines ?? []).map((line) => [line.group, line.groupTitle]))], [view]);
  if (isBlocking(error, view)) return <ProblemAlert problem={asProblem(error)} />;
  if (!view) return null;
  const shown = view.lines.filter((line) => (group === '' || line.group === group) && (lotId === '' || line.lotId === null || line.lotId === lotId));
  const isBeforeOpening = view.bidDeadlineAt === null || view.serverNow < view.bidDeadlineAt;
  return (
    <>
      <p className="small"><Link to="/desk/witness">见证台</Link></p>
      <h1>{view.name}</h1>
      <p className="muted">见证记录随交易自动形成，每一条都写入公开日志，不能修改、不能删除。</p>
      <div className="w-grid">
        <section className="card">
          <div className="sec w-filters">
            <h2>见证记录</h2>
            <button type="button" className={group === '' ? 'on' : ''} onClick={() => setGroup('')}>全部 {view.lines.length}</button>
            {groups.map(([key, title]) => <button type="button" key={key} className={group === key ? 'on' : ''} onClick={() => setGroup(key)}>{title}</button>)}
            {view.lots.length > 1 && <select aria-label="标段" value={lotId} onChange={(event) => setLotId(event.target.value)}><option value="">全部标段</option>{view.lots.map((lot) => <option key={lot.lotId} value={lot.lotId}>{lot.lotName}</option>)}</select>}
          </div>
          {isBeforeOpening && <div className="w-secret"><SecretSentence text="开标以前，谁下载了文件、谁投了标、有几家，见证人员和监督部门同样看不到。" /></div>}
          <ol className="w-lines" aria-live="polite">{shown.map((line) => <Line key={line.id} line={line} lotName={view.lots.length > 1 ? view.lots.find((lot) => lot.lotId === line.lotId)?.lotName : undefined} />)}</ol>
        </section>
        {view.can.length > 0 && <aside><AddNote view={view} /></aside>}
      </div>
    </>
  );
}

/** `lotName`: where there are several lots, the one that it is about. */
function Line({ line, lotName }: { readonly line: RecordLine; readonly lotName: string | undefined }) {
  const at = formatBeijing(line.at);
  return (
    <li className={line.kind === 'IncidentReported' ? 'incident' : ''}>
      <time>{at.slice(5, 10)}<br />{at.slice(11, 19)}</time>
      <div><b>{line.title}</b> <span className="chip plain">{line.groupTitle}</span>{lotName && <> <span className="chip sky">{lotName}</span></>}{line.text && <p>{line.text}</p>}{line.withheld && <p className="small muted">另有内容依法保密，这里看不到。</p>}</div>
      <EvidenceBadge {...(line.logIndex === null ? {} : { index: line.logIndex, href: `/log?index=${line.logIndex}` })} />
    </li>
  );
}
