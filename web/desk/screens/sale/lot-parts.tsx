import { Button, Input } from 'antd';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { FenInput, Field } from '../tender/fields.tsx';
import { newPart, type LotDraft } from './draft.ts';
import type { LotProps } from './step-lots.tsx';

type Part = NonNullable<LotDraft['parts']>[number];

/** 组合出让: several things under one price; who wins has all of them. */
export function LotParts({ lot, change, ground, findings }: LotProps) {
  const { parts } = lot;
  const { valuation, floor } = getSaleKind(ground.kind).rules;
  if (parts === null) return <p className="s-more"><button type="button" className="s-link" onClick={() => change({ parts: [newPart(), newPart()] })}>几宗合在一起出让（组合）</button></p>;
  const set = (key: string, part: Partial<Part>): void => change({ parts: parts.map((each) => (each.key === key ? { ...each, ...part } : each)) });
  return (
    <section className="s-parts" aria-label="组合">
      <h3>组合中的各宗 <span className="small muted">一个价格，一并成交，不拆开</span></h3>
      {parts.map((part, i) => (
        <div className="s-part" key={part.key}>
          <Input aria-label={`第 ${i + 1} 宗名称`} placeholder={`第 ${i + 1} 宗的名称`} value={part.name} maxLength={200} onChange={(event) => set(part.key, { name: event.target.value })} />
          <Input aria-label={`第 ${i + 1} 宗概况`} placeholder="位置、面积、用途等" value={part.note} maxLength={1000} onChange={(event) => set(part.key, { note: event.target.value })} />
          {(valuation !== null || floor !== null) && <Field label="评估结果（元）"><FenInput fen={part.valuationFen} onChange={(valuationFen) => set(part.key, { valuationFen })} /></Field>}
          {parts.length > 2 && <Button type="text" aria-label={`删去第 ${i + 1} 宗`} onClick={() => change({ parts: parts.filter(({ key }) => key !== part.key) })}>删去</Button>}
        </div>
      ))}
      {findings('parts').filter(({ ok }) => !ok).map(({ rule, bound, got }) => <p className="problem-box" key={rule}>{got}；应为{bound}。</p>)}
      <p className="s-more">
        <button type="button" className="s-link" onClick={() => change({ parts: [...parts, newPart()] })}>再加一宗</button>
        <button type="button" className="s-link" onClick={() => change({ parts: null })}>不组合</button>
      </p>
    </section>
  );
}
