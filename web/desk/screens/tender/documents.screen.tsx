import { Spin } from 'antd';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useMyTenders } from './data.ts';
import { TenderRows } from './parts.tsx';

/** 招标文件, as a bidder finds them: those taken first, then what is open. */
export function Screen() {
  const { data, error } = useMyTenders();
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return <div className="waiting"><Spin /></div>;
  return (
    <>
      <h1>招标文件</h1>
      <p className="muted t-lead">获取招标文件不审核、不收费、不报名。</p>
      <section className="card" aria-label="已获取"><div className="sec"><h2>已获取</h2></div>
        {data.items.length === 0 ? <EmptyState title="还没有获取过招标文件" text="在下面挑一个项目，点开就能获取。" /> : <TenderRows rows={data.items} to={(row) => `/desk/documents/${row.tenderId}`} />}
      </section>
      <section className="card" aria-label="正在招标"><div className="sec"><h2>正在招标</h2></div>
        {data.open.length === 0 ? <EmptyState title="眼下没有别的项目" text="新的公告发布后会出现在这里。" /> : <TenderRows rows={data.open} to={(row) => `/desk/documents/${row.tenderId}`} />}
      </section>
    </>
  );
}
