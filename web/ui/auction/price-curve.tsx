import type { HallView } from '#trade/auction/hall-view.types.ts';
import { formatDayTime, formatTime } from '../format.ts';
import { useServerTime } from '../server-time.tsx';
import { curveOf } from './curve.ts';
import { formatExact, formatMoment, formatYuan } from './figures.ts';

/** How the price came to be where it is: a chart for the eye, a sentence and a table for everyone. */
export function PriceCurve({ view }: { readonly view: HallView }) {
  return (
    <section className="card auction-curve" aria-label="价格走势">
      <div className="sec">
        <h2>价格走势</h2>
        <ol className="auction-stages" aria-label="竞价的各阶段">
          {view.stages.map(({ title }, i) => {
            const state = i < view.stagesDone ? 'done' : i === view.stagesDone && view.status !== 'waiting' ? 'now' : 'next';
            return <li key={`${i}-${title}`} className={`chip ${state}`} aria-current={state === 'now' ? 'step' : undefined}>{title}<span className="sr">{{ done: '（已结束）', now: '（进行中）', next: '（还没有开始）' }[state]}</span></li>;
          })}
        </ol>
        <span className="more muted">全程可下载、可重放</span>
      </div>
      <Chart view={view} />
      {view.curve.length > 0 && <AsTable view={view} />}
    </section>
  );
}

function Chart({ view }: { readonly view: HallView }) {
  const now = useServerTime(1000);
  const shape = curveOf(view, now);
  if (!shape) return <p className="auction-empty">{view.status === 'ended' ? '没有人报价。' : view.stage?.kind === 'descending' ? '有人应价以后，走势从这里开始。' : '有了第一次报价，走势从这里开始。'}</p>;
  return (
    <figure className="auction-chart">
      <div className="plot" role="img" aria-label={describe(view)}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {shape.lines.map(({ y }) => <path key={y} className="grid" d={`M0 ${y}H100`} />)}
          <path className="ground" d={shape.ground} />
          {shape.boundary && <path className="boundary" d={`M${shape.boundary.x} 0V100`} />}
          <path className="line" d={shape.line} />
        </svg>
        {shape.lines.map(({ y, fen }) => <span key={y} className="scale num" style={{ top: `${y}%` }}>{formatExact(fen)}</span>)}
        {shape.own.map(({ x, y, point }) => <i key={point.at} className="own" style={{ left: `${x}%`, top: `${y}%` }} />)}
        {view.status === 'running' && <i className="tip" style={{ left: '100%', top: `${shape.last.y}%` }} />}
      </div>
      <figcaption className="num">
        <span>{shape.isByOrder ? `${formatDayTime(view.curve[0]?.at ?? view.startAt)} 第一次报价` : `${formatDayTime(view.startAt)} 开始`}</span>
        {shape.isByOrder && <span className="wide-only">按报价次序</span>}
        {shape.boundary && <span className="boundary" style={{ left: `${shape.boundary.x}%` }}>{formatTime(shape.boundary.at)} {view.stage?.title}</span>}
        <span>{shape.isByOrder ? `${formatDayTime(view.curve.at(-1)?.at ?? now)} 最后一次` : formatTime(view.status === 'running' ? now : (view.curve.at(-1)?.at ?? now))}</span>
      </figcaption>
      {shape.own.length > 0 && <p className="auction-legend"><i className="own" />我的报价</p>}
    </figure>
  );
}

function describe({ curve, mine, startFen }: HallView): string {
  const last = curve.at(-1);
  const own = curve.filter(({ paddle }) => paddle === mine?.paddle).length;
  return `价格走势：从 ${formatExact(BigInt(curve[0]?.priceFen ?? startFen))} 起，经 ${curve.length} 次到 ${formatExact(BigInt(last?.priceFen ?? startFen))}${mine ? `，其中我的 ${own} 次` : ''}。逐次的价格见下面的表。`;
}

function AsTable({ view }: { readonly view: HallView }) {
  return (
    <details className="auction-as-table">
      <summary>用表格看走势</summary>
      <div className="frame" role="region" tabIndex={0} aria-label="价格走势表">
        <table>
          <thead><tr><th scope="col">时刻</th><th scope="col">竞买人</th><th scope="col">价格</th></tr></thead>
          <tbody>{[...view.curve].reverse().map(({ at, paddle, priceFen }) => <tr key={at}><td className="num">{formatDayTime(at).slice(0, 5)} {formatMoment(at)}</td><td>{paddle} 号{paddle === view.mine?.paddle && '（我）'}</td><td className="num">{formatYuan(BigInt(priceFen))}</td></tr>)}</tbody>
        </table>
      </div>
    </details>
  );
}
