import { useQuery } from '@tanstack/react-query';
import { formatBeijing } from '#kernel/time/instant.ts';
import type { AnomalyRow } from '#trade/auction/anomalies.types.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import type { LineRow } from '#trade/auction/line.types.ts';
import { get } from '../../api.ts';

const readEveryMs = 10_000;

/** What stands out in this hall, for those who run and watch it: the department reads who, the seller that it was so. */
export function HallAnomalies({ view: { lotId, mayRead, status } }: { readonly view: HallView }) {
  const { data } = useQuery({
    queryKey: ['hall-anomalies', lotId], queryFn: ({ signal }) => get<{ items: AnomalyRow[] }>(`/api/auctions/${lotId}/anomalies`, signal),
    enabled: mayRead.includes('anomalies'), refetchInterval: status === 'ended' ? false : readEveryMs,
  });
  if (!data) return null;
  return (
    <section className="card auction-note" aria-label="值得留意">
      <h2>值得留意</h2>
      {data.items.length === 0 ? <p>到目前为止没有异常。</p> : (
        <ul className="watch">
          {data.items.map(({ kind, at, words, bidders }) => <li key={`${kind}-${at}-${words}`} className="act"><b>{words}</b><span className="num">最近一次 {timeOf(at)}</span>{bidders.length > 0 && <span>{bidders.join('、')}</span>}</li>)}
        </ul>
      )}
      <p className="small">只是提示，不影响任何报价。{mayRead.includes('lines') ? '竞买人的名称只有监督部门看得到。' : '谁是哪个号，只有监督部门看得到。'}</p>
    </section>
  );
}

/** How fast the line was over which bids came: everyone's for the department, for a bidder its own. */
export function HallLines({ view: { lotId, mayRead, status, mine } }: { readonly view: HallView }) {
  const { data } = useQuery({
    queryKey: ['hall-lines', lotId], queryFn: ({ signal }) => get<{ items: LineRow[] }>(`/api/auctions/${lotId}/lines`, signal),
    enabled: mayRead.includes('lines'), refetchInterval: status === 'ended' ? false : readEveryMs,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="card auction-note" aria-label="线路记录">
      <h2>线路记录</h2>
      <ul className="watch">{data.items.slice(0, rowsShown).map((record) => <li key={`${record.paddle}-${record.from}`}><LineLine record={record} isMine={record.paddle === mine?.paddle} /></li>)}</ul>
      <p className="small">平台记下的收到、判定、答复时刻和线路往返时间，随每次报价存证。{mine ? '除你以外，只有监督部门看得到。' : '除竞买人自己以外，只有监督部门看得到。'}</p>
    </section>
  );
}

const rowsShown = 12;

function LineLine({ record: { paddle, bidder, bids, roundTrip, until }, isMine }: { readonly record: LineRow; readonly isMine: boolean }) {
  const slowest = Math.max(0, ...bids.map(({ receivedAt, answeredAt }) => answeredAt - receivedAt));
  return (
    <>
      <b className="num">{paddle} 号{isMine && '（我）'}　{bids.length} 次报价</b>
      <span className="num">{roundTrip ? `往返 ${msOf(roundTrip.medianMicros)}（最慢 ${msOf(roundTrip.maxMicros)}）` : '往返时间还没有测到'}{bids.length > 0 && `；从收到到答复最慢 ${msOf(slowest)}`}</span>
      <span className="num">{timeOf(until)}{bidder && `　${bidder}`}</span>
    </>
  );
}

function msOf(micros: number): string {
  return `${Math.max(1, Math.round(micros / 1_000))} 毫秒`;
}

function timeOf(at: Parameters<typeof formatBeijing>[0]): string {
  return formatBeijing(at).slice(5, 19);
}
