import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseInstant } from '#kernel/time/instant.ts';
import { present } from '#kernel/assert.ts';
import { agentFolder } from '#platform/agent/key-folder.ts';
import { makeAgents } from './agents.ts';
import { demoAuthorities } from './authorities.ts';
import { makeCast } from './cast.ts';

test('R-184 密钥代理重新配备以后，不记得上一次没有演完的世界里应过的抽取', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-agents-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const cast = makeCast();
  const small = { ...cast, organisations: cast.authorities };
  const make = () => makeAgents(small, demoAuthorities(dataDir), dataDir, present(parseInstant('2026-11-21 09:00'), 'now'));
  const first = await make();
  writeFileSync(join(agentFolder(dataDir, 'independent-ca'), 'note-of-a-draw'), '{}');
  assert.deepEqual([...(await make()).keys()], [...first.keys()]);
  assert.deepEqual(readdirSync(agentFolder(dataDir, 'independent-ca')), ['identities.json']);
});
