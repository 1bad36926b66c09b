import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';

/** A child with a line to this process, that runs `work` after it has asked to end with its parent. */
function child(work: string): ChildProcess {
  const program = `import { endWithParent } from ${JSON.stringify(new URL('process.ts', import.meta.url).href)}; endWithParent(); ${work}`;
  const started = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  after(() => started.kill('SIGKILL'));
  return started;
}

test('R-184 a program that has come to its end ends, though the line to its parent is open', { timeout: 20_000 }, async () => {
  assert.deepEqual(await once(child(''), 'exit'), [0, null]);
});

test('R-184 a program whose parent is gone ends at once, and not as one that has done its work', { timeout: 20_000 }, async () => {
  const running = child("process.send('up'); setInterval(() => {}, 1000);");
  await once(running, 'message');
  running.disconnect();
  assert.deepEqual(await once(running, 'exit'), [1, null]);
});
