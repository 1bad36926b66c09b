import type { ChildProcess } from 'node:child_process';

const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** Who lived so long had started well: its next fall is counted as the first. */
const settledMs = 30_000;
/** Who falls so often without ever having settled will not stand at the next attempt either. */
const fallsMax = 8;

export type Kept = {
  readonly name: string;
  readonly launch: () => ChildProcess;
  readonly say: (line: string) => void;
  /** It does not stay up: says so in a sentence. Called once. */
  readonly giveUp: (why: string) => void;
  readonly isStopping: () => boolean;
};

/** Keeps a process alive: one that dies is started again after a pause, which grows as long as it keeps dying young. */
export function keepProcess({ name, launch, say, giveUp, isStopping }: Kept): { readonly ready: Promise<void> } {
  const ready = Promise.withResolvers<void>();
  let falls = 0;

  function begin(): void {
    if (isStopping()) return;
    const startedAt = performance.now();
    const child = launch();
    child.on('message', () => ready.resolve());
    child.once('exit', (code, signal) => {
      if (isStopping()) return;
      falls = performance.now() - startedAt > settledMs ? 1 : falls + 1;
      if (falls > fallsMax) return giveUp(`${name} 连续 ${fallsMax} 次启动后很快退出（${signal ?? code}），不再重新启动。请查看上面的日志。`);
      const pauseMs = Math.min(firstPauseMs * 2 ** (falls - 1), longestPauseMs);
      say(`${name} 退出（${signal ?? code}），${pauseMs} 毫秒后重新启动。`);
      setTimeout(begin, pauseMs);
    });
  }

  begin();
  return { ready: ready.promise };
}
