import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { drawRequestHash, runDraw, type DrawMaterial, type DrawTranscript } from '#evidence/draw/draw.ts';
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
    ['draw:t', 'PoolTaken', { number: 1, pool, avoidance }],
    ['panel:t', 'RoundOpened', { request, requestHash: drawRequestHash(request), contributors }],
    ['panel:t', 'CommitmentsLogged', { drawId, root: checkpointRoot }],
    ['draw:t', 'TranscriptKept', { transcript }],
    ['panel:t', 'Drawn', { drawId }],
  ];
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
