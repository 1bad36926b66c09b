import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBase64url } from '#kernel/bytes.ts';
import type { JsonObject } from '#kernel/json.ts';
import { drawRequestHash } from '#evidence/draw/draw.ts';
import { experts, materialOf } from '#evidence/draw/testing/material.ts';
import { generateKeys, rawPublicKey } from '#evidence/seal/keys.ts';
import { EvidenceFault, type EventEvidence } from '#platform/agent/log-evidence.ts';
import { contributeTick, DrawContradiction, type DrawTask } from './contribution-agent.worker.ts';
import { drawLog, drawTrust } from './draw-log.testing.ts';

const contributors = ['a', 'b', 'c', 'd'].map((partyId, i) => ({ partyId, role: `role${i}` }));
const { request } = materialOf(experts(9), { drawId: 't1/1.1', contributors });
const requestHash = drawRequestHash(request);
const keys = await generateKeys();
const publicKey = toBase64url(await rawPublicKey(keys.publicKey));
const digest = (n: number) => String(n).padStart(64, '0');
const others = ['b', 'c', 'd'].map((partyId, i) => ({ partyId, commitment: digest(i), escrowHash: digest(i + 9) }));
type Committed = DrawTask['commitments'][number];

/** One holder's agent, its folder, and a platform that shows it whatever a test says. */
function agent(log = drawLog()) {
  const notes = new Map<string, string>();
  const sent: { name: string; body: JsonObject }[] = [];
  const errors: unknown[] = [];
  const memory = { read: (name: string) => Promise.resolve(notes.get(name) ?? null), write: (name: string, text: string) => Promise.resolve(void notes.set(name, text)) };
  const base = { tenderId: 't1', drawId: 't1/1.1', step: 'commit', acted: false, request, requestHash, holders: contributors.map(({ partyId }) => ({ partyId, publicKey })), commitments: [], checkpoint: null, escrows: [], evidence: [] };
  return {
    log, notes, sent, errors,
    names: () => sent.map(({ name }) => name),
    async tick(task: Partial<DrawTask>): Promise<void> {
      const get = <T>(path: string): Promise<T> => (path === '/api/draws' ? Promise.resolve({ draws: [{ ...base, ...task }] } as T) : log.api.get<T>(path));
      const command = (name: string, body: JsonObject) => Promise.resolve(void sent.push({ name, body }));
      await contributeTick({ get, text: log.api.text, command }, { holderId: 'a', keys, memory }, { trust: drawTrust, report: (error) => errors.push(error) });
    },
    own(): Committed {
      const body = sent[0]?.body ?? assert.fail('nothing promised');
      return { partyId: 'a', commitment: String(body['commitment']), escrowHash: String(body['escrowHash']) };
    },
  };
}

/** Puts the request and these commitments into a log. */
function logged({ commit }: ReturnType<typeof drawLog>, commitments: readonly Committed[], asked = request): EventEvidence[] {
  const opened = commit('panel:t1', 2, 'RoundOpened', { request: asked as unknown as JsonObject, requestHash: drawRequestHash(asked) });
  return [opened, ...commitments.map((each, i) => commit('panel:t1', 3 + i, 'ValueCommitted', { drawId: 't1/1.1', ...each }))];
}

describe('contribution agent', () => {
  test('R-063 一次抽取只作一次承诺：重来时给出同一个承诺', async () => {
    const { tick, sent, notes, names } = agent();
    await tick({});
    await tick({});
    assert.deepEqual(names(), ['panel.commit', 'panel.commit']);
    assert.deepEqual(sent[0]?.body, sent[1]?.body);
    assert.equal(JSON.stringify(sent).includes((JSON.parse([...notes.values()][0] ?? '{}') as { value: string }).value), false);
  });

  test('R-063 没有轮到、已经办过、等待日志时什么也不做', async () => {
    const { tick, sent } = agent();
    await tick({ acted: true });
    await tick({ step: 'checkpoint' });
    assert.deepEqual(sent, []);
  });

  test('R-063 同一编号下给出两个申请，或申请与其摘要不符，密钥代理拒绝参与', async () => {
    const changed = { ...request, poolSize: request.poolSize + 1 };
    const { tick, sent, errors } = agent();
    await tick({});
    await tick({ request: changed, requestHash: drawRequestHash(changed) });
    await tick({ request: changed });
    assert.equal(sent.length, 1);
    assert.ok(errors.length === 2 && errors.every((error) => error instanceof DrawContradiction));
  });

  test('R-063 各方承诺没有到齐、或以其名义作了别的承诺，不交出任何份额', async () => {
    const { tick, own, log, names, errors } = agent();
    await tick({});
    const evidence = logged(log, [...others, own()]);
    const checkpoint = log.publish();
    await tick({ step: 'escrow', commitments: others, checkpoint, evidence });
    await tick({ step: 'escrow', commitments: [...others, { ...own(), commitment: digest(5) }], checkpoint, evidence });
    await tick({ step: 'release', commitments: others, checkpoint });
    assert.deepEqual(names(), ['panel.commit']);
    assert.equal(errors.length, 3);
  });

  test('R-063 R-131 申请和各方承诺写进了经共签的日志才交存；交存之后承诺或检查点有变，不再参与', async () => {
    const { tick, own, log, names, errors } = agent();
    await tick({});
    const commitments = [...others, own()];
    const evidence = logged(log, commitments);
    const shown = { step: 'escrow' as const, commitments, evidence };
    await tick({ ...shown, checkpoint: { root: digest(1), size: 5 } });
    assert.deepEqual([names(), errors.length], [['panel.commit'], 0], 'nothing is co-signed yet: it waits');
    const checkpoint = log.publish(1);
    await tick({ ...shown, checkpoint });
    assert.deepEqual([names().length, errors.length], [1, 1], 'one co-signer is not enough');
    log.publish();
    await tick({ ...shown, checkpoint });
    assert.deepEqual(names(), ['panel.commit', 'panel.escrow']);
    await tick({ step: 'release', commitments, checkpoint: { root: digest(78), size: 12 } });
    assert.deepEqual([names().length, errors.length], [2, 2]);
  });

  test('R-063 R-131 检查点之后日志又长了许多，仍能核对', async () => {
    const { tick, own, log, names, errors } = agent();
    await tick({});
    const commitments = [...others, own()];
    log.commit('other:x', 1, 'Something', {});
    const evidence = logged(log, commitments);
    const checkpoint = log.publish();
    for (let n = 1; n < 9; n++) log.commit('other:x', 1 + n, 'Something', { n });
    log.publish();
    await tick({ step: 'escrow', commitments, evidence, checkpoint });
    assert.deepEqual([names(), errors], [['panel.commit', 'panel.escrow'], []]);
  });
});

