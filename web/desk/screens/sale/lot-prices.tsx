import { formatFen } from '#kernel/money.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { tiersText } from '#trade/sale/sale.words.ts';
import { FenInput, Field } from '../tender/fields.tsx';
import type { LotDraft } from './draft.ts';
import type { LotProps } from './step-lots.tsx';
import { Suggested } from './suggested.tsx';

/** Only the first price must be named; everything else follows from it until somebody wants it otherwise. */
export function LotPrices({ lot, change, ground, proposal, findings }: LotProps) {
  const { rules } = getSaleKind(ground.kind);
  const isValued = rules.valuation !== null || rules.floor !== null || lot.valuationFen !== null;
  const isPriced = lot.startFen !== '';
  const tiers = lot.tiers ?? [{ fromFen: '0', stepFen: proposal.stepFen }];
  return (
    <section aria-label="价格">
      <h3>价格</h3>
      <div className="t-fields">
        <Field label="起始价（元）" findings={isPriced ? findings('startFen') : []}><FenInput fen={lot.startFen} onChange={(startFen) => change({ startFen })} /></Field>
        {isValued && <Field label="评估结果（元）" findings={isPriced ? findings('valuationFen') : []}><FenInput fen={lot.valuationFen ?? ''} onChange={(valuationFen) => change({ valuationFen })} /></Field>}
        {lot.capFen !== null && <Field label="最高限价（元）"><FenInput fen={lot.capFen} onChange={(capFen) => change({ capFen })} /></Field>}
      </div>
      {isPriced && (
        <div className="s-suggestions">
          {proposal.mode !== 'descending' && (
            <Suggested label="加价幅度" value={tiersText(tiers)} why="按起始价的百分之一" isOwn={lot.tiers !== null} onOwn={() => change({ tiers })} onBack={() => change({ tiers: null })}>
              <Tiers tiers={tiers} onChange={(next) => change({ tiers: next })} />
            </Suggested>
          )}
          <Suggested label="保证金" value={formatFen(BigInt(proposal.depositFen))} why={depositReason(lot, rules)} isOwn={lot.depositFen !== null} onOwn={() => change({ depositFen: proposal.depositFen })} onBack={() => change({ depositFen: null })}>
            <Field label="保证金（元，0 为不收取）" findings={findings('depositFen')}><FenInput fen={lot.depositFen ?? ''} onChange={(depositFen) => change({ depositFen })} /></Field>
          </Suggested>
        </div>
      )}
      <p className="s-more">
        {!isValued && <button type="button" className="s-link" onClick={() => change({ valuationFen: '' })}>填写评估结果</button>}
        {lot.capFen === null ? <button type="button" className="s-link" onClick={() => change({ capFen: '' })}>设最高限价</button> : <button type="button" className="s-link" onClick={() => change({ capFen: null })}>不设最高限价</button>}
      </p>
    </section>
  );
}

function depositReason({ startFen }: LotDraft, { depositLeast, depositMost }: ReturnType<typeof getSaleKind>['rules']): string {
  if (startFen === '') return '';
  return depositLeast !== null ? '按规定的最低比例' : depositMost !== null ? '按规定的最高比例' : '按起始价的十分之一';
}

function Tiers({ tiers, onChange }: { readonly tiers: NonNullable<LotDraft['tiers']>; readonly onChange: (tiers: NonNullable<LotDraft['tiers']>) => void }) {
  const set = (i: number, part: Partial<NonNullable<LotDraft['tiers']>[number]>): void => onChange(tiers.map((tier, j) => (j === i ? { ...tier, ...part } : tier)));
  return (
    <div className="s-tiers">
      {tiers.map((tier, i) => (
        <div className="t-fields" key={i}>
          {i > 0 && <Field label="价格达到（元）"><FenInput fen={tier.fromFen} onChange={(fromFen) => set(i, { fromFen })} /></Field>}
          <Field label={i === 0 ? '加价幅度（元）' : '以后每次加（元）'}><FenInput fen={tier.stepFen} onChange={(stepFen) => set(i, { stepFen })} /></Field>
          {i > 0 && <button type="button" className="s-link" onClick={() => onChange(tiers.filter((_, j) => j !== i))}>删去这一档</button>}
        </div>
      ))}
      <button type="button" className="s-link" onClick={() => onChange([...tiers, { fromFen: '', stepFen: '' }])}>价格越高，幅度不同：加一档</button>
    </div>
  );
}
