import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { present } from '#kernel/assert.ts';
import { microsPerMinute } from '#kernel/time/instant.ts';
import { signCheckpoint } from '#evidence/log/checkpoint.ts';
import { readCosignature } from '#evidence/log/cosignature.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { parseNote } from '#evidence/log/note.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { logKeyOf } from '#platform/keys/own-keys.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { keyHolderParts, partsMissing } from '#service/keyholder/key-holder.ts';
import { logOrigin } from './origin.ts';
import { cosignerNames } from './parties.ts';
import { ensureTrust } from './trust.ts';
import { enrolmentsMissing } from './welcome.ts';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ovoo-parties-'));
  folders.push(path);
  return path;
}

function launch(script: string, env: Record<string, string>) {
  const { OVOO_MODE: _mode, ...inherited } = process.env;
  return spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], { env: { ...inherited, LOG_LEVEL: 'warn', ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
}

const lie = 4_000_000_000_000_000;

/** A platform that says that it is far in the future, until one co-signature has come. */
async function lyingPlatform(dataDir: string) {
  const log = ed25519Signer(logOrigin, signatureType.ed25519, logKeyOf(dataDir));
  const checkpoint = signCheckpoint({ origin: logOrigin, size: 4, rootHash: new Uint8Array(randomBytes(32)) }, log);
  const cosigned = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    if (request.method === 'POST') void text(request).then((body) => cosigned.resolve((JSON.parse(body) as { note: string }).note));
    response.end(request.url === '/api/clock' ? JSON.stringify({ now: lie, mode: 'demo' }) : request.url === '/log/checkpoint' ? checkpoint : '{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, cosigned: cosigned.promise, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('平台以外的各方', () => {
  for (const [title, env, isOwn] of [['生产环境', { OVOO_MODE: 'production' }, true], ['环境里什么也没有写', {}, true], ['演示环境', { OVOO_MODE: 'demo' }, false]] as const) {
    test(`R-094 服务器谎报时间，${title}：共签写的是${isOwn ? '共签方自己的钟' : '虚拟的时间'}`, async () => {
      const dataDir = folder();
      const trust = logTrustOf(ensureTrust({ dataDir, mode: 'demo' }));
      const { server, cosigned, api } = await lyingPlatform(dataDir);
      const cosigner = launch('./cosigner.ts', { ...env, DATA_DIR: dataDir, OVOO_COSIGNER: cosignerNames[0], OVOO_API: api });
      try {
        const note = parseNote(await cosigned);
        const signed = note.ok ? readCosignature(note.value, present(trust.cosigners[0], 'key')) : assert.fail();
        const { at } = present(signed.ok ? signed.value : assert.fail(), 'co-signature');
        if (isOwn) assert.ok(Math.abs(at - machineNow()) < microsPerMinute);
        else assert.equal(at, lie);
      } finally {
        cosigner.kill();
        server.close();
      }
    });
  }

  test('R-094 信任根里没有共签方：密钥代理不启动，说出要登记什么', async () => {
    const dataDir = folder();
    const trust = ensureTrust({ dataDir, mode: 'production' });
    assert.equal(trust.quorum, 0);
    const agent = launch('./key-agent.ts', { OVOO_MODE: 'production', DATA_DIR: dataDir, OVOO_AGENT: 'initiator', OVOO_API: 'http://127.0.0.1:9' });
    const [said, code] = await Promise.all([text(present(agent.stderr, 'stderr')), new Promise<number | null>((ended) => agent.once('exit', ended))]);
    assert.match(said, /names 0 co-signers .* enrol them and set a quorum/);
    assert.notEqual(code, 0);
  });

  test('R-094 生产环境首次启动说出还要登记什么；登记齐了就不说，演示不说', () => {
    const config = { dataDir: '/srv/ovoo', mode: 'production' } as const;
    const authorities = [{ name: '', roots: [], intermediates: [] }];
    const titles = (enrolled: Parameters<typeof enrolmentsMissing>[0]) => enrolmentsMissing(enrolled, config).flatMap(({ rows }) => rows.map(([name]) => name));
    const all = [...keyHolderParts];
    assert.deepEqual(titles({ quorum: 0, authorities: [], partsMissing: all }), ['数字认证机构', '日志共签方', '密钥保管方', '怎样登记', '密钥代理']);
    assert.deepEqual(titles({ quorum: 0, authorities, partsMissing: [] }), ['日志共签方', '怎样登记', '密钥代理']);
    const [missing] = enrolmentsMissing({ quorum: 2, authorities, partsMissing: partsMissing(all.slice(1).map((part) => ({ part }))) }, config);
    assert.deepEqual(missing?.rows[0], ['密钥保管方', '还缺：招标人（或者其代理机构）；四方齐了才能发布招标公告']);
    assert.deepEqual(titles({ quorum: 2, authorities, partsMissing: [] }), []);
    assert.deepEqual(enrolmentsMissing({ quorum: 0, authorities: [], partsMissing: all }, { ...config, mode: 'demo' }), []);
  });
});
