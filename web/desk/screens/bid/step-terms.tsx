import type { LotTerms } from '#trade/tender/tender.types.ts';
import type { DepositForm } from '#trade/bid/bid.types.ts';
import { depositFormTitles } from '#trade/bid/price-sheet.ts';
import type { StepProps } from './draft.ts';

const forms = Object.keys(depositFormTitles) as DepositForm[];

/** Duration, quality, people and the form of the deposit. */
export function TermsStep({ draft, change, terms }: StepProps & { readonly terms: LotTerms }) {
  const manager = draft.projectManager;
  return (
    <>
      <div className="bid-pair">
        <label className="field">工期（日历天）<span className="muted">　不超过 {terms.durationDays} 日</span>
          <input inputMode="numeric" value={draft.durationDays ?? ''} onChange={(event) => change({ durationDays: /^\d{1,5}$/.test(event.target.value) ? Number(event.target.value) : null })} />
        </label>
        <label className="field">质量标准<span className="muted">　招标文件要求：{terms.quality}</span><input value={draft.quality} onChange={(event) => change({ quality: event.target.value })} /></label>
        <label className="field">项目经理<input value={manager.name} onChange={(event) => change({ projectManager: { ...manager, name: event.target.value } })} /></label>
        <label className="field">注册证书编号<input value={manager.certificate} onChange={(event) => change({ projectManager: { ...manager, certificate: event.target.value } })} /></label>
      </div>
      <fieldset className="bid-choice">
        <legend>投标保证金的形式（由投标人自主选择，平台不作限定）</legend>
        {forms.map((form) => <label key={form}><input type="radio" name="deposit" checked={draft.depositForm === form} onChange={() => change({ depositForm: form })} /> {depositFormTitles[form]}</label>)}
      </fieldset>
    </>
  );
}
