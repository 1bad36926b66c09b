import { useState, type ReactNode } from 'react';

export type FlowStep = {
  readonly key: string;
  readonly title: string;
  /** Why the next step cannot be taken yet; absent when it can. */
  readonly missing?: string;
  readonly content: ReactNode;
};

export type StepFlowProps = {
  readonly steps: readonly FlowStep[];
  /** Stands on the last step instead of "next": the CommandButton that finishes. */
  readonly finish: ReactNode;
  /** `已自动保存 14:22:08` */
  readonly saved?: string;
  readonly start?: number;
};

/** A wizard: one question at a time, steps already done stay open to a second look. */
export function StepFlow({ steps, finish, saved, start = 0 }: StepFlowProps) {
  const [at, setAt] = useState(start);
  const step = steps[at];
  if (!step) return null;
  const reachable = steps.findIndex((each) => each.missing !== undefined);
  const furthest = reachable < 0 ? steps.length - 1 : reachable;
  return (
    <section className="flow card">
      <ol className="flow-steps" aria-label="步骤">
        {steps.map((each, i) => (
          <li key={each.key} className={i === at ? 'now' : each.missing === undefined && i < at ? 'done' : ''}>
            <button type="button" disabled={i > furthest} aria-current={i === at ? 'step' : undefined} onClick={() => setAt(i)}><i>{i + 1}</i><span>{each.title}</span></button>
          </li>
        ))}
      </ol>
      <div className="flow-body">
        <p className="muted small flow-count">第 {at + 1} 步，共 {steps.length} 步</p>
        <h2>{step.title}</h2>
        {step.content}
      </div>
      <footer className="flow-foot">
        {at > 0 && <button type="button" className="btn ghost" onClick={() => setAt(at - 1)}>上一步</button>}
        <span className="small muted">{step.missing ?? saved}</span>
        {at === steps.length - 1 ? finish : <button type="button" className="btn" disabled={step.missing !== undefined} onClick={() => setAt(at + 1)}>下一步</button>}
      </footer>
    </section>
  );
}
