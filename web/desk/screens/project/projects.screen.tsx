import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { formatBeijing } from '#kernel/time/instant.ts';
import { Chip } from '../../../ui/chip.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDay } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { csvOf, download } from './csv.ts';
import { methodWords, projectsQuery, statusWords, type ProjectItem } from './project.data.ts';
import './project.css';

/** 我的项目: what the own organisation has begun, serves or supervises. */
export function Screen() {
  const { data, error } = useQuery(projectsQuery);
  const [text, setText] = useState('');
  const [status, setStatus] = useState<string | null>(null);
  const shown = useMemo(() => (data?.items ?? []).filter((item) => matches(item, text.trim()) && (status === null || item.status === status)), [data, text, status]);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  return (
    <>
      <h1>我的项目</h1>
      <div className="tools">
        <Input.Search allowClear placeholder="项目名称、标识码、单位" aria-label="查找项目" value={text} onChange={(event) => setText(event.target.value)} />
        <Select aria-label="状态" value={status ?? ''} options={[{ value: '', label: '全部状态' }, ...Object.entries(statusWords).map(([value, { label }]) => ({ value, label }))]} onChange={(value: string) => setStatus(value || null)} />
        <Button disabled={shown.length === 0} onClick={() => download('我的项目.csv', csvOf(columnsOfCsv, shown))}>导出 CSV</Button>
        {data?.can.includes('project.register') && <Link className="btn" to="/desk/projects/new">登记项目</Link>}
      </div>
      {data && data.items.length === 0
        ? <EmptyState title="还没有项目" text="登记之后，项目从这里一步步办到合同与归档。">{data.can.includes('project.register') && <Link className="btn" to="/desk/projects/new">登记项目</Link>}</EmptyState>
        : <>
          <div className="wide-only card"><Table<ProjectItem> rowKey="projectId" columns={columns} dataSource={[...shown]} loading={!data} pagination={{ pageSize: 20, hideOnSinglePage: true }} /></div>
          <ul className="narrow-list">{shown.map((item) => <li key={item.projectId} className="card pad"><ProjectCard item={item} /></li>)}</ul>
        </>}
    </>
  );
}

const columns: TableColumnsType<ProjectItem> = [
  { title: '项目', dataIndex: 'name', sorter: (a, b) => a.name.localeCompare(b.name, 'zh'), render: (_, item) => <><Link to={`/desk/projects/${item.projectId}`}>{item.name}</Link><br /><small className="muted num">{item.transactionCode.code}</small></> },
  { title: '所在地', dataIndex: 'areaName', sorter: (a, b) => a.areaCode.localeCompare(b.areaCode) },
  { title: '招标人', render: (_, item) => <>{item.initiator.name}{item.agencyName && <><br /><small className="muted">代理：{item.agencyName}</small></>}</> },
  { title: '估算价', align: 'right', sorter: (a, b) => compareFen(a.estimateFen, b.estimateFen), render: (_, item) => <Money fen={item.estimateFen} short /> },
  { title: '登记', defaultSortOrder: 'descend', sorter: (a, b) => a.registeredAt - b.registeredAt, render: (_, item) => <span className="nowrap">{formatDay(item.registeredAt)}</span> },
  { title: '状态', render: (_, item) => <StatusChips item={item} /> },
];

function ProjectCard({ item }: { readonly item: ProjectItem }) {
  return (
    <>
      <Link to={`/desk/projects/${item.projectId}`}><b>{item.name}</b></Link>
      <p className="small muted">{item.areaName} · {item.lotCount} 个标段 · {formatDay(item.registeredAt)} 登记</p>
      <p className="row"><Money fen={item.estimateFen} short /><StatusChips item={item} /></p>
    </>
  );
}

function StatusChips({ item }: { readonly item: ProjectItem }) {
  const word = statusWords[item.status] ?? { label: item.status, tone: 'plain' as const };
  return <span className="chips"><Chip label={word.label} tone={word.tone} />{item.status === 'published' && item.bidDeadlineAt !== null && <DeadlineChip label="截止" at={item.bidDeadlineAt} />}</span>;
}

function matches(item: ProjectItem, text: string): boolean {
  return text === '' || [item.name, item.transactionCode.code, item.initiator.name, item.agencyName ?? '', item.areaName].some((each) => each.includes(text));
}

const columnsOfCsv: readonly (readonly [string, (item: ProjectItem) => string])[] = [
  ['统一交易标识码', (item) => item.transactionCode.code], ['项目', (item) => item.name], ['所在地', (item) => item.areaName], ['招标人', (item) => item.initiator.name],
  ['代理机构', (item) => item.agencyName ?? ''], ['交易中心', (item) => item.centre.name], ['监督部门', (item) => item.department.name], ['招标方式', (item) => methodWords[item.method]],
  ['估算价（分）', (item) => item.estimateFen], ['标段数', (item) => String(item.lotCount)], ['登记时间', (item) => formatBeijing(item.registeredAt)], ['状态', (item) => statusWords[item.status]?.label ?? item.status],
];

function compareFen(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