describe('说谎的平台什么也得不到', () => {
  type Lie = (of: { log: ReturnType<typeof drawLog>; own: Committed; evidence: EventEvidence[]; checkpoint: { root: string; size: number } }) => Partial<DrawTask>;
  /** The platform has committed for party `d` itself, after it saw all others: what the others would see does not stand in the log. */
  const forged = { partyId: 'd', commitment: digest(66), escrowHash: digest(67) };
  const lies: Readonly<Record<string, Lie>> = {
    '换掉一方的承诺，日志里是另一个': ({ own }) => ({ commitments: [...others.slice(0, 2), forged, own] }),
    '换掉的承诺也给出证据，却没有写进日志': ({ own, evidence }) => {
      const aside = drawLog();
      const event = aside.commit('panel:t1', 9, 'ValueCommitted', { drawId: 't1/1.1', ...forged });
      return { commitments: [...others.slice(0, 2), forged, own], evidence: [...evidence.slice(0, 3), event, ...evidence.slice(4)] };
    },
    '证据里的内容改过': ({ own, evidence }) => ({
      commitments: [...others.slice(0, 2), forged, own],
      evidence: evidence.map((each, i) => (i === 3 ? { ...each, parts: each.parts.map((part) => ('body' in part ? { ...part, body: part.body.replaceAll(digest(2), forged.commitment) } : part)) } : each)),
    }),
    '少给一方的证据': ({ evidence }) => ({ evidence: evidence.slice(0, -1) }),
    '拿别的招标项目的承诺充数': ({ log, own, evidence }) => {
      const event = log.commit('panel:t2', 3, 'ValueCommitted', { drawId: 't1/1.1', ...forged });
      log.publish();
      return { commitments: [...others.slice(0, 2), forged, own], evidence: [...evidence.slice(0, 3), event, ...evidence.slice(4)] };
    },
    '同一方在日志里有两个承诺': ({ log, own, evidence }) => {
      const event = log.commit('panel:t1', 9, 'ValueCommitted', { drawId: 't1/1.1', ...forged });
      const checkpoint = log.publish();
      return { commitments: [...others, own], evidence: [...evidence, event], checkpoint };
    },
    '日志里是另一个申请，专家库不同': ({ log, own }) => {
      const fork = { ...request, poolRoot: digest(8) };
      const evidence = logged(log, [...others, own], fork);
      return { evidence, checkpoint: log.publish() };
    },
    '检查点是编造的': ({ checkpoint }) => ({ checkpoint: { ...checkpoint, root: digest(7) } }),
    '检查点早于最后一个承诺': ({ log, evidence }) => ({ checkpoint: log.head(evidence.length - 1) }),
  };

  for (const [name, lie] of Object.entries(lies)) {
    test(`R-063 R-131 ${name}：密钥代理不交出自己的份额`, async () => {
      const { tick, own, log, names, errors } = agent();
      await tick({});
      const commitments = [...others, own()];
      const evidence = logged(log, commitments);
      const checkpoint = log.publish();
      await tick({ step: 'escrow', commitments, evidence, checkpoint, ...lie({ log, own: own(), evidence, checkpoint }) });
      assert.deepEqual(names(), ['panel.commit']);
      assert.ok(errors.every((error) => error instanceof EvidenceFault), String(errors[0]));
      await tick({ step: 'escrow', commitments, evidence, checkpoint });
      assert.deepEqual(names(), ['panel.commit', 'panel.escrow'], 'and to the truth it answers');
    });
  }
});
