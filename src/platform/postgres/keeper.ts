import { setTimeout as sleep } from 'node:timers/promises';
import { ensurePostgres, type Postgres } from './launch.ts';
import { isAlive } from './postmaster.ts';

const lookMs = 250;
/** Dying more often than this within the window is no accident: starting it again would only hide what is wrong. */
const fallsMax = 5;
const windowMs = 5 * 60_000;

export type Keeping = {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** It cannot be brought back: says why in a sentence. Called once. */
  readonly giveUp: (why: string) => void;
};

/**
 * Watches over the project's own PostgreSQL: when it is gone it is started again, recovers what was committed, and answers at the
 * same address, where everyone's pool finds it. An empty cluster is never made in place of one that has vanished.
 */
export function keepPostgres(first: Postgres, { dataDir, say, giveUp }: Keeping): { stop(): Promise<void> } {
  let server = first;
  let stopping = false;
  const falls: number[] = [];
  const watching = watch();

  async function watch(): Promise<void> {
    while (!stopping) {
      await sleep(lookMs);
      if (stopping || isAlive(server.pid)) continue;
      const why = await bringBack();
      if (why === null) continue;
      if (!stopping) giveUp(why);
      return;
    }
  }

  /** Null when it serves again. */
  async function bringBack(): Promise<string | null> {
    const now = performance.now();
    falls.push(now);
    if (falls.filter((at) => now - at < windowMs).length > fallsMax) return `PostgreSQL 五分钟内停了 ${fallsMax} 次以上，不再重新启动。请查看 ${dataDir} 下的 postgres.log。`;
    say('PostgreSQL 停了，正在重新启动……');
    try {
      const next = await ensurePostgres({ dataDir, say, mustExist: true });
      if (next.ownerUrl !== first.ownerUrl) {
        server = next;
        return 'PostgreSQL 原来的端口被别的程序占用，换了端口。请重新启动平台。';
      }
      server = next;
      say('PostgreSQL 已恢复，已受理的操作都在。');
      return null;
    } catch (error) {
      return `PostgreSQL 不能恢复：${error instanceof Error ? error.message : String(error)}`;
    }
  }

  return {
    async stop() {
      stopping = true;
      await watching;
      if (isAlive(server.pid)) await server.stop();
    },
  };
}
