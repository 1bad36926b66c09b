import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Archive } from '#service/archive/archive.types.ts';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDay } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { get } from '../../api.ts';
import './archive.css';

type Held = { readonly lotId: string; readonly tenderName: string; readonly lotName: string; readonly missing: readonly string[] };
type Row = { readonly archive: Archive; readonly tenderName: string; readonly lotName: string };

const causes = { completed: '成交', failed: '失败', terminated: '终止' } as const;

export function Screen() {
  const { data, error } = useQuery({ queryKey: ['archives'], queryFn: ({ signal }) => get<{ items: readonly Row[]; held: readonly Held[] }>('/api/archives', signal), refetchInterval: 30_000 });
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <h1>交易档案</h1>
      {data.held.map(({ lotId, tenderName, lotName, missing }) => (
        <section className="card r-held" role="alert" key={lotId}>
          <h2>{tenderName} {lotName} 还不能编成档案</h2>
          <p className="small">下面的文件在记录里有，在存储里找不到。请从备份恢复；恢复以后自动编成，不用再办。</p>
          <ul>{missing.map((name) => <li key={name}>{name}</li>)}</ul>
        </section>
      ))}
      {data.items.length === 0 && <EmptyState title="还没有档案" text="合同签订、保证金办结后自动编成；失败的标段在失败后编成，终止的招标在退还期限过后编成。" />}
      {data.items.length > 0 && <ul className="card r-list">{data.items.map(({ archive, tenderName, lotName }) => (
        <li key={archive.lotId}><Link to={`/desk/archives/${archive.lotId}`}>
          <span><b>{tenderName}</b><br /><span className="small muted">{lotName} · {formatDay(archive.compiledAt)} 编成 · 保存至 {archive.retainUntil}</span></span>
          <Chip label={causes[archive.cause]} tone="plain" /><Chip label={archive.accepted.length === 2 ? '双方已接收' : `已接收 ${archive.accepted.length} / 2`} tone={archive.accepted.length === 2 ? 'ok' : 'act'} />
        </Link></li>
      ))}</ul>}
    </>
  );
}
