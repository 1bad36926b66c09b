import { Button, Input } from 'antd';
import { Field } from '../tender/fields.tsx';
import type { LotDraft } from './draft.ts';
import type { LotProps } from './step-lots.tsx';

/** 权重报价: how much the price counts, and what else does. */
export function LotCriteria({ lot, change, findings }: LotProps) {
  const { criteria, pricePercent } = lot;
  const set = (i: number, part: Partial<LotDraft['criteria'][number]>): void => change({ criteria: criteria.map((each, j) => (j === i ? { ...each, ...part } : each)) });
  const total = criteria.reduce((sum, { most }) => sum + (Number(most) || 0), 0);
  return (
    <section className="s-criteria" aria-label="权重和指标">
      <div className="t-fields">
        <Field label="价格的权重（%）" findings={findings('mode')}><input type="number" min={1} max={99} value={pricePercent} onChange={(event) => change({ pricePercent: Math.min(99, Math.max(1, Math.trunc(Number(event.target.value)) || 1)) })} /></Field>
      </div>
      <h4>其他指标 <span className="small muted">占 {100 - pricePercent}%；满分合计 100 分，现在 {total} 分。得分由贵单位在确认资格时逐项签署</span></h4>
      {criteria.map((each, i) => (
        <div className="s-criterion" key={i}>
          <Input aria-label={`指标 ${i + 1}`} placeholder="例如：履约能力" value={each.title} maxLength={200} onChange={(event) => set(i, { title: event.target.value })} />
          <Input aria-label={`指标 ${i + 1} 的满分`} inputMode="decimal" suffix="分" value={each.most} onChange={(event) => set(i, { most: event.target.value.replace(/[^\d.]/g, '') })} />
          {criteria.length > 1 && <Button type="text" aria-label={`删去指标 ${i + 1}`} onClick={() => change({ criteria: criteria.filter((_, j) => j !== i) })}>删去</Button>}
        </div>
      ))}
      <button type="button" className="s-link" onClick={() => change({ criteria: [...criteria, { title: '', most: '' }] })}>加一项指标</button>
    </section>
  );
}
