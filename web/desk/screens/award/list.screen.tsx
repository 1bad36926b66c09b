import { Link } from 'react-router';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { statusTitles, useAwards, type AwardRow } from './award.data.ts';
import './award.css';

/** Lots from the report on: for the initiator what to do next, for a bidder what came of it. */
export function Screen() {
  const { data, error } = useAwards();
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <h1>定标与结果</h1>
      {data.items.length === 0 && <EmptyState title="还没有进入定标的标段" text="评标报告签署完成、候选人公示以后，标段会出现在这里。" />}
      {data.items.length > 0 && <ul className="card a-rows">{data.items.map((row) => <Row key={row.lotId} row={row} />)}</ul>}
    </>
  );
}

function Row({ row }: { readonly row: AwardRow }) {
  const isDone = row.status === 'reported' || (row.part !== 'initiator' && row.status === 'result-published');
  const title = row.part === 'initiator' ? statusTitles[row.status] : row.status === 'failed' ? '招标失败' : row.status === 'publicity' ? '候选人公示中' : ['letter-issued', 'result-published', 'reported'].includes(row.status) ? '结果已定' : '定标中';
  return (
    <li><Link to={`/desk/awards/${row.lotId}`}><b>{row.tenderName}</b><span className="muted small">{row.lotName}</span><Chip label={title} tone={row.status === 'failed' ? 'bad' : isDone ? 'ok' : row.part === 'initiator' ? 'act' : 'sky'} /></Link></li>
  );
}
