import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { formatBeijing } from '#kernel/time/instant.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import { useEvaluations, type ListView } from './hall-query.ts';
import './evaluation.css';

/** 我的评标: where to be and when, signing in, and the way into the hall. */
export function Screen() {
  const { data, error } = useEvaluations();
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <h1>我的评标</h1>
      {data.items.length === 0 && <EmptyState title="现在没有评标任务" text="抽取结果通知到你以后，时间和地点会出现在这里。" />}
      <div className="evaluations">{data.items.map((item) => <TenderCard key={item.tenderId} item={item} />)}</div>
    </>
  );
}

function TenderCard({ item }: { readonly item: ListView }) {
  const client = useQueryClient();
  const open = item.lots.filter(({ canSignIn }) => canSignIn).map(({ lotId }) => lotId);
  return (
    <article className="card evaluation-card">
      <h2>{item.tenderName}</h2>
      <p className="muted">{item.reportAt === null ? '' : formatBeijing(item.reportAt).slice(0, 16)}　{item.place}</p>
      <ul className="plain-list">{item.lots.map((lot) => (
        <li key={lot.lotId}><b>{lot.name}</b> <span className={`chip ${lot.status === 'reported' ? 'ok' : 'sky'}`}>{lot.stageTitle}</span> {lot.status !== null && (lot.signedIn || !lot.canSignIn) && <Link to={`/desk/evaluation/${lot.lotId}`}>进入评标厅</Link>} {!lot.canSignIn && !lot.signedIn && lot.why && <span className="small muted">{lot.why}</span>}</li>
      ))}</ul>
      {open.length > 0 && (
        <div className="row">
          <CommandButton label={`签到（${open.length} 个标段）`} run={async (key) => {
            await command('evaluation.signIn', { lotIds: open }, { idempotencyKey: key });
            await client.invalidateQueries({ queryKey: ['evaluations'] });
          }} />
          <span className="small muted">你签署回避声明所用的数字证书已经证明身份，不必再核验。</span>
        </div>
      )}
    </article>
  );
}
