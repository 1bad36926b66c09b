import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { drawRequestHash, runDraw, type DrawMaterial, type DrawTranscript } from '#evidence/draw/draw.ts';
import { everDrawn, replace, standingPanel, type DrawMade, type ReplacementStep } from '#evidence/draw/replace.ts';
import { anyMaterial, expert, experts, materialOf } from '#evidence/draw/testing/material.ts';
import type { ShownEvent } from '../../verifier/bundle.ts';
import { Fault } from '../../verifier/fault.ts';
import type { JsonObject } from '../../verifier/json.ts';
import { Record } from '../../verifier/record.ts';
import { verifyExpertDraw } from '../../verifier/steps/expert-draw.ts';

function recordOf(material: DrawMaterial, transcript: DrawTranscript, pool: readonly object[] = material.pool): Record {
  const { request, avoidance, checkpointRoot } = material;
  const { drawId, contributors } = request;
  const bodies: readonly (readonly [stream: string, kind: string, body: object])[] = [
    ['panel:t', 'PanelRequested', { number: 1, rows: request.rows }],
    ['draw:t', 'PoolTaken', { number: 1, pool, avoidance }],
    ['panel:t', 'RoundOpened', { request, requestHash: drawRequestHash(request), contributors }],
    ['panel:t', 'CommitmentsLogged', { drawId, root: checkpointRoot }],
    ['draw:t', 'TranscriptKept', { transcript }],
    ['panel:t', transcript.outcome.kind === 'drawn' ? 'Drawn' : 'DrawInfeasible', { drawId }],
  ];
  return recordFrom(bodies);
}

type Told = readonly [stream: string, kind: string, body: object];

function recordFrom(bodies: readonly Told[]): Record {
  return new Record(bodies.map(([stream, kind, body], i): ShownEvent => ({ stream, kind, version: i + 1, at: i, actor: 'system', index: i, body: body as JsonObject, headerClass: 'public', classes: new Set(), hasHidden: false })));
}

function drawn(material: DrawMaterial): DrawTranscript {
  const result = runDraw(material);
  return result.ok ? result.value : assert.fail(result.error.code);
}

async function outcome(record: Record): Promise<string> {
  try {
    return await verifyExpertDraw(record);
  } catch (error) {
    return error instanceof Fault ? error.code : assert.fail(String(error));
  }
}

describe('专家抽取的重算', () => {
  test('R-179 任何抽取，验证程序都算出与平台相同的结果', async () => {
    await fc.assert(fc.asyncProperty(anyMaterial, async (material) => {
      const result = runDraw(material);
      fc.pre(result.ok);
      assert.equal(await outcome(recordOf(material, drawn(material))), 'recomputed');
    }), { numRuns: 40 });
  });

  test('R-179 换掉一名成员、一个随机数、一名库内专家，都被发现', async () => {
    const material = materialOf(experts(12));
    const transcript = drawn(material);
    const [row] = transcript.rows;
    assert.ok(row);
    const swapped = { ...transcript, rows: [{ ...row, members: [...row.members.slice(1), 'e11x'] }] };
    assert.equal(await outcome(recordOf(material, swapped)), 'draw.experts');
    const [first, ...rest] = transcript.contributions;
    assert.ok(first);
    assert.equal(await outcome(recordOf(material, { ...transcript, contributions: [{ ...first, value: '0'.repeat(64) }, ...rest] })), 'draw.experts');
    assert.equal(await outcome(recordOf(material, transcript, [...material.pool.slice(1), expert(99)])), 'draw.experts');
    assert.equal(await outcome(recordOf({ ...material, checkpointRoot: '0'.repeat(64) }, transcript)), 'draw.experts');
  });
});

const rows = [{ row: '1', specialtyCode: 'A01', regionCodes: [], count: 2, alternates: 1 }];
type Story = { readonly told: Told[]; readonly made: DrawMade[]; readonly steps: ReplacementStep[]; readonly member: (id: string) => { memberId: string; personId: string; kind: string } };

/** A draw of two with one alternate from a pool of four; members leave until the ranking is used up; one more is drawn from a larger pool. */
function story(change: { readonly passOver?: (ids: readonly string[]) => readonly string[]; readonly bidders?: readonly string[] } = {}): Story {
  const member = (id: string) => ({ memberId: `m-${id}`, personId: id, kind: 'expert' });
  const first = materialOf(experts(4), { rows, drawId: 't/1.1' });
  const made: DrawMade[] = [{ ...first, transcript: drawn(first) }];
  const told: Told[] = drawEvents('PanelRequested', first, member);
  const steps: ReplacementStep[] = [];
  for (const _ of [1, 2, 3]) {
    const [row] = standingPanel(made, steps);
    const step = replace(made, steps, { row: '1', id: row?.members[0] ?? '', cause: 'declined' });
    assert.ok(step.ok);
    steps.push(step.value);
    told.push(['draw:t', 'ReplacementKept', { steps: [step.value] }], ['panel:t', 'MembersReplaced', {
      departed: [{ memberId: `m-${step.value.id}` }], joined: 'id' in step.value.outcome ? [member(step.value.outcome.id)] : [],
    }]);
  }
  if (change.bidders) told.push(['panel:t', 'BiddersMatched', { bidders: change.bidders, hits: 0 }]);
  const passed = everDrawn(made, steps);
  const avoidance = (change.passOver?.(passed) ?? passed).map((id) => ({ kind: 'person' as const, id, reason: '抽过', salt: '00' }));
  const second = materialOf(experts(9), { drawId: 't/2.1', rows: rows.map((row) => ({ ...row, count: 1 })) }, avoidance, 'second');
  made.push({ ...second, transcript: drawn(second) });
  told.push(...drawEvents('SupplementRequested', second, member));
  return { told, made, steps, member };
}

