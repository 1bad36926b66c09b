import type { ReactNode } from 'react';
import type { Problem } from './problem.ts';

/** A refusal that teaches: what was wrong, what would be right, and the article. `children` are further actions. */
export function ProblemAlert({ problem, children }: { readonly problem: Problem; readonly children?: ReactNode }) {
  return (
    <div className="problem-box" role="alert">
      <h3>{problem.title}</h3>
      {problem.detail && <p>{problem.detail}</p>}
      {(problem.got || problem.want) && (
        <dl>
          {problem.got && <><dt>现在是</dt><dd><del>{problem.got}</del></dd></>}
          {problem.want && <><dt>应当是</dt><dd><ins>{problem.want}</ins></dd></>}
        </dl>
      )}
      {problem.remedy && <p className="remedy">{problem.remedy}</p>}
      {(problem.article || problem.rule) && (
        <p className="law">依据：{problem.article ?? '平台规则'}{problem.rule && <> · <a href={`/rules?rule=${encodeURIComponent(problem.rule)}`}>看这条规则</a></>}</p>
      )}
      {problem.traceId && <p className="law">反映问题时请带上编号 <code>{problem.traceId}</code></p>}
      {children}
    </div>
  );
}
