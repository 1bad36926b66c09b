import type { ReactNode } from 'react';
import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen, parseFen, parseYuan } from '#kernel/money.ts';
import { formatBeijing, parseInstant, type Instant } from '#kernel/time/instant.ts';
import type { RuleFinding } from '#rules/construction/finding.ts';
import { useState } from 'react';
import { RuleRow } from '../../../ui/rule-card.tsx';
import { YuanInput } from '../../../ui/yuan-input.tsx';
import type { RuleProps } from '../../../ui/types.ts';

/** A labelled field with, beside it, what the law asks of it and whether it is so. */
export function Field({ label, hint, findings = [], wide = false, children }: { readonly label: string; readonly hint?: string; readonly findings?: readonly RuleFinding[]; readonly wide?: boolean; readonly children: ReactNode }) {
  return (
    <div className={`t-field${wide ? ' wide' : ''}`}>
      <label className="field">{label}{children}</label>
      {hint && <p className="small muted">{hint}</p>}
      {findings.length > 0 && <div className="t-rules">{findings.map((finding) => <RuleRow key={finding.rule} {...ruleProps(finding)} />)}</div>}
    </div>
  );
}

export function ruleProps(finding: RuleFinding): RuleProps {
  return { label: finding.title, value: finding.got, bound: finding.bound, article: finding.citation, articleHref: `/rules?rule=${encodeURIComponent(finding.rule)}`, certainty: finding.certainty, verdict: finding.ok ? 'met' : finding.binding ? 'broken' : 'pending' };
}

/** 利害关系说明: what lets one object who has no part in the tender itself. */
export function InterestField({ basis, lacks, value, onChange }: { readonly basis: string; readonly lacks: string; readonly value: string; readonly onChange: (interest: string) => void }) {
  return (
    <Field label="利害关系说明" hint={`${lacks}的单位，作为其他利害关系人提出（${basis}）。写明结果怎样影响本单位的权益。`}>
      <Lines rows={2} value={value} onChange={onChange} />
    </Field>
  );
}

/** An instant in Beijing time, to the minute. */
export function InstantInput({ value, onChange }: { readonly value: Instant | null; readonly onChange: (at: Instant | null) => void }) {
  return <input type="datetime-local" value={value === null ? '' : formatBeijing(value).slice(0, 16).replace(' ', 'T')} onChange={(event) => onChange(parseInstant(event.target.value))} />;
}

/** An amount of 分 asked for in 元; an empty field keeps what was there before. */
export function FenInput({ fen, onChange }: { readonly fen: string; readonly onChange: (fen: string) => void }) {
  const [text, setText] = useState(() => yuanText(fen));
  const parsed = parseYuan(text);
  return (
    <>
      <YuanInput value={text} onChange={(yuan) => {
        setText(yuan);
        const next = parseYuan(yuan);
        if (next.ok) onChange(String(next.value));
      }} />
      <span className="small muted">{parsed.ok ? capitalFen(parsed.value) : '请填写以元计的金额，例如 800000.00'}</span>
    </>
  );
}

export function yuanText(fen: string): string {
  const parsed = parseFen(fen);
  return parsed.ok ? formatFen(parsed.value).replace(/[¥,]/g, '').replace(/\.00$/, '') : fen;
}

export function Lines({ value, onChange, rows = 4 }: { readonly value: string; readonly onChange: (text: string) => void; readonly rows?: number }) {
  return <textarea rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />;
}
