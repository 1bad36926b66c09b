import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBase64url } from '#kernel/bytes.ts';
import type { JsonObject } from '#kernel/json.ts';
import { drawRequestHash } from '#evidence/draw/draw.ts';
import { experts, materialOf } from '#evidence/draw/testing/material.ts';
import { generateKeys, rawPublicKey } from '#evidence/seal/keys.ts';
import { contributeTick, DrawContradiction, type DrawTask } from './contribution-agent.ts';

const contributors = ['a', 'b', 'c', 'd'].map((partyId, i) => ({ partyId, role: `role${i}` }));
const { request } = materialOf(experts(9), { drawId: 't1/1.1', contributors });
const keys = await generateKeys();
const publicKey = toBase64url(await rawPublicKey(keys.publicKey));

async function agentWith(...tasks: readonly Partial<DrawTask>[]) {
  const notes = new Map<string, string>();
  const sent: { name: string; body: JsonObject }[] = [];
  const errors: unknown[] = [];
  const memory = { read: async (name: string) => notes.get(name) ?? null, write: async (name: string, text: string) => void notes.set(name, text) };
  const base = { tenderId: 't1', drawId: 't1/1.1', step: 'commit', acted: false, request, requestHash: drawRequestHash(request), holders: contributors.map(({ partyId }) => ({ partyId, publicKey })), commitments: [], checkpoint: null, escrows: [] };
  for (const task of tasks) {
    const command = async (name: string, body: JsonObject) => void sent.push({ name, body });
    await contributeTick({ get: async () => ({ draws: [{ ...base, ...task }] }), command }, { holderId: 'a', keys, memory }, (error) => errors.push(error));
  }
  return { sent, errors, notes };
}

const digest = (n: number) => String(n).padStart(64, '0');
const others = ['b', 'c', 'd'].map((partyId, i) => ({ partyId, commitment: digest(i), escrowHash: digest(i + 9) }));
const checkpoint = { root: digest(77), size: 8 };

describe('contribution agent', () => {
  test('R-063 一次抽取只作一次承诺：重来时给出同一个承诺', async () => {
    const { sent, notes } = await agentWith({}, {});
    assert.deepEqual(sent.map(({ name }) => name), ['panel.commit', 'panel.commit']);
    assert.deepEqual(sent[0]?.body, sent[1]?.body);
    assert.equal(JSON.stringify(sent).includes((JSON.parse([...notes.values()][0] ?? '{}') as { value: string }).value), false);
  });

  test('R-063 没有轮到、已经办过、等待日志时什么也不做', async () => {
    const { sent } = await agentWith({ acted: true }, { step: 'checkpoint' });
    assert.deepEqual(sent, []);
  });

  test('R-063 同一编号下给出两个申请，或申请与其摘要不符，密钥代理拒绝参与', async () => {
    const changed = { ...request, poolSize: request.poolSize + 1 };
    const { sent, errors } = await agentWith({}, { request: changed, requestHash: drawRequestHash(changed) }, { request: changed });
    assert.equal(sent.length, 1);
    assert.ok(errors.length === 2 && errors.every((error) => error instanceof DrawContradiction));
  });

  test('R-063 各方承诺没有到齐、没有入日志、或事后有变，不交出任何份额', async () => {
    const first = await agentWith({});
    const own = { partyId: 'a', commitment: String(first.sent[0]?.body['commitment']), escrowHash: String(first.sent[0]?.body['escrowHash']) };
    assert.ok(own.commitment.length === 64);
    const cases: Partial<DrawTask>[] = [
      { step: 'escrow', commitments: others, checkpoint }, { step: 'escrow', commitments: [...others, { ...own, partyId: 'a', commitment: digest(5) }], checkpoint },
    ];
    const { sent, errors } = await agentWith({}, ...cases, { step: 'release', commitments: others, checkpoint });
    assert.deepEqual(sent.map(({ name }) => name), ['panel.commit']);
    assert.equal(errors.length, 3);
  });

  test('R-063 未入日志检查点之前不交存托管，交存之后检查点有变则不再参与', async () => {
    const notes = new Map<string, string>();
    const sent: string[] = [];
    const memory = { read: async (name: string) => notes.get(name) ?? null, write: async (name: string, text: string) => void notes.set(name, text) };
    const errors: unknown[] = [];
    let own = { partyId: 'a', commitment: '', escrowHash: '' };
    const tick = async (task: Partial<DrawTask>) => contributeTick({
      get: async () => ({ draws: [{ tenderId: 't1', drawId: 't1/1.1', step: 'commit', acted: false, request, requestHash: drawRequestHash(request), holders: contributors.map(({ partyId }) => ({ partyId, publicKey })), commitments: [...others, own], checkpoint: null, escrows: [], ...task }] }),
      command: async (name, body) => {
        sent.push(name);
        if (name === 'panel.commit') own = { partyId: 'a', commitment: String(body['commitment']), escrowHash: String(body['escrowHash']) };
      },
    }, { holderId: 'a', keys, memory }, (error) => errors.push(error));
    await tick({});
    await tick({ step: 'escrow' });
    assert.deepEqual([sent, errors.length], [['panel.commit'], 1]);
    await tick({ step: 'escrow', checkpoint });
    assert.deepEqual(sent, ['panel.commit', 'panel.escrow']);
    await tick({ step: 'release', checkpoint: { root: digest(78), size: 12 } });
    assert.deepEqual([sent.length, errors.length], [2, 2]);
  });
});
