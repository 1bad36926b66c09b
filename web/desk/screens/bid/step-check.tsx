import { checkAgainst, type CheckItem } from '#trade/bid/price-sheet.ts';
import type { LotTerms } from '#trade/tender/tender.types.ts';
import { checkable, type StepProps } from './draft.ts';

/** Every item of the document with what is there, and what to do where it is missing. */
export function CheckStep({ draft, change, terms }: StepProps & { readonly terms: LotTerms }) {
  const items = checkAgainst(checkable(draft), terms);
  return (
    <>
      <label className="bid-promise">
        <input type="checkbox" checked={draft.isTruthful} onChange={(event) => change({ isTruthful: event.target.checked })} />
        <span>本单位承诺：投标文件的全部内容真实、合法，并对此负责。<span className="muted">（内蒙古自治区公共资源交易管理办法 第十七条）</span></span>
      </label>
      <ul className="bid-checks">{items.map((item) => <CheckRow key={item.id} item={item} />)}</ul>
    </>
  );
}

function CheckRow({ item }: { readonly item: CheckItem }) {
  return (
    <li className={item.ok ? 'ok' : 'missing'}>
      <b>{item.title}</b>
      <span>{item.got}</span>
      <span className="muted small">要求：{item.want}</span>
      {!item.ok && <span className="todo">{item.remedy}{item.article && <span className="muted small">　依据：{item.article}</span>}</span>}
    </li>
  );
}
