import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './refusal.ts';
import { all, err, ok } from './result.ts';

type Late = { deadline: string; at: string };

const refusals = catalogue('bid', {
  late: {
    text: (p: Late) => `已过投标截止时间 ${p.deadline}。`,
    article: '招标投标法 第二十八条',
    got: (p: Late) => p.at,
    want: (p: Late) => `早于 ${p.deadline}`,
  },
  noSuchLot: { kind: 'absent', text: () => '没有这个标段。', remedy: '请从公告进入。' },
});

test('a refusal says what was wrong, what would be right, and the article', () => {
  assert.deepEqual(refusals.late({ deadline: '2026-12-11 09:00:00', at: '2026-12-11 09:00:01' }), {
    code: 'bid.late',
    message: '已过投标截止时间 2026-12-11 09:00:00。',
    kind: 'refused',
    article: '招标投标法 第二十八条',
    got: '2026-12-11 09:00:01',
    want: '早于 2026-12-11 09:00:00',
  });
});

test('a refusal holds plain text only and leaves out what does not apply', () => {
  const refusal = refusals.noSuchLot({});
  assert.deepEqual(Object.keys(refusal).sort(), ['code', 'kind', 'message', 'remedy']);
  assert.equal(refusal.kind, 'absent');
  assert.deepEqual(JSON.parse(JSON.stringify(refusal)), refusal);
});

test('all gives the values in order, or the first error', () => {
  assert.deepEqual(all([ok(1), ok(2)]), ok([1, 2]));
  assert.deepEqual(all([ok(1), err('first'), err('second')]), err('first'));
  assert.deepEqual(all([]), ok([]));
});