function drawEvents(asked: string, material: DrawMaterial, member: Story['member']): Told[] {
  const { request, pool, avoidance, checkpointRoot } = material;
  const transcript = drawn(material);
  return [
    ['panel:t', asked, { rows: request.rows }], ['draw:t', 'PoolTaken', { pool, avoidance }],
    ['panel:t', 'RoundOpened', { request, requestHash: drawRequestHash(request), contributors: request.contributors }],
    ['panel:t', 'CommitmentsLogged', { drawId: request.drawId, root: checkpointRoot }],
    ['draw:t', 'TranscriptKept', { transcript }],
    ['panel:t', 'Drawn', { drawId: request.drawId, members: transcript.rows.flatMap(({ members }) => members.map(member)) }],
  ];
}

function withBody(told: readonly Told[], kind: string, change: (body: never, n: number) => object): Told[] {
  let n = 0;
  return told.map(([stream, each, body]) => (each === kind ? [stream, each, change(body as never, n++)] : [stream, each, body]));
}

describe('更换与补抽的重算', () => {
  test('R-179 R-066 递补、名次用尽后的补抽、补抽之后的递补，都从证据包重算得出；实际在座的就是重算出的人', async () => {
    const { told, made, steps, member } = story();
    const leaver = standingPanel(made, steps)[0]?.members[0] ?? '';
    const step = replace(made, steps, { row: '1', id: leaver, cause: 'absent' });
    assert.ok(step.ok && step.value.outcome.kind === 'promoted');
    told.push(['draw:t', 'ReplacementKept', { steps: [step.value] }], ['panel:t', 'MembersReplaced', { departed: [{ memberId: `m-${leaver}` }], joined: [member(step.value.outcome.id)] }]);
    assert.equal(await outcome(recordFrom(told)), 'recomputed');
    const sitting = standingPanel(made, [...steps, step.value]).flatMap(({ members }) => members);
    const evaluated = (ids: readonly string[]): Told[] => [...told, ['evaluation:t-1', 'SeatsChanged', { seats: ids.map((id) => ({ memberId: `m-${id}`, kind: 'expert' })) }], ['evaluation:t-1', 'EvaluationReported', {}]];
    assert.equal(await outcome(recordFrom(evaluated(sitting))), 'recomputed');
    assert.equal(await outcome(recordFrom(evaluated([leaver, ...sitting.slice(1)]))), 'draw.experts', 'somebody evaluated who had left');
  });

  const lies: Readonly<{ [name: string]: () => Told[] }> = {
    '递补的不是名次最前的人': () => withBody(story().told, 'ReplacementKept', (body: { steps: ReplacementStep[] }, n) => (n === 0 ? { steps: body.steps.map((step) => ({ ...step, outcome: { kind: 'promoted', id: 'e8' } })) } : body)),
    '说名次用尽，其实没有': () => withBody(story().told, 'ReplacementKept', (body: { steps: ReplacementStep[] }, n) => (n === 1 ? { steps: body.steps.map((step) => ({ ...step, outcome: { kind: 'exhausted', walk: [] } })) } : body)),
    '没有抽取在进行，席位却空着等': () => withBody(story().told, 'ReplacementKept', (body: { steps: ReplacementStep[] }, n) => (n === 1 ? { steps: body.steps.map((step) => ({ ...step, outcome: { kind: 'waits' } })) } : body)),
    '更换依据的是后来的抽取': () => withBody(story().told, 'ReplacementKept', (body: { steps: ReplacementStep[] }) => ({ steps: body.steps.map((step) => ({ ...step, draws: 2 })) })),
    '补抽没有避开抽过的人': () => story({ passOver: (ids) => ids.slice(1) }).told,
    '开标之后补抽没有避开投标人': () => story({ bidders: ['u7'] }).told,
    '没有另行申请就再抽一次': () => story().told.filter(([, kind]) => kind !== 'SupplementRequested'),
    '已经抽出，又整个重抽': () => story().told.map(([stream, kind, body]) => [stream, kind === 'SupplementRequested' ? 'PanelRequested' : kind, body]),
    '补抽的人数多于申请的': () => withBody(story().told, 'SupplementRequested', (body: { rows: object[] }) => ({ rows: body.rows.map((row) => ({ ...row, count: 2 })) })),
    '在座的不是抽出来的人': () => withBody(story().told, 'MembersReplaced', (body: { joined: { personId: string }[] }, n) => (n === 0 ? { ...body, joined: body.joined.map((each) => ({ ...each, personId: 'e8' })) } : body)),
  };
  for (const [name, lie] of Object.entries(lies)) {
    test(`R-179 R-131 ${name}：验证不通过`, async () => {
      assert.equal(await outcome(recordFrom(lie())), 'draw.experts');
    });
  }

  test('R-179 公开版没有名单和库：仍核对每次抽取都有自己的申请，人数不多不少', async () => {
    const shown = (told: Told[]) => recordFrom(told.filter(([stream, kind]) => stream !== 'draw:t' && kind !== 'MembersReplaced').map(([stream, kind, body]) => [stream, kind, kind === 'Drawn' ? { ...body, members: undefined } : body]));
    assert.equal(await outcome(shown(story().told)), 'withheld');
    assert.equal(await outcome(shown(story().told.filter(([, kind]) => kind !== 'SupplementRequested'))), 'draw.experts');
  });
});
