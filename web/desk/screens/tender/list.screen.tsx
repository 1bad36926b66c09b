import { Spin } from 'antd';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useMyTenders } from './data.ts';
import { TenderRows } from './parts.tsx';

/** 招标项目 of the initiator's side, of the centre and of the department. */
export function Screen() {
  const { data, error } = useMyTenders();
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return <div className="waiting"><Spin /></div>;
  return (
    <>
      <h1>招标项目</h1>
      <p className="muted t-lead">点开一个项目，看它到了哪一步、现在可以办什么。</p>
      <section className="card" aria-label="招标项目">
        {data.items.length === 0 ? <EmptyState title="还没有招标项目" text="项目登记后会出现在这里。" /> : <TenderRows rows={data.items} to={(row) => `/desk/tenders/${row.tenderId}`} />}
      </section>
    </>
  );
}
