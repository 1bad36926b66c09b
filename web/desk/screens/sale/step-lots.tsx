import { Button, Input } from 'antd';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { RuleFinding } from '#rules/construction/finding.ts';
import { Field } from '../project/field.tsx';
import { lotsMax, newLot, noQualification, type LotChange, type LotDraft } from './draft.ts';
import { LotParts } from './lot-parts.tsx';
import { LotPrices } from './lot-prices.tsx';
import { LotTimes } from './lot-times.tsx';
import { proposalFor, type Ground, type Proposal } from './proposal.ts';
import { ReserveField } from './reserve-field.tsx';
import type { StepProps } from './step-what.tsx';

/** What each part of the form of one lot gets. */
export type LotProps = {
  readonly lot: LotDraft; readonly change: LotChange; readonly ground: Ground; readonly proposal: Proposal;
  /** What the rules say of one field. */
  readonly findings: (path: string) => readonly RuleFinding[];
};

/** Each lot has an auction of its own. */
export function StepLots({ draft, ground, change, findings }: StepProps & { readonly findings: readonly (readonly RuleFinding[])[] }) {
  function edit(key: string, part: Partial<LotDraft>): void {
    change({ lots: draft.lots.map((lot) => (lot.key === key ? { ...lot, ...part } : lot)) });
  }
  return (
    <>
      {draft.lots.map((lot, i) => (
        <fieldset className="lot s-lot-form" key={lot.key}>
          <legend>标的 {i + 1}</legend>
          <LotForm lot={lot} ground={ground} proposal={proposalFor(lot, ground)} change={(part) => edit(lot.key, part)} findings={(path) => (findings[i] ?? []).filter((row) => row.path === path)} />
          {draft.lots.length > 1 && <Button type="text" danger onClick={() => change({ lots: draft.lots.filter((each) => each.key !== lot.key) })}>删除标的 {i + 1}</Button>}
        </fieldset>
      ))}
      <Button disabled={draft.lots.length >= lotsMax} onClick={() => change({ lots: [...draft.lots, newLot(draft.kind)] })}>增加标的</Button>
    </>
  );
}

function LotForm(props: LotProps) {
  const { lot, change, ground } = props;
  const { terms } = getSaleKind(ground.kind);
  return (
    <>
      <div className="form-grid">
        <Field label="标的名称" wide><Input value={lot.name} maxLength={200} placeholder="例如：ALX-2026-17 号宗地" onChange={(event) => change({ name: event.target.value })} /></Field>
      </div>
      <LotParts {...props} />
      <Facts facts={lot.facts} onChange={(facts) => change({ facts })} />
      <div className="form-grid">
        <Field label={`${terms.participant}的资格条件`} hint={`没有的写“${noQualification}”；不得指向特定对象`} wide><Input.TextArea value={lot.qualification} maxLength={4000} autoSize={{ minRows: 1, maxRows: 8 }} onChange={(event) => change({ qualification: event.target.value })} /></Field>
      </div>
      <LotPrices {...props} />
      <LotTimes {...props} />
      <ReserveField {...props} />
    </>
  );
}

function Facts({ facts, onChange }: { readonly facts: LotDraft['facts']; readonly onChange: (facts: LotDraft['facts']) => void }) {
  const set = (i: number, part: Partial<LotDraft['facts'][number]>): void => onChange(facts.map((fact, j) => (j === i ? { ...fact, ...part } : fact)));
  return (
    <section className="s-facts" aria-label="标的信息">
      <h3>标的信息 <span className="small muted">空着的不公布</span></h3>
      {facts.map((fact, i) => (
        <div className="s-fact" key={i}>
          <Input variant="filled" aria-label={`第 ${i + 1} 项名称`} value={fact.label} maxLength={40} onChange={(event) => set(i, { label: event.target.value })} />
          <Input.TextArea aria-label={fact.label || `第 ${i + 1} 项内容`} value={fact.value} maxLength={1000} autoSize={{ minRows: 1, maxRows: 6 }} onChange={(event) => set(i, { value: event.target.value })} />
          <Button type="text" aria-label={`删去${fact.label}`} onClick={() => onChange(facts.filter((_, j) => j !== i))}>删去</Button>
        </div>
      ))}
      <button type="button" className="s-link" onClick={() => onChange([...facts, { label: '', value: '' }])}>加一项</button>
    </section>
  );
}
