import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '#apps/process.ts';
import type { BookLine } from '#apps/bank/book.ts';
import type { Faults } from '#apps/bank/faults.ts';
import { surroundings } from '#test/harness/surroundings.ts';

const script = fileURLToPath(new URL('../../src/apps/bank.ts', import.meta.url));

/** One who pays: the name and the account that nobody at the platform may come to know. */
export const payer = { payerName: '阿拉善左旗巴彦浩特某某商贸有限公司', payerAccount: '6222021203012345678' } as const;

/** A bank that plays one, as a process of its own at one address, which may be killed and started again; gone with the test file. */
export async function testBank() {
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-bank-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    child = spawn(process.execPath, [script], { env: { ...surroundings(), DATA_DIR: dataDir, OVOO_MODE: 'demo', BANK_PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => assert.fail(`the bank ended with ${code}`))]);
  }

  /** As a power cut would: no handler runs. */
  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async function send(method: string, path: string, body: unknown): Promise<Response> {
    return await fetch(`${url}${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  after(async () => {
    await kill();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await start();
  return {
    url, dataDir, start, kill, send,
    /** What goes wrong from now on; nothing when called with nothing. */
    async fail(faults: Partial<Faults> = {}): Promise<void> {
      assert.equal((await send('PUT', '/faults', faults)).status, 200);
    },
    async transfer(amountFen: string, remark: string, more: { readonly key?: string; readonly payerAccount?: string } = {}): Promise<BookLine> {
      const response = await send('POST', '/transfers', { ...payer, amountFen, remark, ...more });
      assert.equal(response.status, 200);
      return (await response.json()) as BookLine;
    },
    async lines(): Promise<BookLine[]> {
      return ((await (await fetch(`${url}/statements?after=0&limit=1000`)).json()) as { lines: BookLine[] }).lines;
    },
  };
}

export type TestBank = Awaited<ReturnType<typeof testBank>>;
