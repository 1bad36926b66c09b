import { stageClass } from './stages.ts';
import type { StageProps } from './types.ts';

const words: Record<StageProps['state'], string> = { done: '已完成', now: '进行中', next: '未开始', stopped: '已停止' };

/** Where a project stands. A phone shows the step going on and the one after it. */
export function StageLine({ stages }: { readonly stages: readonly StageProps[] }) {
  return (
    <ol className="stages" aria-label="项目进程">
      {stages.map((stage, i) => (
        <li key={stage.label} className={stageClass(stages, i)} aria-current={stage.state === 'now' ? 'step' : undefined}>
          <span className="pip" />
          <span className="words">
            <b>{stage.label}</b>
            <span className="sr">{words[stage.state]}</span>
            <span className="note">{stage.note || '\u00a0'}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
