import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { Upload } from 'tus-js-client';
import { concat, type Bytes } from '#kernel/bytes.ts';
import { floeEncrypt } from '#evidence/seal/floe-stream.ts';
import { cutParts, rootOfParts } from '#evidence/seal/parts.ts';
import { collect } from '#evidence/seal/streams.ts';
import { tusUploads, UploadFailed } from '#trade/bid/tus-upload.ts';
import { openSealedStore } from './sealed-store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-uploads-'));
const script = new URL('./uploads.testing.ts', import.meta.url).pathname;
const processes: ChildProcess[] = [];
after(() => {
  for (const child of processes) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function serve(port = 0): Promise<{ child: ChildProcess; port: number; endpoint: string }> {
  const child = spawn(process.execPath, [script, dataDir, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  assert.ok(child.stdout);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const actual = Number(line.toString());
  return { child, port: actual, endpoint: `http://127.0.0.1:${actual}/upload` };
}

async function ciphertextOf(bytes: number): Promise<{ bytes: Bytes; root: string }> {
  async function* plain(): AsyncGenerator<Bytes> {
    yield crypto.getRandomValues(new Uint8Array(16)).slice();
    yield new Uint8Array(bytes - 16);
  }
  const whole = await collect(floeEncrypt(new Uint8Array(32).fill(1), new Uint8Array(32), plain()));
  const leaves: Bytes[] = [];
  for await (const { leaf } of cutParts((async function* () { yield whole; })())) leaves.push(leaf);
  return { bytes: whole, root: await rootOfParts(leaves) };
}

describe('密文上传', async () => {
  const server = await serve();
  const sealed = await openSealedStore(dataDir);

  test('R-088 传完的密文按分块根存放，内容一字节不差', async () => {
    const { bytes, root } = await ciphertextOf(9_000_000);
    const upload = await tusUploads({ endpoint: server.endpoint }).open(bytes.length);
    for (let at = 0; at < bytes.length; at += 4 * 1024 * 1024) await upload.write(bytes.slice(at, at + 4 * 1024 * 1024));
    assert.deepEqual(await sealed.find(root), { ctRoot: root, sizeBytes: bytes.length });
    assert.deepEqual(await collect(sealed.read(root)), bytes);
    const range = await collect(sealed.read(root, { start: 100, end: 199 }));
    assert.deepEqual(range, bytes.slice(100, 200));
    assert.equal(await sealed.find('00'.repeat(32)), null);
  });

  test('R-088 未加密的文件在第一块就被拒收，并告知 20 号令第二十六条', async () => {
    const pdf = concat(new TextEncoder().encode('%PDF-1.7\n'), new Uint8Array(6_000_000));
    const upload = await tusUploads({ endpoint: server.endpoint }).open(pdf.length);
    await upload.write(pdf.slice(0, 4_000_000));
    await assert.rejects(upload.write(pdf.slice(4_000_000)), (error) => {
      assert.ok(error instanceof UploadFailed);
      const problem = error.problem as { code: string; article: string };
      return error.status === 422 && problem.code === 'upload.notEncrypted' && problem.article.includes('第二十六条');
    });
    const small = concat(new TextEncoder().encode('%PDF-1.7\n'), new Uint8Array(1000));
    const short = await tusUploads({ endpoint: server.endpoint }).open(small.length);
    await assert.rejects(short.write(small), UploadFailed);
  });

  test('R-088 开头像密文、后面不是密文的，收完后也拒收', async () => {
    const { bytes } = await ciphertextOf(3_000_000);
    const forged = bytes.slice();
    forged.fill(0, 74 + 1024 * 1024, 74 + 1024 * 1024 + 4);
    const upload = await tusUploads({ endpoint: server.endpoint }).open(forged.length);
    await assert.rejects(upload.write(forged), UploadFailed);
  });

  test('R-088 不是密文可能的长度、超过上限、不说长度，都在上传前拒绝', async () => {
    for (const size of ['0', '10', '74', '105', String(6 * 1024 ** 3)]) {
      const answer = await fetch(server.endpoint, { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-length': size } });
      assert.ok(answer.status >= 400 && answer.status < 500, `${size}: ${answer.status}`);
    }
    const deferred = await fetch(server.endpoint, { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-defer-length': '1' } });
    assert.equal(deferred.status, 400);
  });

  test('R-191 一个单位看不到、续不了、删不掉另一个单位的上传，客户端自称的归属不算数', async () => {
    const { bytes } = await ciphertextOf(1000);
    const headers = { 'tus-resumable': '1.0.0', 'x-org': 'ORG1' };
    const created = await fetch(server.endpoint, { method: 'POST', headers: { ...headers, 'upload-length': String(bytes.length), 'upload-metadata': `owner ${btoa('ORG2')}` } });
    assert.equal(created.status, 201);
    const address = new URL(created.headers.get('location') ?? '', server.endpoint).href;
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const answer = await fetch(address, {
        method, headers: { ...headers, 'x-org': 'ORG2', ...(method === 'PATCH' ? { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } : {}) },
        ...(method === 'PATCH' ? { body: bytes } : {}),
      });
      assert.equal(answer.status, 404, method);
    }
    assert.equal((await fetch(address, { method: 'HEAD', headers })).headers.get('upload-offset'), '0');
  });

  test('R-088 上传途中 kill -9，重启后从断处续传（tus-js-client），到的字节一个不丢', async () => {
    const first = await serve();
    const { bytes, root } = await ciphertextOf(24_000_000);
    let killed = false;
    const sent: number[] = [];
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(Buffer.from(bytes), {
        endpoint: first.endpoint, chunkSize: 4 * 1024 * 1024, retryDelays: [300, 300, 600, 1000, 2000, 4000], headers: { 'x-org': 'ORG1' },
        onChunkComplete(_chunk, accepted) {
          sent.push(accepted);
          if (killed || accepted < 8_000_000) return;
          killed = true;
          first.child.kill('SIGKILL');
          void once(first.child, 'exit').then(() => serve(first.port));
        },
        onSuccess: () => resolve(),
        onError: reject,
      });
      upload.start();
    });
    assert.ok(killed && sent.every((each, i) => i === 0 || each >= (sent[i - 1] ?? 0)), sent.join());
    assert.deepEqual(await collect(sealed.read(root)), bytes);
  });

  test('R-088 自己的上传代码在服务中断后也从断处接着传，途中说明线路断了、又通了', async () => {
    const own = await serve();
    const { bytes, root } = await ciphertextOf(13_000_000);
    const states: string[] = [];
    const noticed = Promise.withResolvers<void>();
    const onLine = (state: string): void => {
      states.push(state);
      if (state === 'down') noticed.resolve();
    };
    const upload = await tusUploads({ endpoint: own.endpoint, retryDelaysMs: [200], onLine }).open(bytes.length);
    await upload.write(bytes.slice(0, 4_194_304));
    own.child.kill('SIGKILL');
    await once(own.child, 'exit');
    const restarted = noticed.promise.then(() => serve(own.port));
    await upload.write(bytes.slice(4_194_304, 8_388_608));
    await upload.write(bytes.slice(8_388_608));
    await restarted;
    assert.equal(states.at(-1), 'up');
    assert.deepEqual(await collect(sealed.read(root)), bytes);
  });

  test('R-088 传完而未及入库就中断的，再问进度时入库', async () => {
    const { bytes, root } = await ciphertextOf(2_000_000);
    const created = await fetch(server.endpoint, { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length) } });
    const address = new URL(created.headers.get('location') ?? '', server.endpoint).href;
    const { appendFileSync } = await import('node:fs');
    appendFileSync(join(dataDir, 'uploads', address.split('/').at(-1) ?? ''), bytes);
    assert.equal(await sealed.find(root), null);
    const head = await fetch(address, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
    assert.equal(head.headers.get('upload-offset'), String(bytes.length));
    assert.deepEqual(readFileSync(join(dataDir, 'sealed', root)), Buffer.from(bytes));
  });
});
