import { Button, Input } from 'antd';
import { Money } from '../../../ui/money.tsx';
import { YuanInput } from '../../../ui/yuan-input.tsx';
import { newLot, totalFen, type LotDraft } from './draft.ts';
import { Field } from './field.tsx';
import type { StepProps } from './step-project.tsx';

const lotsMax = 20;

/** Bids, deposits, openings and awards hang on lots; the project's estimate is their sum. */
export function StepLots({ draft, change }: Omit<StepProps, 'on'>) {
  function edit(key: string, part: Partial<LotDraft>): void {
    change({ lots: draft.lots.map((lot) => (lot.key === key ? { ...lot, ...part } : lot)) });
  }
  return (
    <>
      {draft.lots.map((lot, i) => (
        <fieldset className="lot" key={lot.key}>
          <legend>标段 {i + 1}</legend>
          <div className="form-grid">
            <Field label="标段名称"><Input value={lot.name} maxLength={100} onChange={(event) => edit(lot.key, { name: event.target.value })} /></Field>
            <Field label="估算价（元）"><YuanInput value={lot.estimateYuan} onChange={(estimateYuan) => edit(lot.key, { estimateYuan })} /></Field>
            <Field label="招标范围" wide><Input.TextArea value={lot.scope} maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => edit(lot.key, { scope: event.target.value })} /></Field>
          </div>
          {draft.lots.length > 1 && <Button type="text" danger onClick={() => change({ lots: draft.lots.filter((each) => each.key !== lot.key) })}>删除标段 {i + 1}</Button>}
        </fieldset>
      ))}
      <div className="lot-foot">
        <Button disabled={draft.lots.length >= lotsMax} onClick={() => change({ lots: [...draft.lots, newLot(draft.lots.length + 1)] })}>增加标段</Button>
        <span>项目估算价 <Money fen={totalFen(draft)} capital /></span>
      </div>
    </>
  );
}
