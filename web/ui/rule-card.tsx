import type { RuleProps } from './types.ts';

/** Value, bound, article. */
export function RuleRow({ label, value, bound, article, articleHref, certainty, verdict }: RuleProps) {
  return (
    <div className="rule">
      <span>{label}</span>
      <span className={`value ${value && verdict}`}>{value && `${value} `}<span className="bound">{bound}</span></span>
      <span className="law">
        {articleHref ? <a href={articleHref}>{article}</a> : article}
        {certainty === 'unverified' && <span className="chip act">待核实</span>}
      </span>
    </div>
  );
}

export function RuleCard({ title, rules }: { readonly title: string; readonly rules: readonly RuleProps[] }) {
  return (
    <section className="card" aria-label={title}>
      <div className="sec"><h2>{title}</h2></div>
      {rules.map((rule) => <RuleRow key={rule.label} {...rule} />)}
    </section>
  );
}
