import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { parseInstant } from '#kernel/time/instant.ts';
import { stagedTender } from '#trade/award/award.testing.ts';
import type { SettledObjection } from '#trade/tender/tender.types.ts';
import { awardNotice } from './portal.award-notices.ts';

const now = present(parseInstant('2026-11-23 10:00'), 'now');
const settled = (objectionId: string, target: SettledObjection['target'], lotId: string | null): SettledObjection => ({ objectionId, target, lotId, raisedAt: now, settledAt: now, outcome: 'rejected', summary: '', reply: '', amendmentNumber: null });

test('R-098 公示期满时说清楚：没有异议，或者几件都已答复，或者还有几件待答复', () => {
  const of = (openObjections: number, settledObjections: readonly SettledObjection[]) => awardNotice({ kind: 'PublicityEnded', openObjections }, { ...stagedTender('t1', now), settledObjections }, 't1-1')?.facts.text;
  assert.equal(of(0, []), '公示期内没有异议。');
  assert.equal(of(0, [settled('1', 'document', null), settled('2', 'candidates', 't1-2')]), '公示期内没有异议。');
  assert.equal(of(0, [settled('1', 'candidates', 't1-1'), settled('2', 'candidates', 't1-1')]), '公示期内的 2 件异议均已答复。');
  assert.equal(of(1, [settled('1', 'candidates', 't1-1')]), '还有 1 件异议待答复，答复前不能定标。');
});
