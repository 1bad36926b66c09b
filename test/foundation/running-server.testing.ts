import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { surroundings } from '#test/harness/surroundings.ts';

export { freePort } from '#apps/process.ts';

const script = fileURLToPath(new URL('../../src/apps/server.ts', import.meta.url));

export type RunningServer = { readonly url: string; readonly child: ChildProcess; kill(): Promise<void> };

/** A server process as `npm start` launches it, ready to answer. */
export async function runServer({ appUrl, dataDir, port }: { appUrl: string; dataDir: string; port: number }): Promise<RunningServer> {
  const child = spawn(process.execPath, [script], {
    env: { ...surroundings(), OVOO_APP_URL: appUrl, DATA_DIR: dataDir, PORT: String(port), OVOO_MODE: 'production', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => assert.fail(`the server ended with ${code}`))]) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${message.port}`,
    child,
    /** As a power cut would: no handler runs. */
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
