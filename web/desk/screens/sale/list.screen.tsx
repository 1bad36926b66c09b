import { Select, Spin, Table, type TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { nameOf } from '#kernel/divisions.ts';
import { isBuyer } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { SaleRow } from '#trade/sale/sale.views.ts';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDayTime, formatDeadlineShort } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { sessionQuery } from '../../session.ts';
import { OwnApplications } from './own-applications.tsx';
import { kindTitle, priceTitle, saleStatuses, statusOf, useSales, type SaleStatus } from './sale.data.ts';
import '../project/project.css';
import './sale.css';

type Row = SaleRow & { readonly stands: SaleStatus };

/** 出让转让: every lot that was announced, whoever looks. */
export function Screen() {
  const { data: session } = useQuery(sessionQuery);
  const { data, error } = useSales();
  const now = useServerTime(15_000);
  const [kind, setKind] = useState('');
  const [status, setStatus] = useState<SaleStatus | ''>('');
  const [order, setOrder] = useState<OrderName>('newest');
  const rows = useMemo(() => (data?.items ?? []).map((item): Row => ({ ...item, stands: statusOf(item, now) })), [data, now]);
  const shown = useMemo(() => rows.filter((row) => (kind === '' || row.kind === kind) && (status === '' || row.stands === status)).sort(orders[order].compare), [rows, kind, status, order]);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data || !session) return <div className="waiting"><Spin /></div>;
  const announce = (session.role === 'initiate.operator' || session.role === 'exchange.operator') && <Link className="btn" to="/desk/sales/new">发布公告</Link>;
  return (
    <>
      <h1>出让转让</h1>
      <p className="muted screen-lead">土地、矿业权、产权和其他公共资源的公告，谁都能看。竞买人在这里申请，取得竞买号后进大厅报价。</p>
      {isBuyer(session.role) && <OwnApplications rows={rows} />}
      {rows.length > 0 && (
        <div className="tools s-tools">
          <Select aria-label="种类" value={kind} options={[{ value: '', label: '全部种类' }, ...kindsIn(rows)]} popupMatchSelectWidth={false} onChange={setKind} />
          <Select aria-label="状态" value={status} options={[{ value: '', label: '全部状态' }, ...statusesIn(rows)]} onChange={setStatus} />
          <Select aria-label="排序" value={order} options={orderOptions} onChange={setOrder} />
          {announce}
        </div>
      )}
      {rows.length === 0
        ? <EmptyState title="还没有公告" text="出让方、转让方发布公告后，标的会出现在这里。">{announce}</EmptyState>
        : shown.length === 0
          ? <EmptyState title="没有符合条件的标的" text="换一个种类或者状态看看。" />
          : <>
            <div className="wide-only card"><Table<Row> rowKey="lotId" columns={columnsAt(now)} dataSource={shown} pagination={{ pageSize: 20, hideOnSinglePage: true }} /></div>
            <ul className="narrow-list">{shown.map((row) => <li key={row.lotId} className="card pad"><SaleCard row={row} /></li>)}</ul>
          </>}
    </>
  );
}

function columnsAt(now: Instant): TableColumnsType<Row> {
  return [
    { title: '标的', render: (_, row) => <><Link to={`/desk/sales/${row.saleId}`}>{row.lotName}</Link><br /><small className="muted">{row.title}</small></> },
    { title: '种类', render: (_, row) => <>{kindTitle(row.kind)}<br /><small className="muted">{nameOf(row.areaCode)}</small></> },
    { title: '出让、转让方', dataIndex: 'seller' },
    { title: '价格', align: 'right', render: (_, row) => <Price row={row} /> },
    { title: '报名截止', render: (_, row) => <span className={`nowrap num ${now < row.applyUntil ? '' : 'muted'}`}>{formatDeadlineShort(row.applyUntil)}</span> },
    { title: '竞价开始', render: (_, row) => <span className="nowrap num">{formatDayTime(row.biddingFrom)}</span> },
    { title: '状态', render: (_, row) => <><Chip {...saleStatuses[row.stands]} /><HallLink row={row} /></> },
  ];
}

function Price({ row }: { readonly row: Row }) {
  if (row.bestFen === null) return <><Money fen={row.startFen} short /><br /><small className="muted">起始价</small></>;
  return <><Money fen={row.bestFen} short /><br /><small className="muted">{priceTitle(row.stands)} · 起始 <Money fen={row.startFen} short /></small></>;
}

/** Whoever looks on reads; the department finds there what it may do. */
function HallLink({ row }: { readonly row: Row }) {
  return <> <Link className="nowrap small" to={`/desk/auctions/${row.lotId}`}>竞价大厅</Link></>;
}

function SaleCard({ row }: { readonly row: Row }) {
  return (
    <>
      <p className="s-card-head"><Link to={`/desk/sales/${row.saleId}`}><b>{row.lotName}</b></Link><Chip {...saleStatuses[row.stands]} /></p>
      <p className="small muted">{kindTitle(row.kind)} · {nameOf(row.areaCode)}</p>
      <p className="small muted">{row.seller}</p>
      <dl className="s-card-facts">
        <div><dt>{row.bestFen === null ? '起始价' : priceTitle(row.stands)}</dt><dd><Money fen={row.bestFen ?? row.startFen} short /></dd></div>
        <div><dt>报名截止</dt><dd>{formatDeadlineShort(row.applyUntil)}</dd></div>
        <div><dt>竞价开始</dt><dd>{formatDayTime(row.biddingFrom)}</dd></div>
      </dl>
      <p><HallLink row={row} /></p>
    </>
  );
}

type OrderName = 'newest' | 'closing' | 'bidding' | 'dear' | 'cheap';
type Order = { readonly label: string; readonly compare: (a: Row, b: Row) => number };

const orders: Readonly<Record<OrderName, Order>> = {
  newest: { label: '最新发布', compare: (a, b) => b.publishedAt - a.publishedAt },
  closing: { label: '报名截止最早', compare: (a, b) => a.applyUntil - b.applyUntil },
  bidding: { label: '竞价开始最早', compare: (a, b) => a.biddingFrom - b.biddingFrom },
  dear: { label: '价格从高到低', compare: (a, b) => -compareFen(a, b) },
  cheap: { label: '价格从低到高', compare: (a, b) => compareFen(a, b) },
};
const orderNames: readonly OrderName[] = ['newest', 'closing', 'bidding', 'dear', 'cheap'];
const orderOptions = orderNames.map((value) => ({ value, label: orders[value].label }));

function compareFen(a: Row, b: Row): number {
  const difference = BigInt(a.bestFen ?? a.startFen) - BigInt(b.bestFen ?? b.startFen);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function kindsIn(rows: readonly Row[]): { value: string; label: string }[] {
  return [...new Set(rows.map(({ kind }) => kind))].map((value) => ({ value, label: kindTitle(value) }));
}

function statusesIn(rows: readonly Row[]): { value: SaleStatus; label: string }[] {
  return [...new Set(rows.map(({ stands }) => stands))].map((value) => ({ value, label: saleStatuses[value].label }));
}
