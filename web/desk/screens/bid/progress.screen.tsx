import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { Link } from 'react-router';
import type { BidProgressView } from '#trade/bid/bid.views.ts';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDayTime } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { get } from '../../api.ts';
import './bid.css';

type Row = BidProgressView['lots'][number];

/** 投标进度: every lot whose document was taken, and how far this organisation's own bid has come. */
export function Screen() {
  const { data, error } = useQuery({ queryKey: ['bids'], queryFn: ({ signal }) => get<BidProgressView>('/api/bids', signal), refetchInterval: 30_000 });
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return <div className="waiting"><Spin /></div>;
  return (
    <>
      <h1>投标进度</h1>
      <p className="muted">只有本单位看得到。<Link to="/desk/key-test">先测一测自己的私钥</Link>，在本机进行，不联网。</p>
      {data.lots.length === 0 && <EmptyState title="还没有获取过招标文件" text="在门户找到项目，点“获取招标文件”，一步完成。"><a className="btn" href="/projects">找项目</a></EmptyState>}
      <ul className="bid-lots">{data.lots.map((row) => <LotRow key={row.lotId} row={row} />)}</ul>
    </>
  );
}

function LotRow({ row }: { readonly row: Row }) {
  const isOpen = row.phase === 'open' || row.phase === 'paused';
  const isShort = isOpen && row.bid?.sealedShort != null;
  return (
    <li className="card bid-lot">
      <div><b>{row.lotName}</b><span className="muted small">{row.tenderName}</span></div>
      <span className={`chip ${isShort ? 'act' : toneOf(row)}`}>{isShort ? '截止已延后，请重新递交' : stateOf(row)}</span>
      {row.phase === 'terminated' ? <span className="chip bad">招标终止</span> : row.phase === 'paused' ? <span className="chip act">交易暂停</span> : <DeadlineChip label="截止" at={row.deadlineAt} />}
      <Link className={`btn ${isOpen && (isShort || row.bid?.status !== 'submitted') ? '' : 'ghost'}`} to={`/desk/bids/${row.lotId}`}>{isOpen ? (isShort ? '重新递交' : row.bid?.status === 'submitted' ? '查看或替换' : '编制投标文件') : '查看'}</Link>
    </li>
  );
}

function stateOf({ bid, phase }: Row): string {
  if (bid?.status === 'submitted') return `已递交第 ${bid.version} 版，${formatDayTime(bid.receivedAt)} 收到`;
  if (bid?.status === 'withdrawn') return '已撤回';
  return phase === 'open' || phase === 'paused' ? '还没有递交' : '没有参加';
}

function toneOf({ bid, phase }: Row): string {
  if (bid?.status === 'submitted') return 'ok';
  return phase === 'open' ? 'act' : '';
}
